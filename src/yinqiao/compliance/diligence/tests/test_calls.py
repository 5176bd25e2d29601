"""Who is graded again before the time: whom a source grades otherwise and who was found on a list; nothing is lowered by itself."""

from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import make_actor, sign_in
from yinqiao.compliance.diligence import handlers, jobs, queries, services
from yinqiao.compliance.diligence.models import DiligenceFile, Grading, GradingCall
from yinqiao.compliance.diligence.tests.factories import make_file, version_of
from yinqiao.compliance.events import ReviewDecided
from yinqiao.compliance.models import DueDiligence
from yinqiao.compliance.screening import queries as screening_queries
from yinqiao.compliance.screening import services as screening
from yinqiao.compliance.screening.services import Word
from yinqiao.compliance.screening.tests.factories import Case, bring, listed
from yinqiao.compliance.tests.factories import make_diligence
from yinqiao.customers.tests.factories import NOW, act_as, make_merged, whole_bank
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.imports.events import BatchImported
from yinqiao.platform.jobs.inline import run_waiting

LATER = NOW + timedelta(days=1)
JOBS = frozenset({services.CALLS_JOB})
WORDS = ("名单", "重新评级", "风险等级", "来源系统评级")


@pytest.fixture
def people(bank):
    return bank.rm, bank.head, bank.compliance


def told(customer, grade, *, at=LATER):
    """Let a source say another grade."""
    with whole_bank():
        DueDiligence.objects.filter(customer=customer).delete()
    row = make_diligence(customer, grade=grade)
    with whole_bank():
        DueDiligence.objects.filter(pk=row.pk).update(known_from=at)


def calls():
    with whole_bank(), connection.cursor() as cursor:
        cursor.execute("select set_config('app.diligence', 'on', true)")
        rows = GradingCall.objects.order_by("pk")
        return [(row.customer_id, row.cause, row.told, row.answered_by_name) for row in rows]


def state_of(customer):
    with whole_bank():
        return DiligenceFile.objects.get(customer=customer).state


def last_grade(customer):
    with whole_bank(), connection.cursor() as cursor:
        cursor.execute("select set_config('app.diligence', 'on', true)")
        return Grading.objects.filter(file__customer=customer).latest("pk").grade


@pytest.mark.parametrize(("ours", "theirs"), [("LOW", "HIGH"), ("MEDIUM_HIGH", "LOW")])
def test_a_source_that_grades_otherwise_calls_and_changes_nothing(bank, people, ours, theirs):
    make_file(bank.own, people, grade=ours)
    told(bank.own, theirs)
    assert services.call_gradings(now=LATER) == 1
    assert calls() == [(bank.own.pk, "IMPORTED", theirs, "")]
    assert (state_of(bank.own), last_grade(bank.own)) == ("GRADING", ours)
    assert services.call_gradings(now=LATER) == 0


@pytest.mark.parametrize(("grade", "at"), [("LOW", LATER), ("HIGH", NOW - timedelta(days=1))])
def test_the_same_grade_or_one_of_before_calls_nobody(bank, people, grade, at):
    make_file(bank.own, people, grade="LOW")
    told(bank.own, grade, at=at)
    assert services.call_gradings(now=LATER) == 0
    assert state_of(bank.own) == "COMPLETE"


def test_the_answer_closes_the_call_and_the_same_word_does_not_open_it_again(bank, people):
    file_id = make_file(bank.own, people, grade="MEDIUM")
    told(bank.own, "LOW")
    services.call_gradings(now=LATER)
    act_as(bank.compliance)
    proposed = queries.grade_proposed(actor=bank.compliance, file_id=file_id, now=LATER)
    assert proposed.suggested == "LOW"
    services.grade_customer(
        actor=bank.compliance,
        now=LATER,
        file_id=file_id,
        version=version_of(file_id),
        grade="MEDIUM",
        reason="维持原等级，来源未计入行业",
    )
    assert calls() == [(bank.own.pk, "IMPORTED", "LOW", bank.compliance.name)]
    told(bank.own, "LOW", at=LATER + timedelta(days=1))
    assert services.call_gradings(now=LATER + timedelta(days=2)) == 0
    told(bank.own, "HIGH", at=LATER + timedelta(days=3))
    assert services.call_gradings(now=LATER + timedelta(days=4)) == 1


def test_the_form_begins_with_the_higher_of_what_rules_and_source_say(bank, people):
    file_id = make_file(bank.own, people, grade="LOW")
    told(bank.own, "HIGH")
    services.call_gradings(now=LATER)
    act_as(bank.compliance)
    proposed = queries.grade_proposed(actor=bank.compliance, file_id=file_id, now=LATER)
    assert (proposed.grade, proposed.suggested) == ("LOW", "HIGH")


def confirm(bank, folder, officer):
    """Find the customer on a list, by two people."""
    row = f"T-1,Person,{bank.own.name},,1949-12-31,cn,11010519491231002X,TEST"
    bring(bank.compliance, folder, listed(row))
    act_as(bank.compliance)
    case = Case.objects.get()
    word = Word("身份信息一致", "核查单 17")
    screening.propose_confirmation(
        actor=bank.compliance, now=LATER, case_id=case.pk, version=case.version, word=word
    )
    screening.decide_proposal(
        actor=act_as(officer),
        now=LATER,
        case_id=case.pk,
        version=case.version + 1,
        word=word,
        is_agreed=True,
    )


@pytest.fixture
def second(bank):
    return make_actor("compliance_officer", org=bank.orgs["head"], name="郑合规")


@pytest.mark.parametrize("has_file", [True, False])
def test_who_is_found_on_a_list_is_called_and_the_trail_names_nobody(
    bank, people, second, tmp_path, has_file
):
    if has_file:
        make_file(bank.own, people, grade="LOW")
    run_waiting(names=frozenset({"events.deliver"}))
    confirm(bank, tmp_path, second)
    last = AuditEntry.objects.latest("pk").pk
    run_waiting(names=frozenset({"events.deliver"}) | JOBS)
    assert calls() == [(bank.own.pk, "LISTED", "", "")]
    assert not AuditEntry.objects.filter(pk__gt=last, customer_id=bank.own.pk).exists()
    if has_file:
        assert (state_of(bank.own), last_grade(bank.own)) == ("GRADING", "LOW")
    assert services.call_gradings(now=LATER) == 0


def test_what_a_manager_reads_says_nothing_of_the_call(bank, people):
    file_id = make_file(bank.own, people, grade="LOW")
    told(bank.own, "HIGH")
    services.call_gradings(now=LATER)

    def page(actor, name, *args):
        client = Client()
        sign_in(client, get_user_model().objects.get(pk=actor.user_id))
        # Without the shell: its menu has lists of campaigns for everybody.
        headers = {"HX-Request": "true"} if name in {"panel", "board"} else {}
        answer = client.get(reverse(f"diligence:{name}", args=args), headers=headers)
        assert answer.status_code == 200
        return answer.content.decode()

    panel = page(bank.rm, "panel", bank.own.pk)
    assert "业务审核中" in panel
    for text in (panel, page(bank.head, "board")):
        assert [word for word in WORDS if word in text] == []
    board = page(bank.compliance, "board")
    assert "待重新评级" in board
    assert bank.own.name[0] in board
    assert "来源系统评级不一致（高）" in page(bank.compliance, "grades", file_id)
    assert queries.open_calls(actor=act_as(bank.head)) == ()


@pytest.mark.parametrize(("targets", "is_deferred"), [(("compliance.kyc",), True), (("customers.customer",), False)])  # fmt: skip
def test_a_batch_that_brings_grades_and_a_decided_review_are_looked_at(bank, targets, is_deferred):
    event = BatchImported(1, "CORE", "core", date(2026, 11, 22), ("kyc",), targets, True)
    handlers.look_after_batch(event, now=NOW)
    assert run_waiting(names=JOBS) == ([services.CALLS_JOB] if is_deferred else [])
    handlers.look_for_calls(ReviewDecided(), now=NOW)
    assert run_waiting(names=JOBS) == [services.CALLS_JOB]


def test_a_merged_record_is_called_no_more_and_its_survivor_is(bank, people, monkeypatch):
    make_file(bank.own, people, grade="LOW")
    found = {bank.own.pk: LATER}
    monkeypatch.setattr(screening_queries, "confirmed", lambda *, actor: found)
    assert services.call_gradings(now=LATER) == 1
    make_merged(bank.own, bank.foreign)
    assert queries.open_calls(actor=act_as(bank.compliance)) == ()
    assert services.call_gradings(now=LATER) == 1
    lines = queries.open_calls(actor=act_as(bank.compliance))
    assert [line.customer_id for line in lines] == [bank.foreign.pk]
    assert services.call_gradings(now=LATER) == 0


def test_two_jobs_that_call_for_one_customer_leave_one_call(bank, monkeypatch):
    found = [(bank.own.pk, "LISTED", "")]
    monkeypatch.setattr(queries.calls, "to_call", lambda _listed: found)
    services.call_gradings(now=LATER)
    services.call_gradings(now=LATER)
    assert calls() == [(bank.own.pk, "LISTED", "", "")]


def test_the_clocks_run_before_anybody_is_called(monkeypatch):
    done = []
    for name in ("run_clocks", "call_gradings"):
        monkeypatch.setattr(services, name, lambda *, now, name=name: done.append(name))
    jobs.run_clocks()
    assert done == ["run_clocks", "call_gradings"]
