"""What a customer holds follows into another record; movements keep their customer and are read through the identity map."""

from typing import Final

from django.utils.translation import gettext_noop as _

from yinqiao.platform.db import moves
from yinqiao.platform.db.moves import Shape, Take

HISTORY: Final = "holdings_history"


def offer() -> None:
    """Register what follows and what stays."""
    for name, title in (
        ("account", _("Accounts")),
        ("loan", _("Loans")),
        ("card", _("Cards")),
        ("wealth_position", _("Wealth positions")),
        ("standing_order", _("Standing orders")),
    ):
        moves.offer(f"holdings.{name}", title, _follows(f"holdings_{name}"), order=60)
    # One person is named once beside an account, whatever record she stood on.
    moves.offer(
        "holdings.account_party",
        _("Rights over accounts"),
        Take(
            Shape("holdings_account_party", history=HISTORY),
            stays="t.ended_on is null and exists (select 1 from holdings_account_party s where s.account_id = t.account_id"
            " and s.role = t.role and s.customer_id = p.survivor_id and s.ended_on is null)",
        ),
        order=60,
    )
    moves.keep(
        "read through the identity map",
        "holdings_balance",
        "holdings_transaction",
        "holdings_payroll",
        "holdings_fee",
        "holdings_login",
        "holdings_history",
        "holdings_overdue_spell",
    )
    moves.keep("counted anew by the next batch", "holdings_payroll_month")


def _follows(table: str) -> Take:
    return Take(Shape(table, history=HISTORY))
