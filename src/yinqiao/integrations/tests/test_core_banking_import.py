"""The synthetic bank through the real import: what is kept out is exactly what the truth beside the files names."""

from datetime import UTC, date, datetime

import polars as pl
import pytest
from django.db import connections

from yinqiao.analytics import services as analytics
from yinqiao.insights import queries as insights
from yinqiao.integrations.synthetic_bank import Plan, write_bank
from yinqiao.platform.actor import system_actor
from yinqiao.platform.imports import policies, services
from yinqiao.platform.imports.choices import BatchStatus, FileState
from yinqiao.platform.imports.engine import reading
from yinqiao.platform.imports.models import ImportFile, QuarantineRow
from yinqiao.platform.imports.profile import find_profile

AS_OF = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 22, tzinfo=UTC)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("bank")
    write_bank(Plan(400, 7, AS_OF, dirty_rate=0.02), made, say=lambda _line: None)
    return made


@pytest.fixture(scope="module")
def report(test_database, django_db_blocker, folder):
    """Load the bank once for the tests of this module: none of them changes what another looks at."""
    runner = system_actor(name="night batch", permissions=frozenset({policies.RUN}))
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        # The larger tables are read in a process of their own, the others in this one.
        patch.setattr(reading, "APART_FROM", 60_000)
        yield services.run_batch(
            actor=runner, now=NOW, profile=find_profile("core_banking"), folder=folder, on=AS_OF
        )
        test_database.refresh()


def test_every_good_row_is_loaded_and_every_spoilt_one_is_named(report, folder):
    states = {file.table_name: file.state for file in report.files}
    # The made-up bank has no file of relations to who is no customer, and need not.
    assert states.pop("relation_outsider") == FileState.MISSING
    assert set(states.values()) == {FileState.FINISHED}, refusals()
    truth = pl.read_csv(folder / "truth.csv", schema_overrides={"line": pl.Int64})
    expected = set(truth.select("file", "line", "reason").iter_rows())
    kept_out = set(
        QuarantineRow.objects.filter(level="error").values_list("file__name", "line", "code")
    )
    assert sorted(kept_out - expected) == []
    assert sorted(expected - kept_out) == []
    assert QuarantineRow.objects.filter(level="warning").count() == 0
    assert report.batch.status == BatchStatus.DONE
    assert report.batch.rows - report.batch.rejected == report.batch.accepted
    assert report.batch.rejected == len(expected)


def test_the_facts_of_everybody_follow_and_agree_with_the_overview(report):
    analytics.after_batch(
        batch_id=report.batch.pk,
        source=report.batch.source,
        profile="core_banking",
        on=AS_OF,
        now=NOW,
    )
    with connections["loader"].cursor() as cursor:
        cursor.execute(
            "select count(*), count(*) filter (where f.aum = o.aum and f.lum = o.lum and f.aum_month_average = o.aum_month_average"
            " and f.data_on = o.data_on) from insights_customer_facts f join customers_overview o using (customer_id)"
        )
        everybody, agreeing = cursor.fetchone()
        cursor.execute("select count(*) from customers_customer")
        assert everybody == agreeing == cursor.fetchone()[0]
    rows = {
        line.key: line for section in insights.catalogue(actor=reader()) for line in section.lines
    }
    # What the files of this bank lack, Yinqiao keeps itself: contacts and life events, of which there are none yet. Discounted bills
    # and service ratings no table brings: their figures say so.
    assert {key for key, line in rows.items() if not line.is_connected} == {
        "bill_discounted_30",
        "bill_discounted_on",
        "days_since_bill_discount",
        "days_since_service_rating",
        "service_rated_on",
        "service_score",
    }
    assert rows["contacts_90"].known_share == rows["aum"].known_share
    assert rows["tier_now"].data_on == AS_OF


def reader():
    return system_actor(name="reader", permissions=frozenset({"insights.view_catalogue"}))


def refusals():
    return list(
        ImportFile.objects.exclude(state=FileState.FINISHED).values_list(
            "name", "state", "code", "reason"
        )
    )
