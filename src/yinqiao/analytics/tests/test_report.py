"""The report on the allocation of assets: the trail first, no full name, nothing fetched, nothing for those who see bands."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from yinqiao.access.tests.factories import forget, sign_in
from yinqiao.analytics.report import drawing, printing
from yinqiao.customers.tests.factories import NOW, Bank, act_as
from yinqiao.holdings.tests.factories import hold, make_account, make_loan, make_position
from yinqiao.interactions import queries as interactions
from yinqiao.interactions.queries import TimelineFilter
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import NotFound, PermissionRefused
from yinqiao.platform.parameters import queries as values
from yinqiao.platform.ui import pdf
from yinqiao.products.tests.factories import make_product


@pytest.fixture
def book(committed_db, settings: Settings, tmp_path: Path):
    forget()
    values.forget()
    settings.STATIC_ROOT = tmp_path
    with transaction.atomic():
        bank = Bank()
        _people = (bank.rm, bank.compliance, bank.head)
        demand = make_account(bank.own, balance="600000.00", number="6217000000003391")
        shelf = make_account(bank.own, account_type="WEALTH", product=make_product())
        make_position(
            shelf,
            make_product("长盈价值精选混合", product_class="FUND", risk_grade="R4"),
            market_value="400000",
            cost="410000",
            matures_on=date(2027, 2, 11),
        )
        make_loan(bank.own, product=make_product("个人住房贷款", product_class="MORTGAGE"))
    hold(demand, "500000.00", date(2026, 8, 3))
    hold(demand, "600000.00", date(2026, 11, 20))
    with transaction.atomic():
        yield bank


def printed(bank, who="rm"):
    actor = act_as(getattr(bank, who))
    return printing.print_report(actor=actor, now=NOW, customer_id=bank.own.pk)


def html_of(bank):
    context = {
        "report": printed(bank),
        "title": "客户资产配置报告",
        "paper": pdf.stationery(actor=bank.rm, title="客户资产配置报告", now=NOW),
        "made_by": bank.rm.name,
    }
    return render_to_string("analytics/report/report.html", context)


def test_the_report_says_what_is_held_and_what_must_not_be_added(book):
    text = html_of(book)
    for said in (
        "100.0 万",
        "C3 参考",
        "历史超配 · 不再推荐",
        "持有 1 只高于风险承受能力的产品（历史超配）",
        "理财非存款，产品有风险；代销产品由发行机构承担责任",
        "个人住房贷款",
        "澜江银行 · 客户资产配置报告",
    ):
        assert said in text
    assert text.count('<circle cx="60"') == 2


def test_the_name_is_masked_as_in_an_export_and_no_number_stands_in_clear(book):
    text = html_of(book)
    assert ("林**" in text, "林婉清" in text) == (True, False)
    assert [number for number in ("6217000000003391", "13800001234") if number in text] == []
    assert "尾号3391" in text


def test_printing_is_in_the_trail_before_a_page_is_drawn(book):
    printed(book)
    entry = AuditEntry.objects.get(verb="analytics.report-printed")
    assert (entry.customer_id, entry.detail["format"], entry.detail["report"][:2]) == (
        book.own.pk,
        "pdf",
        "AR",
    )


def test_without_the_permission_or_the_amounts_nothing_is_printed(book):
    with pytest.raises(PermissionRefused):
        printed(book, "compliance")
    assert not AuditEntry.objects.filter(verb="analytics.report-printed", result="OK").exists()


def test_a_foreign_customer_is_not_there(book):
    with pytest.raises(NotFound):
        printing.print_report(actor=act_as(book.rm), now=NOW, customer_id=book.foreign.pk)


def test_one_click_sends_a_pdf(book):
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=book.rm.user_id))
    answer = client.get(reverse("analytics:report", args=[book.own.pk]))
    body = b"".join(answer.streaming_content)
    assert (answer.status_code, answer.headers["Content-Type"], body[:5]) == (
        200,
        "application/pdf",
        b"%PDF-",
    )
    assert answer.headers["Cache-Control"] == "no-store"
    assert AuditEntry.objects.filter(verb="analytics.report-printed").count() == 1


def test_a_document_fetches_nothing():
    with pytest.raises(ValueError, match="fetches nothing"):
        pdf._refuse("http://127.0.0.1/logo.png")


@given(st.lists(st.decimals(-10_000, 1_000_000, places=2), min_size=2, max_size=37))
def test_the_line_stays_within_its_frame_and_its_marks_are_round(amounts):
    line = drawing.line_of([(str(number), amount) for number, amount in enumerate(amounts)])
    heights = [float(place.split()[-1]) for place in line.path[1:].split(" L")]
    assert all(drawing.TOP - 0.01 <= y <= drawing.HEIGHT - drawing.BOTTOM + 0.01 for y in heights)
    assert 2 <= len(line.rows) <= drawing.STEPS + 2


def test_one_point_is_no_line():
    assert drawing.line_of([("2026-11", Decimal(1))]) is None


def test_the_ring_closes():
    arcs = drawing.ring_of([("#1", Decimal("0.25")), ("#2", Decimal(0)), ("#3", Decimal("0.75"))])
    assert [(arc.colour, arc.offset) for arc in arcs] == [("#1", "-0.00"), ("#3", "-65.97")]
    assert sum(float(arc.length) for arc in arcs) == pytest.approx(2 * 3.14159265 * 42, abs=0.02)


def test_the_report_stands_on_the_timeline_by_its_number(book):
    report = printed(book)
    found = interactions.timeline_of(
        actor=act_as(book.rm),
        customer_id=book.own.pk,
        now=NOW,
        wanted=TimelineFilter(kind="document"),
    )
    assert [(entry.title, entry.facts, entry.who) for entry in found.entries] == [
        ("客户资产配置报告", (report.number,), "陈思远")
    ]
