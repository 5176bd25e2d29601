"""A file from the first item to the grade: who supplies does not check, two at once are told apart, the grade stays behind its wall."""

import io
from datetime import date, timedelta

import pytest
from django.db import connection, transaction

from yinqiao.compliance import exports
from yinqiao.compliance import queries as compliance
from yinqiao.compliance.diligence import handlers, queries, services
from yinqiao.compliance.diligence.models import DiligenceFile, FileItem, Grading
from yinqiao.compliance.diligence.rules import Document
from yinqiao.compliance.diligence.services import FileElsewhere, FileThere, ItemTold, SamePerson
from yinqiao.compliance.diligence.tests.factories import fill, make_file, version_of
from yinqiao.compliance.suitability.models import Evidence
from yinqiao.compliance.tests.factories import make_diligence
from yinqiao.customers.events import CustomerChanged
from yinqiao.customers.tests.factories import NOW, TODAY, act_as, make_customer, whole_bank
from yinqiao.platform import clock
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused, StaleVersion
from yinqiao.workflow import services as workflow

PDF = b"%PDF-1.7\n" + b"passport " * 100


@pytest.fixture
def people(bank):
    return bank.rm, bank.head, bank.compliance


def item_of(file_id, code):
    return FileItem.objects.select_related("item").get(file_id=file_id, item__code=code)


def supply(bank, item, told, *, version=None, actor=None):
    return services.supply_item(
        actor=act_as(actor or bank.rm),
        now=NOW,
        item_id=item.pk,
        version=version or item.version,
        told=told,
    )


def test_a_file_asks_what_its_party_needs_and_its_clock_runs_in_workdays(bank, people):
    pk = make_file(bank.own, people, state="COLLECTING")
    row = DiligenceFile.objects.get(pk=pk)
    # Ten workdays from Sunday 22 November.
    assert (row.state, row.kind, row.grade_due_on) == ("COLLECTING", "CDD", date(2026, 12, 4))
    codes = list(row.items.order_by("item__place").values_list("item__code", flat=True))
    assert codes == ["identity", "occupation", "address", "purpose", "position", "region", "business", "products", "channel"]  # fmt: skip
    with pytest.raises(FileThere):
        make_file(bank.own, people, state="COLLECTING")
    with pytest.raises(InvalidInput):
        services.open_file(actor=bank.rm, now=NOW, customer_id=bank.own.pk, party_type="COMPANY")
    with pytest.raises(NotFound):
        services.open_file(actor=bank.rm, now=NOW, customer_id=bank.foreign.pk, party_type="PERSON")
    with pytest.raises(PermissionRefused):
        services.open_file(
            actor=act_as(bank.compliance), now=NOW, customer_id=bank.foreign.pk, party_type="PERSON"
        )
    assert DiligenceFile.objects.count() == 1


def test_a_document_is_kept_as_a_mask_with_its_copy_sealed(bank, people, settings):
    pk = make_file(bank.own, people, state="COLLECTING")
    document = Document("11010519491231002X", "公安局", date(2020, 1, 1), date(2040, 1, 1))
    supply(bank, item_of(pk, "identity"), ItemTold(document=document, copy=io.BytesIO(PDF), size=len(PDF)))  # fmt: skip
    item = item_of(pk, "identity")
    assert (item.document_masked, item.state, item.given_by_name) == ("110***********002X", "GIVEN", "陈思远")  # fmt: skip
    kept = Evidence.objects.get(pk=item.evidence_id)
    assert (kept.kind, kept.about_type, kept.about_id, kept.size) == ("DILIGENCE", "diligence.item", item.pk, len(PDF))  # fmt: skip
    assert "11010519491231002X" not in str(list(AuditEntry.objects.values()))
    with pytest.raises(InvalidInput) as refused:
        supply(bank, item, ItemTold(document=Document("E1", "", date(2026, 1, 2), date(2026, 1, 1))))  # fmt: skip
    assert list(refused.value.fields) == ["expires_on"]
    with pytest.raises(InvalidInput) as refused:
        supply(bank, item_of(pk, "region"), ItemTold(option="MOON"))
    assert list(refused.value.fields) == ["option"]
    assert item_of(pk, "identity").document_masked == "110***********002X"
    assert item_of(pk, "region").state == "MISSING"


def test_two_people_who_answer_at_once_are_told_what_differs(bank, people):
    pk = make_file(bank.own, people, state="COLLECTING")
    first = item_of(pk, "occupation")
    supply(bank, first, ItemTold(answer="教师"))
    with pytest.raises(StaleVersion) as refused:
        supply(bank, first, ItemTold(answer="医生"), actor=bank.head)
    assert refused.value.extra["differences"] == {"answer": ("教师", "医生")}
    assert refused.value.extra["changed_by"] == bank.rm.name
    assert item_of(pk, "occupation").answer == "教师"


def test_what_is_missing_is_named_and_who_supplies_does_not_check(bank, people):
    pk = make_file(bank.own, people, state="COLLECTING")
    with pytest.raises(InvalidInput) as refused:
        services.submit_file(actor=bank.rm, now=NOW, file_id=pk, version=version_of(pk))
    assert "有效身份证件" in refused.value.message
    fill(bank.head, pk)
    services.submit_file(actor=bank.head, now=NOW, file_id=pk, version=version_of(pk))
    with pytest.raises(SamePerson):
        services.check_file(
            actor=bank.head, now=NOW, file_id=pk, version=version_of(pk), returned={}
        )
    with pytest.raises(FileElsewhere):
        supply(bank, item_of(pk, "purpose"), ItemTold(answer="结算"))
    returned = {item_of(pk, "address").pk: "住址与证件不符，请核实"}
    with pytest.raises(StaleVersion):
        services.check_file(
            actor=act_as(bank.compliance), now=NOW, file_id=pk, version=1, returned=returned
        )
    services.check_file(
        actor=bank.compliance, now=NOW, file_id=pk, version=version_of(pk), returned=returned
    )
    card = queries.file_card(actor=act_as(bank.rm), customer_id=bank.own.pk, now=NOW)
    assert (card.state, card.missing) == ("COLLECTING", 1)
    assert [row.note for row in card.items if row.note] == ["住址与证件不符，请核实"]


def test_a_low_grade_completes_the_file_and_sets_the_next_review(bank, people):
    pk = make_file(bank.own, people, state="GRADING")
    proposed = queries.grade_proposed(actor=act_as(bank.compliance), file_id=pk, now=NOW)
    assert (proposed.grade, str(proposed.points), proposed.direct) == ("LOW", "10.0", ())
    with pytest.raises(InvalidInput) as refused:
        services.grade_customer(actor=bank.compliance, now=NOW, file_id=pk, version=version_of(pk), grade="LOW", reason=" ")  # fmt: skip
    assert list(refused.value.fields) == ["reason"]
    services.grade_customer(actor=bank.compliance, now=NOW, file_id=pk, version=version_of(pk), grade="LOW", reason="与规则一致")  # fmt: skip
    row = DiligenceFile.objects.get(pk=pk)
    assert (row.state, row.graded_on, row.next_review_on) == ("COMPLETE", TODAY, date(2029, 11, 22))
    assert AuditEntry.objects.get(verb="diligence.customer-graded").customer_id is None


def test_the_highest_grade_asks_for_more_and_for_senior_management(bank, people):
    pk = make_file(bank.own, people, state="GRADING", options={"position": "FOREIGN_OFFICIAL"})
    proposed = queries.grade_proposed(actor=act_as(bank.compliance), file_id=pk, now=NOW)
    assert (proposed.grade, proposed.direct) == ("HIGH", ("境外政治公众人物",))

    def grade():
        return services.grade_customer(
            actor=act_as(bank.compliance),
            now=NOW,
            file_id=pk,
            version=version_of(pk),
            grade="HIGH",
            reason="境外公职人员",
        )

    assert grade() == "COLLECTING"
    row = DiligenceFile.objects.get(pk=pk)
    assert (row.kind, row.next_review_on) == ("EDD", date(2027, 11, 22))
    fill(bank.rm, pk)
    services.submit_file(actor=bank.rm, now=NOW, file_id=pk, version=version_of(pk))
    services.check_file(actor=act_as(bank.head), now=NOW, file_id=pk, version=version_of(pk), returned={})  # fmt: skip
    assert grade() == "APPROVING"
    approval = DiligenceFile.objects.get(pk=pk).approval_id
    workflow.approve(actor=act_as(bank.president), now=NOW, approval_id=approval, version=1)
    row = DiligenceFile.objects.get(pk=pk)
    assert (row.state, row.approved_by_name) == ("COMPLETE", bank.president.name)
    lines = queries.grade_lines(actor=act_as(bank.compliance), file_id=pk)
    assert [(line.grade_label, line.cause_label) for line in lines] == [("高", "定期复评"), ("高", "首次评级")]  # fmt: skip


@pytest.mark.parametrize("grade", ["LOW", "MEDIUM"])
def test_a_foreign_public_figure_goes_to_senior_management_whatever_the_grade(bank, people, grade):
    pk = make_file(bank.own, people, state="GRADING", options={"position": "FOREIGN_OFFICIAL"})

    def graded():
        return services.grade_customer(actor=act_as(bank.compliance), now=NOW, file_id=pk, version=version_of(pk), grade=grade, reason="任职已结束多年，风险可控")  # fmt: skip

    assert graded() == "COLLECTING"
    row = DiligenceFile.objects.get(pk=pk)
    assert row.kind == "EDD"
    # Source of funds and of wealth are asked for now.
    assert {"funds", "wealth"} <= set(row.items.filter(state="MISSING").values_list("item__code", flat=True))  # fmt: skip
    fill(bank.rm, pk)
    services.submit_file(actor=bank.rm, now=NOW, file_id=pk, version=version_of(pk))
    services.check_file(actor=act_as(bank.head), now=NOW, file_id=pk, version=version_of(pk), returned={})  # fmt: skip
    assert graded() == "APPROVING"
    # An official of one's own country is graded as everybody else.
    other = make_customer("钱处长", org=bank.orgs["river"], rm=bank.rm.staff_id)
    assert DiligenceFile.objects.get(pk=make_file(other, people, grade=grade, options={"position": "DOMESTIC"})).state == "COMPLETE"  # fmt: skip


def test_nobody_but_compliance_learns_grade_kind_or_state_behind_the_wall(bank, people):
    pk = make_file(bank.own, people, state="GRADING")
    card = queries.file_card(actor=act_as(bank.rm), customer_id=bank.own.pk, now=NOW)
    assert (card.state, card.state_label, card.kind_label) == ("IN_REVIEW", "业务审核中", "")
    for act in (
        lambda: queries.grade_lines(actor=bank.rm, file_id=pk),
        lambda: queries.grade_proposed(actor=act_as(bank.head), file_id=pk, now=NOW),
        lambda: services.grade_customer(actor=bank.head, now=NOW, file_id=pk, version=version_of(pk), grade="LOW", reason="与规则一致"),
    ):  # fmt: skip
        with pytest.raises(PermissionRefused):
            act()
    services.grade_customer(actor=act_as(bank.compliance), now=NOW, file_id=pk, version=version_of(pk), grade="MEDIUM", reason="高于建议")  # fmt: skip
    act_as(bank.rm)
    with connection.cursor() as cursor:
        cursor.execute("select set_config('app.diligence', '', true)")
    assert not Grading.objects.exists()
    assert queries.board(actor=act_as(bank.head), today=TODAY).grades == ()
    wanted = queries.FileWanted(state="APPROVING")
    assert not queries.file_list(actor=bank.head, wanted=wanted, today=TODAY).exists()
    board = queries.board(actor=act_as(bank.compliance), today=TODAY)
    assert dict(board.grades)["中"] == 1


@pytest.mark.parametrize("grade", ["LOW", "MEDIUM", "MEDIUM_HIGH"])
def test_the_day_of_the_next_review_tells_nobody_the_grade(bank, people, grade):
    """Between two reviews lie the months of the grade: outside of compliance there is no day before its first reminder."""
    pk = make_file(bank.own, people, grade=grade)
    due_on = DiligenceFile.objects.get(pk=pk).next_review_on
    first = queries.first_reminder(on=TODAY)
    assert first == timedelta(days=60)

    def shown(actor, now):
        act_as(actor)
        card = queries.file_card(actor=actor, customer_id=bank.own.pk, now=now)
        rows = DiligenceFile.objects.filter(pk=pk)
        today = clock.bank_date(now)
        (line,) = queries.file_rows(rows, actor=actor, today=today)
        return card.due_on, line.due_on, card.reviewed_on

    for actor in (bank.rm, bank.head):
        assert shown(actor, NOW) == (None, None, None)
        assert shown(actor, NOW + (due_on - TODAY) - first - timedelta(days=1)) == (
            None,
            None,
            None,
        )
        assert shown(actor, NOW + (due_on - TODAY) - first) == (due_on, due_on, None)
    assert shown(bank.compliance, NOW) == (due_on, due_on, TODAY)


def test_a_first_grading_has_a_day_that_everybody_sees(bank, people):
    make_file(bank.own, people, state="COLLECTING")
    card = queries.file_card(actor=act_as(bank.rm), customer_id=bank.own.pk, now=NOW)
    assert card.due_on == date(2026, 12, 4)


def test_figures_hold_no_day_of_review_before_its_first_reminder(bank, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    far, near = (
        make_customer(f"客户{n}", org=bank.orgs["river"], rm=bank.rm.staff_id) for n in "甲乙"
    )
    make_diligence(far, next_review_on=TODAY + timedelta(days=61))
    make_diligence(near, next_review_on=TODAY + timedelta(days=60))
    with whole_bank():
        found = exports.reviews(connection)
    assert found["customer_id"].to_list() == [near.pk]


def test_decisions_are_never_changed(bank, people):
    make_file(bank.own, people)
    queries.board(actor=act_as(bank.compliance), today=TODAY)
    for act in (lambda: Grading.objects.update(grade="HIGH"), lambda: Grading.objects.all().delete()):  # fmt: skip
        with pytest.raises(Exception, match="permission denied"), transaction.atomic():
            act()
    assert Grading.objects.get().grade == "LOW"


def test_a_review_looks_at_everything_again_and_a_renewal_opens_the_file(bank, people):
    pk = make_file(bank.own, people)
    supply(bank, item_of(pk, "occupation"), ItemTold(answer="退休"))
    row = DiligenceFile.objects.get(pk=pk)
    assert (row.state, row.round, item_of(pk, "address").state) == ("COLLECTING", 2, "CHECKED")
    other = make_customer("王小明", org=bank.orgs["river"], rm=bank.rm.staff_id)
    pk = make_file(other, people)
    later = NOW + timedelta(days=1500)
    services.begin_review(actor=act_as(bank.rm), now=later, file_id=pk, version=version_of(pk))
    assert item_of(pk, "identity").state == "MISSING"
    assert item_of(pk, "address").state == "GIVEN"
    with pytest.raises(FileElsewhere):
        services.begin_review(actor=bank.rm, now=later, file_id=pk, version=version_of(pk))


def test_the_tab_of_consents_tells_the_same_of_the_file(bank, people):
    make_diligence(bank.own, status="COMPLETE", missing="")

    def told():
        found = compliance.compliance(actor=act_as(bank.rm), customer_id=bank.own.pk, now=NOW)
        return found.diligence.status, len(found.diligence.missing)

    assert told() == ("COMPLETE", 0)
    pk = make_file(bank.own, people, state="COLLECTING")
    assert told() == ("INCOMPLETE", 9)
    fill(bank.rm, pk)
    assert told() == ("INCOMPLETE", 0)
    DiligenceFile.objects.filter(pk=pk).update(state="GRADING")
    assert told() == ("IN_REVIEW", 0)
    DiligenceFile.objects.filter(pk=pk).update(state="COMPLETE", graded_on=TODAY, next_review_on=TODAY)  # fmt: skip
    assert told() == ("COMPLETE", 0)
    DiligenceFile.objects.filter(pk=pk).update(next_review_on=TODAY - timedelta(days=1))
    assert told() == ("OVERDUE", 0)


def test_another_occupation_lets_compliance_grade_again(bank, people):
    pk = make_file(bank.own, people)
    for fields, state in ((("education",), "COMPLETE"), (("occupation",), "GRADING"), (("occupation",), "GRADING")):  # fmt: skip
        handlers.grade_again(CustomerChanged(bank.own.pk, fields), now=NOW)
        assert DiligenceFile.objects.get(pk=pk).state == state
    services.grade_customer(actor=act_as(bank.compliance), now=NOW, file_id=pk, version=version_of(pk), grade="LOW", reason="职业变化不影响等级")  # fmt: skip
    lines = queries.grade_lines(actor=bank.compliance, file_id=pk)
    assert [line.cause_label for line in lines] == ["情况变化", "首次评级"]
    assert "customer" not in str(AuditEntry.objects.get(verb="diligence.change-noticed").detail)


def test_the_board_counts_what_waits_and_its_numbers_lead_to_the_names(bank, people):
    make_file(bank.own, people, state="COLLECTING", now=NOW - timedelta(days=40))
    other = make_customer("王小明", org=bank.orgs["river"], rm=bank.rm.staff_id)
    make_file(other, people, state="CHECKING")
    found = queries.board(actor=act_as(bank.head), today=TODAY)
    (unit,) = found.units
    counts = unit.collecting, unit.checking, unit.in_review, unit.complete, unit.late
    assert [cell.count for cell in counts] == [1, 1, 0, 0, 1]
    assert [(age.days, age.cell.count) for age in found.ages] == [(0, 2), (10, 1), (30, 1), (90, 0)]
    wanted = queries.FileWanted(org_id=bank.own.org_id, is_late=True)
    rows = queries.file_list(actor=bank.head, wanted=wanted, today=TODAY)
    assert [row.customer_id for row in rows] == [bank.own.pk]
    with pytest.raises(PermissionRefused):
        queries.board(actor=act_as(bank.rm), today=TODAY)
