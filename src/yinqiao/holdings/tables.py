"""Columns of the movements."""

from django.utils.translation import gettext_lazy as _

from yinqiao.holdings.queries import TransactionRow
from yinqiao.platform.ui.table import Column, Kind, Phone, Table


def transaction_table(*, is_clear: bool) -> Table[TransactionRow]:
    """Return the columns; without the right to amounts they are bands, not figures."""
    amount = (
        Column[TransactionRow]("amount", _("Amount"), kind=Kind.MOVEMENT, phone=Phone.ACTION)
        if is_clear
        else Column[TransactionRow](
            "amount_text", _("Amount"), kind=Kind.FIGURE, phone=Phone.ACTION
        )
    )
    return Table(
        key="transactions",
        columns=(
            Column("posted_on", _("Date"), kind=Kind.DATE, sort="posted_on", phone=Phone.REASON),
            Column("what", _("Summary"), phone=Phone.NAME, is_wide=True),
            Column("counterparty", _("Counterparty"), is_wide=True),
            Column("category_label", _("Category")),
            Column("channel_label", _("Channel"), is_desktop_only=True),
            Column("account_number", _("Account")),
            amount,
            Column("balance_after", _("Balance after"), kind=Kind.FIGURE, is_desktop_only=True),
        ),
        row_id=lambda row: row.id,
        is_dense=True,
    )
