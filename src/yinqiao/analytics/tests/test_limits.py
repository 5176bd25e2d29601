"""A value that the nightly figures cannot read is refused when it is set."""

import pytest

from yinqiao.analytics import parameters
from yinqiao.platform import registry
from yinqiao.platform.parameters import bounds


def problem_with(key: str, text: str) -> str:
    return bounds.problem_with(registry.parameters.get(key), text.split(", "))


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (parameters.AUM_WEIGHTS, "garbage"),
        (parameters.AUM_WEIGHTS, "DEMAND"),
        (parameters.AUM_WEIGHTS, "DEMAND:"),
        (parameters.AUM_WEIGHTS, "DEMAND:much"),
        (parameters.AUM_WEIGHTS, "DEMAND:-1"),
        (parameters.AUM_WEIGHTS, "DEMAND:nan"),
        (parameters.AUM_WEIGHTS, "DEMAND:1, DEMAND:0.5"),
        (parameters.AUM_WEIGHTS, "GOLD:1"),
        (parameters.LUM_CLASSES, "LOAN"),
        (parameters.LUM_CLASSES, "CARD, CARD"),
        (parameters.FX_RATES, "garbage"),
        (parameters.FX_RATES, "CNY:1, USD:0"),
        (parameters.FX_RATES, "CNY:1, dollar:7"),
        (parameters.FX_RATES, "CNY:7"),
        (parameters.TIER_THRESHOLDS, "50000, 500000, 3000000"),
        (parameters.TIER_THRESHOLDS, "50000, 500000, 500000, 6000000"),
        (parameters.TIER_THRESHOLDS, "50000, 3000000, 500000, 6000000"),
        (parameters.TIER_THRESHOLDS, "-1, 500000, 3000000, 6000000"),
    ],
)
def test_what_the_figures_cannot_read_is_refused(key: str, text: str) -> None:
    assert problem_with(key, text)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (parameters.AUM_WEIGHTS, "DEMAND:1, CUSTODY:0.5"),
        (parameters.LUM_CLASSES, "CARD"),
        (parameters.FX_RATES, "USD:7.1, JPY:0.0472"),
        (parameters.TIER_THRESHOLDS, "0, 100000, 1000000, 10000000.50"),
    ],
)
def test_what_they_can_read_is_taken(key: str, text: str) -> None:
    assert problem_with(key, text) == ""
