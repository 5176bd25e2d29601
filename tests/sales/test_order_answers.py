"""Answers about orders by file: kept once, what differs kept for repair, the orders follow by sequence (A60)."""

from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from yinqiao.access.tests.factories import forget
from yinqiao.customers.tests.factories import Bank, act_as, whole_bank
from yinqiao.platform.actor import system_actor
from yinqiao.platform.imports import policies
from yinqiao.platform.imports import services as imports
from yinqiao.platform.imports.models import QuarantineRow
from yinqiao.platform.imports.profile import find_profile
from yinqiao.sales import services as sales
from yinqiao.sales import ways
from yinqiao.sales.deals import services
from yinqiao.sales.deals.tests.factories import OrderAnswer, add, deposit, order_of
from yinqiao.sales.tests.factories import NOW, make_opportunity

RUNNER = system_actor(name="import", permissions=frozenset({policies.RUN, policies.QUARANTINE}))
HEADINGS = "申请编号,序号,告知时间,状态,系统流水号,原因"


@pytest.fixture
def order(committed_db, settings, tmp_path):
    forget()
    ways.forget()
    settings.STATIC_ROOT = tmp_path
    settings.HOME = tmp_path
    with transaction.atomic():
        bank = Bank()
        row = make_opportunity(bank.own, state="PROCESSING")
        add(bank.rm, row.pk, deposit())
        act_as(bank.rm)
        sales.win(actor=bank.rm, now=NOW, opportunity_id=row.pk, version=1, is_without_product=True)
        return row.pk, order_of(row.pk).number


def now_of(opportunity_id):
    """Return how the order stands now."""
    with transaction.atomic():
        return order_of(opportunity_id)


def load(folder, day, *rows):
    folder.mkdir(exist_ok=True)
    text = "\n".join([HEADINGS, *rows])
    (folder / f"ORDER_ANSWERS_{day:%Y%m%d}.csv").write_text(text + "\n", encoding="utf-8")
    now = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)
    imports.run_batch(
        actor=RUNNER, now=now, profile=find_profile("order_answers"), folder=folder, on=day,
        clock=lambda: now,
    )  # fmt: skip
    services.settle_answers(now=now)
    rows = QuarantineRow.objects.using("loader").filter(level="error").order_by("line")
    return [(one.column, one.code) for one in rows]


def test_what_a_file_tells_is_taken_once_and_what_differs_is_kept_for_repair(order, tmp_path):
    pk, number = order
    kept = load(
        tmp_path / "in",
        date(2026, 11, 24),
        f"{number},2,2026-11-24 09:00:00,已开立,C-7,",
        f"{number},1,2026-11-24 08:00:00,受理中,,电 13912345678",
        "KL-NOBODY,1,2026-11-24 08:00:00,已开立,,",
        f"{number},3,2026-11-24 09:30:00,办妥了,,",
    )
    assert len(kept) == 1
    found = now_of(pk)
    assert (found.state, found.told, found.external_no) == ("OPENED", 2, "C-7")
    kept = load(
        tmp_path / "in",
        date(2026, 11, 25),
        f"{number},2,2026-11-24 09:00:00,已开立,C-7,",
        f"{number},1,2026-11-24 08:00:00,已拒绝,,",
    )
    assert ("sequence", "ORDER_ANSWER_DIFFERS") in kept
    found = now_of(pk)
    assert (found.state, found.version) == ("OPENED", 3)
    with transaction.atomic(), whole_bank():
        found = {one.source_key: one for one in OrderAnswer.objects.all()}
    assert {key: one.outcome for key, one in found.items()} == {
        f"{number}|1": "APPLIED",
        f"{number}|2": "APPLIED",
        "KL-NOBODY|1": "UNKNOWN",
    }
    assert "13912345678" not in found[f"{number}|1"].reason
