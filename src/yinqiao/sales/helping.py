"""Help about what is sold and how a month is measured; the figures' formulas are those of the strip."""

from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.platform.ui import help as words
from yinqiao.sales import policies, strip
from yinqiao.sales.choices import Kpi

_OWNER: Final = "零售金融部"
_TERMS: Final = {
    Kpi.AUM: "aum",
    Kpi.AUM_GROWTH: "aum",
    Kpi.RETENTION: "maturity_alert",
    Kpi.KEY_CONTACTS: "touch",
}


def _kpis() -> dict[str, words.HelpEntry]:
    return {
        kpi.value.lower(): words.HelpEntry(
            key=f"kpi.{kpi.value.lower()}",
            title=str(kpi.label),
            formula=strip.FORMULAS[kpi](),
            source=_("Day-end data of the core system, and what was logged here"),
            owner=_OWNER,
            unit=strip.unit_of(kpi),
            term=_TERMS.get(kpi, ""),
        )
        for kpi in Kpi
    }


def offer() -> None:
    """Put them into the help."""
    words.written(Path(__file__).parent)
    words.sources.add("kpi", words.HelpSource("kpi", "Figures of the month", policies.VIEW, _kpis))
