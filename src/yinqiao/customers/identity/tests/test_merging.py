"""Two records become one by two people, and part again (contract 10; RELIABILITY P51)."""

from datetime import date, timedelta
from decimal import Decimal

import polars as pl
import pytest
from django.db import connection

from yinqiao.access.tests.factories import actor_of, make_account
from yinqiao.customers import choices, queries, rules, services, share_sums
from yinqiao.customers.identity import suggesting
from yinqiao.customers.identity.tests.people import agree, waiting
from yinqiao.customers.models import (
    Assignment,
    ContactPoint,
    Customer,
    Identification,
    ListedCustomer,
    Merge,
    Merged,
    MergeRow,
    Overview,
    Relation,
    Suggestion,
)
from yinqiao.customers.share_sums import SharesOverWhole
from yinqiao.customers.tests.factories import (
    NOW,
    act_as,
    make_address,
    make_contact,
    make_customer,
    make_employment,
    make_held,
    make_relation,
    whole_bank,
)
from yinqiao.platform import processing
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused
from yinqiao.platform.processing import NotAssessed
from yinqiao.workflow import queries as approvals
from yinqiao.workflow import services as workflow
from yinqiao.workflow.choices import Box

LATER = NOW + timedelta(hours=2)


@pytest.fixture
def second(bank):
    """Another steward: who agrees."""
    return actor_of(make_account("data_steward", org=bank.department, name="邓复核"))


@pytest.fixture
def pair(bank):
    """林婉清 of the river branch, and her second record at the hill branch."""
    twin = make_customer(
        "林婉青",
        org=bank.orgs["hill"],
        rm=bank.other_rm.staff_id,
        mobile="13800001234",
        id_number="11010519491231002X",
        aum="100000.00",
        city="厦门市",
        sex="F",
    )
    return bank.own, twin


def ask(bank, survivor, member, *, sides=None, now=NOW):
    act_as(bank.steward)
    return services.request_merge(
        actor=bank.steward,
        now=now,
        survivor_id=survivor.pk,
        member_id=member.pk,
        sides=sides or {},
        reason="同一证件，本人确认",
    )


def merged(bank, second, survivor, member, **more):
    merge_id = ask(bank, survivor, member, **more)
    agree(second, merge_id, now=LATER)
    return Merge.objects.get(pk=merge_id)


def undo(bank, merge, *, now=LATER + timedelta(days=1)):
    act_as(bank.steward)
    row = Merge.objects.get(pk=merge.pk)
    return services.undo_merge(
        actor=bank.steward, now=now, merge_id=row.pk, version=row.version, reason="查明为两人"
    )


def refresh(row):
    with whole_bank():
        row.refresh_from_db()
    return row


def test_a_merge_takes_two_people(bank, second, pair):
    survivor, member = pair
    merge_id = ask(bank, survivor, member)
    assert Suggestion.objects.get().state == choices.SuggestionState.CHECKED
    approval = waiting(second, Merge.objects.get(pk=merge_id).approval_id, now=NOW)
    assert approval.summary == f"将 林** {member.customer_no} 并入 林** {survivor.customer_no}"
    with pytest.raises(workflow.Refused):
        workflow.approve(
            actor=bank.steward, now=LATER, approval_id=approval.id, version=approval.version
        )
    assert Merge.objects.get(pk=merge_id).state == choices.MergeState.WAITING
    assert ContactPoint.objects.filter(customer=member).count() == 1
    agree(second, merge_id, now=LATER)
    row = Merge.objects.get(pk=merge_id)
    assert (row.state, row.checker_id) == (choices.MergeState.DONE, second.staff_id)
    assert row.undo_until == LATER + timedelta(days=180)
    assert Suggestion.objects.get().state == choices.SuggestionState.MERGED


def test_children_follow_and_what_is_there_already_stays(bank, second, pair):
    survivor, member = pair
    other = make_contact(member, "15900007730", is_primary=True)
    address, work = make_address(member, city="泉州市"), make_employment(member)
    merge = merged(bank, second, survivor, member)
    # The same number and the same certificate were there already.
    assert ContactPoint.objects.filter(customer=member).count() == 1
    assert Identification.objects.filter(customer=member).count() == 1
    assert refresh(other).customer_id == survivor.pk
    assert not other.is_primary
    assert refresh(address).customer_id == survivor.pk
    assert not address.is_primary
    assert refresh(work).customer_id == survivor.pk
    assert merge.moved == {
        "customers.address": 2,
        "customers.contact": 1,
        "customers.employment": 1,
    }
    assert Overview.objects.get(pk=survivor.pk).aum == Decimal("12964000.00")
    assert not Overview.objects.filter(pk=member.pk).exists()


def test_who_does_not_want_to_be_called_at_a_number_is_not(bank, second, pair):
    survivor, member = pair
    with whole_bank():
        ContactPoint.objects.filter(customer=member).update(is_do_not_disturb=True)
    merge = merged(bank, second, survivor, member)
    assert ContactPoint.objects.get(customer=survivor).is_do_not_disturb
    undo(bank, merge)
    assert not ContactPoint.objects.get(customer=survivor).is_do_not_disturb


def test_relations_follow_at_both_ends_and_none_to_oneself_comes(bank, second, pair):
    survivor, member = pair
    outsider = make_customer("陈立", org=bank.orgs["river"])
    mine = make_relation(member, outsider, kind="SPOUSE")
    theirs = make_relation(outsider, member, kind="PARENT")
    between = make_relation(survivor, member, kind="OTHER")
    twice = make_relation(survivor, outsider, kind="SPOUSE")
    merge = merged(bank, second, survivor, member)
    # The spouse was there already.
    assert refresh(mine).customer_id == member.pk
    assert refresh(theirs).other_id == survivor.pk
    assert (refresh(between).customer_id, between.other_id) == (survivor.pk, member.pk)
    assert refresh(twice).customer_id == survivor.pk
    assert not Relation.objects.filter(customer_id=survivor.pk, other_id=survivor.pk).exists()
    undo(bank, merge)
    assert refresh(theirs).other_id == member.pk


@pytest.mark.parametrize("side", ["SURVIVOR", "MEMBER"])
def test_one_team_manages(bank, second, pair, side):
    survivor, member = pair
    merge = merged(bank, second, survivor, member, sides={"team": side})
    rm = bank.rm if side == "SURVIVOR" else bank.other_rm
    live = Assignment.objects.filter(customer=survivor, ended_on=None, valid_to=None)
    assert [(row.staff_id, row.role, row.share) for row in live] == [(rm.staff_id, "MAIN", 100)]
    assert refresh(survivor).main_rm_id == rm.staff_id
    assert refresh(member).main_rm_id == rm.staff_id
    assert not Assignment.objects.filter(customer=member, valid_to=None).exists()
    undo(bank, merge)
    for row, person in ((survivor, bank.rm), (member, bank.other_rm)):
        [found] = Assignment.objects.filter(customer=row)
        assert (found.staff_id, found.valid_to, found.ended_on) == (person.staff_id, None, None)
        assert refresh(row).main_rm_id == person.staff_id


def test_who_was_named_since_stays(bank, second, pair):
    survivor, member = pair
    merge = merged(bank, second, survivor, member, sides={"team": "MEMBER"})
    day = date(2026, 11, 23)
    with whole_bank():
        Assignment.objects.filter(customer=survivor, valid_to=None).update(valid_to=day)
        newer = Assignment.objects.create(
            customer=survivor,
            staff_id=bank.rm.staff_id,
            role="MAIN",
            share=100,
            valid_from=day,
            source="CRM",
            source_key="transfer-1",
            known_from=LATER,
        )
    undo(bank, merge)
    live = Assignment.objects.filter(customer=survivor, ended_on=None, valid_to=None)
    assert [row.pk for row in live] == [newer.pk]
    assert Assignment.objects.get(customer=member).valid_to is None


def test_fields_stand_by_rule_or_as_the_reviewer_chose(bank, second, pair):
    survivor, member = pair
    with whole_bank():
        Customer.objects.filter(pk=survivor.pk).update(education="", occupation="CLERK")
        Customer.objects.filter(pk=member.pk).update(
            education="MASTER",
            occupation="RETIRED",
            is_shareholder=True,
            opened_on=date(2010, 1, 1),
        )
    merge = merged(bank, second, survivor, member, sides={"name": "MEMBER"})
    refresh(survivor)
    assert (survivor.name, survivor.pinyin) == (member.name, member.pinyin)
    assert (survivor.education, survivor.occupation) == ("MASTER", "CLERK")
    assert survivor.is_shareholder
    assert survivor.opened_on == date(2010, 1, 1)
    assert merge.sides["name"] == "MEMBER"
    assert (
        ListedCustomer.objects.filter(name="林婉青").values_list("pk", flat=True).get()
        == survivor.pk
    )
    undo(bank, merge)
    refresh(survivor)
    assert (survivor.name, survivor.education) == ("林婉清", "")
    assert not survivor.is_shareholder
    assert survivor.opened_on == date(2015, 6, 1)


def test_later_edits_stay_where_they_belong(bank, second, pair):
    survivor, member = pair
    other = make_contact(member, "15900007730", source="CRM")
    merge = merged(bank, second, survivor, member, sides={"occupation": "MEMBER"})
    act_as(bank.rm)
    services.edit_contact(
        actor=bank.rm,
        now=LATER + timedelta(hours=1),
        customer_id=survivor.pk,
        contact_id=other.pk,
        version=refresh(other).version,
        details=services.ContactDetails("MOBILE", "15900007731"),
    )
    act_as(bank.rm)
    added = services.add_contact(
        actor=bank.rm,
        now=LATER + timedelta(hours=1),
        customer_id=survivor.pk,
        details=services.ContactDetails("EMAIL", "lin@example.com"),
    )
    services.change_field(
        actor=bank.rm,
        now=LATER + timedelta(hours=1),
        customer_id=survivor.pk,
        field="nickname",
        value="林老师",
        seen=rules.mark_of(""),
    )
    undo(bank, merge)
    # The moved row goes back with what was changed in it; what was added and changed on the record that is kept stays there.
    assert refresh(other).customer_id == member.pk
    assert other.value_masked == "159****7731"
    assert refresh(added).customer_id == survivor.pk
    assert refresh(survivor).attributes["nickname"] == "林老师"


def test_a_merged_record_is_hidden_and_its_number_answers_at_the_other(bank, second, pair):
    survivor, member = pair
    merge = merged(bank, second, survivor, member)
    act_as(bank.rm)
    found = queries.search(actor=bank.rm, now=LATER, text=member.customer_no)
    assert [hit.id for hit in found.hits] == [survivor.pk]
    act_as(bank.rm)
    assert queries.survivor_of(member.pk) == survivor.pk
    assert queries.party_ids(survivor.pk) == [survivor.pk, member.pk]
    assert queries.merged_numbers([survivor.pk]) == {survivor.pk: (member.customer_no,)}
    # Her manager at the other branch no longer sees it.
    act_as(bank.other_rm)
    assert queries.search(actor=bank.other_rm, now=LATER, text=member.customer_no).hits == ()
    undo(bank, merge)
    act_as(bank.other_rm)
    found = queries.search(actor=bank.other_rm, now=LATER, text=member.customer_no)
    assert [hit.id for hit in found.hits] == [member.pk]


def test_a_merge_of_a_merged_record_is_answered(bank, second, pair):
    survivor, member = pair
    third = make_customer("林婉清", org=bank.orgs["east"])
    merged(bank, second, survivor, member)
    for one, two in ((third, member), (member, third), (survivor, member)):
        with pytest.raises(services.AlreadyMerged) as refused:
            ask(bank, one, two, now=LATER)
        assert refused.value.extra == {"survivor_id": survivor.pk}
    assert Merge.objects.count() == 1


def test_merges_are_undone_from_the_last(bank, second, pair):
    survivor, member = pair
    third = make_customer("林婉清", org=bank.orgs["east"], mobile="13700000001")
    number = make_contact(member, "15900007730")
    first = merged(bank, second, survivor, member)
    later = ask(bank, third, survivor, now=LATER + timedelta(hours=1))
    agree(second, later, now=LATER + timedelta(hours=2))
    assert refresh(number).customer_id == third.pk
    assert queries.survivor_of(member.pk) == third.pk
    with pytest.raises(services.LaterMerge) as refused:
        undo(bank, first)
    assert refused.value.extra == {"merge_id": later}
    undo(bank, Merge.objects.get(pk=later))
    assert refresh(number).customer_id == survivor.pk
    assert queries.survivor_of(member.pk) == survivor.pk
    undo(bank, first, now=LATER + timedelta(days=2))
    assert refresh(number).customer_id == member.pk
    assert not Merged.objects.exists()


def test_time_for_undoing_ends(bank, second, pair):
    merge = merged(bank, second, *pair)
    with pytest.raises(services.UndoOver):
        undo(bank, merge, now=LATER + timedelta(days=180, seconds=1))
    assert Merge.objects.get(pk=merge.pk).state == choices.MergeState.DONE
    undo(bank, merge, now=LATER + timedelta(days=180))
    with pytest.raises(services.MergeClosed):
        undo(bank, merge)


def test_a_side_that_retention_deleted_is_told(bank, second):
    org = bank.orgs["river"]
    survivor = make_customer("周正", org=org)
    member = make_customer("周正", org=org)
    merge = merged(bank, second, survivor, member)
    with whole_bank():
        Merged.objects.all().delete()
        Customer.objects.filter(pk=member.pk).delete()
    with pytest.raises(services.SideGone) as refused:
        undo(bank, merge)
    assert member.customer_no in refused.value.message
    assert Merge.objects.get(pk=merge.pk).state == choices.MergeState.DONE


def test_refusal_brings_the_pair_back(bank, second, pair):
    merge_id = ask(bank, *pair)
    row = Merge.objects.get(pk=merge_id)
    act_as(second)
    workflow.reject(
        actor=second, now=LATER, approval_id=row.approval_id, version=1, note="手机号不同"
    )
    services.refuse_merge(actor=second, now=LATER, approval_id=row.approval_id)
    row.refresh_from_db()
    assert row.state == choices.MergeState.REFUSED
    assert Suggestion.objects.get().state == choices.SuggestionState.SUGGESTED
    assert not MergeRow.objects.exists()


def test_who_may_not_and_what_may_not(bank, pair):
    survivor, member = pair
    company = make_customer("林氏商行", org=bank.orgs["river"], kind="COMPANY")
    act_as(bank.rm)
    with pytest.raises(PermissionRefused):
        services.request_merge(
            actor=bank.rm,
            now=NOW,
            survivor_id=survivor.pk,
            member_id=member.pk,
            sides={},
            reason="同一人",
        )
    act_as(bank.other_steward)
    with pytest.raises(NotFound):
        services.request_merge(
            actor=bank.other_steward,
            now=NOW,
            survivor_id=survivor.pk,
            member_id=member.pk,
            sides={},
            reason="同一人",
        )
    for one, two, sides in (
        (survivor, company, {}),
        (survivor, survivor, {}),
        (survivor, member, {"name": "X"}),
    ):
        with pytest.raises(InvalidInput):
            ask(bank, one, two, sides=sides)
    assert not Merge.objects.exists()
    assert not Suggestion.objects.exists()


def suggested(actor, pairs):
    frame = pl.DataFrame(
        [
            {
                "first_id": one.pk,
                "second_id": two.pk,
                "rule": rule,
                "keys": list(keys),
                "score": score,
                "is_model": rule == "MODEL",
                "reasons": "[]",
            }
            for one, two, rule, keys, score in pairs
        ],
        schema=services.PAIRS,
    )
    return suggesting.insert(connection, frame, now=NOW, origin="BULK", by=actor.staff_id)


def test_a_pair_is_suggested_once_whatever_became_of_it(bank, pair):
    survivor, member = pair
    act_as(bank.steward)
    given = [
        (member, survivor, "ID_NUMBER", ("ID_NUMBER", "MOBILE"), 0.98),
        (survivor, member, "PHONE_NAME", ("MOBILE", "PINYIN"), 0.7),
        (survivor, survivor, "ID_NUMBER", ("ID_NUMBER",), 1.0),
    ]
    [found] = suggested(bank.steward, given)
    row = Suggestion.objects.get(pk=found)
    assert (row.first_id, row.second_id) == tuple(sorted((survivor.pk, member.pk)))
    assert (row.rule, row.score, row.doubt) == ("ID_NUMBER", Decimal("0.98"), Decimal("0.02"))
    # Where the assets of both lie, not how much they are.
    assert row.value == Decimal(6_000_000)
    services.reject_suggestion(
        actor=bank.steward, now=NOW, suggestion_id=found, version=1, reason="双胞胎"
    )
    assert suggested(bank.steward, given) == []
    assert Suggestion.objects.get().state == choices.SuggestionState.REJECTED
    assert not queries.suggestions(actor=bank.steward).exists()


def test_the_model_is_off_until_two_people_signed(bank, monkeypatch):
    act_as(bank.steward)
    frame = pl.DataFrame(
        {
            "first_id": [1],
            "second_id": [2],
            "rule": ["MODEL"],
            "keys": [["MODEL"]],
            "score": [0.9],
            "is_model": [True],
            "reasons": ["[]"],
        },
        schema=services.PAIRS,
    )
    with pytest.raises(services.LinkageUnsigned):
        services.suggest(actor=bank.steward, now=NOW, pairs=frame)
    found = services.Evaluation(
        file_name="对公样本.parquet",
        file_digest="a" * 64,
        settings_digest="b" * 64,
        records=10_000,
        true_pairs=1_200,
        precision=Decimal("0.9950"),
        recall=Decimal("0.9800"),
        f1=Decimal("0.9874"),
        measured_at=NOW,
    )
    services.submit_evaluation(actor=bank.steward, now=NOW, found=found)
    assert not services.linkage_is_signed()
    act_as(bank.compliance)
    [row] = approvals.approval_list(actor=bank.compliance, box=Box.TODO, now=NOW)
    decided = {"actor": bank.compliance, "now": LATER, "approval_id": row.pk}
    # A statistical model about persons needs an impact assessment before it is switched on.
    with pytest.raises(NotAssessed):
        workflow.approve(**decided, version=row.version)
    assert not services.linkage_is_signed()
    monkeypatch.setattr(processing.judges, "_items", {})
    workflow.approve(**decided, version=row.version)
    assert services.linkage_is_signed()
    assert services.linkage_is_signed(settings_digest="b" * 64)
    assert not services.linkage_is_signed(settings_digest="c" * 64)
    [row] = queries.evaluations()
    assert (row.signed_by_name, row.is_in_force) == (bank.compliance.name, True)
    services.withdraw_signature(
        actor=bank.compliance, now=LATER, evaluation_id=row.id, reason="换了规则"
    )
    assert not services.linkage_is_signed()


def test_a_company_is_never_held_by_more_than_the_whole_after_a_merge(bank, second):
    own = {"org": bank.orgs["river"], "rm": bank.rm.staff_id}
    firm, twin = (make_customer(name, kind="COMPANY", **own) for name in ("恒瑞新材料", "恒瑞材料"))
    both, far = make_customer("王甲", **own), make_customer("李乙", org=bank.orgs["hill"])
    stake = {"kind": choices.RelationKind.SHAREHOLDER}
    make_relation(both, firm, percent="60", **stake)
    make_relation(both, twin, percent="60", **stake)
    other = make_relation(far, twin, percent="41", **stake)
    with pytest.raises(SharesOverWhole) as refused:
        ask(bank, firm, twin)
    assert (refused.value.code, "101" in refused.value.message) == ("SHARES_OVER_WHOLE", True)
    assert not Merge.objects.exists()

    def hold(percent):
        with whole_bank():
            Relation.objects.filter(pk=other.pk).update(percent=percent)

    hold("40")
    merge_id = ask(bank, firm, twin)
    hold("40.5")
    with pytest.raises(SharesOverWhole):
        agree(second, merge_id, now=LATER)
    assert Merge.objects.get().state == "WAITING"
    hold("40")
    agree(second, merge_id, now=LATER)
    with whole_bank():
        rows = Relation.objects.filter(other_id=firm.pk, ended_on=None)
        assert sorted(rows.values_list("percent", flat=True)) == [40, 60]


@pytest.mark.parametrize("kind", ["SHAREHOLDER", "VOTING_RIGHTS"])
def test_what_outsiders_hold_and_votes_count_when_two_companies_become_one(bank, kind):
    own = {"org": bank.orgs["river"], "rm": bank.rm.staff_id}
    firm, twin = (make_customer(name, kind="COMPANY", **own) for name in ("恒瑞新材料", "恒瑞材料"))
    make_relation(make_customer("王甲", **own), firm, kind=kind, percent="60")
    row = make_relation(twin, None, kind=kind, percent="41", other_name="赵外行")
    with whole_bank():
        Relation.objects.filter(pk=row.pk).update(is_from_outsider=True)
    with pytest.raises(SharesOverWhole) as refused:
        ask(bank, firm, twin)
    assert "101" in refused.value.message
    with whole_bank():
        Relation.objects.filter(pk=row.pk).update(percent="40")
    assert ask(bank, firm, twin)


@pytest.mark.parametrize("number", ["110101199003071237", "11010519491231002X"])
def test_one_holder_told_at_both_records_counts_once(bank, second, number):
    """Only the number of a document says that two are one; the second row of one holder stays where it is."""
    own = {"org": bank.orgs["river"], "rm": bank.rm.staff_id}
    firm, twin = (make_customer(name, kind="COMPANY", **own) for name in ("恒瑞新材料", "恒瑞材料"))
    rows = [
        make_held(one, number=given, percent=percent)
        for one, given, percent in ((firm, "110101199003071237", "60"), (twin, number, "55"))
    ]
    if number != "110101199003071237":
        with pytest.raises(SharesOverWhole):
            ask(bank, firm, twin)
        return
    row = merged(bank, second, firm, twin)
    assert [refresh(relation).customer_id for relation in rows] == [firm.pk, twin.pk]
    undo(bank, row)
    assert [refresh(relation).customer_id for relation in rows] == [firm.pk, twin.pk]


def test_a_merge_takes_the_turn_of_both_companies(bank, monkeypatch):
    own = {"org": bank.orgs["river"], "rm": bank.rm.staff_id}
    firm, twin = (make_customer(name, kind="COMPANY", **own) for name in ("恒瑞新材料", "恒瑞材料"))
    turns = []
    monkeypatch.setattr(share_sums, "take_turn", lambda name, who: turns.append((name, who)))
    monkeypatch.setattr(share_sums, "stand_beside", turns.append)
    ask(bank, twin, firm)
    assert turns == [share_sums.TURN, (share_sums.TURN, firm.pk), (share_sums.TURN, twin.pk)]


def test_the_queue_is_walked_by_value_and_then_by_doubt(bank):
    """Of pairs of one value the surest come last, and no pair comes twice, however many are alike."""
    people = [make_customer(f"客户{n}", org=bank.orgs["river"]) for n in range(12)]
    act_as(bank.steward)
    scores = (0.98, 0.55, 0.7, 0.7, 0.45, 0.99)
    given = [
        (people[2 * n], people[2 * n + 1], "MODEL", ("MOBILE",), score)
        for n, score in enumerate(scores)
    ]
    pks = suggested(bank.steward, given)
    rows = {Decimal(str(score)): [] for score in scores}
    for row in Suggestion.objects.filter(pk__in=pks).order_by("pk"):
        rows[row.score.normalize()].append(row.pk)
    rich = rows[Decimal("0.99")][0]
    Suggestion.objects.filter(pk=rich).update(value=500_000)
    walked, following = [], rich
    while following is not None:
        card = queries.suggestion_card(actor=bank.steward, suggestion_id=following)
        walked.append((card.row.id, card.place))
        following = card.next_id
    doubtful = sorted(rows[Decimal("0.55")] + rows[Decimal("0.45")])
    order = [rich, *doubtful, *rows[Decimal("0.7")], *rows[Decimal("0.98")]]
    assert walked == [(pk, place) for place, pk in enumerate(order, start=1)]
