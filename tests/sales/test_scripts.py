"""A script from writing to what came of it: two people, no forbidden word, never after its last day, only where the gate lets it (A52, A61)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from yinqiao.access.tests.factories import forget
from yinqiao.compliance.suitability.models import SalesLicence
from yinqiao.compliance.suitability.tests.factories import license_all
from yinqiao.compliance.tests.factories import make_assessment
from yinqiao.customers.tests.factories import NOW, Bank, act_as, whole_bank
from yinqiao.interactions.events import FollowUpLogged
from yinqiao.platform.errors import InvalidInput, PermissionRefused
from yinqiao.products.tests.factories import make_product
from yinqiao.sales import services as sales
from yinqiao.sales import ways
from yinqiao.sales.choices import State
from yinqiao.sales.scripts import handlers, queries, services
from yinqiao.sales.scripts.models import ScriptUse, ScriptVersion
from yinqiao.sales.scripts.services import ScriptDetails
from yinqiao.sales.tests.factories import make_opportunity
from yinqiao.workflow import services as workflow
from yinqiao.workflow.events import ApprovalDecided

TODAY = date(2026, 11, 22)
LATER = NOW + timedelta(days=40)


@pytest.fixture
def bank(db, settings, tmp_path):
    forget()
    ways.forget()
    settings.HOME = tmp_path
    bank = Bank()
    bank.writer = bank._person("marketer", "head", "钱营销")
    _people = (bank.rm, bank.compliance)
    license_all(bank.rm.staff_id)
    return bank


def details(**values):
    told = {"code": "S1", "title": "通用开场", "text": "您好，想和您确认近期的用款安排。", "effective_from": TODAY, "expires_on": TODAY + timedelta(days=30), "reason": "新写"}  # fmt: skip
    return ScriptDetails(**{**told, **values})


def write(bank, **values):
    with transaction.atomic():
        return services.write_script(actor=act_as(bank.writer), now=NOW, details=details(**values))


def review(bank, script_id, actor=None):
    version = ScriptVersion.objects.get(script_id=script_id, state="WAITING")
    who = act_as(actor or bank.compliance)
    workflow.approve(actor=who, now=NOW, approval_id=version.approval_id, version=1)
    return version.pk


def shown(bank, row, now=NOW):
    act_as(bank.rm)
    found = queries.scripts_for(actor=bank.rm, opportunity_id=row.pk, now=now)
    return [line.title for line in found.main], [(line.key, line.objection_label) for line in found.objections]  # fmt: skip


def test_it_is_shown_from_its_review_to_its_last_day_and_another_never_reviews_her_own(bank):
    row = make_opportunity(bank.own, script="")
    pk = write(bank)
    answer = write(bank, code="S2", title="收益答复", objection="RATE", text="理解您的顾虑，我们可以比较不同期限。")  # fmt: skip
    assert shown(bank, row) == ([], [])
    review(bank, pk)
    review(bank, answer)
    assert shown(bank, row) == (["通用开场"], [("1", "收益率太低")])
    assert shown(bank, row, LATER) == ([], [])
    with pytest.raises(PermissionRefused):
        services.write_script(actor=act_as(bank.rm), now=NOW, details=details(code="S3"))
    version = ScriptVersion.objects.get(script_id=pk)
    version.reviewed_by_id = version.written_by_id
    with transaction.atomic(), pytest.raises(IntegrityError):
        version.save()


def test_a_new_version_takes_its_place_once_reviewed_and_one_turned_down_makes_room(bank):
    row = make_opportunity(bank.own, script="")
    pk = write(bank)
    review(bank, pk)
    card = queries.script_card(actor=act_as(bank.writer), script_id=pk, on=TODAY)
    again = {"script_id": pk, "version": card.row.version}
    services.write_script(actor=bank.writer, now=NOW, details=details(text="第二版"), **again)
    with pytest.raises(services.ScriptGone):
        services.write_script(actor=bank.writer, now=NOW, details=details(), script_id=pk, version=card.row.version + 1)  # fmt: skip
    waiting = ScriptVersion.objects.get(state="WAITING")
    assert queries.best_text(actor=act_as(bank.rm), opportunity_id=row.pk, now=NOW).startswith("您好")  # fmt: skip
    handlers.turned_down(ApprovalDecided(waiting.approval_id, services.KIND, "REJECTED", ""), now=NOW)  # fmt: skip
    waiting.refresh_from_db()
    assert waiting.state == "REFUSED"
    services.write_script(actor=act_as(bank.writer), now=NOW, details=details(text="第三版"), script_id=pk, version=card.row.version + 1)  # fmt: skip
    review(bank, pk)
    assert queries.best_text(actor=act_as(bank.rm), opportunity_id=row.pk, now=NOW) == "第三版"
    services.withdraw_script(actor=act_as(bank.writer), now=NOW, script_id=pk, version=card.row.version + 2)  # fmt: skip
    assert shown(bank, row) == ([], [])


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("text", {"text": "放心，零 风险，保 证收益"}),
        ("text", {"text": " "}),
        ("text", {"text": "话" * 501}),
        ("effective_from", {"effective_from": TODAY - timedelta(days=1)}),
        ("expires_on", {"expires_on": TODAY - timedelta(days=1)}),
        ("expires_on", {"expires_on": TODAY + timedelta(days=366)}),
        ("tier", {"tier": "GOLD"}),
        ("code", {"code": ""}),
    ],
)
def test_bad_input_is_named_at_its_field(bank, field, values):
    with pytest.raises(InvalidInput) as refused:
        write(bank, **values)
    assert list(refused.value.fields) == [field]


def test_equity_is_spoken_of_only_where_it_may_be_recommended(bank):
    row = make_opportunity(bank.own, script="")
    make_product("权益基金", product_class="FUND", risk_grade="R4")
    make_product("储蓄国债", product_class="TBOND", risk_grade="")
    for code, title, name, appetite in (("E", "权益定投", "FUND", "AGGRESSIVE"), ("B", "国债稳储", "TBOND", "CONSERVATIVE")):  # fmt: skip
        review(bank, write(bank, code=code, title=title, product_class=name, appetite=appetite))
    assert shown(bank, row)[0] == []
    for number, (grade, titles) in enumerate((("C1", ["国债稳储"]), ("C3", []), ("C5", ["权益定投"]))):  # fmt: skip
        make_assessment(bank.own, grade, assessed_on=TODAY - timedelta(days=9 - number), valid_to=date(2027, 9, 1))  # fmt: skip
        assert shown(bank, row)[0] == titles
    # Without a licence for funds the manager is offered no words about them.
    SalesLicence.objects.filter(kind="FUND").update(withdrawn_on=TODAY)
    assert shown(bank, row)[0] == []


def test_what_came_of_a_script_is_counted_from_the_opportunity(bank):
    row, other = make_opportunity(bank.own, script=""), make_opportunity(bank.own, script="")
    pk = write(bank)
    version = review(bank, pk)
    act_as(bank.rm)
    for opportunity in (row, other):
        for _twice in range(2):
            services.note_use(actor=bank.rm, now=NOW, opportunity_id=opportunity.pk, version_id=version)  # fmt: skip
    with pytest.raises(services.ScriptGone):
        services.note_use(actor=bank.rm, now=NOW, opportunity_id=row.pk, version_id=version + 99)
    sales.contact(actor=bank.rm, now=NOW, opportunity_id=row.pk, version=1, channel="CALL", used_script=True)  # fmt: skip
    row.refresh_from_db()
    type(row).objects.filter(pk=row.pk).update(state=State.NEEDS)
    card = queries.script_card(actor=act_as(bank.writer), script_id=pk, on=TODAY)
    told = card.row
    assert (told.used, told.reached, told.interested, told.won) == (2, 1, 1, 0)
    # A contact that was logged with the words counts for them, once.
    with whole_bank():
        record = row.steps.get(act="CONTACTED").contact_record_id
        logged = FollowUpLogged(record, bank.own.pk, bank.rm.staff_id, "陈思远", "CALL", "REACHED", True, "sales.opportunity", row.pk, None)  # fmt: skip
        handlers.take_use(logged, now=NOW)
        use = ScriptUse.objects.get(opportunity_id=row.pk)
    assert (use.contact_record_id, use.is_reached) == (record, True)
