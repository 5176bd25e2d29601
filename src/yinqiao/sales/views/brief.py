"""晨报 on top of the workbench."""

from collections.abc import Mapping
from typing import cast

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yinqiao.platform.ui.views.workbench import Block
from yinqiao.sales import brief, policies, queries, services

CHINESE = "zh-hans"


class BriefBlock(Block):
    """Three to five sentences with the rows behind them, or that nothing presses."""

    permission = policies.VIEW
    template_name = "sales/desk/brief.html"
    title = cast("str", _("Morning brief"))

    def block(self) -> Mapping[str, object]:
        """What the data and the day say; the first look of a day is kept."""
        if not queries.has_brief(self.actor):
            return {"is_shown": False}
        found = queries.morning_brief(actor=self.actor, now=self.now)
        if not queries.brief_is_read(actor=self.actor, day=self.today):
            services.see_brief(actor=self.actor, now=self.now)
        queries.record_brief(actor=self.actor, found=found)
        return {
            "is_shown": True,
            "sentences": brief.sentences(found, language=get_language() or CHINESE),
            "data_on": found.data_on,
            "is_team": found.is_team,
        }
