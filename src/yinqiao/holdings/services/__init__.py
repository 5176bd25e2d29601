"""Writes about holdings: only the look at a protected number; balances and postings come from the batch and never change."""

from yinqiao.holdings.services.reveals import (
    request_account_reveal,
    request_card_reveal,
    reveal_account,
    reveal_card,
)

__all__ = ["request_account_reveal", "request_card_reveal", "reveal_account", "reveal_card"]
