"""Writes about holdings: only the look at a protected number; balances and postings come from the batch and never change."""

from yinqiao.holdings.services.overdue import track_overdue
from yinqiao.holdings.services.payrolls import count_payrolls
from yinqiao.holdings.services.reveals import (
    request_account_reveal,
    request_card_reveal,
    reveal_account,
    reveal_card,
)

__all__ = [
    "count_payrolls",
    "request_account_reveal",
    "request_card_reveal",
    "reveal_account",
    "reveal_card",
    "track_overdue",
]
