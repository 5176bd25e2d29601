"""Values are in force from a day on, keep their kind, and say who set them and why."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from yinqiao.platform import registry
from yinqiao.platform.actor import Actor, ActorKind
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, PermissionRefused
from yinqiao.platform.parameters import policies, queries, services
from yinqiao.platform.registry import ParameterDefinition

NOW = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
TODAY = date(2026, 11, 24)
KEY = "test.limit"
registry.parameters.add(
    KEY, ParameterDefinition(KEY, "A limit", 5, "tries", "GB/T 22239", "信息安全部")
)


@pytest.fixture(autouse=True)
def fresh() -> None:
    queries.forget()


def make_admin(*permissions: str) -> Actor:
    return Actor(
        kind=ActorKind.PERSON,
        staff_id=3,
        user_id=3,
        staff_no="S0003",
        name="系统管理员",
        permissions=frozenset(permissions or {policies.EDIT}),
    )


def set_value(
    text: str,
    *,
    day: date = TODAY,
    now: datetime = NOW,
    key: str = KEY,
    reason: str = "by decision 12",
) -> None:
    services.set_value(
        actor=make_admin(), now=now, key=key, text=text, effective_from=day, reason=reason
    )


def test_without_a_row_the_definition_holds(db: None) -> None:
    found = queries.in_force(KEY, on=TODAY)
    assert (queries.value(KEY, on=TODAY), found.set_by_name, found.set_at) == (
        5,
        "信息安全部",
        None,
    )


def test_a_value_holds_from_its_day_and_the_old_one_before(db: None) -> None:
    set_value("8", day=TODAY + timedelta(days=7))

    assert queries.integer(KEY, on=TODAY + timedelta(days=6)) == 5
    assert queries.integer(KEY, on=TODAY + timedelta(days=7)) == 8
    assert queries.decimal(KEY, on=TODAY + timedelta(days=7)) == Decimal(8)


def test_of_two_values_of_one_day_the_later_set_holds_and_both_are_kept(db: None) -> None:
    set_value("8")
    set_value("9", now=NOW + timedelta(minutes=1))

    card = queries.card(KEY, on=TODAY)
    assert [version.value for version in card.versions] == [9, 8, 5]
    assert card.current.value == 9
    assert (card.current.set_by_name, card.current.reason) == ("系统管理员", "by decision 12")


def test_setting_is_audited_with_before_and_after(db: None) -> None:
    set_value("8")

    row = AuditEntry.objects.get(verb="parameters.value-set")
    assert (row.old, row.new, row.reason) == (
        {KEY: 5},
        {KEY: 8, "from": "2026-11-24"},
        "by decision 12",
    )


def test_only_who_may_set_sets(db: None) -> None:
    with pytest.raises(PermissionRefused):
        services.set_value(
            actor=make_admin(policies.VIEW),
            now=NOW,
            key=KEY,
            text="8",
            effective_from=TODAY,
            reason="x",
        )
    assert queries.integer(KEY, on=TODAY) == 5


def test_the_past_is_not_changed(db: None) -> None:
    with pytest.raises(InvalidInput) as error:
        set_value("8", day=TODAY - timedelta(days=1))
    assert set(error.value.fields) == {"effective_from"}


def test_today_is_the_banks_today(db: None) -> None:
    late = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)
    with pytest.raises(InvalidInput):
        set_value("8", day=TODAY, now=late)
    set_value("8", day=TODAY + timedelta(days=1), now=late)


def test_a_reason_is_needed(db: None) -> None:
    with pytest.raises(InvalidInput) as error:
        set_value("8", reason="  ")
    assert set(error.value.fields) == {"reason"}


@pytest.mark.parametrize(
    ("like", "text", "value"),
    [
        (5, " 8 ", 8),
        (5, "-8", -8),
        (True, "False", False),
        (False, "true", True),
        ("0.05", "0.0525", "0.0525"),
        ("plain", " words ", "words"),
        (["50000", "500000"], "60000, 600000", ["60000", "600000"]),
        (["CNY:1"], "CNY:1，USD:7.1,", ["CNY:1", "USD:7.1"]),
    ],
)
def test_a_value_is_read_as_its_kind(like: object, text: str, value: object) -> None:
    assert services.parse(text, like=like) == value


@pytest.mark.parametrize(
    ("like", "text"),
    [
        (5, "8.5"),
        (5, "--8"),
        (5, "²"),
        (5, "٣"),
        (5, ""),
        (5, "9" * 40),
        (True, "yes"),
        ("0.05", "much"),
        ("0.05", "NaN"),
        ("0.05", "Infinity"),
        ("0.05", ""),
        ("plain", "  "),
        (["50000"], "60000, many"),
        (["CNY:1"], " , "),
    ],
)
def test_a_value_of_another_kind_is_refused_at_its_field(like: object, text: str) -> None:
    with pytest.raises(InvalidInput) as error:
        services.parse(text, like=like)
    assert set(error.value.fields) == {"value"}


def test_an_unknown_key_is_a_programming_error(db: None) -> None:
    with pytest.raises(KeyError, match=r"parameters: nothing is registered under 'no.such'"):
        queries.value("no.such", on=TODAY)


def test_every_declared_parameter_names_title_source_and_owner() -> None:
    for key, definition in registry.parameters.items():
        assert definition.key == key
        assert definition.title
        assert definition.source, key
        assert definition.owner, key
        assert date.fromisoformat(definition.effective_from)


def test_every_fraction_lies_between_nothing_and_the_whole() -> None:
    fractions = [item for item in registry.parameters.values() if item.unit == "fraction"]
    assert {item.key for item in fractions if (item.least, item.most) != (0, 1)} == set()
