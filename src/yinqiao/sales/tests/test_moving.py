"""Along the pipeline: what a stage asks for, what is brought for it, how long a stage takes, and the way back (A57, A59)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction

from yinqiao.customers.tests.factories import Bank, act_as, make_customer, whole_bank
from yinqiao.platform import clock
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused, StaleVersion
from yinqiao.sales import queries, rules, services, ways
from yinqiao.sales.choices import Act, State
from yinqiao.sales.models import Evidence
from yinqiao.sales.services import Brought
from yinqiao.sales.tests.factories import (
    DATA_ON,
    NOW,
    Opportunity,
    Runs,
    Step,
    firing,
    make_opportunity,
)

LATER = NOW + timedelta(days=4)
BOOKED = NOW + timedelta(days=5)


def stage(code: str, way: str = "RETAIL_WEALTH") -> int:
    found = ways.way(way)
    assert found is not None
    return next(one.id for one in found.stages if one.code == code)


def move(row, actor, to, *, version=1, now=LATER, note="", **brought):
    act_as(actor)
    with transaction.atomic():
        before = services.move(
            actor=actor,
            now=now,
            opportunity_id=row.pk,
            version=version,
            stage_id=stage(to) if isinstance(to, str) else to,
            brought=Brought(**brought),
            note=note,
        )
    row.refresh_from_db()
    return before


def standing(row) -> tuple[str, str]:
    return ways.stage_of(row.stage_id).code, row.state


@pytest.fixture
def met(bank: Bank) -> Opportunity:
    return make_opportunity(bank.own, state=State.CONTACTED)


def test_a_stage_without_conditions_is_entered_and_the_days_in_the_one_before_are_kept(bank, met):
    move(met, bank.rm, "NEEDS", note="想要半年期")
    assert (standing(met), met.stage_since, met.version) == (("NEEDS", "NEEDS"), LATER, 2)
    step = Step.objects.get()
    assert (step.act, step.stage_id, step.left_stage_id, step.stage_days) == (
        Act.ADVANCED,
        stage("NEEDS"),
        stage("CONTACTED"),
        4,
    )


def test_every_condition_on_the_way_must_hold(bank, met):
    with pytest.raises(services.ConditionsMissing) as refused:
        move(met, bank.rm, "PROCESSING", is_without_product=True)
    # Without an investment product nobody records anything twice.
    assert [one.condition for one in refused.value.missing] == ["CONFIRMED"]
    assert list(refused.value.fields) == ["confirmation"]
    met.refresh_from_db()
    assert (standing(met), met.version, Evidence.objects.count()) == (
        ("CONTACTED", "CONTACTED"),
        1,
        0,
    )
    move(
        met,
        bank.rm,
        "PROCESSING",
        is_without_product=True,
        confirmation="客户电话确认，致电 13800001234",
    )
    assert standing(met) == ("PROCESSING", "PROCESSING")
    shown = {row.condition: row.note for row in Evidence.objects.all()}
    assert shown == {"OFFER": "不含投资类产品", "CONFIRMED": "客户电话确认，致电 138****1234"}


def test_what_was_shown_once_is_not_asked_again(bank, met):
    move(met, bank.rm, "PROPOSED", is_without_product=True)
    gates = queries.gates_of(actor=bank.rm, opportunity_id=met.pk, now=LATER)
    assert [(one.stage.code, [m.condition for m in one.missing]) for one in gates.ahead] == [
        ("PROCESSING", ["CONFIRMED"])
    ]
    move(met, bank.rm, "PROCESSING", version=2, confirmation="当面确认")
    assert queries.gates_of(actor=bank.rm, opportunity_id=met.pk, now=LATER).ahead == ()


@pytest.mark.parametrize("to", ["LEAD", "CONTACTED", "WON", 0])
def test_it_moves_forward_only_and_never_to_the_deal(bank, met, to):
    with pytest.raises(services.NotAtThisStage):
        move(met, bank.rm, to)


def test_a_stage_of_another_pipeline_is_none_of_its_own(bank, met):
    with pytest.raises(services.NotAtThisStage):
        move(met, bank.rm, stage("NEEDS", "RETAIL_LOAN"))


def test_before_a_contact_there_is_no_way_on(bank):
    row = make_opportunity(bank.own)
    with pytest.raises(services.NotAtThisStage):
        move(row, bank.rm, "NEEDS")
    assert (
        queries.gates_of(actor=bank.rm, opportunity_id=row.pk, now=LATER).refusal
        == "请先登记与客户的联系。"
    )


def test_only_who_works_on_it_moves_it(bank, met):
    with pytest.raises(PermissionRefused):
        move(met, bank.teller, "NEEDS")
    with pytest.raises(NotFound):
        move(met, bank.other_rm, "NEEDS")


def test_of_two_people_at_once_one_moves_it(bank, met):
    move(met, bank.rm, "NEEDS")
    with pytest.raises(StaleVersion):
        move(met, bank.head, "PROPOSED", is_without_product=True)
    assert standing(met) == ("NEEDS", "NEEDS")


def test_a_slip_of_the_hand_is_taken_back_with_its_clock(bank, met):
    since, touched = met.stage_since, met.touched_at
    before = move(met, bank.rm, "NEEDS")
    with transaction.atomic():
        services.take_back_move(actor=bank.rm, now=LATER, opportunity_id=met.pk, before=before)
    met.refresh_from_db()
    assert (standing(met), met.stage_since, met.touched_at) == (
        ("CONTACTED", "CONTACTED"),
        since,
        touched,
    )
    with pytest.raises(StaleVersion), transaction.atomic():
        services.take_back_move(actor=bank.rm, now=LATER, opportunity_id=met.pk, before=before)


def test_the_stage_follows_what_is_done_with_it(bank):
    row = make_opportunity(bank.own)
    act_as(bank.rm)
    with transaction.atomic():
        services.contact(actor=bank.rm, now=LATER, opportunity_id=row.pk, version=1, channel="CALL")
    row.refresh_from_db()
    assert standing(row) == ("CONTACTED", "CONTACTED")
    with transaction.atomic():
        services.win(
            actor=bank.rm, now=LATER, opportunity_id=row.pk, version=2, is_without_product=True
        )
    row.refresh_from_db()
    assert standing(row) == ("WON", "WON")


def test_one_that_is_lost_keeps_the_stage_it_came_to(bank, met):
    move(met, bank.rm, "NEEDS")
    with transaction.atomic():
        services.lose(actor=bank.rm, now=LATER, opportunity_id=met.pk, version=2, reason="TERMS")
    met.refresh_from_db()
    assert standing(met) == ("NEEDS", "LOST")


def test_a_kind_takes_its_pipeline_and_a_company_one_of_its_own(bank, runs: Runs):
    company = make_customer(
        "东湖机电有限公司", org=bank.orgs["river"], rm=bank.rm.staff_id, kind="COMPANY"
    )
    runs.take(
        1,
        firing(bank.own),
        firing(bank.own, rule="CARD_DORMANT"),
        firing(company),
        firing(company, rule="LIMIT_EXPIRY"),
        kinds=("MATURITY", "CARD_DORMANT", "LIMIT_EXPIRY"),
    )
    found = {
        (row.customer_id == company.pk, row.kind): ways.stage_of(row.stage_id)
        for row in Opportunity.objects.all()
    }
    assert {key: (one.way, one.position) for key, one in found.items()} == {
        (False, "MATURITY"): ("RETAIL_WEALTH", 1),
        (False, "CARD_DORMANT"): ("RETAIL_CARD", 1),
        (True, "MATURITY"): ("CORPORATE", 1),
        (True, "LIMIT_EXPIRY"): ("CORPORATE_CREDIT", 1),
    }


def test_the_expected_day_follows_the_data_until_somebody_changes_it(bank, runs: Runs):
    runs.take(1, firing(bank.own))
    row = Opportunity.objects.get()
    assert row.expected_on == date(2026, 12, 7)
    runs.take(
        2, firing(bank.own, happens_on=date(2026, 12, 9)), data_on=DATA_ON + timedelta(days=1)
    )
    row.refresh_from_db()
    assert row.expected_on == date(2026, 12, 9)
    plan(row, bank.rm, expected_on=date(2026, 12, 20))
    runs.take(
        3, firing(bank.own, happens_on=date(2026, 12, 10)), data_on=DATA_ON + timedelta(days=2)
    )
    row.refresh_from_db()
    assert row.expected_on == date(2026, 12, 20)


def plan(row, actor, **what):
    given = {"amount": row.amount, "expected_on": row.expected_on, "version": row.version, **what}
    act_as(actor)
    with transaction.atomic():
        services.plan(actor=actor, now=LATER, opportunity_id=row.pk, **given)
    row.refresh_from_db()


def test_what_is_expected_is_no_contact_and_leaves_the_clock(bank, met):
    touched = met.touched_at
    plan(met, bank.rm, amount=Decimal(500000), expected_on=date(2026, 12, 24), probability=70)
    assert (met.amount, met.expected_on, met.probability) == (
        Decimal(500000),
        date(2026, 12, 24),
        70,
    )
    assert met.touched_at == touched
    for wrong in ({"probability": 101}, {"amount": Decimal(0)}, {"expected_on": date(2026, 11, 1)}):
        with pytest.raises(InvalidInput):
            plan(met, bank.rm, **wrong)


def own(bank, actor, **what):
    given = {
        "customer_id": bank.own.pk,
        "title": "定期到期转理财",
        "reason": "客户来电",
        "amount": Decimal("500000.00"),
        "expected_on": date(2026, 12, 20),
        "key": "k1",
    }
    act_as(actor)
    with transaction.atomic():
        return services.open_own(
            actor=actor, now=NOW, details=services.OwnDetails(**{**given, **what})
        )


def test_a_manager_opens_one_of_her_own_once(bank):
    pk = own(bank, bank.rm)
    assert own(bank, bank.rm) == pk
    row = Opportunity.objects.get()
    assert (standing(row), row.kind, row.owner_id, row.expected_on) == (
        ("LEAD", "ASSIGNED"),
        "OWN",
        bank.rm.staff_id,
        date(2026, 12, 20),
    )
    assert row.due_on == row.expected_on
    assert not row.is_profiled
    for field, value in (("way", "CORPORATE"), ("title", " "), ("expected_on", date(2026, 1, 1))):
        with pytest.raises(InvalidInput) as refused:
            own(bank, bank.rm, key="k2", **{field: value})
        assert list(refused.value.fields) == [field]
    with pytest.raises(NotFound):
        own(bank, bank.rm, key="k3", customer_id=bank.foreign.pk)


def test_every_pipeline_begins_before_the_contact_and_ends_with_the_deal(db):
    for way in ways.ways():
        states = [one.state for one in way.stages]
        assert (states[0], states[1], states[-1]) == (State.ASSIGNED, State.CONTACTED, State.WON)
        assert states == sorted(states, key=list(State).index)
        assert [one.position for one in way.stages] == list(range(1, len(states) + 1))
        assert [one.probability for one in way.stages] == sorted(
            one.probability for one in way.stages
        )
        # A state that a pipeline has no stage for stands at the last one before it.
        order = list(State)
        for state in rules.OPEN:
            before = [
                one for one in states if order.index(one) <= order.index(ways.stage_state(state))
            ]
            assert way.at(state).state == before[-1]


def test_the_board_counts_sums_and_weighs(bank):
    with whole_bank():
        for number, (state, amount) in enumerate(
            [("ASSIGNED", 100), ("CONTACTED", 200), ("CONTACTED", 400), ("PROPOSED", 1000)]
        ):
            make_opportunity(
                bank.own,
                state=state,
                amount=Decimal(amount),
                happens_on=date(2026, 12, 7 + number),
                probability=50 if amount == 400 else None,
            )
        make_opportunity(bank.own, state="WON", closed_at=NOW, amount=Decimal(7))
        make_opportunity(bank.own, state="LOST", closed_at=NOW, loss_reason="TERMS")
        make_opportunity(bank.foreign)
        make_opportunity(bank.own, kind="BIRTHDAY")
    act_as(bank.rm)
    found = queries.pipeline_board(actor=bank.rm, wanted=queries.BoardFilter(), now=LATER)
    told = {one.stage.code: (one.count, one.amount, one.weighted) for one in found.columns}
    assert told == {
        "LEAD": (1, 100, 10),
        "CONTACTED": (2, 600, 50 + 200),
        "NEEDS": (0, 0, 0),
        "PROPOSED": (1, 1000, 650),
        "PROCESSING": (0, 0, 0),
        "WON": (1, 7, 7),
    }
    assert (found.count, found.amount, found.weighted, found.won) == (4, 1700, 910, 7)
    cards = {one.stage.code: [card.row.amount for card in one.cards] for one in found.columns}
    assert cards["CONTACTED"] == [200, 400]
    slow = {
        card.row.amount: (card.days, card.is_slow, card.is_stuck)
        for one in found.columns
        for card in one.cards
    }
    assert slow[Decimal(100)] == (4, True, False)
    assert slow[Decimal(200)] == (4, False, False)


def test_a_long_column_shows_its_first_cards_and_how_many_more(bank, monkeypatch):
    monkeypatch.setattr("yinqiao.sales.queries.board.MOST_CARDS", 2)
    for day in (9, 8, 7):
        make_opportunity(bank.own, happens_on=date(2026, 12, day))
    act_as(bank.rm)
    first = queries.pipeline_board(actor=bank.rm, wanted=queries.BoardFilter(), now=NOW).columns[0]
    assert [card.row.expected_on.day for card in first.cards] == [7, 8]
    assert (first.count, first.more) == (3, 1)


def test_the_bell_rings_for_what_came_to_a_stand_these_days(bank):
    for name, days in (("new", 4), ("slow", 6), ("long", 40)):
        make_opportunity(
            bank.own, state="CONTACTED", title=name, touched_at=LATER - timedelta(days=days)
        )
    make_opportunity(bank.own, state="ASSIGNED", touched_at=LATER - timedelta(days=6))
    act_as(bank.rm)
    (found,) = queries.stuck_of(actor=bank.rm, now=LATER, days=7)
    # 已接触 gives five days; it came to a stand yesterday.
    assert (found.row.title, clock.bank_date(found.since)) == ("slow", date(2026, 11, 27))


def test_the_forecast_tells_months_people_and_stages(bank, met):
    move(met, bank.rm, "NEEDS")
    make_opportunity(bank.own, happens_on=date(2026, 10, 3), amount=Decimal(300))
    make_opportunity(
        bank.own, state="WON", closed_at=NOW, amount=Decimal(7), opened_at=NOW - timedelta(days=9)
    )
    act_as(bank.head)
    found = queries.pipeline_forecast(actor=bank.head, wanted=queries.BoardFilter(), now=LATER)
    months = {f"{one.month:%m}": (one.won, one.open_count, one.weighted) for one in found.months}
    # What is overdue is to come this month.
    assert months["11"] == (7, 1, 30)
    assert months["12"] == (0, 1, met.amount * 45 / 100)
    assert [(one.owner_id, one.count, one.won) for one in found.owners] == [
        (bank.rm.staff_id, 2, 7)
    ]
    stages = {one.stage.code: (one.left, one.median_days) for one in found.stages}
    assert stages["CONTACTED"] == (1, 4)
    assert (found.cycle.won, found.cycle.lost, found.cycle.median_days) == (1, 0, 9)
