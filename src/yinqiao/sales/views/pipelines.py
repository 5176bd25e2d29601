"""流程设置: the pipelines with their stages, and one stage to change."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yinqiao.platform.errors import NotFound
from yinqiao.platform.i18n.codes import label
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.page import Page
from yinqiao.sales import policies, services, ways
from yinqiao.sales.choices import Condition
from yinqiao.sales.pipeline_forms import StageSettingForm
from yinqiao.sales.services import StageChange


class PipelinesPage(Page):
    """All pipelines of the bank."""

    permission = policies.SET_PIPELINES
    template_name = "sales/pipelines.html"
    title = cast("str", _("Pipelines"))

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show them with their stages."""
        shown = [
            (
                way,
                [
                    (stage, " · ".join(label(Condition, code) for code in stage.conditions))
                    for stage in way.stages
                ],
            )
            for way in ways.ways()
        ]
        return self.page({"ways": shown})


class StageSetting(EditPage):
    """One stage."""

    permission = policies.SET_PIPELINES
    title = cast("str", _("Change the stage"))
    form_class = StageSettingForm

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """What it is now; 404 for one that there is not."""
        found = cast("int", kwargs["pk"])
        stage = next((one for way in ways.ways() for one in way.stages if one.id == found), None)
        if stage is None:
            raise NotFound(gettext("There is no such stage."))
        self.way = ways.way_of(stage.id)
        return {
            "title": stage.title,
            "probability": stage.probability,
            "slow_days": stage.slow_days,
            "conditions": list(stage.conditions),
        }, self.way.version

    def save(
        self, *, now: datetime, data: Mapping[str, Any], version: int | None, **kwargs: object
    ) -> object:
        """One service call."""
        services.change_stage(
            actor=self.actor,
            now=now,
            stage_id=cast("int", kwargs["pk"]),
            version=version or 0,
            change=StageChange(**data),
        )
        return None

    def done_url(self, saved: object) -> str:
        """Back to the pipelines."""
        return reverse("sales:pipelines")

    def cancel_url(self) -> str:
        """Back to the pipelines."""
        return self.done_url(None)

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """The list above."""
        return [(gettext("Pipelines"), reverse("sales:pipelines"))]
