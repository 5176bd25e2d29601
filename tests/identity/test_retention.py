"""Retention from the count to the last row: a dry run that changes nothing, two people, short batches that go on after a kill, holds that stop it."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connections
from django.db.models import Sum

from yinqiao.compliance.models import Consent
from yinqiao.compliance.privacy import queries, services
from yinqiao.compliance.privacy.models import RetentionRun
from yinqiao.compliance.privacy.services import HoldPlacement, RunNotThere, RunOpen, running
from yinqiao.compliance.privacy.services.rows import LOADER
from yinqiao.compliance.privacy.tests.factories import agree
from yinqiao.compliance.tests.factories import make_consent
from yinqiao.customers import services as customers
from yinqiao.customers.choices import MergeState
from yinqiao.customers.models import Customer, Identification, Merge, Merged
from yinqiao.customers.tests.factories import NOW, Bank, make_customer
from yinqiao.holdings.tests.factories import make_account
from yinqiao.platform.actor import system_actor
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.db.scope import scope_session
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.jobs.inline import run_waiting
from yinqiao.workflow.services import Refused

TODAY = date(2026, 11, 22)
BANK = system_actor(name="test")
NAMES = {
    "long gone": "钱久远",
    "three years": "孙三年",
    "held": "周保全",
    "prospect": "吴潜在",
    "survivor": "郑甲",
    "member": "郑乙",
}


def jobs(*names):
    return run_waiting(names=frozenset(names))


@pytest.fixture
def people(committed_db, settings, tmp_path):
    """A bank with customers whose relation ended long ago, three years ago, under a hold; prospects not spoken to for a year, two of them merged."""
    settings.HOME = tmp_path
    with scope_session(BANK):
        bank = Bank()
        found = {
            key: make_customer(
                name,
                org=bank.orgs["river"],
                status="PROSPECT" if key in {"prospect", "survivor", "member"} else "CLOSED",
                mobile="13800005678",
                id_number="110105199003072938" if key == "long gone" else "",
            )
            for key, name in NAMES.items()
        }
        for key, year in (("long gone", 2015), ("three years", 2023), ("held", 2015)):
            make_account(found[key], status="CLOSED", closed_on=date(year, 6, 1))
            make_consent(found[key])
        Customer.objects.filter(pk__in=[row.pk for row in found.values()]).update(
            known_from=datetime(2015, 6, 1, tzinfo=NOW.tzinfo)
        )
        merge = Merge.objects.create(
            survivor_id=found["survivor"].pk, member_id=found["member"].pk, survivor_no=found["survivor"].customer_no,
            member_no=found["member"].customer_no, state=MergeState.DONE, reason="同一人", maker_id=1, maker_name="甲", asked_at=NOW, checker_id=2,
            checker_name="乙", done_at=NOW, undo_until=NOW + timedelta(days=180),
        )  # fmt: skip
        Merged.objects.create(
            member_id=found["member"].pk, survivor_id=found["survivor"].pk, merge=merge, member_no=found["member"].customer_no
        )  # fmt: skip
        placed = HoldPlacement(
            [found["held"].customer_no],
            "诉讼",
            "法律合规部",
            date(2027, 2, 1),
            "（2026）民初 88 号",
        )
        services.place_legal_hold(actor=bank.compliance, now=NOW, placed=placed)
        second = bank._person("compliance_officer", "head", "第二位")
        steward = bank.steward
    return bank, second, steward, found, merge


def names_left():
    return set(
        Customer.objects.using(LOADER)
        .filter(name__in=NAMES.values())
        .values_list("name", flat=True)
    )


def begin(bank):
    """Count what is over; return the run."""
    officer = bank.compliance
    with scope_session(officer):
        with pytest.raises(InvalidInput):
            services.propose_run(actor=officer, now=NOW, reason=" ")
        run_id = services.propose_run(actor=officer, now=NOW, reason="年度清理")
        with pytest.raises(RunOpen):
            services.propose_run(actor=officer, now=NOW, reason="再来一次")
    assert jobs("privacy.count_retention") == ["privacy.count_retention"]
    return run_id


def card_of(bank, run_id):
    return queries.run_card(actor=bank.compliance, run_id=run_id)


def try_it(bank, run_id):
    """The dry run changes nothing and says what would go."""
    officer = bank.compliance
    with scope_session(officer):
        card = card_of(bank, run_id)
        with pytest.raises(RunNotThere):
            services.ask_for_run(actor=officer, now=NOW, run_id=run_id, version=card.version)
        services.try_run(actor=officer, now=NOW, run_id=run_id, version=card.version)
    jobs("privacy.try_retention")
    assert names_left() == set(NAMES.values())
    with scope_session(officer):
        tried = {line.table: line.tried for line in card_of(bank, run_id).lines}
    assert (tried["customers_customer"], tried["holdings_account"]) == (3, 1)


def agree_to_it(bank, second, run_id):
    """Who asked does not agree to it herself."""
    officer = bank.compliance
    with scope_session(officer):
        version = card_of(bank, run_id).version
        approval = services.ask_for_run(actor=officer, now=NOW, run_id=run_id, version=version)
        with pytest.raises(Refused):
            agree(officer, approval)
        agree(second, approval)


def test_what_is_over_is_counted_by_table(people):
    bank, *_others = people
    run_id = begin(bank)
    with scope_session(bank.compliance):
        card = card_of(bank, run_id)
    lines = {line.table: line for line in card.lines}
    # The two without a relation that are not merged into another, and whose relation ended long ago.
    assert lines["customers_customer"].found == 3
    assert lines["customers_customer"].oldest_on == date(2015, 6, 1)
    # Consents are kept for three years after the relation, accounts for ten.
    assert (lines["compliance_consent"].found, lines["holdings_account"].found) == (2, 1)
    assert (card.row.state, card.held, card.can_ask) == ("COUNTED", 1, False)


def test_two_people_let_go_what_is_over_its_time(people, monkeypatch):
    bank, second, steward, found, merge = people
    run_id = begin(bank)
    try_it(bank, run_id)
    agree_to_it(bank, second, run_id)
    _kill_after_a_page(monkeypatch, run_id)
    monkeypatch.undo()
    jobs("privacy.erase_retention")
    # The member of the merge answered as its survivor until now: it is over by itself the next time.
    assert names_left() == {NAMES[key] for key in ("three years", "held", "member")}
    run = RetentionRun.objects.using(LOADER).get(pk=run_id)
    assert (run.state, run.approved_by_name, len(run.digest)) == ("DONE", second.name, 64)
    sums = run.lines.using(LOADER).aggregate(erased=Sum("erased"), tried=Sum("tried"))
    assert sums["erased"] == sums["tried"]
    assert Consent.objects.using(LOADER).get().customer_id == found["held"].pk
    _told_without_data(run_id)
    _cannot_be_parted(steward, merge, found["survivor"])


def _cannot_be_parted(steward, merge, survivor):
    """A merge of a record that retention has deleted has a clear answer."""
    with scope_session(steward), pytest.raises(customers.SideGone) as refused:
        customers.undo_merge(
            actor=steward, now=NOW, merge_id=merge.pk, version=merge.version, reason="误合并"
        )
    assert survivor.customer_no in refused.value.message
    with scope_session(BANK):
        assert Merge.objects.get(pk=merge.pk).state == MergeState.DONE


def _kill_after_a_page(monkeypatch, run_id):
    """Let the worker die after its first page of one customer; what was done stays done."""
    page = running._erase_page

    def once(**arguments):
        page(**arguments)
        monkeypatch.setattr(running, "_erase_page", None)

    monkeypatch.setattr(running, "_page", lambda _run: 1)
    monkeypatch.setattr(running, "_erase_page", once)
    with pytest.raises(TypeError):
        running.erase(now=NOW, run_id=run_id)
    run = RetentionRun.objects.using(LOADER).get(pk=run_id)
    assert (run.state, run.batches) == ("APPROVED", 1)
    assert names_left() == set(NAMES.values()) - {NAMES["long gone"]}
    assert not Identification.objects.using(LOADER).filter(customer_id=run.next_customer).exists()


def _told_without_data(run_id):
    entries = AuditEntry.objects.using(LOADER).filter(verb="privacy.rows-erased")
    assert all(entry.detail["digest"] for entry in entries)
    with connections[LOADER].cursor() as cursor:
        cursor.execute(
            "select string_agg(detail::text, ' ') from audit_entry where object_type = 'privacy.retention_run' and object_id = %s",
            (run_id,),
        )
        told = cursor.fetchone()[0]
    assert "customers_identification" in told
    assert [name for name in NAMES.values() if name in told] == []


def test_nothing_is_erased_before_it_is_agreed_to_nor_twice(people):
    bank, *_others = people
    run_id = services.propose_monthly(now=NOW)
    assert services.propose_monthly(now=NOW) is None
    running.erase(now=NOW, run_id=run_id)
    assert names_left() == set(NAMES.values())
    with scope_session(bank.compliance):
        services.drop_run(actor=bank.compliance, now=NOW, run_id=run_id, version=1)
    jobs("privacy.count_retention")
    run = RetentionRun.objects.using(LOADER).get(pk=run_id)
    assert (run.state, run.lines.using(LOADER).count()) == ("DROPPED", 0)
