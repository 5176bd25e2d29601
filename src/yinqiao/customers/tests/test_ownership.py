"""受益所有人 on the page of a company: within the scope, against the register, by the rule or more closely; rings of guarantees."""

from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.customers import queries
from yinqiao.customers.choices import RelationKind
from yinqiao.customers.tests.factories import NOW, Bank, act_as, make_customer, make_relation
from yinqiao.platform.errors import NotFound

STAKE, OWNER = RelationKind.SHAREHOLDER, RelationKind.BENEFICIAL_OWNER
FRAGMENT = {"HX-Request": "true"}


@pytest.fixture
def firm(db):
    bank = Bank()
    _people = (bank.rm, bank.compliance)
    own = {"org": bank.orgs["river"], "rm": bank.rm.staff_id}
    for name, kind in (("firm", "COMPANY"), ("holding", "COMPANY"), ("wang", "PERSON"), ("li", "PERSON")):  # fmt: skip
        setattr(bank, name, make_customer({"firm": "恒瑞新材料", "holding": "恒瑞控股", "wang": "王小明", "li": "李芳"}[name], kind=kind, **own))  # fmt: skip
    return bank


def ask(bank, who="rm", **asked):
    return queries.ownership_of(
        actor=act_as(getattr(bank, who)), customer_id=bank.firm.pk, now=NOW, **asked
    )


def told(found):
    return [(row.name, row.share, row.is_registered) for row in found.owners]


def test_shares_through_a_holding_and_directly_are_added_and_held_against_the_register(firm):
    make_relation(firm.wang, firm.holding, kind=STAKE, percent="60")
    make_relation(firm.holding, firm.firm, kind=STAKE, percent="50")
    make_relation(firm.wang, firm.firm, kind=STAKE, percent="10")
    make_relation(firm.li, firm.firm, kind=STAKE, percent="24.99")
    make_relation(firm.li, firm.firm, kind=OWNER)
    found = ask(firm)
    assert told(found) == [("王小明", Decimal("0.4"), False)]
    assert [row.name for row in found.registered_only] == ["李芳"]
    assert found.differs
    assert found.unknown == Decimal("0.1501")
    closer = ask(firm, is_enhanced=True)
    assert told(closer) == [("王小明", Decimal("0.4"), False), ("李芳", Decimal("0.2499"), True)]


def test_without_enough_shares_who_controls_and_then_who_represents_is_told(firm):
    make_relation(firm.li, firm.firm, kind=RelationKind.LEGAL_REPRESENTATIVE)
    assert (ask(firm).basis, told(ask(firm))) == ("management", [("李芳", None, False)])
    make_relation(firm.wang, firm.firm, kind=RelationKind.ACTUAL_CONTROLLER)
    assert (ask(firm).basis, told(ask(firm))) == ("control", [("王小明", None, False)])


def test_before_control_the_rights_to_votes_or_income_are_asked_directly_and_through_others(firm):
    votes, income = RelationKind.VOTING_RIGHTS, RelationKind.INCOME_RIGHTS
    make_relation(firm.li, firm.firm, kind=RelationKind.ACTUAL_CONTROLLER)
    make_relation(firm.wang, firm.firm, kind=STAKE, percent="20")
    assert ask(firm).basis == "control"
    make_relation(firm.wang, firm.firm, kind=votes, percent="24.99")
    assert ask(firm).basis == "control"
    # 50 % of the votes by an agreement, in a company with half of the shares.
    make_relation(firm.holding, firm.firm, kind=STAKE, percent="50")
    make_relation(firm.li, firm.holding, kind=votes, percent="50")
    found = ask(firm)
    assert (found.basis, told(found)) == ("rights", [("李芳", Decimal("0.25"), False)])
    make_relation(firm.wang, firm.firm, kind=income, percent="30")
    assert told(ask(firm)) == [("王小明", Decimal("0.3"), False), ("李芳", Decimal("0.25"), False)]
    # Who has enough shares answers the first question.
    make_relation(firm.wang, firm.holding, kind=STAKE, percent="40")
    assert (ask(firm).basis, told(ask(firm))) == ("shares", [("王小明", Decimal("0.4"), False)])


def test_who_is_in_charge_comes_before_who_signs(firm):
    make_relation(firm.li, firm.firm, kind=RelationKind.LEGAL_REPRESENTATIVE)
    make_relation(firm.holding, firm.firm, kind=RelationKind.MANAGER)
    assert told(ask(firm)) == [("李芳", None, False)]
    make_relation(firm.wang, firm.firm, kind=RelationKind.MANAGER)
    assert (ask(firm).basis, told(ask(firm))) == ("management", [("王小明", None, False)])


def test_companies_that_hold_each_other_and_rings_of_guarantees_are_named(firm):
    make_relation(firm.holding, firm.firm, kind=STAKE, percent="80")
    make_relation(firm.firm, firm.holding, kind=STAKE, percent="30")
    make_relation(firm.firm, firm.holding, kind=RelationKind.GUARANTEE)
    make_relation(firm.holding, firm.firm, kind=RelationKind.GUARANTEE)
    found = ask(firm)
    assert [{step.name for step in ring} for ring in found.rings] == [{"恒瑞新材料", "恒瑞控股"}]
    assert [step.name for step in found.guarantee_ring] == ["恒瑞新材料", "恒瑞控股"]
    assert (found.ring_size, found.is_ring_cut) == (2, False)


def test_holders_outside_of_the_scope_are_no_names_only_a_share_that_is_not_known(firm):
    stranger = make_customer("赵外行", org=firm.orgs["hill"], kind="PERSON")
    make_relation(stranger, firm.firm, kind=STAKE, percent="70")
    make_relation(firm.wang, firm.firm, kind=STAKE, percent="30")
    assert told(ask(firm)) == [("王小明", Decimal("0.3"), False)]
    assert ask(firm).unknown == Decimal("0.7")
    # Compliance reaches the whole bank, with names masked.
    assert told(ask(firm, who="compliance")) == [
        ("赵**", Decimal("0.7"), False),
        ("王**", Decimal("0.3"), False),
    ]
    with pytest.raises(NotFound):
        queries.ownership_of(actor=act_as(firm.rm), customer_id=stranger.pk, now=NOW)


def test_the_panel_asks_few_queries_and_shows_the_paths(firm, client, django_assert_max_num_queries):  # fmt: skip
    make_relation(firm.wang, firm.holding, kind=STAKE, percent="60")
    make_relation(firm.holding, firm.firm, kind=STAKE, percent="50")
    sign_in(client, get_user_model().objects.get(pk=firm.rm.user_id))
    with django_assert_max_num_queries(25):
        page = client.get(reverse("customers:ownership", args=[firm.firm.pk]), headers=FRAGMENT)
    text = page.content.decode()
    assert page.status_code == 200
    assert "恒瑞控股" in text
    assert "30%" in text or "30.00%" in text
    assert 'aria-pressed="true"' in text
