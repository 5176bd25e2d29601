"""Shares of a company come to the whole at most: the row that goes over is rejected with its line, what was there stays."""

from datetime import date
from decimal import Decimal

import polars as pl
import pytest
from django.db import OperationalError, connections, transaction

from yinqiao.customers import importing, share_sums
from yinqiao.customers.models import Relation
from yinqiao.customers.tests.factories import NOW
from yinqiao.customers.tests.test_main_periods import batch, framed, load, rows, told
from yinqiao.organization.tests.factories import make_org

FIRM, HOLDERS = "9100000000", ("6100000001", "6100000002", "6100000003")
OVER = (share_sums.OVER, share_sums.MESSAGE)


@pytest.fixture
def bank(committed_db):
    make_org("总行", code="001")
    loader = connections["loader"]
    people = [{"customer_no": number, "name": "王小明", "org_code": "001"} for number in (FIRM, *HOLDERS)]  # fmt: skip
    load(loader, importing.PERSON, framed(people), batch(1))
    return loader


def stakes(*shares, kind="SHAREHOLDER", valid_to=None):
    return framed(
        [
            {
                "from_customer_no": holder,
                "to_customer_no": FIRM,
                "relation_type": kind,
                "share_percent": share,
                "valid_from": date(2020, 1, 1),
                "valid_to": valid_to,
            }
            for holder, share in shares
        ]
    ).with_columns(pl.col("share_percent").cast(pl.Decimal(9, 6)), pl.col("valid_to").cast(pl.Date))


def hold(bank, frame, number=2, source="CORE"):
    return load(bank, importing.RELATION, frame, batch(number, source))


def held(bank):
    found = rows(
        bank, "select percent from customers_relation where ended_on is null order by percent"
    )
    return [percent for (percent,) in found]


def test_the_row_that_goes_over_the_whole_is_kept_out_and_a_smaller_one_after_it_goes_in(bank):
    result = hold(bank, stakes((HOLDERS[0], "60"), (HOLDERS[1], "40.000001"), (HOLDERS[2], "40")))
    assert told(result) == [(2, "share_percent", *OVER)]
    assert held(bank) == [Decimal(40), Decimal(60)]


def test_what_stands_counts_and_what_is_delivered_again_counts_anew(bank):
    hold(bank, stakes((HOLDERS[0], "60"), (HOLDERS[1], "40")))
    again = hold(bank, stakes((HOLDERS[0], "30"), (HOLDERS[1], "70")), 3)
    assert told(again) == []
    other = hold(bank, stakes((HOLDERS[2], "0.5")), 4, source="REGISTRY")
    assert told(other) == [(1, "share_percent", *OVER)]
    assert held(bank) == [Decimal(30), Decimal(70)]


def test_shares_that_are_over_and_other_relations_do_not_count(bank):
    hold(bank, stakes((HOLDERS[0], "80"), valid_to=date(2021, 1, 1)))
    result = hold(bank, stakes((HOLDERS[1], "100")), 3, source="REGISTRY")
    assert told(result) == []
    controlled = hold(bank, stakes((HOLDERS[2], "100"), kind="BENEFICIAL_OWNER"), 4, source="KYC")
    assert told(controlled) == []
    assert held(bank) == [Decimal(80), Decimal(100), Decimal(100)]


def outsider_holds(bank, percent, kind="SHAREHOLDER"):
    """A holder who is no customer: her row stands on the company."""
    with bank.cursor() as cursor:
        cursor.execute("select id from customers_customer where customer_no = %s", [FIRM])
        (firm,) = cursor.fetchone()
    return Relation.objects.using("loader").create(
        customer_id=firm,
        is_from_outsider=True,
        other_name="赵外行",
        kind=kind,
        percent=percent,
        source="CRM",
        source_key=f"crm-{kind}",
        known_from=NOW,
    )


def test_what_an_outsider_holds_counts(bank):
    outsider_holds(bank, "50")
    result = hold(bank, stakes((HOLDERS[0], "60"), (HOLDERS[1], "50")))
    assert told(result) == [(1, "share_percent", *OVER)]
    assert held(bank) == [Decimal(50), Decimal(50)]


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("VOTING_RIGHTS", "该公司表决权合计超过 100%"),
        ("INCOME_RIGHTS", "该公司收益权合计超过 100%"),
    ],
)
def test_votes_and_income_come_to_the_whole_each_by_themselves(bank, kind, message):
    hold(bank, stakes((HOLDERS[0], "100")))
    outsider_holds(bank, "40", kind=kind)
    result = hold(bank, stakes((HOLDERS[1], "60"), (HOLDERS[2], "1"), kind=kind), 3, "REGISTRY")
    assert told(result) == [(2, "share_percent", share_sums.OVER, message)]
    assert held(bank) == [Decimal(40), Decimal(60), Decimal(100)]


# As a service asks for it, on another connection; and every service at once.
_BESIDE = "select pg_try_advisory_xact_lock_shared(hashtext(%s))"
_SOON = "set local lock_timeout = '200ms'"


def may_write():
    with transaction.atomic(using="refusals"), connections["refusals"].cursor() as cursor:
        cursor.execute(_BESIDE, [share_sums.TURN])
        return cursor.fetchone()[0]


def test_nobody_writes_a_share_while_a_file_of_shares_is_loaded(bank):
    """Else a person and a file would each see 60 % and write 120 % together."""
    with transaction.atomic(using="loader"):
        hold(bank, stakes((HOLDERS[0], "60")))
        assert not may_write()
    assert may_write()


def test_a_file_without_shares_waits_for_nobody(bank):
    with transaction.atomic(using="loader"):
        hold(bank, stakes((HOLDERS[0], None), kind="SPOUSE"))
        assert may_write()


def hold_soon(bank):
    """Load a share, and wait for a moment only."""
    with transaction.atomic(using="loader"):
        with bank.cursor() as cursor:
            cursor.execute(_SOON)
        hold(bank, stakes((HOLDERS[0], "60")))


def test_a_file_of_shares_waits_for_who_writes_one_down(bank):
    with transaction.atomic():
        share_sums.take_turns(7)
        with pytest.raises(OperationalError):
            hold_soon(bank)
    assert held(bank) == []
    hold(bank, stakes((HOLDERS[0], "60")))
    assert held(bank) == [Decimal(60)]


def test_two_people_write_shares_of_two_companies_down_at_once(bank):
    with transaction.atomic():
        share_sums.take_turns(7)
        with transaction.atomic(using="refusals"), connections["refusals"].cursor() as cursor:
            cursor.execute(_BESIDE, [share_sums.TURN])
            cursor.execute(
                "select pg_try_advisory_xact_lock(hashtext(%s), %s)", [share_sums.TURN, 8]
            )
            assert cursor.fetchone()[0]
