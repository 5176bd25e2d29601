"""Shares, targets and the order of tasks, without a database."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from yinqiao.customers.choices import QualityDimension
from yinqiao.customers.quality import catalogue, parameters, rules
from yinqiao.customers.quality.rules import Finding


def test_one_fault_among_many_is_never_told_as_everything():
    assert rules.share(checked=1_000_000, failed=1) == Decimal("99.99")
    assert rules.share(checked=3, failed=1) == Decimal("66.66")
    assert rules.share(checked=3, failed=0) == Decimal("100.00")
    assert rules.share(checked=0, failed=0) is None


@given(checked=st.integers(1, 10**7), data=st.data())
def test_a_share_is_whole_only_without_a_fault(checked, data):
    failed = data.draw(st.integers(0, checked))
    found = rules.share(checked=checked, failed=failed)
    assert 0 <= found <= 100
    assert (found == 100) == (failed == 0)


def test_a_target_is_reached_at_the_target_itself():
    assert rules.is_met(Decimal("95.00"), Decimal(95))
    assert not rules.is_met(Decimal("94.99"), Decimal(95))
    assert rules.is_met(None, Decimal(95))


def test_what_the_bank_sets_comes_before_what_was_delivered():
    texts = rules.pairs(["mobile_filled = 97.5", "address_filled=", "nonsense"])
    assert texts == {"mobile_filled": "97.5"}
    assert rules.target_of(texts, "mobile_filled", default=Decimal(95)) == Decimal("97.5")
    assert rules.target_of(texts, "address_filled", default=Decimal(95)) == 95
    assert rules.target_of({"mobile_filled": "x"}, "mobile_filled", default=Decimal(95)) == 95


def test_the_weightiest_customer_comes_first_and_no_more_than_the_bank_shows():
    found = [
        Finding(1, "address_filled", Decimal(10), 4),
        Finding(2, "occupation_filled", Decimal(500), 3),
        Finding(2, "mobile_filled", Decimal(500), 1),
        Finding(3, "mobile_filled", Decimal(0), 1),
    ]
    assert [(item.customer_id, item.rule) for item in rules.chosen(found, most=3)] == [
        (2, "mobile_filled"),
        (2, "occupation_filled"),
        (1, "address_filled"),
    ]


def test_a_parameter_that_names_no_rule_is_refused_with_what_is_right():
    assert parameters.problem_with_targets(["mobile_filled=95"]) == ""
    assert "mobile_filled=95" in parameters.problem_with_targets(["mobile=95"])
    assert parameters.problem_with_targets(["mobile_filled=101"]) != ""
    assert parameters.problem_with_targets(["mobile_filled=many"]) != ""
    assert parameters.problem_with_owners(["mobile_filled=零售金融部"]) == ""
    assert parameters.problem_with_owners(["mobile_filled="]) != ""


def test_every_rule_has_a_target_an_owner_and_a_name_of_its_field():
    assert len(catalogue.BY_KEY) == len(catalogue.RULES)
    assert {rule.dimension for rule in catalogue.RULES} == set(QualityDimension)
    for rule in catalogue.RULES:
        assert 0 < Decimal(rule.target) <= 100
        assert rule.owner
        assert str(catalogue.FIELD_TITLES[rule.field])
        assert not rule.flags or rule.flags in catalogue.FLAGS
    assert set(catalogue.FINDINGS) == {rule.key for rule in catalogue.TASKS}
