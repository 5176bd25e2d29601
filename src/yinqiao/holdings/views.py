"""The panels of holdings on the customer page, and the dialogs that show an account or card number."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from yinqiao.customers import queries as customers
from yinqiao.holdings import charts, policies, queries, services, tables
from yinqiao.holdings.forms import ReasonForm, TransactionFilterForm
from yinqiao.holdings.queries import TransactionFilter, TransactionRow
from yinqiao.lib.numbers import whole_number
from yinqiao.platform import clock
from yinqiao.platform.crypto.secret import Secret
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.ui.paging import Order, QuerySetSource, read_page
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.views.page import render_page
from yinqiao.platform.ui.views.panel import PanelPage

NEWEST_FIRST = Order("posted_on", is_descending=True)
SHOWN_ON_OVERVIEW = 6
MOVEMENTS = 8
DUE_DAYS = 180


class HoldingsPanel(PanelPage):
    """资产与负债: deposits, positions, loans, cards with subtotals and the notes that must stand beside products."""

    permission = policies.VIEW
    template_name = "holdings/panel.html"
    title = cast("str", gettext_lazy("Assets and liabilities"))

    def panel(self, pk: int) -> Mapping[str, object]:
        """Everything as known then."""
        return {
            "object": queries.holdings(
                actor=self.actor, customer_id=pk, now=self.now, as_of=self.as_of
            ),
            "shown": SHOWN_ON_OVERVIEW,
        }


class HoldingsSummary(HoldingsPanel):
    """The holdings on the overview."""

    template_name = "holdings/summary.html"
    title = cast("str", gettext_lazy("Products held"))


class MaturitiesPanel(PanelPage):
    """到期与还款: what falls due in the next months, beside the story of the customer."""

    permission = policies.VIEW
    template_name = "holdings/maturities.html"
    title = cast("str", gettext_lazy("Due soon"))

    def panel(self, pk: int) -> Mapping[str, object]:
        """The next days, soonest first."""
        found = queries.maturities(
            actor=self.actor, customer_id=pk, days=DUE_DAYS, now=self.now, as_of=self.as_of
        )
        return {"maturities": found[:SHOWN_ON_OVERVIEW], "total": len(found), "days": DUE_DAYS}


class CorporatePanel(PanelPage):
    """结算与代发 of a company, as of the newest data."""

    permission = policies.VIEW
    template_name = "holdings/corporate.html"
    title = cast("str", gettext_lazy("Settlement and payroll"))

    def panel(self, pk: int) -> Mapping[str, object]:
        """Shares with what they are made of."""
        today = clock.bank_date(self.now)
        return {"object": queries.corporate(actor=self.actor, customer_id=pk, now_on=today)}


class MovementsPanel(PanelPage):
    """近期动账: the newest movements as a story."""

    permission = policies.VIEW_TRANSACTIONS
    template_name = "holdings/movements.html"
    title = cast("str", gettext_lazy("Newest movements"))

    def panel(self, pk: int) -> Mapping[str, object]:
        """The newest few."""
        rows = queries.transaction_list(
            actor=self.actor, customer_id=pk, wanted=TransactionFilter(), as_of=self.as_of
        ).order_by("-posted_on", "-id")[:MOVEMENTS]
        return {"movements": queries.transaction_rows(rows, actor=self.actor, customer_id=pk)}


class TransactionPanel(PanelPage):
    """交易: by key, filtered by account, month and category; above it, loaded on its own, what moved in all."""

    permission = policies.VIEW_TRANSACTIONS
    template_name = "holdings/transactions.html"
    fragment_template = "holdings/transactions.html"
    title = cast("str", gettext_lazy("Transactions"))

    def panel(self, pk: int) -> Mapping[str, object]:
        """One page of movements."""
        months = queries.month_choices(actor=self.actor, customer_id=pk)
        form = TransactionFilterForm(
            self.request.GET,
            accounts=queries.account_choices(actor=self.actor, customer_id=pk),
            months=months,
        )
        form.is_valid()
        wanted = _wanted(form.cleaned_data)
        rows = queries.transaction_list(
            actor=self.actor, customer_id=pk, wanted=wanted, as_of=self.as_of
        )
        page = read_page(
            QuerySetSource(rows),
            order=NEWEST_FIRST,
            filters={
                "customer": pk,
                "user": self.actor.user_id,
                "as_of": self.as_of,
                **form.cleaned_data,
            },
            cursor_text="" if "filter" in self.request.GET else self.request.GET.get("cursor", ""),
        )
        shown = queries.transaction_rows(page.rows, actor=self.actor, customer_id=pk)
        return {
            "table": self._draw(shown),
            "list_page": page,
            "filter_form": form,
            "has_filters": any(form.cleaned_data.values()),
            "is_first": not {"filter", "cursor"} & set(self.request.GET),
        }

    def _draw(self, rows: list[TransactionRow]) -> object:
        is_clear = all(row.amount is not None for row in rows)
        table = tables.transaction_table(is_clear=is_clear)
        return table.draw(
            rows,
            actor=self.actor,
            language=get_language() or "zh-hans",
            now=self.now,
            order=NEWEST_FIRST,
        )


class FlowPanel(PanelPage):
    """收支分析: money in and out by month, what it was for, who stood on the other side, what stands out."""

    permission = policies.VIEW_TRANSACTIONS
    template_name = "holdings/flows.html"
    title = cast("str", gettext_lazy("Money in and out"))

    def panel(self, pk: int) -> Mapping[str, object]:
        """The last thirteen months up to the data date."""
        found = queries.flows(
            actor=self.actor,
            customer_id=pk,
            now_on=clock.bank_date(self.as_of or self.now),
            as_of=self.as_of,
        )
        return {"object": found, **charts.flow_bars(found.months)}


def reveal_account(request: HttpRequest, pk: int, account_id: int) -> HttpResponse:
    """Show an account number after approval, or ask for that."""
    ref = ObjectRef("holdings.account", account_id)
    return _dialog(
        request,
        ref=ref,
        customer_id=pk,
        masked=queries.account_number(
            actor=actor_of(request), customer_id=pk, account_id=account_id
        ),
        show=lambda now: services.reveal_account(
            actor=actor_of(request), now=now, customer_id=pk, account_id=account_id
        ),
        ask=lambda now, reason: services.request_account_reveal(
            actor=actor_of(request), now=now, customer_id=pk, account_id=account_id, reason=reason
        ),
    )


def reveal_card(request: HttpRequest, pk: int, card_id: int) -> HttpResponse:
    """Show a card number after approval, or ask for that."""
    ref = ObjectRef("holdings.card", card_id)
    return _dialog(
        request,
        ref=ref,
        customer_id=pk,
        masked=queries.card_number(actor=actor_of(request), customer_id=pk, card_id=card_id),
        show=lambda now: services.reveal_card(
            actor=actor_of(request), now=now, customer_id=pk, card_id=card_id
        ),
        ask=lambda now, reason: services.request_card_reveal(
            actor=actor_of(request), now=now, customer_id=pk, card_id=card_id, reason=reason
        ),
    )


def _dialog(
    request: HttpRequest,
    *,
    ref: ObjectRef,
    customer_id: int,
    masked: str,
    show: Callable[[datetime], Secret],
    ask: Callable[[datetime, str], int],
) -> HttpResponse:
    now = clock.now()
    standing = customers.reveal_standing(
        actor=actor_of(request), ref=ref, customer_id=customer_id, now=now
    )
    form = ReasonForm(request.POST if request.method == "POST" and not standing.until else None)
    context: dict[str, object] = {
        "title": _("Show the number"),
        "form": form,
        "masked": masked,
        "label": "",
        "standing": standing,
    }
    if request.method == "POST" and standing.until:
        context["clear"] = show(now).unwrap()
    elif form.is_bound and form.is_valid():
        try:
            context["asked_url"] = reverse(
                "workflow:detail", args=[ask(now, form.cleaned_data["reason"])]
            )
        except InvalidInput as error:
            form.add_error("reason", error.message)
    return render_page(
        request, "customers/reveal_approved.html", context, status=422 if form.errors else 200
    )


def _wanted(data: Mapping[str, str]) -> TransactionFilter:
    account, month = data.get("account_id", ""), data.get("month", "")
    return TransactionFilter(
        account_id=whole_number(account),
        month=date.fromisoformat(f"{month}-01") if month else None,
        category=data.get("category", ""),
        direction=data.get("direction", ""),
    )
