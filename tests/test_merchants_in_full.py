"""The merchants of the synthetic bank stand in full in the list of postings, whichever way they are paid."""

import pytest

from yinqiao.holdings import rules
from yinqiao.integrations.synthetic_bank.vocabulary import words


@pytest.mark.parametrize("kind", ["CARD_PAYMENT", "QUICK_PAYMENT", ""])
def test_every_merchant_is_read_as_a_firm(kind):
    names = [name.replace("{city}", "上海") for name in words("merchants").column("name")]
    assert len(names) > 50
    assert [name for name in names if not rules.is_firm(name, transaction_type=kind)] == []
