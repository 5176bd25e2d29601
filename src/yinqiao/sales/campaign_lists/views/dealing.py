"""分派: the head deals out what lies in the pool of her units."""

from collections.abc import Mapping
from datetime import datetime
from typing import cast

from django.forms import Form
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.platform import clock
from yinqiao.sales.campaign_lists import policies, services
from yinqiao.sales.campaign_lists.forms import DealForm
from yinqiao.sales.campaign_lists.views.making import ListAct


class Deal(ListAct):
    """Evenly to whom she ticks; nobody gets more than the list allows."""

    permission = policies.DEAL
    title = cast("str", gettext_lazy("Deal names out"))
    submit_label = gettext_lazy("Deal out")

    def form(self, data: QueryDict | None, initial: Mapping[str, object]) -> Form:
        """Offer the managers of her units."""
        return DealForm(data, people=services.takers(actor=self.actor, now=clock.now()))

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Deal."""
        chosen = cast("list[int]", data["staff_ids"])
        return services.deal_out(actor=self.actor, now=now, list_id=self.pk, staff_ids=chosen)

    def toast(self, saved: object) -> str:
        """Say how many went."""
        return _("{number} names dealt out.").format(number=saved)
