"""How names are read from a file and dealt out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinqiao.sales.campaign_lists import rules
from yinqiao.sales.campaign_lists.choices import Result
from yinqiao.sales.campaign_lists.rules import Code, Numbered, Taker


def test_the_first_cell_of_each_line_is_a_number_and_a_head_is_passed_over():
    text = '\ufeff客户号,姓名\n6100000001,王小明\n\n "6100000002" ;x\n6100000003\r\n'
    assert rules.read_numbers(text) == [
        Numbered(2, "6100000001"),
        Numbered(4, "6100000002"),
        Numbered(5, "6100000003"),
    ]


def test_quotas_are_a_unit_and_a_number_a_line():
    assert rules.read_quotas("E01 100\n\nW01：0".replace("：", ":")) == {"E01": 100, "W01": 0}
    for bad in ("E01", "E01 ten", "E01 1\nE01 2", "E01 -1"):
        with pytest.raises(ValueError):  # noqa: PT011
            rules.read_quotas(bad)


def test_codes_come_by_meaning_each_once():
    read = rules.read_codes({Result.AGREED: "想买，约见", Result.UNREACHED: "未接通"})
    assert read == [Code("想买", "AGREED"), Code("约见", "AGREED"), Code("未接通", "UNREACHED")]
    for bad in (
        {},
        {Result.UNREACHED: "未接通"},
        {Result.AGREED: "是", Result.DECLINED: "是"},
        {Result.AGREED: ",".join(f"代码{n}" for n in range(10))},
    ):
        with pytest.raises(ValueError):  # noqa: PT011
            rules.read_codes(bad)


@given(
    names=st.lists(st.integers(1, 60), unique=True, max_size=40),
    people=st.dictionaries(
        st.integers(1, 6), st.tuples(st.integers(0, 9), st.none() | st.integers(0, 12)), max_size=6
    ),
    data=st.data(),
)
def test_nobody_gets_more_than_her_most_or_what_she_gave_back_and_the_loads_stay_even(
    names, people, data
):
    takers = [Taker(pk, has, most) for pk, (has, most) in people.items()]
    before = data.draw(st.dictionaries(st.sampled_from(names or [0]), st.integers(1, 6)))
    given_to = rules.deal(names, takers, before=before)
    loads = {one.staff_id: one.has for one in takers}
    for name, pk in given_to.items():
        assert before.get(name) != pk
        loads[pk] += 1
    for one in takers:
        got = loads[one.staff_id] - one.has
        assert one.most is None or got == 0 or loads[one.staff_id] <= one.most
    left = set(names) - set(given_to)
    for name in left:
        room = [
            one
            for one in takers
            if (one.most is None or loads[one.staff_id] < one.most)
            and before.get(name) != one.staff_id
        ]
        assert room == []
    if not before and takers and all(one.most is None and one.has == 0 for one in takers):
        assert max(loads.values()) - min(loads.values()) <= 1


def test_a_rate_is_rounded_down_and_none_where_nothing_went_out():
    assert (rules.rate(0, 0), rules.rate(199, 200), rules.rate(3, 3)) == (None, 99, 100)
