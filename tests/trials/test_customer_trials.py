"""What changes if: exports and looks in clear, match rules, owners by shares, tiers, with counts that are known."""

from datetime import timedelta
from decimal import Decimal

from tests.trials.asking import NOW, TODAY, lines
from yinqiao.customers.models import CorrectionRequest, Export, FieldGrant, Suggestion
from yinqiao.customers.tests.factories import (
    make_contact,
    make_customer,
    make_relation,
    make_reveal,
    whole_bank,
)
from yinqiao.platform.audit.entries import Entry, append


def export(rows, *, back=1, by=1, is_unmasked=False, state="READY", fetched_after=None):
    at = NOW - timedelta(days=back)
    fetched = at + timedelta(hours=fetched_after) if fetched_after else None
    return Export.objects.create(
        reason="季度回访名单",
        expected_rows=rows,
        is_unmasked=is_unmasked,
        state=state,
        requested_by=by,
        requested_by_name="陈思远",
        user_id=1,
        requested_at=at,
        ready_at=at,
        downloaded_at=fetched,
    )


def test_exports_by_size_number_password_and_link(bank):
    for rows, hours in ((50, 30), (80, 3), (3_000, None), (90_000, 25)):
        export(rows, fetched_after=hours)
    export(70, state="REFUSED", fetched_after=None)
    export(70, back=100)
    assert lines("customers.export_self_rows", "60") == [(2, 1), (1, 2), (1, 1)]
    assert lines("customers.export_max_rows", "2000") == [(0, 2)]
    assert lines("customers.export_daily_limit", "2") == [(1, 2)]
    assert lines("customers.export_password_from", "supervisor") == [(4, 2)]
    assert lines("customers.export_hours", "48") == [(2, 0)]


def test_rows_of_a_day_go_by_the_roles_of_that_day(bank):
    for rows in (3_000, 4_000):
        entry = Entry(verb="customers.export-requested", new={"rows": rows})
        append(bank.rm, [entry], now=NOW - timedelta(days=2))
        append(bank.head, [entry], now=NOW - timedelta(days=2))
    assert lines("customers.export_row_budget", "branch_head:6000, *:8000") == [(1, 1)]
    assert lines("customers.export_row_budget", "*:9000") == [(1, 0)]


def test_looks_in_clear_and_requests_for_many(bank):
    for _time in range(3):
        make_reveal(bank.rm, bank.own, on=TODAY - timedelta(days=1), reason="核对手机号")
    make_reveal(bank.rm, bank.own, on=TODAY, reason="核对手机号")
    assert lines("customers.reveal_daily_quota", "1") == [(0, 2)]
    with whole_bank():
        for customer in (bank.own, bank.foreign):
            FieldGrant.objects.create(
                customer=customer,
                staff_id=bank.rm.staff_id,
                staff_name="陈思远",
                field="customers.contact",
                approval_id=7,
                approved_by_id=bank.head.staff_id,
                approved_by_name="周行长",
                reason="核对",
                from_at=NOW - timedelta(days=3),
                until=NOW - timedelta(days=2),
            )
    assert lines("customers.fields_customers", "1") == [(0, 1)]


def suggest(first, rule, *, state="SUGGESTED", is_model=False):
    Suggestion.objects.create(
        first_id=first,
        second_id=first + 1,
        kind="PERSON",
        rule=rule,
        keys=["NAME"],
        is_model=is_model,
        score=Decimal("0.5"),
        origin="BULK",
        state=state,
        suggested_at=NOW,
    )


def test_pairs_that_wait_by_a_rule_that_would_go(bank):
    for place, rule in enumerate(("id+name", "?phone+name", "?phone+name", "?address+name")):
        suggest(10 * (place + 1), rule)
    suggest(90, "?phone+name", state="REJECTED")
    suggest(100, "model", is_model=True)
    value = "id+name, id+~name, uscc, passport+birth+name, ?email+name, ?address+name"
    assert lines("customers.match_rules", value) == [(4, 2), (0, 0), (2, 0)]


def test_numbers_that_many_share(bank):
    for place in range(11):
        make_contact(make_customer(f"客户{place}", org=bank.orgs["hill"]), "13700007777")
    assert lines("customers.linkage_block", "10") == [(0, 1)]
    assert lines("customers.linkage_block", "11") == [(0, 0)]


def test_owners_by_shares_along_all_paths(bank):
    """The vectors of DOMAIN §14.22: 60 % of 50 % and 10 % are 40 %; 24.99 % is not enough."""
    holding, plant, shop = (
        make_customer(name, org=bank.orgs["hill"], kind="COMPANY")
        for name in ("华东控股有限公司", "华东制造有限公司", "小店有限公司")
    )
    make_relation(bank.own, holding, kind="SHAREHOLDER", percent="60")
    make_relation(holding, plant, kind="SHAREHOLDER", percent="50")
    make_relation(bank.own, plant, kind="SHAREHOLDER", percent="10")
    make_relation(bank.foreign, plant, kind="SHAREHOLDER", percent="24.99")
    make_relation(bank.foreign, shop, kind="SHAREHOLDER", percent="12")
    # Companies hold each other: what goes round owns nothing anew.
    make_relation(plant, holding, kind="SHAREHOLDER", percent="5")
    owners, companies, changed = lines("customers.beneficial_percent", "24")
    assert (owners, companies, changed) == ((2, 3), (2, 2), (0, 1))
    owners, companies, changed = lines("customers.beneficial_percent_enhanced", "13")
    assert (owners, companies, changed) == ((4, 3), (3, 2), (0, 1))


def test_corrections_that_are_late(bank):
    with whole_bank():
        for back in (3, 12):
            CorrectionRequest.objects.create(
                customer=bank.own,
                field=f"name{back}",
                proposed_token=b"",
                proposed_masked="林**",
                reason="证件更名",
                requested_by=bank.rm.staff_id,
                requested_by_name="陈思远",
                requested_at=NOW - timedelta(days=back),
            )
    # Asked for on Saturday: two workdays later it is due today.
    assert lines("customers.correction_workdays", "1") == [(1, 2)]
    assert lines("customers.correction_workdays", "2") == [(1, 1)]


def test_who_reaches_a_tier_by_the_money_of_a_day(bank):
    make_customer("资金过夜", org=bank.orgs["hill"], aum="700000", aum_month_average="40000.00")
    assert lines("insights.tier_upgrade_basis", "AVERAGE") == [(1, 0)]
