"""Match rules as data: what may be written, what is refused, what is in force."""

from datetime import date

import pytest

from yinqiao.customers.linkage import rules, settings
from yinqiao.customers.linkage.rules import Field, How, Part

DAY = date(2026, 11, 22)


def test_the_rules_of_the_book_in_their_order():
    found = rules.parse_rules(rules.DEFAULT_RULES)
    assert [(rule.key, rule.is_sure, rule.joining) for rule in found] == [
        ("id+name", True, Field.ID),
        ("id+~name", True, Field.ID),
        ("uscc", True, Field.USCC),
        ("passport+birth+name", True, Field.PASSPORT),
        ("?phone+name", False, Field.PHONE),
        ("?address+name", False, Field.ADDRESS),
    ]
    assert found[1].parts == (Part(Field.ID), Part(Field.NAME, How.SIMILAR))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("phone+name", rules.NOT_SURE),
        ("address+name", rules.NOT_SURE),
        ("email+birth+name", rules.NOT_SURE),
        ("id+colour", rules.UNKNOWN_FIELD),
        ("", rules.UNKNOWN_FIELD),
        ("id+id", rules.TWICE),
        ("id+~birth", rules.NOT_SIMILAR),
        ("name+birth", rules.NOTHING_TO_JOIN),
    ],
)
def test_what_is_no_rule(text, fault):
    with pytest.raises(rules.BadRule) as refused:
        rules.parse_rule(text)
    assert refused.value.args[0] == fault
    assert settings.problem_with_rules([text]).startswith(f"{text}: ")


@pytest.mark.parametrize("value", [[], "", None, 7])
def test_without_rules_there_is_no_linkage(value):
    assert settings.problem_with_rules(value)


def test_what_is_shipped_is_fit():
    assert settings.problem_with_rules(list(rules.DEFAULT_RULES)) == ""


def test_likelihood_is_in_the_plan_only_where_it_may_be_used(db):
    off = settings.plan_on(DAY, with_likelihood=False)
    on = settings.plan_on(DAY, with_likelihood=True)
    assert off.likelihood is None
    assert on.likelihood == rules.Likelihood()
    assert off.rules == on.rules == rules.parse_rules(rules.DEFAULT_RULES)
