"""Lists in force, customers screened against them, cases worked; all of it on the database."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection

from yinqiao.compliance.screening import policies, queries, services
from yinqiao.compliance.screening.choices import CaseState, CustomerState, StepKind
from yinqiao.compliance.screening.lists import ListRefused
from yinqiao.compliance.screening.models import (
    Case,
    CaseStep,
    ListEntry,
    ListVersion,
    Run,
    Screened,
)
from yinqiao.compliance.screening.queries import CaseFilter
from yinqiao.compliance.screening.services import CaseOver, SamePerson, SameVersion, Word
from yinqiao.compliance.screening.services.matching import everything_listed
from yinqiao.compliance.screening.tests import samples
from yinqiao.compliance.screening.tests.factories import bring, listed, run_screening
from yinqiao.customers import services as customers
from yinqiao.customers.choices import RelationKind
from yinqiao.customers.services import OutsiderDetails, RelationDetails
from yinqiao.customers.tests.factories import (
    NOW,
    TODAY,
    act_as,
    make_customer,
    make_identification,
    make_relation,
    whole_bank,
)
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused, StaleVersion

NAME = "崇铁山"
NUMBER = "110101197102030017"
CARD = "110105198507061232"
LISTED = "P-1,Person,Chong Tieshan,崇铁山,1971-02-03,cn,,TEST"
OTHER = "P-2,Person,Yusuf Karim al-Zarkani,,1961,iq,,TEST"
WORD = Word("护照号不同，住址不同", "影像 2026-1188")


@pytest.fixture
def officer(bank):
    """Somebody of compliance."""
    return bank.compliance


@pytest.fixture
def second(bank):
    """Another person of compliance."""
    return bank._person("compliance_officer", "head", "第二位")


@pytest.fixture
def suspect(bank):
    """A customer with the listed name, born a month later."""
    return make_customer(NAME, org=bank.orgs["river"], rm=bank.rm.staff_id)


def as_officer(officer):
    act_as(officer)
    with connection.cursor() as cursor:
        cursor.execute("select set_config('app.screening', 'on', true)")


def close_wall():
    with connection.cursor() as cursor:
        cursor.execute("select set_config('app.screening', '', true)")


def only_case(officer) -> Case:
    as_officer(officer)
    return Case.objects.get()


def state_of(officer, customer) -> str:
    as_officer(officer)
    return Screened.objects.get(pk=customer.pk).state


def test_a_first_list_screens_everybody_and_opens_cases(bank, officer, suspect, tmp_path):
    version = bring(officer, tmp_path, listed(LISTED, OTHER))
    case = only_case(officer)
    assert (case.customer_id, case.entry_key, case.state) == (suspect.pk, "P-1", CaseState.OPEN)
    assert 85 <= case.score <= 100
    assert state_of(officer, suspect) == CustomerState.IN_REVIEW
    assert state_of(officer, bank.own) == CustomerState.CLEAR
    row = ListVersion.objects.get(pk=version)
    assert (row.number, row.entries, row.added, row.removed, row.changed) == (1, 2, 2, 0, 0)
    assert row.screened_at is not None
    run = Run.objects.get()
    assert (run.hits, run.opened, run.entries) == (1, 1, 2)
    assert run.customers == Screened.objects.count()


def test_the_next_version_screens_against_what_is_new(bank, officer, suspect, tmp_path):
    bring(officer, tmp_path, listed(OTHER))
    as_officer(officer)
    assert not Case.objects.exists()
    bring(officer, tmp_path, listed(OTHER, LISTED))
    assert only_case(officer).customer_id == suspect.pk
    newest = ListVersion.objects.order_by("-number").first()
    assert (newest.added, newest.removed, newest.changed) == (1, 0, 0)
    assert Run.objects.order_by("-pk").first().entries == 1
    card = queries.version_card(actor=officer, version_id=newest.pk)
    assert ([line.key for line in card.added], card.removed, card.changed) == (["P-1"], (), ())


def test_versions_keep_what_each_one_said(officer, bank, tmp_path):
    bring(officer, tmp_path, listed(LISTED, OTHER))
    bring(officer, tmp_path, listed(LISTED.replace("1971-02-03", "1972")))
    as_officer(officer)
    told = ListEntry.objects.order_by("key", "since").values_list("key", "since", "until")
    assert list(told) == [("P-1", 1, 2), ("P-1", 2, None), ("P-2", 1, 2)]
    newest = ListVersion.objects.order_by("-number").first()
    assert (newest.added, newest.removed, newest.changed) == (0, 1, 1)


def test_a_forged_file_leaves_the_version_before_in_force(officer, bank, suspect, tmp_path):
    bring(officer, tmp_path, listed(LISTED))
    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb">]><CONSOLIDATED_LIST>&b;</CONSOLIDATED_LIST>'
    for text in (bomb, listed(OTHER) + "P-3\n", samples.UN[:900]):
        with pytest.raises(ListRefused):
            bring(officer, tmp_path, text)
    with pytest.raises(SameVersion):
        bring(officer, tmp_path, listed(LISTED))
    as_officer(officer)
    assert [v.number for v in ListVersion.objects.all()] == [1]
    assert list(ListEntry.objects.values_list("key", "until")) == [("P-1", None)]


def test_a_list_that_shrinks_to_less_than_half_is_taken_for_cut_short(officer, bank, tmp_path):
    rows = [f"N-{n},Person,Nobody Number{n},,1950,iq,,TEST" for n in range(120)]
    bring(officer, tmp_path, listed(*rows))
    with pytest.raises(ListRefused, match="截断"):
        bring(officer, tmp_path, listed(*rows[:50]))
    as_officer(officer)
    assert ListEntry.objects.filter(until__isnull=True).count() == 120


def test_an_equal_number_is_certain_and_another_name_does_not_matter(officer, bank, tmp_path):
    customer = make_customer("李四光", org=bank.orgs["river"], id_number=NUMBER)
    bring(officer, tmp_path, listed(f"P-9,Person,Nobody Else,,,,{NUMBER[:6]} {NUMBER[6:]},TEST"))
    case = only_case(officer)
    assert (case.customer_id, case.is_certain, case.score) == (customer.pk, True, 100)


def test_a_new_customer_is_pending_until_she_was_screened(officer, bank, tmp_path):
    bring(officer, tmp_path, listed(LISTED))
    newcomer = make_customer("王新来", org=bank.orgs["river"])
    assert queries.under_review(customer_ids=[newcomer.pk, bank.own.pk], today=TODAY) == {
        newcomer.pk
    }
    assert services.screen_changed(now=NOW) == 1
    assert queries.under_review(customer_ids=[newcomer.pk], today=TODAY) == set()
    assert services.screen_changed(now=NOW) == 0


def test_a_change_of_name_number_or_relation_screens_again(officer, bank, tmp_path):
    bring(officer, tmp_path, listed(LISTED, f"P-9,Person,Nobody Else,,,,{NUMBER},TEST"))
    with whole_bank():
        type(bank.own).objects.filter(pk=bank.own.pk).update(name=NAME)
    company = make_customer("远山贸易有限公司", org=bank.orgs["river"], kind="COMPANY")
    make_relation(company, None, kind=RelationKind.BENEFICIAL_OWNER, other_name="崇 铁山")
    make_identification(bank.foreign, NUMBER)
    assert services.screen_changed(now=NOW) == 3
    as_officer(officer)
    found = set(Case.objects.values_list("customer_id", "entry_key", "tie"))
    assert found == {
        (bank.own.pk, "P-1", ""),
        (company.pk, "P-1", "BENEFICIAL_OWNER"),
        (bank.foreign.pk, "P-9", ""),
    }


def test_clearing_needs_words_and_ends_the_review(officer, bank, suspect, tmp_path):
    bring(officer, tmp_path, listed(LISTED))
    case = only_case(officer)
    with pytest.raises(InvalidInput):
        services.clear(actor=officer, now=NOW, case_id=case.pk, version=1, word=Word("  "))
    case.refresh_from_db()
    assert (case.state, case.version) == (CaseState.OPEN, 1)
    services.clear(actor=officer, now=NOW, case_id=case.pk, version=1, word=WORD)
    case.refresh_from_db()
    assert (case.state, case.decided_by_name) == (CaseState.CLEARED, officer.name)
    assert state_of(officer, suspect) == CustomerState.CLEAR
    with pytest.raises(CaseOver):
        services.escalate(actor=officer, now=NOW, case_id=case.pk, version=2, word=WORD)
    with pytest.raises(StaleVersion):
        services.add_evidence(actor=officer, now=NOW, case_id=case.pk, version=1, word=WORD)


def test_a_cleared_case_stays_cleared_until_a_fact_changes(officer, bank, suspect, tmp_path):
    bring(officer, tmp_path, listed(LISTED))
    case = only_case(officer)
    services.clear(actor=officer, now=NOW, case_id=case.pk, version=1, word=WORD)
    services.screen_everybody(now=NOW)
    assert only_case(officer).state == CaseState.CLEARED
    bring(officer, tmp_path, listed(LISTED.replace(",TEST", ",OTHER")))
    case = only_case(officer)
    assert (case.state, case.decided_at) == (CaseState.OPEN, None)
    kinds = list(CaseStep.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == [StepKind.OPENED, StepKind.CLEARED, StepKind.FOUND_AGAIN]
    assert state_of(officer, suspect) == CustomerState.IN_REVIEW


def test_confirming_takes_a_proof_and_a_second_person(officer, second, bank, suspect, tmp_path):
    bring(officer, tmp_path, listed(LISTED))
    case = only_case(officer)
    with pytest.raises(InvalidInput):
        services.propose_confirmation(actor=officer, now=NOW, case_id=case.pk, version=1, word=Word("同一人无疑"))  # fmt: skip
    services.propose_confirmation(actor=officer, now=NOW, case_id=case.pk, version=1, word=WORD)
    decide = {"now": NOW, "case_id": case.pk, "version": 2, "word": WORD, "is_agreed": True}
    with pytest.raises(SamePerson):
        services.decide_proposal(actor=officer, **decide)
    case.refresh_from_db()
    assert case.state == CaseState.CHECKING
    as_officer(second)
    services.decide_proposal(actor=second, **decide)
    assert only_case(second).state == CaseState.CONFIRMED
    assert state_of(second, suspect) == CustomerState.CONFIRMED
    assert queries.under_review(customer_ids=[suspect.pk], today=TODAY) == {suspect.pk}


def test_clearing_an_equal_number_takes_a_second_person_too(officer, second, bank, tmp_path):
    customer = make_customer("李四光", org=bank.orgs["river"], id_number=NUMBER)
    bring(officer, tmp_path, listed(f"P-9,Person,Nobody Else,,,,{NUMBER},TEST"))
    case = only_case(officer)
    services.clear(actor=officer, now=NOW, case_id=case.pk, version=1, word=WORD)
    case.refresh_from_db()
    assert (case.state, case.asked_state) == (CaseState.CHECKING, CaseState.CLEARED)
    as_officer(second)
    services.decide_proposal(actor=second, now=NOW, case_id=case.pk, version=2, word=WORD, is_agreed=False)  # fmt: skip
    case.refresh_from_db()
    assert (case.state, case.asked_by_id) == (CaseState.OPEN, None)
    assert state_of(second, customer) == CustomerState.IN_REVIEW


def test_a_party_that_left_the_list_leaves_the_decision_to_a_person(
    officer, bank, suspect, tmp_path
):
    bring(officer, tmp_path, listed(LISTED, OTHER))
    bring(officer, tmp_path, listed(OTHER))
    case = only_case(officer)
    assert case.state == CaseState.OPEN
    assert list(case.steps.order_by("pk").values_list("kind", flat=True)) == [StepKind.OPENED, StepKind.DELISTED]  # fmt: skip
    card = queries.case_card(actor=officer, case_id=case.pk, now=NOW)
    assert not card.is_listed


def test_nobody_but_compliance_gets_through_the_wall(officer, bank, suspect, tmp_path):
    bring(officer, tmp_path, listed(LISTED))
    case = only_case(officer)
    for reader in (bank.rm, bank.head, bank.president, bank.agent, bank.steward):
        act_as(reader)
        close_wall()
        assert [model.objects.count() for model in (Case, Screened, ListEntry, CaseStep, Run)] == [0] * 5  # fmt: skip
        with pytest.raises(PermissionRefused):
            queries.case_list(actor=reader, wanted=CaseFilter())
        with pytest.raises(PermissionRefused):
            services.clear(actor=reader, now=NOW, case_id=case.pk, version=1, word=WORD)
    assert only_case(officer).state == CaseState.OPEN


def test_compliance_without_the_customer_in_scope_does_not_see_the_case(
    officer, bank, suspect, tmp_path
):
    bring(officer, tmp_path, listed(LISTED))
    case = only_case(officer)
    narrow = replace(officer, scope=replace(officer.scope, is_all=False, org_ids=(), rm_ids=()))
    as_officer(narrow)
    with pytest.raises(NotFound):
        queries.case_card(actor=narrow, case_id=case.pk, now=NOW)


def test_the_trail_names_neither_customer_nor_outcome(officer, bank, suspect, tmp_path):
    bring(officer, tmp_path, listed(LISTED))
    case = only_case(officer)
    services.clear(actor=officer, now=NOW, case_id=case.pk, version=1, word=WORD)
    rows = AuditEntry.objects.filter(verb__startswith="screening.")
    assert {row.verb for row in rows} >= {"screening.list-loaded", "screening.run-made", "screening.case-worked"}  # fmt: skip
    assert {row.customer_id for row in rows} == {None}
    told = str(list(rows.values()))
    assert all(
        word not in told for word in (NAME, "Chong", "CLEARED", WORD.text, suspect.customer_no)
    )


def test_the_queue_puts_the_highest_score_first_and_tells_ages(officer, bank, suspect, tmp_path):
    make_customer("崇铁珊", org=bank.orgs["river"], birth_on=date(1971, 2, 3))
    bring(officer, tmp_path, listed(LISTED))
    as_officer(officer)
    rows = list(queries.case_list(actor=officer, wanted=CaseFilter()).order_by("-score", "pk"))
    lines = queries.case_lines(rows, actor=officer, now=NOW + timedelta(days=3))
    assert [line.score for line in lines] == sorted((line.score for line in lines), reverse=True)
    assert len(lines) == 2
    assert NAME not in {line.customer for line in lines}
    (case,) = [row for row in rows if row.customer_id == suspect.pk]
    card = queries.case_card(actor=officer, case_id=case.pk, now=NOW)
    assert card.ours.names == (NAME,)
    assert card.theirs.names == ("Chong Tieshan", "崇铁山")
    assert card.can_work
    assert policies.WORK_SCREENING in officer.permissions


def test_running_a_job_twice_changes_nothing(officer, bank, suspect, tmp_path):
    version = bring(officer, tmp_path, listed(LISTED))
    services.screen_after_list(now=NOW, version_id=version)
    assert run_screening() == []
    as_officer(officer)
    assert Case.objects.count() == 1
    assert CaseStep.objects.count() == 1


def test_the_lists_are_kept_until_they_say_something_else(officer, tmp_path):
    """A database brought back from a backup can give other content the same numbers."""
    bring(officer, tmp_path, listed(OTHER))
    as_officer(officer)
    before = everything_listed()
    assert everything_listed() is before

    ListVersion.objects.update(digest="f" * 64)
    assert everything_listed() is not before


def test_who_is_no_customer_is_screened_by_all_that_is_known_of_her(officer, bank, tmp_path):
    bring(officer, tmp_path, listed(f"P-9,Person,Nobody Else,,,,{CARD},TEST"))
    company = make_customer("远山贸易有限公司", org=bank.orgs["river"], rm=bank.rm.staff_id, kind="COMPANY")  # fmt: skip
    told = OutsiderDetails("PERSON", "另有其人", id_type="ID_CARD", id_number=CARD)
    details = RelationDetails("KEY_STAFF", is_of_customer=True, told_by="DOCUMENT", proof="任职文件", outsider=told)  # fmt: skip
    assert services.screen_changed(now=NOW, customer_ids=[company.pk]) == 1
    customers.add_relation(actor=act_as(bank.rm), now=NOW, customer_id=company.pk, details=details)
    assert services.screen_changed(now=NOW, customer_ids=[company.pk]) == 1
    case = only_case(officer)
    assert (case.customer_id, case.tie, case.is_certain) == (company.pk, "KEY_STAFF", True)
