"""Products with terms: one's own limit, who decides beyond it, and how far the deal goes meanwhile (A50, A67)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction

from yinqiao.customers.tests.factories import Bank, act_as, whole_bank
from yinqiao.platform import clock
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused, StaleVersion
from yinqiao.products.tests.factories import make_product
from yinqiao.sales import queries as sales
from yinqiao.sales import services as sales_services
from yinqiao.sales import ways
from yinqiao.sales.choices import State
from yinqiao.sales.deals import queries, services
from yinqiao.sales.deals.choices import PreferenceState, Standing
from yinqiao.sales.deals.tests.factories import TODAY, Line, Preference, add, deposit, terms
from yinqiao.sales.services import Brought, ConditionsMissing
from yinqiao.sales.tests.factories import NOW, make_opportunity
from yinqiao.workflow import services as workflow
from yinqiao.workflow.tests.factories import approval

LATER = NOW + timedelta(hours=2)


@pytest.fixture
def row(bank: Bank):
    return make_opportunity(bank.own, state=State.CONTACTED)


def stand(actor, row, *, now=NOW):
    act_as(actor)
    return [
        one.standing for one in queries.deal_of(actor=actor, opportunity_id=row.pk, now=now).lines
    ]


def ask(actor, line, *, version=1, reason="他行报价 1.70%，客户为代发大户", now=NOW):
    act_as(actor)
    with transaction.atomic():
        return services.ask_preference(
            actor=actor, now=now, line_id=line.pk, version=version, reason=reason
        )


def change(actor, line, *, version=1, **values):
    act_as(actor)
    with transaction.atomic():
        services.change_line(
            actor=actor,
            now=NOW,
            line_id=line.pk,
            version=version,
            details=terms(line.product_id, **values),
        )


def propose(actor, row, *, now=LATER, version=1):
    act_as(actor)
    stage = ways.way_of(row.stage_id).at(State.PROPOSED)
    with transaction.atomic():
        sales_services.move(
            actor=actor,
            now=now,
            opportunity_id=row.pk,
            version=version,
            stage_id=stage.id,
            brought=Brought(is_without_product=True),
        )
    row.refresh_from_db()


def decide(actor, approval_id, *, grants=True, note=""):
    act_as(actor)
    act = workflow.approve if grants else workflow.reject
    with transaction.atomic():
        act(actor=actor, now=LATER, approval_id=approval_id, version=1, note=note)


def test_what_is_listed_or_within_the_own_limit_holds_at_once(bank, row):
    add(bank.rm, row.pk, deposit())
    add(bank.rm, row.pk, deposit("个人整存整取两年"), rate=Decimal("0.0155"))
    assert stand(bank.rm, row) == [Standing.LISTED, Standing.OWN]
    propose(bank.rm, row)
    assert row.state == State.PROPOSED


def test_beyond_it_the_branch_head_decides_and_the_deal_waits(bank, row):
    line = add(bank.rm, row.pk, deposit(), rate=Decimal("0.0162"))
    assert stand(bank.rm, row) == [Standing.NEEDED]
    gates = sales.gates_of(actor=bank.rm, opportunity_id=row.pk, now=NOW)
    ahead = {gate.stage.code: [str(one.condition) for one in gate.missing] for gate in gates.ahead}
    assert ahead["NEEDS"] == []
    assert "TERMS" in ahead["PROPOSED"]
    with pytest.raises(ConditionsMissing) as refused:
        propose(bank.rm, row)
    assert refused.value.fields == {"terms": "利率超出本人权限，请先申请审批。"}
    asked = approval(ask(bank.rm, line))
    assert (asked.kind, asked.permission, asked.maker_id) == (
        services.BRANCH_KIND,
        "deals.approve_branch_price",
        bank.rm.staff_id,
    )
    assert stand(bank.rm, row) == [Standing.ASKED]
    with pytest.raises(NotFound):
        decide(bank.other_head, asked.pk)
    decide(bank.head, asked.pk)
    assert stand(bank.rm, row) == [Standing.APPROVED]
    propose(bank.rm, row)
    assert row.state == State.PROPOSED


def test_what_nobody_may_give_is_refused_and_the_head_office_gives_more_than_a_branch(bank, row):
    line = add(bank.rm, row.pk, deposit(), rate=Decimal("0.0175"))
    assert approval(ask(bank.rm, line)).kind == services.HEAD_KIND
    much = add(bank.rm, row.pk, deposit(), rate=Decimal("0.0181"))
    with pytest.raises(services.BeyondEveryLimit, match="30"):
        ask(bank.rm, much)
    assert Preference.objects.count() == 1
    # A benchmark is no rate that somebody could agree upon.
    with pytest.raises(InvalidInput) as refused:
        add(
            bank.rm,
            row.pk,
            make_product("储蓄国债", product_class="TBOND", risk_grade="", rate="0.03").pk,
            rate=Decimal("0.04"),
        )
    assert list(refused.value.fields) == ["rate"]


def test_nobody_approves_her_own_and_a_head_gives_her_own_limit(bank, row):
    line = add(bank.head, row.pk, deposit(), rate=Decimal("0.0162"))
    # It is hers to give; the manager who changes it has her own limit.
    assert stand(bank.head, row) == [Standing.OWN]
    change(bank.rm, line, rate=Decimal("0.0163"))
    assert stand(bank.rm, row) == [Standing.NEEDED]
    asked = ask(bank.rm, line, version=2)
    with pytest.raises(PermissionRefused):
        decide(bank.rm, asked)
    with pytest.raises(services.NoApprovalNeeded):
        ask(bank.rm, line, version=2)
    # What is beyond a head's limit too is not hers to decide.
    more = add(bank.head, row.pk, deposit(), rate=Decimal("0.0175"))
    asked = ask(bank.head, more)
    with pytest.raises(workflow.Refused):
        decide(bank.head, asked)
    decide(bank.president, asked)
    assert stand(bank.head, row)[-1] is Standing.APPROVED


def test_a_changed_rate_is_asked_for_anew_and_a_request_holds_the_terms(bank, row):
    line = add(bank.rm, row.pk, deposit(), rate=Decimal("0.0160"))
    asked = ask(bank.rm, line)
    with pytest.raises(services.PreferenceWaits):
        change(bank.rm, line, rate=Decimal("0.0161"))
    decide(bank.head, asked)
    change(bank.rm, line, rate=Decimal("0.0160"), amount=Decimal("400000.00"))
    assert stand(bank.rm, row) == [Standing.APPROVED]
    change(bank.rm, line, version=2, rate=Decimal("0.0161"))
    assert stand(bank.rm, row) == [Standing.NEEDED]
    with pytest.raises(StaleVersion):
        change(bank.rm, line, version=2, rate=Decimal("0.0150"))


def test_an_approval_and_an_offer_end(bank, row):
    line = add(bank.rm, row.pk, deposit(), rate=Decimal("0.0160"))
    decide(bank.head, ask(bank.rm, line))
    granted = Preference.objects.get()
    assert (granted.state, granted.valid_until, granted.decided_by_name) == (
        PreferenceState.APPROVED,
        TODAY + timedelta(days=30),
        "周行长",
    )
    assert stand(bank.rm, row, now=NOW + timedelta(days=31)) == [Standing.LAPSED]
    with pytest.raises(ConditionsMissing):
        propose(bank.rm, row, now=NOW + timedelta(days=31))
    with pytest.raises(InvalidInput):
        ask(bank.rm, line, now=NOW + timedelta(days=31))
    # A later last day is a new offer: what was approved ended with the old one, and is asked for again.
    change(bank.rm, line, rate=Decimal("0.0160"), offered_until=TODAY + timedelta(days=90))
    assert stand(bank.rm, row, now=NOW + timedelta(days=31)) == [Standing.LAPSED]
    (card,) = queries.deal_of(
        actor=bank.rm, opportunity_id=row.pk, now=NOW + timedelta(days=31)
    ).lines
    assert card.may_ask
    ask(bank.rm, line, version=2, now=NOW + timedelta(days=31))
    assert stand(bank.rm, row, now=NOW + timedelta(days=31)) == [Standing.ASKED]


def test_what_was_approved_of_one_product_holds_for_no_other(bank, row):
    line = add(bank.rm, row.pk, deposit(), rate=Decimal("0.0160"))
    decide(bank.head, ask(bank.rm, line))
    act_as(bank.rm)
    cheap = deposit("个人整存整取三个月", rate="0.0105")
    with transaction.atomic():
        services.change_line(
            actor=bank.rm, now=NOW, line_id=line.pk, version=1,
            details=terms(cheap, rate=Decimal("0.0160")),
        )  # fmt: skip
    (card,) = queries.deal_of(actor=bank.rm, opportunity_id=row.pk, now=NOW).lines
    assert (card.product_id, card.points, card.standing) == (cheap, 55, Standing.NEEDED)
    with pytest.raises(NotFound):
        change(bank.rm, line, version=2, rate=Decimal("0.0160"))


def test_a_deputy_of_another_branch_decides_as_the_head_might(bank, row):
    asked = ask(bank.rm, add(bank.rm, row.pk, deposit(), rate=Decimal("0.0160")))
    today = clock.bank_date(LATER)
    workflow.name_deputy(
        actor=act_as(bank.head), now=LATER, staff_no=bank.other_head.staff_no,
        from_on=today, to_on=today, reason="年休假",
    )  # fmt: skip
    decide(bank.other_head, asked)
    # What she decided opens no door.
    with pytest.raises(NotFound):
        queries.deal_of(actor=act_as(bank.other_head), opportunity_id=row.pk, now=LATER)
    assert stand(bank.rm, row) == [Standing.APPROVED]


def test_a_request_is_withdrawn_or_rejected_and_may_be_made_again(bank, row):
    line = add(bank.rm, row.pk, deposit(), rate=Decimal("0.0160"))
    ask(bank.rm, line)
    with transaction.atomic():
        services.withdraw_preference(actor=bank.rm, now=NOW, line_id=line.pk, version=1)
    assert stand(bank.rm, row) == [Standing.NEEDED]
    asked = ask(bank.rm, line)
    decide(bank.head, asked, grants=False, note="利差不足")
    for _again in range(2):
        with whole_bank():
            services.refuse_preference(
                actor=services.system(),
                now=LATER,
                approval_id=asked,
                is_rejected=True,
                note="利差不足",
            )
    assert stand(bank.rm, row) == [Standing.REFUSED]
    assert (
        queries.deal_of(actor=bank.rm, opportunity_id=row.pk, now=NOW).lines[0].note == "利差不足"
    )
    assert approval(ask(bank.rm, line)).state == "OPEN"


def test_foreign_terms_are_not_there_and_what_is_taken_back_counts_no_more(bank, row):
    line = add(bank.rm, row.pk, deposit(), rate=Decimal("0.0160"))
    with pytest.raises(NotFound):
        change(bank.other_rm, line, rate=Decimal("0.0150"))
    with pytest.raises(NotFound):
        queries.deal_of(actor=act_as(bank.other_rm), opportunity_id=row.pk, now=NOW)
    act_as(bank.rm)
    with transaction.atomic():
        services.end_line(actor=bank.rm, now=NOW, line_id=line.pk, version=1)
    assert stand(bank.rm, row) == []
    propose(bank.rm, row)
    assert (row.state, Line.objects.count()) == (State.PROPOSED, 1)
