"""The dictionary, the tags of customers, when they end, who sees them."""

from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest
from django.db import connection, connections, transaction
from django.test import Client

from yinqiao.access.tests.factories import actor_of, make_account, sign_in
from yinqiao.insights import queries, rules
from yinqiao.organization.tests.factories import make_org
from yinqiao.platform import registry
from yinqiao.platform.db.scope import scope_session
from yinqiao.platform.errors import NotFound
from yinqiao.platform.imports.checking.plan import DTYPES
from yinqiao.platform.imports.ports import Batch


@pytest.mark.parametrize(
    ("until", "valid_days", "end"),
    [
        (None, None, None),
        (None, 30, date(2026, 1, 31)),
        (date(2026, 1, 5), 30, date(2026, 1, 5)),
        (date(2027, 1, 1), None, date(2027, 1, 1)),
    ],
)
def test_a_tag_ends_when_it_says_else_when_its_dictionary_says(until, valid_days, end):
    assert rules.ends_on(date(2026, 1, 1), until=until, valid_days=valid_days) == end


def test_the_last_day_is_the_one_before_the_end():
    since, end = date(2026, 1, 1), date(2026, 1, 31)
    found = [
        rules.is_in_force(date(2025, 12, 31) + timedelta(days=days), since=since, end=end)
        for days in (0, 1, 30, 31)
    ]
    assert found == [False, True, True, False]
    assert rules.is_in_force(date(2099, 1, 1), since=since, end=None)


@pytest.fixture
def bank(committed_db):

    class Bank:
        now = datetime(2026, 11, 23, 1, tzinfo=UTC)

        def load(self, name, rows, number=1, source="OLD_CRM"):
            target = registry.import_targets.get(name)
            batch = Batch(
                id=number,
                source=source,
                profile="p",
                on=date(2026, 11, 22),
                known_at=self.now + timedelta(minutes=number),
            )
            frame = pl.DataFrame(rows, infer_schema_length=None)
            frame = frame.with_columns(
                pl.col(column).cast(DTYPES[target.columns[column].kind]) for column in frame.columns
            )
            frame = frame.with_columns(
                _line=pl.int_range(1, frame.height + 1, dtype=pl.UInt32), _op=pl.lit("U")
            )
            with transaction.atomic(using="loader"):
                result = target.load(
                    batch=batch, table=name, frame=frame, connection=connections["loader"]
                )
                target.finish(
                    batch=batch, table=name, mode="full", connection=connections["loader"]
                )
            return result

    found = Bank()
    head = make_org("总行", code="001")
    found.manager = make_account(
        "relationship_manager", org=make_org("河畔支行", parent=head, code="011")
    )
    found.stranger = make_account(
        "relationship_manager", org=make_org("山前支行", parent=head, code="012"), name="李雷"
    )
    found.load(
        "customers.person",
        [{"customer_no": "61", "name": "王小明", "org_code": "011"}],
        source="CORE",
    )
    main = {
        "customer_no": "61",
        "staff_no": found.manager.staff.staff_no,
        "role": "MAIN",
        "share_percent": 100,
        "valid_from": date(2025, 1, 1),
    }
    found.load("customers.assignment", [main], source="CORE")
    with scope_session(actor_of(found.manager)), connection.cursor() as cursor:
        cursor.execute("select id from customers_customer")
        [(found.customer,)] = cursor.fetchall()
    return found


DICTIONARY = [
    {"tag_code": "T1", "name": "偏好线上", "kind": "MANUAL", "owner": "零售部", "valid_days": None},
    {"tag_code": "T2", "name": "近期购房", "kind": "MANUAL", "owner": "个贷部", "valid_days": 180},
    {"tag_code": "T3", "name": "大额存单", "kind": "RULE", "owner": "零售部", "valid_days": None},
]


def tag(code, since, until=None):
    return {"customer_no": "61", "tag_code": code, "since": since, "until": until, "set_by": "老张"}


def chips(bank, user, **arguments):
    actor = actor_of(user, now=bank.now)
    with scope_session(actor):
        return queries.tags_of(actor=actor, customer_id=bank.customer, now=bank.now, **arguments)


def test_tags_in_force_newest_first(bank):
    bank.load("insights.tag_definition", DICTIONARY)
    rows = [
        tag("T1", date(2024, 1, 1)),
        tag("T2", date(2026, 1, 1)),
        tag("T3", date(2026, 10, 1), date(2026, 11, 23)),
        tag("T3", date(2020, 1, 1), date(2020, 12, 31)),
    ]
    bank.load("insights.tag", rows)
    found = chips(bank, bank.manager)
    assert [(chip.code, chip.name, chip.ends_on, chip.is_migrated) for chip in found] == [
        ("T3", "大额存单", date(2026, 11, 24), True),
        ("T1", "偏好线上", None, True),
    ]


def test_tags_as_they_were_known(bank):
    bank.load("insights.tag_definition", DICTIONARY)
    bank.load("insights.tag", [tag("T1", date(2024, 1, 1))], 2)
    bank.load("insights.tag", [tag("T3", date(2024, 1, 1))], 60)
    assert [
        chip.code for chip in chips(bank, bank.manager, as_of=bank.now + timedelta(minutes=10))
    ] == ["T1"]
    assert [chip.code for chip in chips(bank, bank.manager)] == ["T3"]


def test_a_foreign_customer_has_no_tags_to_see(bank):
    with pytest.raises(NotFound):
        chips(bank, bank.stranger)


def test_a_code_of_another_source_and_days_below_one_are_rejected(bank):
    bank.load("insights.tag_definition", DICTIONARY[:1], source="RULES")
    result = bank.load(
        "insights.tag_definition",
        [*DICTIONARY, {**DICTIONARY[1], "tag_code": "T4", "valid_days": 0}],
    )
    assert [(item.line, item.code, item.message) for item in result.rejected] == [
        (1, "TAG_CODE_TAKEN", "标签编码已由其他来源定义"),
        (4, "TAG_DAYS", "有效天数须大于 0；长期有效请留空"),
    ]
    assert result.inserted == 2


def test_an_unknown_tag_is_rejected(bank):
    bank.load("insights.tag_definition", DICTIONARY)
    result = bank.load("insights.tag", [tag("T9", date(2026, 1, 1))])
    assert [(item.column, item.message) for item in result.rejected] == [
        ("tag_code", "标签字典中查无此标签编码")
    ]


def test_the_panel_shows_chips_or_says_that_there_are_none(bank):
    client = Client(headers={"HX-Request": "true"})
    sign_in(client, bank.manager)
    address = f"/insights/customers/{bank.customer}/tags/"
    assert 'class="es"' in client.get(address).content.decode()
    bank.load("insights.tag_definition", DICTIONARY)
    bank.load("insights.tag", [tag("T1", date(2024, 1, 1))])
    shown = client.get(address).content.decode()
    assert 'class="c-tag o"' in shown
    assert "偏好线上" in shown
    sign_in(client, bank.stranger)
    assert client.get(address).status_code == 404
