"""Tiers and stages by the rules of state: up at once, down after the time of grace, kept by decision, and the same however often a day is worked out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import polars as pl
import pytest
from django.db import connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yinqiao.analytics import engine, rules
from yinqiao.analytics.facts import standing
from yinqiao.analytics.facts.definition import TYPES, Context
from yinqiao.analytics.facts.parts import Parts
from yinqiao.analytics.tests.bank import SCHEMAS, SETTINGS
from yinqiao.insights import services
from yinqiao.insights.tests.factories import changes_of, forget_standing, keep_tier, standing_row
from yinqiao.platform.registry import datasets

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
DAY = date(2026, 11, 22)
ROW = {
    "kind": ("PERSON", pl.String), "aum": (Decimal(60_000), pl.Decimal(20, 2)), "aum_month_average": (Decimal(60_000), pl.Decimal(20, 2)),
    "aum_three_month_average": (None, pl.Decimal(20, 2)), "aum_peak": (Decimal(60_000), pl.Decimal(20, 2)), "aum_drop": (Decimal(0), pl.Decimal(12, 6)),
    "product_classes": (1, pl.Int64), "accounts_open": (1, pl.Int64), "first_account_on": (date(2020, 1, 1), pl.Date),
    "is_inactive": (False, pl.Boolean), "days_since_transaction": (3, pl.Int64),
}  # fmt: skip
_compiled: dict[object, str] = {}


@pytest.fixture
def day_by_day(committed_db) -> Iterator["Days"]:
    with engine.session() as backend:
        yield Days(backend)


class Days:
    """Evaluates one data date after the other over facts that a test gives, with the state in its real store."""

    def __init__(self, backend) -> None:
        self.backend = backend
        self.settings = SETTINGS

    def evaluate(
        self, day: date, rows: Mapping[int, Mapping[str, object]]
    ) -> dict[int, dict[str, object]]:
        """Work the customers out as of `day`, write their standing down and return it."""
        loader = connections["loader"]
        given = [
            (number, *[row.get(name, first) for name, (first, _type) in ROW.items()])
            for number, row in rows.items()
        ]
        schema = {"customer_id": pl.Int64} | {name: kind for name, (_first, kind) in ROW.items()}
        facts = pl.DataFrame(given, schema=schema, orient="row")
        held = datasets.get("insights.standing")(loader)
        tables = {
            name: self.backend.create_table(name, frame.to_arrow(), temp=True, overwrite=True)
            for name, frame in (("given", facts), ("standing", held))
        }
        asked = (day, self.settings)
        if asked not in _compiled:
            context = Context(day, self.settings)
            parts = Parts(tables["given"], context)
            parts.add("before", standing.before(parts, {"standing": tables["standing"]}, context))
            row = parts.having(parts.places)
            values = {
                fact.key: fact.value(row, context).cast(TYPES[fact.unit])
                for fact in standing.STANDING
            }
            kept = [name for name in ROW if name in services.STANDING_COLUMNS]
            named = row.mutate(**values).select("customer_id", *kept, *values)
            _compiled[asked] = self.backend.compile(
                named.rename(tier="customer_tier", stage="lifecycle_stage")
            )
        found = self.backend.raw_sql(_compiled[asked]).pl()
        services.keep_standing(loader, frame=found, data_on=day, now=NOW)
        return {row["customer_id"]: row for row in found.to_dicts()}

    def one(self, day: date, **facts: object) -> dict[str, object]:
        """Work customer 1 out."""
        return self.evaluate(day, {1: facts})[1]


def wealth(amount: int, average: int | None = None) -> dict[str, object]:
    return {
        "aum": Decimal(amount),
        "aum_month_average": Decimal(amount if average is None else average),
    }


def later(days: int) -> date:
    return DAY + timedelta(days=days)


def test_a_higher_tier_comes_at_once_and_a_lower_one_after_three_months(day_by_day):
    first = day_by_day.one(DAY, **wealth(600_000))
    assert (first["tier"], first["tier_since"], first["tier_reason"]) == ("WEALTH", DAY, "FIRST")
    fallen = day_by_day.one(later(1), **wealth(90_000))
    assert (fallen["tier"], fallen["tier_below_since"]) == ("WEALTH", later(1))
    # From 23 November to the day before 23 February nothing changes.
    assert day_by_day.one(date(2027, 2, 22), **wealth(90_000))["tier"] == "WEALTH"
    down = day_by_day.one(date(2027, 2, 23), **wealth(90_000))
    assert (down["tier"], down["tier_reason"], down["tier_since"]) == (
        "BASIC_WEALTH",
        "GRACE_OVER",
        date(2027, 2, 23),
    )
    up = day_by_day.one(date(2027, 2, 24), **wealth(3_000_000, 95_000))
    assert (up["tier"], up["tier_reason"]) == ("PREMIER", "REACHED")
    # Reached by one day's money: the time of grace runs from that day.
    assert up["tier_below_since"] == date(2027, 2, 24)
    told = [(row.changed_on, row.old, row.new, row.reason) for row in changes_of(1, "TIER")]
    assert told == [
        (date(2027, 2, 23), "WEALTH", "BASIC_WEALTH", "GRACE_OVER"),
        (date(2027, 2, 24), "BASIC_WEALTH", "PREMIER", "REACHED"),
    ]
    assert changes_of(1, "TIER")[0].metrics["aum_month_average"] == 90_000


def test_coming_back_ends_the_time_of_grace(day_by_day):
    day_by_day.one(DAY, **wealth(600_000))
    day_by_day.one(later(10), **wealth(90_000))
    assert day_by_day.one(later(80), **wealth(500_000))["tier_below_since"] is None
    assert day_by_day.one(later(90), **wealth(90_000))["tier_below_since"] == later(90)
    assert day_by_day.one(later(150), **wealth(90_000))["tier"] == "WEALTH"


def test_the_bank_may_count_the_month_average_alone_and_set_the_grace(day_by_day):
    rules_ = replace(SETTINGS.standing, upgrade_on_point=False, grace_months=0)
    day_by_day.settings = replace(SETTINGS, standing=rules_)
    assert day_by_day.one(DAY, **wealth(9_000_000, 60_000))["tier"] == "BASIC_WEALTH"
    assert day_by_day.one(later(1), **wealth(9_000_000, 10_000))["tier"] == "MASS"


def test_a_keep_holds_the_tier_to_its_last_day(day_by_day):
    day_by_day.one(DAY, **wealth(600_000))
    keep_tier(1, "WEALTH", since=later(1), until=date(2027, 4, 30))
    day_by_day.one(later(2), **wealth(90_000))
    held = day_by_day.one(date(2027, 4, 30), **wealth(90_000))
    assert (held["tier"], held["tier_earned"], held["tier_since"]) == (
        "WEALTH",
        "BASIC_WEALTH",
        DAY,
    )
    ended = day_by_day.one(date(2027, 5, 1), **wealth(90_000))
    assert (ended["tier"], ended["tier_reason"]) == ("BASIC_WEALTH", "KEEP_ENDED")


def test_a_company_has_a_stage_and_no_tier(day_by_day):
    row = day_by_day.one(DAY, kind="COMPANY", product_classes=3, **wealth(9_000_000))
    assert (row["tier"], row["tier_since"], row["tier_reason"]) == (None, None, None)
    assert (row["stage"], row["stage_reason"]) == ("MATURE", "BROAD")
    assert changes_of(1, "TIER") == []


@pytest.mark.parametrize(
    ("facts", "stage", "reason"),
    [
        ({"accounts_open": 0, "first_account_on": None}, "PROSPECT", "NO_ACCOUNT"),
        ({"first_account_on": DAY - timedelta(days=90)}, "NEW", "NEW_ACCOUNT"),
        ({"first_account_on": DAY - timedelta(days=91)}, "GROWTH", "GROWING"),
        ({"product_classes": 3}, "MATURE", "BROAD"),
        ({"aum_drop": Decimal("0.2")}, "DECLINE", "AUM_FELL"),
        ({"aum_drop": Decimal("0.199999"), "product_classes": 2}, "GROWTH", "GROWING"),
        ({"aum_drop": None}, "GROWTH", "GROWING"),
        ({"is_inactive": True, "aum_drop": Decimal("0.5")}, "DORMANT", "NO_ACTIVITY"),
        ({"is_inactive": None}, "GROWTH", "GROWING"),
    ],
)  # fmt: skip
def test_the_first_stage_that_fits_is_the_stage(day_by_day, facts, stage, reason):
    row = day_by_day.one(DAY, **facts)
    assert (row["stage"], row["stage_since"], row["stage_reason"]) == (stage, DAY, reason)


def test_a_customer_is_lost_after_three_months_with_nearly_nothing_and_can_be_won_back(day_by_day):
    peak = {"aum_peak": Decimal(100_000)}
    day_by_day.one(DAY, **wealth(100_000), **peak)
    assert day_by_day.one(later(1), **wealth(9_999), **peak)["stage"] == "GROWTH"
    assert day_by_day.one(date(2027, 2, 22), **wealth(9_999), **peak)["stage"] == "GROWTH"
    assert day_by_day.one(date(2027, 2, 23), **wealth(9_999), **peak)["stage_reason"] == "AUM_GONE"
    back = day_by_day.one(date(2027, 3, 1), **wealth(50_000), **peak)
    assert (back["stage"], back["stage_reason"]) == ("WINBACK", "CAME_BACK")
    assert day_by_day.one(date(2027, 5, 29), **wealth(50_000), **peak)["stage"] == "WINBACK"
    assert day_by_day.one(date(2027, 5, 30), **wealth(50_000), **peak)["stage"] != "WINBACK"
    assert (
        day_by_day.one(date(2027, 6, 1), accounts_open=0, first_account_on=None)["stage"] == "LOST"
    )


def test_half_a_year_in_one_tier_is_mature(day_by_day):
    day_by_day.one(DAY, **wealth(60_000))
    assert day_by_day.one(date(2027, 5, 21), **wealth(60_000))["stage"] == "GROWTH"
    row = day_by_day.one(date(2027, 5, 22), **wealth(60_000))
    assert (row["stage"], row["stage_reason"]) == ("MATURE", "STABLE")


def test_what_a_day_brought_is_taken_back_when_it_is_worked_out_anew(day_by_day):
    day_by_day.one(DAY, **wealth(60_000))
    day_by_day.one(later(1), **wealth(700_000))
    assert len(changes_of(1, "TIER")) == 1
    mended = day_by_day.one(later(1), **wealth(61_000))
    assert (mended["tier"], mended["tier_since"]) == ("BASIC_WEALTH", DAY)
    assert changes_of(1, "TIER") == []


def test_a_day_that_was_undone_leaves_the_state_of_the_day_before(day_by_day):
    day_by_day.one(DAY, **wealth(60_000))
    day_by_day.one(later(1), **wealth(70_000))
    before = standing_row(1)
    day_by_day.one(later(2), **wealth(700_000))
    # The newest batch is taken back: figures are worked out as of the day before, which lies behind what was evaluated.
    day_by_day.one(later(1), **wealth(70_000))
    assert standing_row(1) == before
    assert changes_of(1, "TIER") == []


STEPS = [DAY + timedelta(days=14 * number) for number in range(16)]
AMOUNTS = st.sampled_from([0, 49_999, 50_000, 300_000, 500_000, 3_000_000, 6_000_000])
COURSES = st.lists(
    st.lists(st.tuples(AMOUNTS, AMOUNTS), min_size=len(STEPS), max_size=len(STEPS)),
    min_size=6,
    max_size=6,
)
BOUNDS = [Decimal(bound) for bound in SETTINGS.tier_bounds]


def rank(amount: object) -> int:
    return rules.TIERS.index(rules.tier_of(Decimal(str(amount)), BOUNDS))


@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(COURSES, st.lists(st.sampled_from(STEPS[1:]), max_size=4))
def test_tiers_never_flap_within_grace_and_a_day_again_changes_nothing(day_by_day, courses, again):
    forget_standing()
    tiers: dict[int, list[int]] = {number: [] for number in range(len(courses))}
    for place, day in enumerate(STEPS):
        rows = {number: wealth(*course[place]) for number, course in enumerate(courses)}
        found = day_by_day.evaluate(day, rows)
        if day in again:
            before = [(standing_row(number), told(number)) for number in rows]
            # First with other figures, as before they were mended, then with the right ones: as if nothing had been.
            day_by_day.evaluate(
                day, {number: wealth(7_000_000 - 1_000_000 * (number % 2)) for number in rows}
            )
            assert day_by_day.evaluate(day, rows) == found
            assert [(standing_row(number), told(number)) for number in rows] == before
        for number in rows:
            tiers[number].append(rules.TIERS.index(found[number]["tier"]))
    for number, course in enumerate(courses):
        check_course(course, tiers[number])
        assert [(row.old, row.new) for row in changes_of(number, "TIER")] == [
            (rules.TIERS[old], rules.TIERS[new])
            for old, new in zip(tiers[number], tiers[number][1:], strict=False)
            if old != new
        ]


def told(number: int) -> list[tuple[object, ...]]:
    return [(row.changed_on, row.old, row.new, row.reason) for row in changes_of(number, "TIER")]


def check_course(course: Sequence[tuple[int, int]], tiers: Sequence[int]) -> None:
    """The tier is never below what was reached; it falls only when the average lay below it through the whole time of grace."""
    for place, (point, average) in enumerate(course):
        assert tiers[place] >= max(rank(point), rank(average))
        if place and tiers[place] < tiers[place - 1]:
            held = tiers[place - 1]
            begun = rules.months_back(STEPS[place], 3)
            within = [at for at in range(place) if STEPS[at] > begun]
            assert all(rank(course[at][1]) < held for at in within)
            assert all(tiers[at] == held for at in within)
            assert tiers[place] == max(rank(point), rank(average))


def test_the_data_set_names_what_the_rules_ask_for(day_by_day):
    day_by_day.one(DAY)
    frame = datasets.get("insights.standing")(connections["loader"])
    assert dict(frame.schema) == SCHEMAS["standing"]
