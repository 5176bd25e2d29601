"""Conditions as rows: what fits goes through unchanged in meaning, what does not stays text; values as people write them."""

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from yinqiao.access.tests.factories import sign_in
from yinqiao.insights import conditions
from yinqiao.insights.builtin_triggers import BUILT_IN
from yinqiao.insights.choices import FactUnit
from yinqiao.insights.condition_rows import Row, Unreadable, condition_of, rows_of
from yinqiao.insights.models import Trigger
from yinqiao.insights.tests.test_previewing import REASON, bank, drafts
from yinqiao.platform import clock
from yinqiao.platform.jobs.inline import run_waiting

__all__ = ["bank"]
UNITS = {
    "aum": FactUnit.YUAN,
    "aum_drop": FactUnit.SHARE,
    "is_staff": FactUnit.FLAG,
    "stage": FactUnit.CODE,
}
LEAVES = st.one_of(
    st.fixed_dictionaries(
        {"fact": st.just("aum"), "op": st.sampled_from([">=", "<"]), "value": st.integers(0, 10**9)}
    ),
    st.fixed_dictionaries(
        {
            "fact": st.just("aum"),
            "op": st.just(">="),
            "value": st.none(),
            "by_tier": st.dictionaries(
                st.sampled_from(["MASS", "WEALTH"]), st.integers(1, 9), min_size=1
            ),
        }
    ),
    st.fixed_dictionaries(
        {"fact": st.just("is_staff"), "op": st.just("="), "value": st.booleans()}
    ),
)
GROUPS = st.lists(LEAVES, min_size=2, max_size=3).map(lambda items: {"all": items})


@given(
    st.one_of(
        GROUPS,
        st.lists(st.one_of(LEAVES, GROUPS), min_size=2, max_size=4).map(
            lambda items: {"any": items}
        ),
    )
)
def test_what_fits_goes_through_unchanged(condition):
    rows = rows_of(condition)
    assert rows is not None
    assert condition_of(rows, UNITS) == condition


def test_the_rules_that_a_bank_begins_with_are_told_by_rows():
    units = {
        fact: FactUnit.YUAN for item in BUILT_IN for fact in conditions.facts_used(item.condition)
    }
    lost = [item.code for item in BUILT_IN if rows_of(item.condition) is None]
    assert lost == []
    rows = rows_of(next(item for item in BUILT_IN if item.code == "BAL_JUMP").condition)
    assert (len(rows), rows[-1].group) == (3, 2)
    assert units


@pytest.mark.parametrize(
    "condition",
    [
        {"not": {"fact": "aum", "op": ">=", "value": 1}},
        {"all": [{"any": [{"fact": "aum", "op": ">=", "value": 1}]}]},
        {"any": [{"all": [{"not": {"fact": "aum", "op": ">=", "value": 1}}]}]},
        [],
        7,
    ],
)
def test_what_is_nested_deeper_stays_text(condition):
    assert rows_of(condition) is None


@pytest.mark.parametrize(
    ("fact", "typed", "value"),
    [
        ("aum", "1,000,000", 1_000_000),
        ("aum", "0.5", 0.5),
        ("aum_drop", "30%", 0.3),
        ("aum_drop", "0.3", 0.3),
        ("is_staff", "是", True),
        ("stage", "DORMANT", "DORMANT"),
    ],
)
def test_values_are_read_as_people_write_them(fact, typed, value):
    built = condition_of([Row(1, fact, ">=", typed)], UNITS)
    assert built == {"all": [{"fact": fact, "op": ">=", "value": value}]}


@pytest.mark.parametrize(
    ("fact", "typed"), [("aum", "viel"), ("is_staff", "maybe"), ("aum_drop", "x%")]
)
def test_what_a_figure_cannot_take_is_refused(fact, typed):
    with pytest.raises(Unreadable):
        condition_of([Row(1, fact, ">=", typed)], UNITS)


def rows(*typed, **more):
    data = {
        "how": "rows",
        "c-TOTAL_FORMS": len(typed),
        "c-INITIAL_FORMS": 0,
        "reason": REASON,
        **more,
    }
    for number, (group, fact, op, value) in enumerate(typed):
        names = ("group", "fact", "op", "value")
        data |= {
            f"c-{number}-{name}": each
            for name, each in zip(names, (group, fact, op, value), strict=True)
        }
    return data


def test_the_form_previews_and_saves_rows(bank, client):
    with transaction.atomic():
        sign_in(client, bank.admin)
    page = client.get(reverse("insights:trigger-edit", args=["BAL_JUMP"])).text
    assert 'name="c-0-fact"' in page
    typed = rows((1, "inflow_day", ">=", "80,000"), (1, "aum", ">=", "1"), (1, "", ">=", ""))
    asked = client.post(
        reverse("insights:trigger-previews", args=["BAL_JUMP"]),
        typed,
        headers={"HX-Request": "true"},
    )
    assert asked.status_code == 200
    run_waiting(names=frozenset({"insights.work_out_draft"}))
    (draft,) = drafts()
    both = {
        "all": [
            {"fact": "inflow_day", "op": ">=", "value": 80_000},
            {"fact": "aum", "op": ">=", "value": 1},
        ]
    }
    assert (draft.condition, draft.fired) == (both, 2)

    wrong = client.post(
        reverse("insights:trigger-edit", args=["BAL_JUMP"]), rows((1, "aum", ">=", "viel"))
    )
    assert wrong.status_code == 422
    assert "viel" in wrong.text
    form = rows(
        (1, "inflow_day", ">=", "80000"),
        (2, "aum", ">=", "1"),
        effective_from=clock.bank_date(clock.now()).isoformat(),
        is_active="on",
        condition="not read at all",
        due_days=3,
        priority=2,
        why="按第 12 号决定",
    )
    saved = client.post(reverse("insights:trigger-edit", args=["BAL_JUMP"]), form)
    assert saved.status_code == 303, saved.text[:2000]
    newest = Trigger.objects.using("loader").filter(code="BAL_JUMP").order_by("-effective_from")[0]
    assert newest.condition == {"any": both["all"]}
