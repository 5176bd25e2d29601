"""What became of earlier deals says how likely others are: by rule, learnt in the database, told on the page only where there is enough (A57)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from yinqiao.access.tests.factories import sign_in
from yinqiao.customers.tests.factories import Bank, act_as, whole_bank
from yinqiao.platform import clock
from yinqiao.sales import ways
from yinqiao.sales.chances import parameters as keys
from yinqiao.sales.chances import queries, rules, services
from yinqiao.sales.chances.models import Chance, ChanceModel
from yinqiao.sales.chances.rules import Example, Model, Traits
from yinqiao.sales.choices import Act, State
from yinqiao.sales.leads.tests.factories import set_parameter
from yinqiao.sales.tests.factories import Opportunity, Step, make_opportunity

TRAITS = Traits("PROPOSED", 3, 800_000.0, "PRIVATE", "RULE", 2)
MODEL = Model(
    ("DAYS", "STAGE:PROPOSED", "TIER:PRIVATE"), (-0.5, 2.0, 0.1), (1, 0.5, 0), (1, 1, 1), -0.2
)


def test_the_sides_that_weigh_most_are_told_and_small_ones_are_not():
    assert rules.reasons(MODEL, TRAITS) == [("STAGE", True), ("DAYS", False)]
    assert rules.chance(MODEL, TRAITS) == 67
    # A code that the model never met counts as none of them.
    assert rules.vector(Traits("OTHER", 0, 0, "?", "LEAD", 99), ("CONTACTS", "STAGE:PROPOSED")) == [
        10,
        0,
    ]


@pytest.mark.parametrize(
    ("chances", "outcomes", "expected"),
    [
        ([0.9, 0.1], [True, False], 1.0),
        ([0.1, 0.9], [True, False], 0.0),
        ([0.5, 0.5, 0.5], [True, False, True], 0.5),
        ([0.2, 0.4, 0.6, 0.8], [False, True, False, True], 0.75),
        ([0.2, 0.4], [True, True], None),
    ],
)
def test_auc_counts_the_pairs_that_stand_in_the_right_order(chances, outcomes, expected):
    assert rules.auc(chances, outcomes) == expected


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=30))
def test_auc_is_a_share_and_turns_round_with_the_outcomes(pairs):
    chances, outcomes = [one for one, _won in pairs], [won for _one, won in pairs]
    found = rules.auc(chances, outcomes)
    other = rules.auc(chances, [not won for won in outcomes])
    assert (found is None) == (other is None)
    if found is not None and other is not None:
        assert 0 <= found <= 1
        assert found + other == pytest.approx(1)


def decide(bank: Bank, many: int, *, state: str, now) -> None:
    """Let so many be decided, straight in the tables: won ones were contacted twice and proposed, lost ones ended at the first contact."""
    way = ways.way("RETAIL_WEALTH")
    assert way is not None
    at = {stage.code: stage.id for stage in way.stages}
    is_won = state == State.WON
    path = ["LEAD", "CONTACTED", "NEEDS", "PROPOSED"] if is_won else ["LEAD"]
    end = {
        "state": state,
        "stage_id": at["WON" if is_won else "CONTACTED"],
        "loss_reason": "" if is_won else "NO_NEED",
    }
    made = make_opportunity(bank.own, object_key=state, closed_at=now - timedelta(days=1), **end)
    base = {
        field.attname: getattr(made, field.attname)
        for field in Opportunity._meta.concrete_fields
        if field.attname not in {"id", "urgency"}
    }
    with whole_bank():
        rows = Opportunity.objects.bulk_create(
            Opportunity(
                **base
                | {
                    "closed_at": now - timedelta(days=1, minutes=number),
                    "object_key": f"{state}-{number}",
                }
            )
            for number in range(1, many)
        )
        Step.objects.bulk_create(
            Step(
                opportunity=row, customer_id=row.customer_id, at=now, act=Act.CONTACTED,
                state=state, left_stage_id=at[code], stage_days=2, stage_id=at[code],
            )
            for row in (made, *rows)
            for code in path
        )  # fmt: skip


def page(actor, name, *args):
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=actor.user_id))
    return client.get(reverse(name, args=args)).content.decode()


def test_with_too_few_nothing_is_told_but_that(bank):
    row, now = make_opportunity(bank.own, state=State.PROPOSED), clock.now()
    decide(bank, 3, state=State.WON, now=now)
    assert services.learn_chances(now=now) == 0
    act_as(bank.rm)
    found = queries.chance_of(row, now=now)
    assert found is not None
    assert (found.percent, found.sample, found.won, found.least) == (None, 3, 3, 200)
    assert "样本不足" in page(bank.rm, "sales:detail", row.pk)
    assert not Chance.objects.exists()
    assert "按历史" not in page(bank.rm, "sales:forecast")


def test_what_was_won_and_lost_says_how_likely_the_open_ones_are(bank):
    now = clock.now()
    since = now - timedelta(days=2)
    near = make_opportunity(bank.own, state=State.PROPOSED, touched_at=since)
    far = make_opportunity(bank.own, state=State.ASSIGNED, touched_at=since)
    foreign = make_opportunity(bank.foreign, state=State.PROPOSED, touched_at=since)
    set_parameter(keys.LEAST, "50")
    decide(bank, 30, state=State.WON, now=now)
    decide(bank, 30, state=State.LOST, now=now)
    for _again in range(2):
        assert services.learn_chances(now=now) == 1
    known = ChanceModel.objects.filter(way="RETAIL_WEALTH").latest("pk")
    assert (known.sample, known.won, known.auc > Decimal("0.6")) == (60, 30, True)
    act_as(bank.rm)
    cards = {row.pk: queries.chance_of(row, now=now) for row in (near, far)}
    assert cards[near.pk].percent > cards[far.pk].percent
    assert ("到达阶段", True) in [(one.title, one.is_for) for one in cards[near.pk].reasons]
    assert dict(Chance.objects.values_list("opportunity_id", "percent")) == {
        pk: card.percent for pk, card in cards.items()
    }
    with whole_bank():
        assert Chance.objects.filter(opportunity=foreign).exists()
    body = page(bank.rm, "sales:detail", near.pk)
    for text in (f"<b>{cards[near.pk].percent}%</b>", "AUC", "60"):
        assert text in body
    assert "按历史" in page(bank.rm, "sales:forecast")


def test_the_examples_are_each_stage_that_one_came_to():
    one = Example(TRAITS, is_won=True, closed=0)
    assert rules.names_of([one]) == (
        "DAYS",
        "AMOUNT",
        "CONTACTS",
        "SOURCE:RULE",
        "STAGE:PROPOSED",
        "TIER:PRIVATE",
    )
    assert [rules.source_of(kind) for kind in ("MATURITY", "LEAD")] == ["RULE", "LEAD"]
