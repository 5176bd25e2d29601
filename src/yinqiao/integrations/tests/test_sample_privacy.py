"""What compliance of the sample bank has before it, made through the services, once."""

from datetime import timedelta

from django.db.models import QuerySet

from yinqiao.access.tests.factories import forget, make_account
from yinqiao.compliance import queries as compliance
from yinqiao.compliance.choices import Purpose
from yinqiao.compliance.queries import HoldWanted, RequestWanted
from yinqiao.customers.tests.factories import NOW, Bank, act_as, make_customer
from yinqiao.integrations.sample_privacy import (
    ASSESSED,
    FORMER,
    fill_privacy,
    register_former_texts,
)
from yinqiao.integrations.synthetic_bank.compliance_records import CONSENT_VERSIONS
from yinqiao.platform import clock

ROLES = ("compliance_officer", "relationship_manager", "deputy_president")


def states(rows: QuerySet) -> list[str]:
    return list(rows.order_by("due_on").values_list("state", flat=True))


def test_the_texts_that_the_files_name_are_registered_once_and_over(db):
    register_former_texts(now=NOW)
    register_former_texts(now=NOW)
    today = clock.bank_date(NOW)
    assert compliance.texts_in_force(on=today) == []
    day_before = compliance.texts_in_force(on=today - timedelta(days=1))
    assert {row.version for row in day_before} == {CONSENT_VERSIONS[-1]}
    assert [version for version, _first, _last in FORMER] == CONSENT_VERSIONS
    for _version, first, last in FORMER:
        for days in (first, last):
            assert len(compliance.texts_in_force(on=today - timedelta(days=days))) == len(
                Purpose
            ) - len(ASSESSED)


def test_texts_words_an_entry_and_requests_stand_there_once(db, settings, tmp_path):
    settings.HOME = tmp_path
    forget()
    bank = Bank()
    for number in range(5):
        make_customer(f"王{number}", org=bank.orgs["river"], rm=bank.rm.staff_id)
    officer = make_account("compliance_officer", org=bank.orgs["head"], name="林合规")
    people = (officer.staff.staff_no, bank.rm.staff_no, bank.president.staff_no)
    for _ in range(2):
        fill_privacy(list(zip(ROLES, people, strict=True)), now=NOW)
    actor = act_as(bank.compliance)
    assert len(compliance.texts_in_force(on=clock.bank_date(NOW))) == 3
    holds = compliance.hold_list(actor=actor, wanted=HoldWanted(), now=NOW)
    assert [row.kind for row in holds] == ["BLACKLIST"]
    open_ones = compliance.request_list(actor=actor, wanted=RequestWanted())
    assert states(open_ones) == ["ID_VERIFIED", "RECEIVED", "RECEIVED"]
    assert compliance.alarms(actor=actor, today=clock.bank_date(NOW)) == 1
    # Sharing was assessed and signed before its text came into force.
    assert [row.kind for row in open_ones.filter(kind="HUMAN_REVIEW")] == ["HUMAN_REVIEW"]
    feed = compliance.withdrawals_since(actor=actor, cursor="", limit=10)
    assert sorted(row.purpose for row in feed.items) == ["MARKETING", "PROFILING"]
