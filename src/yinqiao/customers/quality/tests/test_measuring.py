"""The whole bank measured set-wise, and the same rules over a few customers: both find the same."""

from datetime import date, timedelta

from django.db import connection

from yinqiao.access.tests.factories import forget
from yinqiao.customers.models import (
    Company,
    ContactPoint,
    Merge,
    Merged,
    NumberFault,
    QualityMeasure,
)
from yinqiao.customers.quality import catalogue, measuring, parameters, queries
from yinqiao.customers.quality.queries import Wanted
from yinqiao.customers.tests.factories import (
    NOW,
    TODAY,
    act_as,
    make_address,
    make_contact,
    make_customer,
    make_identification,
    whole_bank,
)


def change(row, **values):
    with whole_bank():
        type(row).objects.filter(pk=row.pk).update(**values)
    return row


def out_of_order(contact):
    with whole_bank():
        NumberFault.objects.create(
            customer_id=contact.customer_id,
            contact_point_id=contact.pk,
            reason="EMPTY",
            reported_at=NOW,
            reported_by_name="陈思远",
        )


def old(row):
    change(row, known_from=NOW - timedelta(days=2_000))


def shared(one):
    make_contact(one, "13700001111")
    for number in range(3):
        other = make_customer(f"共用{number}", org=one.org)
        make_contact(other, "13700001111")


def two_mobiles(one):
    make_contact(one, "13700001111")
    make_contact(one, "13700002222", source="CRM")


def two_cards(one):
    make_identification(one, "11010519491231002X")
    change(make_identification(one, "440306199001010014"), source="OLD_CRM")


def two_homes(one):
    make_address(one, city="福州市")
    make_address(one, city="厦门市", source="CRM")


def merged(one, **values):
    member = make_customer(one.name, org=one.org, source="OLD_CRM")
    change(member, main_rm_id=one.main_rm_id, **values)
    with whole_bank():
        merge = Merge.objects.create(
            survivor_id=one.pk,
            member_id=member.pk,
            survivor_no=one.customer_no,
            member_no=member.customer_no,
            state="DONE",
            reason="同一人",
            maker_id=1,
            maker_name="甲",
            asked_at=NOW,
            checker_id=2,
            checker_name="乙",
            done_at=NOW,
        )
        Merged.objects.create(
            member_id=member.pk, survivor_id=one.pk, merge=merge, member_no=member.customer_no
        )
    return member


# The bank of the tests brings two persons in good order: in each case `one` is the third.
FAULTS = {
    "mobile_filled": lambda one: None,
    "certificate_filled": lambda one: None,
    "address_filled": lambda one: None,
    "occupation_filled": lambda one: None,
    "birth_filled": lambda one: change(one, birth_on=None),
    "mobile_form": lambda one: make_contact(one, "0591-87654321"),
    "mobile_reachable": lambda one: out_of_order(make_contact(one, "13700001111")),
    "certificate_form": lambda one: make_identification(one, "110105491231002"),
    "certificate_sex": lambda one: make_identification(one, "110105194912310021"),
    "birth_plausible": lambda one: change(one, birth_on=date(1890, 1, 1)),
    "occupation_age": lambda one: change(one, occupation="RETIRED", birth_on=date(2000, 1, 1)),
    "certificate_single": lambda one: make_identification(one, "440306199001010014"),
    "mobile_single": shared,
    "certificate_valid": lambda one: make_identification(one, expires_on=TODAY - timedelta(days=1)),
    "mobile_fresh": lambda one: old(make_contact(one, "13700001111")),
    "address_fresh": lambda one: old(make_address(one)),
    "mobile_agree": two_mobiles,
    "certificate_agree": two_cards,
    "address_agree": two_homes,
    "name_agree": lambda one: merged(one, name="王晓明"),
    "birth_agree": lambda one: merged(one, birth_on=date(1981, 3, 14)),
}


def listed(actor, key, **wanted):
    act_as(actor)
    rows = queries.faulty(actor=actor, key=key, wanted=Wanted(**wanted), now=NOW)
    return set(rows.values_list("pk", flat=True))


def measured(day=TODAY):
    with whole_bank():
        measuring.measure(connection, day=day)
    return QualityMeasure.objects.filter(measured_on=day)


def failed(key):
    return sum(row.failed for row in measured().filter(rule=key))


def test_every_fault_is_counted_and_listed_alike(bank):
    at = {
        key: make_customer("王小明", org=bank.orgs["river"], rm=bank.rm.staff_id) for key in FAULTS
    }
    for key, fault in FAULTS.items():
        fault(at[key])
    rows = measured()
    for key, one in at.items():
        found = listed(bank.steward, key)
        assert one.pk in found, key
        assert sum(row.failed for row in rows.filter(rule=key)) == len(found), key
        if not catalogue.BY_KEY[key].is_told_across:
            assert one.pk in listed(bank.rm, key), key


def test_a_record_in_good_order_is_listed_nowhere(bank):
    one = make_customer(
        "赵一平",
        org=bank.orgs["river"],
        mobile="13700001111",
        id_number="110105198003140016",
        city="福州市",
    )
    change(one, occupation="PROFESSIONAL")
    assert [rule.key for rule in catalogue.RULES if one.pk in listed(bank.steward, rule.key)] == []


def test_companies_by_their_register(bank):
    good = make_customer("澜江恒瑞有限公司", org=bank.orgs["river"], kind="COMPANY")
    bare = make_customer("无码有限公司", org=bank.orgs["river"], kind="COMPANY")
    wrong = make_customer("错码有限公司", org=bank.orgs["river"], kind="COMPANY")
    twin = make_customer("同码有限公司", org=bank.orgs["hill"], kind="COMPANY")
    with whole_bank():
        Company.objects.filter(pk=bare.pk).update(uscc="", industry="")
        Company.objects.filter(pk=wrong.pk).update(uscc="91350100M000100Y4I")
    assert listed(bank.steward, "uscc_filled") == {bare.pk}
    assert listed(bank.steward, "industry_filled") == {bare.pk}
    assert listed(bank.steward, "uscc_form") == {wrong.pk}
    assert listed(bank.steward, "uscc_single") == {good.pk, twin.pk}
    # A manager's own list never tells of a customer whom she cannot see.
    assert listed(bank.other_rm, "uscc_single") == set()
    assert (failed("uscc_filled"), failed("uscc_form"), failed("uscc_single")) == (1, 1, 2)


def test_measures_are_by_unit_and_source_and_a_day_is_written_once(bank):
    one = make_customer("王小明", org=bank.orgs["river"])
    make_contact(one, "13700001111", source="OLD_CRM")
    make_customer("李二", org=bank.orgs["hill"], source="OLD_CRM")
    rows = measured().filter(rule="mobile_filled")
    river, hill = bank.orgs["river"].pk, bank.orgs["hill"].pk
    assert sorted(rows.values_list("org_id", "source", "checked", "failed")) == sorted(
        [
            (river, "CORE", 1, 0),
            (river, "OLD_CRM", 1, 0),
            (hill, "CORE", 1, 0),
            (hill, "OLD_CRM", 1, 1),
        ]
    )
    before = sorted(
        QualityMeasure.objects.values_list("rule", "org_id", "source", "checked", "failed")
    )
    measured()
    assert (
        sorted(QualityMeasure.objects.values_list("rule", "org_id", "source", "checked", "failed"))
        == before
    )


def test_who_left_died_was_merged_or_is_only_a_prospect_does_not_count(bank):
    for status in ("CLOSED", "DECEASED", "PROSPECT"):
        make_customer("无人", org=bank.orgs["river"], status=status)
    ended = make_customer("走了", org=bank.orgs["river"])
    change(ended, ended_on=TODAY)
    one = make_customer("王小明", org=bank.orgs["river"], mobile="13700001111")
    member = merged(one)
    assert failed("mobile_filled") == 0
    assert listed(bank.steward, "mobile_filled") == set()
    assert member.pk not in listed(bank.steward, "occupation_filled")


def test_old_measures_go_when_the_bank_says_so(bank):
    kept = measuring.values.integer(parameters.KEPT, on=TODAY)
    measured(TODAY - timedelta(days=kept + 1))
    measured(TODAY - timedelta(days=kept))
    measured()
    assert sorted(set(QualityMeasure.objects.values_list("measured_on", flat=True))) == [
        TODAY - timedelta(days=kept),
        TODAY,
    ]


def test_a_number_that_the_source_brought_again_is_fresh(bank):
    one = make_customer("王小明", org=bank.orgs["river"])
    contact = make_contact(one, "13700001111")
    old(contact)
    assert one.pk in listed(bank.steward, "mobile_fresh")
    with whole_bank():
        ContactPoint.objects.filter(pk=contact.pk).update(updated_on=TODAY)
    assert one.pk not in listed(bank.steward, "mobile_fresh")


def test_the_measures_cost_one_query_a_table(bank, django_assert_num_queries):
    for number in range(5):
        make_customer(f"王{number}", org=bank.orgs["river"])
    forget()
    with whole_bank():
        parameters.values_on(TODAY)
        # Six reads, then savepoint, two deletions, one insertion, release.
        with django_assert_num_queries(len(catalogue.FLAGS) + 1 + 5):
            measuring.measure(connection, day=TODAY)
