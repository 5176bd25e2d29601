"""How long rows about what a customer holds are kept, and what ties her to the bank."""

from typing import Final

from yinqiao.platform.db import erasure
from yinqiao.platform.db.erasure import DataClass, Tie

# Balances have no index by customer, and a right over an account goes with the account.
_OF_ACCOUNTS: Final = (
    "t.account_id in (select a.id from holdings_account a where a.customer_id = any(%(ids)s))"
)


def offer() -> None:
    """Register them: what hangs on an account before the account."""
    erasure.offer(DataClass.IDENTITY, "holdings_balance", chosen=_OF_ACCOUNTS)
    erasure.offer(
        DataClass.IDENTITY,
        "holdings_account_party",
        chosen=f"(t.customer_id = any(%(ids)s) or {_OF_ACCOUNTS})",
    )
    erasure.offer(
        DataClass.IDENTITY,
        "holdings_transaction",
        "holdings_payroll",
        "holdings_payroll_month",
        "holdings_fee",
        "holdings_login",
        "holdings_standing_order",
        "holdings_wealth_position",
        "holdings_card",
        "holdings_overdue_spell",
        "holdings_loan",
        "holdings_account",
        "holdings_history",
    )
    erasure.offer_lake(DataClass.IDENTITY, "balance", "transaction", "payroll", "fee", "login")
    _ties()


def _ties() -> None:
    """An account, loan, card or position that is open ties the customer to the bank; the last one that ended tells when that was."""
    for table, is_open, last in (
        ("account", "t.closed_on is null", "greatest(t.closed_on, t.last_active_on)"),
        ("loan", "t.status <> 'SETTLED'", "t.matures_on"),
        ("card", "t.status <> 'CANCELLED'", "t.last_used_on"),
        (
            "wealth_position",
            "t.status <> 'REDEEMED'",
            "t.matures_on",
        ),
    ):
        rows = f"from holdings_{table} t where t.customer_id = c.id"
        erasure.ties.add(
            f"holdings.{table}",
            Tie(
                lives=f"exists (select 1 {rows} and t.ended_on is null and {is_open})",
                last=f"(select max(greatest(t.ended_on, {last})) {rows})",
            ),
        )
