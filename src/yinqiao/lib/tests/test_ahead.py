"""The chunk after next is worked out beside the present one: order and errors stay."""

import pytest

from yinqiao.lib.ahead import one_ahead


def test_order_is_kept_and_the_end_is_the_end():
    assert list(one_ahead(iter(range(7)))) == list(range(7))
    assert list(one_ahead(iter(()))) == []


def test_an_error_comes_out_after_the_items_before_it():
    def items():
        yield 1
        yield 2
        raise ValueError("broken")

    ahead = one_ahead(items())
    assert [next(ahead), next(ahead)] == [1, 2]
    with pytest.raises(ValueError, match="broken"):
        next(ahead)


def test_leaving_early_stops_the_source():
    taken = []

    def items():
        for number in range(100):
            taken.append(number)
            yield number

    for item in one_ahead(items()):
        if item == 3:
            break
    assert len(taken) <= 6
