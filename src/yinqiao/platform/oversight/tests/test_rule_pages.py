"""The rule book as pages: found by number, words and parameter, narrowed by chapter, one rule, all to print; who may read what."""

import pytest
from django.test import Client

from yinqiao.platform import registry, rule_book
from yinqiao.platform.oversight.tests.test_parameter_pages import text
from yinqiao.platform.parameters import policies
from yinqiao.platform.registry import ParameterDefinition
from yinqiao.platform.rule_book import Chapter, Rule
from yinqiao.platform.ui.tests.people import SignedInAs, make_actor

KEY = "test.rule_limit"
FEW = "tests.read_secret_rule"


@pytest.fixture
def reader(site: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Somebody who reads a book of three rules and a living one."""
    registry.parameters.add(
        KEY, ParameterDefinition(KEY, "A limit of a rule", 5, "tries", "GB/T 22239", "信息安全部")
    )
    monkeypatch.setattr(rule_book, "rules", registry.Registry("rule book"))
    monkeypatch.setattr(rule_book, "living", registry.Registry("rules that are data"))
    rule_book.add(
        _rule("G90", Chapter.GATE, "Wait a while", "Nobody is rung twice.", parameters=(KEY,)),
        _rule("K90", Chapter.CLOCKS, "Answer in time", "Within workdays.", owner="运营管理部"),
        _rule("W90", Chapter.SCREENING, "Not for all", "Read by few.", permission=FEW),
    )
    rule_book.living.add(
        "test", lambda _actor, _on: [_rule("LIVING", Chapter.TRIGGERS, "到期", "days ≤ 15")]
    )
    SignedInAs.actor = make_actor(policies.VIEW_RULES)
    return site


def _rule(number: str, chapter: Chapter, title: str, said: str, **more: object) -> Rule:
    given: dict[str, object] = {
        "source": "本行制度",
        "owner": "信息安全部",
        "tests": ("tests/x.py",),
    }
    return Rule(number, chapter, title, said, **{**given, **more})  # type: ignore[arg-type]


def shown(page: str) -> list[str]:
    return [
        number for number in ("G90", "K90", "LIVING", "W90") if f'href="/rules/{number}/"' in page
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["G90", "K90", "LIVING"]),
        ("q=g90", ["G90"]),
        ("q=rung+nobody", ["G90"]),
        (f"q={KEY}", ["G90"]),
        ("q=到期", ["LIVING"]),
        ("chapter=CLOCKS", ["K90"]),
        ("owner=运营管理部", ["K90"]),
        ("q=nothing+like+it", []),
    ],
)
def test_rules_are_found_by_number_words_parameter_chapter_and_owner(
    reader: Client, db: None, query: str, found: list[str]
) -> None:
    assert shown(text(reader, f"/rules/?{query}")) == found


def test_a_rule_shows_its_numbers_source_and_tests(reader: Client, db: None) -> None:
    page = text(reader, "/rules/G90/")
    for part in ("Nobody is rung twice.", "5 tries", "本行制度", "tests/x.py", "no trial yet"):
        assert part in page
    assert f'href="/parameters/{KEY}/"' not in page

    SignedInAs.actor = make_actor(policies.VIEW_RULES, policies.VIEW)
    assert f'href="/parameters/{KEY}/"' in text(reader, "/rules/G90/")
    assert 'href="/rules/G90/"' in text(reader, f"/parameters/{KEY}/")


def test_what_few_may_read_is_not_there_for_others(reader: Client, db: None) -> None:
    assert reader.get("/rules/W90/").status_code == 404
    assert "Not for all" not in text(reader, "/rules/print/")

    SignedInAs.actor = make_actor(policies.VIEW_RULES, FEW)
    assert "Read by few." in text(reader, "/rules/W90/")


def test_the_book_is_printed_as_it_is_narrowed(reader: Client, db: None) -> None:
    page = text(reader, "/rules/print/?chapter=GATE")
    assert "Wait a while" in page
    assert "A limit of a rule · 5 tries" in page
    assert "Answer in time" not in page
    assert "data-print" in page


@pytest.mark.parametrize("address", ["/rules/", "/rules/G90/", "/rules/print/"])
def test_others_are_refused(manager: Client, db: None, address: str) -> None:
    assert manager.get(address).status_code == 403
