"""Columns of the shelf."""

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from yinqiao.platform import clock
from yinqiao.platform.i18n import formats
from yinqiao.platform.ui.table import Column, Kind, Phone, Table, Tag
from yinqiao.products import queries
from yinqiao.products.choices import PriceLevel
from yinqiao.products.queries import ProductRow

YEAR = 365


def earnings(row: ProductRow) -> str:
    """Return the contract rate, or the benchmark range, which is no promise."""
    if row.rate is not None:
        return formats.rate(row.rate)
    if row.benchmark_low is None:
        return ""
    if row.benchmark_high is None or row.benchmark_high == row.benchmark_low:
        return formats.rate(row.benchmark_low)
    return f"{formats.rate(row.benchmark_low)}–{formats.rate(row.benchmark_high)}"


def term(row: ProductRow) -> str:
    """Return how long it runs."""
    if row.term_days is None:
        return row.form_label
    if row.term_days % YEAR == 0:
        return _now("{years} years").format(years=row.term_days // YEAR)
    return _now("{days} days").format(days=row.term_days)


def limits(row: ProductRow) -> str:
    """Return how many basis points each level may give of the list rate; nothing where none may be agreed upon."""
    held = queries.price_limits(on=clock.bank_date(clock.now()))
    found = queries.limits_of(row.code, row.product_class, limits=held)
    if row.rate is None or not any(most for _level, most in found):
        return ""
    return " · ".join(f"{PriceLevel(level).label} {most} BP" for level, most in found)


def on_sale(row: ProductRow) -> Tag:
    """Return whether it is sold now."""
    return (
        Tag(_now("On sale"), "ok", "circle-check")
        if row.is_on_sale
        else Tag(_now("Not on sale"), "", "circle-minus")
    )


def agency(row: ProductRow) -> Tag | None:
    """Return the mark of a product sold for another."""
    return Tag(_now("Agency"), "o") if row.is_agency else None


SHELF = Table[ProductRow](
    key="shelf",
    columns=(
        Column("name", _("Product"), extra=agency, phone=Phone.NAME, is_wide=True),
        Column("code", _("Code"), sort="product_code"),
        Column("class_label", _("Class"), phone=Phone.REASON),
        Column(
            "risk_grade",
            _("Risk"),
            kind=Kind.TAG,
            value=lambda row: Tag(row.risk_grade, "o") if row.risk_grade else None,
        ),
        Column("term", _("Term"), value=term),
        Column("rate", _("Rate or benchmark"), kind=Kind.FIGURE, value=earnings),
        Column("limits", _("Delegated limits"), value=limits, is_desktop_only=True),
        Column("minimum_amount", _("Minimum"), kind=Kind.MONEY),
        Column("on_sale", _("State"), kind=Kind.TAG, value=on_sale, phone=Phone.ACTION),
    ),
    row_id=lambda row: row.id,
)
