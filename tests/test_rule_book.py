"""The rule book is whole: every number belongs to a rule or is named technical, every test named is there, every text is in Chinese too."""

import re
from pathlib import Path

import pytest
from django.utils.translation import override

from yinqiao.platform import registry, rule_book

ROOT = Path(__file__).resolve().parent.parent
RULES = list(rule_book.rules.values())
CHINESE = re.compile(r"[\u4e00-\u9fff]")
# Registered by tests.
OF_TESTS = ("test.", "tests.")


def keys():
    return {key for key, _ in registry.parameters.items() if not key.startswith(OF_TESTS)}


def technical():
    return {key for key, _ in rule_book.technical.items()}


def test_every_parameter_belongs_to_a_rule_or_is_technical_and_none_is_both():
    named = {key for rule in RULES for key in rule.parameters}
    assert keys() - named - technical() == set()
    assert named & technical() == set()
    assert (named | technical()) - keys() == set()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.number)
def test_a_rule_says_where_it_comes_from_and_which_tests_show_it(rule):
    assert re.fullmatch(r"[A-Z]\d\d", rule.number)
    assert CHINESE.search(rule.source) or "GB/T" in rule.source or "JR/T" in rule.source
    assert CHINESE.search(rule.owner)
    assert rule.tests
    for name in rule.tests:
        text = (ROOT / name).read_text("utf-8")
        assert re.search(r"^def test_\w+\(", text, re.MULTILINE), name


def test_every_rule_is_written_in_both_languages():
    with override("zh-hans"):
        chinese = [(rule.number, str(rule.title), str(rule.text)) for rule in RULES]
    with override("en"):
        english = [(rule.number, str(rule.title), str(rule.text)) for rule in RULES]
    assert [row for row in chinese if not all(map(CHINESE.search, row[1:]))] == []
    assert [row for row in english if any(map(CHINESE.search, row[1:]))] == []


def test_each_chapter_has_rules_and_numbers_follow_one_another():
    assert {rule.chapter for rule in RULES} == set(rule_book.Chapter) - {"TRIGGERS"}
    gate = sorted(rule.number for rule in RULES if rule.number.startswith("G"))
    assert gate == [f"G{number:02}" for number in range(1, 23)]
