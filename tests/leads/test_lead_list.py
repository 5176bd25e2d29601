"""A list of leads by file: loaded once, what cannot be called or came before kept for repair, compared with the customers, then given out."""

import csv
from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from yinqiao.access.tests.factories import forget
from yinqiao.compliance.tests.factories import make_hold
from yinqiao.customers.tests.factories import Bank, act_as, make_customer, whole_bank
from yinqiao.platform.actor import system_actor
from yinqiao.platform.imports import policies
from yinqiao.platform.imports import services as imports
from yinqiao.platform.imports.models import QuarantineRow
from yinqiao.platform.imports.profile import find_profile
from yinqiao.sales.leads import services
from yinqiao.sales.leads.choices import Standing, State
from yinqiao.sales.leads.tests.factories import Lead, capture

DAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 2, tzinfo=UTC)
RUNNER = system_actor(
    name="import", permissions=frozenset({policies.RUN, policies.QUARANTINE, policies.MEND})
)
HEADINGS = (
    "线索编号", "类型", "姓名或企业名称", "手机号码", "统一社会信用代码", "机构号", "来源", "活动代码", "意向", "需求", "意向金额",
)  # fmt: skip


@pytest.fixture
def bank(committed_db, settings, tmp_path):
    forget()
    settings.STATIC_ROOT = tmp_path
    settings.HOME = tmp_path
    with transaction.atomic():
        found = Bank()
        with whole_bank():
            found.barred = make_customer(
                "杜若飞", org=found.orgs["river"], rm=found.rm.staff_id, mobile="13700009999"
            )
        make_hold(found.barred, "BLACKLIST")
        found.standing = capture(found.teller, mobile="13612340001")
    return found


def row(number, name, mobile, **values):
    return {
        "线索编号": number,
        "类型": "个人",
        "姓名或企业名称": name,
        "手机号码": mobile,
        "来源": "营销活动",
        "活动代码": "Q4",
        "意向": "理财",
        "需求": "",
        "意向金额": "",
        **values,
    }


def load(bank, folder, *rows):
    folder.mkdir(exist_ok=True)
    with (folder / f"LEADS_{DAY:%Y%m%d}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADINGS, restval="")
        writer.writeheader()
        for one in rows:
            writer.writerow({"机构号": bank.orgs["river"].code, **one})
    return imports.run_batch(
        actor=RUNNER, now=NOW, profile=find_profile("lead_list"), folder=folder, on=DAY,
        clock=lambda: NOW,
    )  # fmt: skip


def leads():
    with transaction.atomic(), whole_bank():
        rows = Lead.objects.filter(source="LEAD_LIST").order_by("source_key")
        return {one.source_key: one for one in rows}


def kept_out():
    rows = QuarantineRow.objects.using("loader").filter(level="error").order_by("line")
    return [(one.line, one.column, one.code) for one in rows]


def test_a_list_is_loaded_and_what_cannot_be_is_kept_for_repair(bank, tmp_path):
    load(
        bank,
        tmp_path / "in",
        row("1", "夏侯远航", "13912345678", 需求="电 13912345678", 意向金额="300000"),
        row("2", "司马青衫", "12345"),
        row("3", "夏侯远航", "+86 136-1234-0001"),
        row("4", "夏侯远航", "13912345678"),
        row("5", "独孤信", ""),
        row("6", "东方朔", "13912340006", 机构号="没有"),
    )
    found = leads()
    assert list(found) == ["1"]
    lead = found["1"]
    assert (lead.state, lead.standing, lead.score) == (State.POOL, Standing.PENDING, 50)
    assert lead.mobile_masked == "139****5678"
    assert "13912345678" not in lead.need
    assert [code for _line, _column, code in kept_out()] == [
        "PHONE_SERVICE",
        "LEAD_TWICE",
        "LEAD_TWICE",
        "LEAD_WITHOUT_NUMBER",
        "UNKNOWN_REFERENCE",
    ]


def test_the_same_list_again_changes_nothing(bank, tmp_path):
    rows = [row("1", "夏侯远航", "13912345678"), row("2", "司马青衫", "13912345679")]
    load(bank, tmp_path / "in", *rows)
    before = {key: one.version for key, one in leads().items()}
    load(bank, tmp_path / "in", *rows)
    assert {key: one.version for key, one in leads().items()} == before


def test_nobody_gets_one_before_it_was_compared_with_the_customers(bank, tmp_path):
    load(
        bank,
        tmp_path / "in",
        row("1", "夏侯远航", "13912345678"),
        row("2", "林婉清", "13800001234"),
        row("3", "杜若飞", "13700009999"),
    )
    assert services.assign_pool(now=NOW) == 1
    assert services.look_at_list(now=NOW) == 3
    assert services.look_at_list(now=NOW) == 0
    found = leads()
    assert {key: one.standing for key, one in found.items()} == {
        "1": Standing.CLEAR,
        "2": Standing.KNOWN,
        "3": Standing.REFUSED,
    }
    assert found["2"].alike_customer_id == bank.own.pk
    assert services.assign_pool(now=NOW) == 2
    assert {key: one.state for key, one in leads().items()} == {
        "1": State.OFFERED,
        "2": State.OFFERED,
        "3": State.POOL,
    }


def test_a_lead_at_work_stays_as_it_is_and_one_in_the_pool_is_looked_at_again(bank, tmp_path):
    rows = row("1", "夏侯远航", "13912345678"), row("2", "司马青衫", "13912345679")
    load(bank, tmp_path / "in", *rows)
    services.look_at_list(now=NOW)
    with transaction.atomic():
        act_as(bank.rm)
        services.claim_lead(actor=bank.rm, now=NOW, lead_id=leads()["1"].pk)
    changed = row("1", "夏侯远航", "13912345678", 需求="改了"), row("2", "杜若飞", "13700009999")
    load(bank, tmp_path / "in", *changed)
    found = leads()
    assert found["1"].need == ""
    assert "LEAD_AT_WORK" in [code for _line, _column, code in kept_out()]
    assert (found["2"].name, found["2"].standing) == ("杜若飞", Standing.PENDING)


def test_companies_are_told_apart_by_their_code(bank, tmp_path):
    firm = {"类型": "企业", "统一社会信用代码": "91350100M000100Y43"}
    load(
        bank,
        tmp_path / "in",
        row("1", "远山投资有限公司", "13912345678", **firm),
        row("2", "远山投资有限公司", "", **firm),
    )
    assert list(leads()) == ["1"]
