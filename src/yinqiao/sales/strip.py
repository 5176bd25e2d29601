"""The figures of a month in words and bars, as the strip shows them."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yinqiao.platform.i18n import formats
from yinqiao.sales.choices import Kpi
from yinqiao.sales.months import Month
from yinqiao.sales.queries import Figures, Measure

MONEY = (Kpi.AUM, Kpi.AUM_GROWTH)
SHARES = (Kpi.RETENTION, Kpi.CONVERSION)
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Change:
    """How a figure stands to last month's: `value` gives sign and colour, `text` the words."""

    value: Decimal
    text: str


@dataclass(frozen=True, slots=True)
class KpiCard:
    """One figure, ready to show. `progress` and `pace` are percent; `tone` is ``w`` when it lags behind."""

    kpi: str
    title: str
    value: str
    unit: str
    aside: str
    progress: Decimal | None
    pace: Decimal | None
    tone: str
    target: str
    left: str
    right: str
    change: Change | None
    formula: str

    @property
    def help_key(self) -> str:
        """Where the help tells of it."""
        return f"kpi.{self.kpi.lower()}"

    @property
    def meter_label(self) -> str:
        """Say in words what the bar shows."""
        if self.progress is None:
            return self.left
        reached = _("{part} of the target").format(part=f"{formats.decimal(self.progress)}%")
        if self.pace is None:
            return reached
        behind = _("{part} of the month behind").format(part=f"{formats.decimal(self.pace)}%")
        return f"{reached} · {behind}"


def cards(figures: Figures, *, language: str) -> list[KpiCard]:
    """Return the strip of one person's month."""
    return [_card(measure, figures.month, language) for measure in figures.measures]


def written(measure: Measure, *, language: str) -> str:
    """Return the figure with its unit in one text."""
    value, unit = _value(measure, language)
    return f"{value} {unit}".strip()


def _card(measure: Measure, month: Month, language: str) -> KpiCard:
    value, unit = _value(measure, language)
    progress, target = measure.progress, _target(measure, language)
    is_level = measure.kpi in SHARES
    return KpiCard(
        kpi=measure.kpi,
        title=str(measure.kpi.label),
        value=value,
        unit=unit,
        aside=f"{formats.decimal(progress * HUNDRED)}%"
        if progress is not None and not is_level
        else "",
        progress=progress * HUNDRED if progress is not None else None,
        pace=measure.pace * HUNDRED if progress is not None and measure.pace is not None else None,
        tone="w" if _lags(measure) else "",
        target=target,
        left=_("Target {value}").format(value=target) if target else _("No target set"),
        right=_right(measure, month),
        change=_change(measure, language),
        formula=FORMULAS[measure.kpi](),
    )


def _lags(measure: Measure) -> bool:
    """Tell whether it is behind: what adds up behind the pace of the month, a share below its target."""
    progress = measure.progress
    if progress is None:
        return False
    if measure.pace is not None:
        return progress < min(measure.pace, Decimal(1))
    return measure.kpi in SHARES and progress < 1


def _value(measure: Measure, language: str) -> tuple[str, str]:
    if measure.value is None:
        return formats.MISSING, ""
    if measure.kpi in MONEY:
        is_signed = measure.kpi is Kpi.AUM_GROWTH
        text = formats.money(measure.value, language=language, signed=is_signed)
        figure, _space, unit = text.partition(" ")
        return figure, unit
    if measure.kpi in SHARES:
        return formats.decimal(measure.value * HUNDRED), "%"
    whole = formats.count(int(measure.of or 0), language=language)
    return formats.count(int(measure.value), language=language), _("of {whole}").format(whole=whole)


def _target(measure: Measure, language: str) -> str:
    if measure.target is None:
        return ""
    if measure.kpi in MONEY:
        return formats.money(measure.target, language=language)
    if measure.kpi in SHARES:
        return formats.share(measure.target)
    return formats.count(int(measure.target), language=language)


def _right(measure: Measure, month: Month) -> str:
    if measure.value is None:
        return _nothing(measure)
    if measure.kpi is Kpi.KEY_CONTACTS:
        text = ngettext(
            "{days} day of the month left", "{days} days of the month left", month.days_left
        )
        return text.format(days=month.days_left)
    if measure.kpi in SHARES and measure.target is not None:
        gap = measure.value - measure.target
        words = _("{gap} above the target") if gap >= 0 else _("{gap} below the target")
        return words.format(gap=formats.points(abs(gap)).lstrip("+"))
    return ""


def _nothing(measure: Measure) -> str:
    """Say why there is no figure."""
    if measure.kpi is Kpi.RETENTION:
        return _("Not connected") if measure.of is None else _("Nothing matured")
    words = {
        Kpi.KEY_CONTACTS: _("No key customers in the book"),
        Kpi.CONVERSION: _("Nobody reached yet"),
    }
    return words.get(measure.kpi, "")


def _change(measure: Measure, language: str) -> Change | None:
    if measure.value is None or measure.before is None or measure.kpi in SHARES:
        return None
    difference = measure.value - measure.before
    shown = (
        formats.money(abs(difference), language=language)
        if measure.kpi in MONEY
        else formats.points(abs(difference)).lstrip("+")
    )
    return Change(difference, _("{change} on last month").format(change=shown))


def unit_of(kpi: Kpi) -> str:
    """Return what a figure is measured in."""
    if kpi in MONEY:
        return _("yuan")
    return "%" if kpi in SHARES else _("customers")


FORMULAS = {
    Kpi.AUM: lambda: _("Sum of the month-average AUM of the customers whose main manager she is."),
    Kpi.AUM_GROWTH: lambda: _(
        "AUM of these customers at the data date, less that at the end of the month before."
    ),
    Kpi.RETENTION: lambda: _(
        "Of what matured this month up to the data date (deposits by principal, a renewed one when its new term began; products by value or, paid back, by cost; yuan only, without notice deposits and what was taken out early), the money that still lies with the bank: what a customer's assets fell by since the end of last month counts as gone, up to what matured of hers. Customers whose assets at that day are unknown are left out."
    ),
    Kpi.KEY_CONTACTS: lambda: _(
        "Key customers of the book whom the bank reached this month, by any channel."
    ),
    Kpi.CONVERSION: lambda: _(
        "Opportunities won this month, of those about which the customer was reached this month."
    ),
}
