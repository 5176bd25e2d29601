"""贡献测算: what a customer contributes a year as a waterfall, and what a move of money would change. For heads and compliance alone."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final, cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.insights import policies as insights_policies
from yinqiao.insights import queries as insights
from yinqiao.insights.queries import Worth
from yinqiao.platform import clock
from yinqiao.platform.ui.views.page import Page
from yinqiao.products import queries as products
from yinqiao.sales.performance import rules
from yinqiao.sales.performance.choices import Move
from yinqiao.sales.performance.forms import WhatIfForm
from yinqiao.sales.performance.writing import TEN_THOUSAND, steps_chart, whole_money

TITLES: Final = {
    "deposit_margin": gettext_lazy("Margin of deposits"),
    "loan_margin": gettext_lazy("Margin of loans"),
    "fee_income": gettext_lazy("Fees of twelve months"),
    "operating_cost": gettext_lazy("Operating cost"),
    "expected_loss": gettext_lazy("Expected loss"),
    "capital_charge": gettext_lazy("Charge on capital"),
}


class WorthPage(Page):
    """The waterfall from margins to the contribution and the EVA, beside what a move would change."""

    permission = insights_policies.VIEW_CONTRIBUTION
    template_name = "performance/worth.html"
    title = cast("str", gettext_lazy("Contribution and what if"))

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show it; without a move asked for, what is."""
        found = insights.worth_of(actor=self.actor, customer_id=pk)
        form = WhatIfForm(request.GET if "kind" in request.GET else None)
        change: Mapping[str, Decimal] = {}
        said = ""
        if form.is_bound and form.is_valid():
            change, said = _moved(form.cleaned_data)
        context: dict[str, object] = {
            "form": form,
            "found": found,
            "said": said,
            "pk": pk,
            "breadcrumbs": [
                (
                    found.customer_name if found else _("Customer"),
                    reverse("customers:detail", args=[pk]),
                )
            ],
        }
        if found is not None:
            context |= _told(found, change)
        return self.page(context, status=422 if form.is_bound and not form.is_valid() else 200)


def _moved(data: Mapping[str, Any]) -> tuple[dict[str, Decimal], str]:
    """Return what the move changes, and a sentence where it cannot be priced."""
    kind, today = data["kind"], clock.bank_date(clock.now())
    amount = data["amount"] * TEN_THOUSAND
    if kind == Move.FEE:
        return rules.moved_parts(kind, amount, None), ""
    rate = (data.get("rate") or Decimal(0)) / 100
    price = products.transfer_price(curve=kind, term_days=data.get("term") or 365, on=today)
    if price is None:
        return {}, _("There is no transfer price for this term: nothing can be told.")
    priced = rules.Priced(price, rate)
    if kind == Move.LOAN:
        risk = products.loan_risk(
            product_class=data.get("product_class") or "CONSUMER", grade="NORMAL", on=today
        )
        if risk is None:
            return {}, _("There are no risk figures for this class of loans: nothing can be told.")
        priced = rules.Priced(price, rate, risk.loss, risk.capital, risk.cost)
    return rules.moved_parts(kind, amount, priced), ""


def _told(found: Worth, change: Mapping[str, Decimal]) -> dict[str, object]:
    zero = Decimal(0)
    names = [name for name in TITLES if name in found.parts or name in change]
    capital = found.capital or zero
    rows = []
    for name in names:
        if name == "capital_charge":
            continue
        now, by = found.parts.get(name), change.get(name, zero)
        rows.append((str(TITLES[name]), now, by, (now or zero) + by))
    contribution = sum((row[1] or zero for row in rows), zero)
    after = sum((row[3] for row in rows), zero)
    by_capital = change.get("capital_charge", zero)
    steps = [(title, then) for title, _now, _by, then in rows]
    steps.append((str(TITLES["capital_charge"]), -(capital + by_capital)))
    return {
        "rows": [
            (title, _money(now), whole_money(by) if by else "", whole_money(then), by)
            for title, now, by, then in rows
        ],
        "sums": [
            (
                _("Contribution"),
                whole_money(contribution),
                whole_money(after - contribution),
                whole_money(after),
                after - contribution,
            ),
            (
                str(TITLES["capital_charge"]),
                whole_money(-capital),
                whole_money(-by_capital),
                whole_money(-capital - by_capital),
                -by_capital,
            ),
            (
                _("Economic value added"),
                whole_money(contribution - capital),
                whole_money(after - contribution - by_capital),
                whole_money(after - capital - by_capital),
                after - contribution - by_capital,
            ),
        ],
        "chart": steps_chart(steps, end=_("Economic value added")),
        "finding": _("Economic value added a year: {amount}").format(
            amount=whole_money(after - capital - by_capital)
        ),
        "has_change": bool(change),
    }


def _money(value: Decimal | None) -> str:
    return _("Not connected") if value is None else whole_money(value)
