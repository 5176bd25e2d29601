"""The steps after a batch: no transaction is open while anything is worked out, and a killed rebuild leaves what was there (contract 12)."""

import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import polars as pl
import pytest
from django.db import connections, transaction

from yinqiao.access.tests.factories import forget
from yinqiao.analytics import batch as steps
from yinqiao.analytics import handlers, services
from yinqiao.customers.tests.factories import Bank
from yinqiao.holdings.tests.factories import make_account
from yinqiao.insights.services import triggers
from yinqiao.insights.tests.factories import facts_held, firings_held, runs, set_fact
from yinqiao.platform import registry
from yinqiao.platform.files import lake
from yinqiao.platform.imports.events import BatchImported
from yinqiao.platform.imports.ports import Batch
from yinqiao.platform.jobs.inline import run_waiting

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
DAY = date(2026, 11, 22)
RUN = Batch(id=77, source="CORE", profile="core", on=DAY, known_at=NOW)


@pytest.fixture
def bank(committed_db, settings, tmp_path):
    """Two customers with an account each and balances in the lake."""
    forget()
    settings.HOME = tmp_path
    with transaction.atomic():
        bank = Bank()
        accounts = [make_account(customer) for customer in (bank.own, bank.foreign)]
    schema = {"account_id": pl.Int64, "balance_on": pl.Date, "balance": pl.Decimal(20, 2)}
    rows = [(account.pk, date(2026, 11, 1), Decimal(600_000)) for account in accounts]
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    lake.write_part("balance", frame, source="CORE", batch_on=DAY, part="balance-1")
    return bank


def open_transactions() -> int:
    """Return how many transactions of the loader hold the sealer up, as the sealer sees it: those with a number."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_stat_activity where datname = current_database() and usename = 'yq_loader' and backend_xid is not null"
        )
        return int(cursor.fetchone()[0])


def told() -> dict[int, object]:
    return facts_held("aum")


def rebuild():
    with services.one_at_a_time():
        return steps.rebuild_facts(RUN, connections["loader"])


def test_no_transaction_is_open_while_figures_are_read_and_worked_out(bank, monkeypatch):
    seen = []
    read, frames = registry.datasets.get("holdings.account"), steps.frames

    def reading(connection):
        seen.append(("read", open_transactions()))
        return read(connection)

    def working(places, names, *, rows) -> Iterator[pl.DataFrame]:
        # The core facts are read for the lake beside the writing of the wide ones, whose short transactions may be seen then.
        is_beside = tuple(names) == steps._CORE_NAMES
        for piece in frames(places, names, rows=1):
            seen.append(("worked out", 0 if is_beside else open_transactions()))
            yield piece

    # In turn, so that a transaction seen while a piece is worked out is one that waits for it.
    monkeypatch.setattr(steps, "one_ahead", iter)
    monkeypatch.setitem(registry.datasets._items, "holdings.account", reading)
    monkeypatch.setattr(steps, "frames", working)
    assert rebuild() == len(told()) > 1
    assert {open_ for _what, open_ in seen} == {0}
    # Read four times, one customer a piece here: the facts, the core ones for the lake, tiers and stages, figures of the overview.
    assert [what for what, _open in seen].count("worked out") == 4 * len(told())


def test_a_rebuild_inside_a_transaction_is_refused(bank):
    with transaction.atomic(using="loader"):
        with connections["loader"].cursor() as cursor:
            cursor.execute("select pg_current_xact_id()")
        assert open_transactions() == 1
        with pytest.raises(transaction.TransactionManagementError):
            steps.rebuild_facts(RUN, connections["loader"])


def test_a_killed_rebuild_leaves_the_old_facts_and_the_next_one_is_whole(bank, monkeypatch):
    rebuild()
    before = told()
    frames = steps.frames

    def dying(places, names, *, rows) -> Iterator[pl.DataFrame]:
        yield from list(frames(places, names, rows=1))[:1]
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(steps, "frames", dying)
        with pytest.raises(KeyboardInterrupt):
            rebuild()
    assert told() == before
    assert rebuild() == len(before)
    assert told() == before


def test_firings_of_a_run_killed_on_the_way_never_count(bank, monkeypatch):
    rebuild()
    set_fact(inflow_day=Decimal(700_000), largest_inflow_day=Decimal(700_000))
    monkeypatch.setattr(triggers, "AT_A_TIME", 1)
    pieces = triggers.fired_pieces

    def dying(*args, **kwargs) -> Iterator[pl.DataFrame]:
        for piece in pieces(*args, **kwargs):
            assert open_transactions() == 0
            yield piece
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(triggers, "fired_pieces", dying)
        with pytest.raises(KeyboardInterrupt):
            triggers.evaluate(connection=connections["loader"], now=NOW)
    assert runs() == (1, 0)
    fired = triggers.evaluate(connection=connections["loader"], now=NOW)
    assert runs() == (1, 1)
    assert firings_held() == fired > 1


def test_the_steps_of_a_batch_run_once_and_one_caller_waits_for_the_other(bank):
    with services.one_at_a_time():
        done: list[list[str]] = []
        other = threading.Thread(target=lambda: done.append(_after_in_a_thread()))
        other.start()
        other.join(0.5)
        assert done == []
    other.join(30)
    assert done == [
        [step.key for step in sorted(registry.batch_steps.values(), key=lambda item: item.order)]
    ]
    assert services.run_batch_steps(RUN, once_key="imported:77") == []


def _after_in_a_thread() -> list[str]:
    try:
        return services.run_batch_steps(RUN, once_key="imported:77")
    finally:
        connections.close_all()


def test_an_imported_batch_is_worked_on_by_a_job_not_by_the_delivery(bank):
    event = BatchImported(77, "CORE", "core", DAY, (), (), is_complete=True)
    with transaction.atomic():
        handlers.batch_imported(event, now=NOW)
    assert told() == {}
    assert run_waiting(names=frozenset({"analytics.after_batch"})) == ["analytics.after_batch"]
    assert set(told().values()) >= {Decimal(600_000)}


def test_what_yinqiao_keeps_itself_is_connected_before_there_is_any(bank):
    rebuild()
    # Nobody was contacted yet: none, not unknown for want of a source. Loans come from a source that is not there.
    assert set(facts_held("contacts_90").values()) == {0}
    assert set(facts_held("loans").values()) == {None}
