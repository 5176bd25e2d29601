"""Every "?" of the key pages leads to words, for whoever sees it; every figure has one (D60)."""

import re

import pytest
from django.urls import reverse

from tests.pages.browsing import FRAGMENT, as_
from yinqiao.analytics.facts import building
from yinqiao.platform.ui import help as helping

KEYS = re.compile(r'data-help="([^"]+)"')
FIGURE = re.compile(r'<div class="c-kpi".*?</dt>|<div(?: title="[^"]*")?><dt>.*?</dt>', re.DOTALL)
OF_CUSTOMER = (
    "customers:detail",
    "customers:edit",
    "customers:profile",
    "insights:head",
    "insights:standing",
    "insights:facts",
    "compliance:summary",
    "compliance:panel",
)
OF_DESK = ("sales:kpis-block", "sales:calls", "sales:team", "customers:access")


def shown(actor, name, *args, query="", headers=None):
    answer = as_(actor).get(reverse(name, args=args) + query, headers=headers or {})
    assert answer.status_code == 200, name
    return answer.content.decode()


def resolve(actor, keys):
    """Return the keys that lead to no words for this person."""
    empty = []
    for key in keys:
        found = helping.entry(key, actor=actor)
        if not (found.title and (found.meaning or found.formula)):
            empty.append(key)
    return empty


@pytest.mark.parametrize("who", ["rm", "head"])
def test_every_question_mark_of_the_key_pages_has_an_answer(full, who):
    actor, keys = getattr(full, who), set()
    for name in OF_CUSTOMER:
        keys |= set(KEYS.findall(shown(actor, name, full.own.pk)))
    for name in ("interactions:follow-up", "interactions:task-new"):
        keys |= set(KEYS.findall(shown(actor, name, query=f"?customer={full.own.pk}")))
    for name in OF_DESK if who == "head" else OF_DESK[:2]:
        keys |= set(KEYS.findall(shown(actor, name)))
    assert len(keys) > 30
    facts = {key.removeprefix("fact.") for key in keys if key.startswith("fact.")}
    assert facts <= {fact.key for fact in building.definitions()}
    assert resolve(actor, keys) == []


def test_every_question_mark_of_the_stewards_board_has_an_answer(bank):
    pages = [shown(bank.steward, name) for name in ("imports:board", "imports:upload")]
    keys = {key for page in pages for key in KEYS.findall(page)}
    assert {"import.arrived", "import.difference", "import.profile", "import.on"} <= keys
    assert resolve(bank.steward, keys) == []


def test_every_question_mark_of_the_counter_has_an_answer(bank):
    found = as_(bank.teller).post(reverse("customers:find"), {"number": "13800001234"})
    steps = re.findall(r'hx-get="(/[a-z]+/counter/[^"]+)"', found.content.decode())
    pages = [as_(bank.teller).get(url, headers=FRAGMENT).content.decode() for url in steps]
    keys = {key for page in [found.content.decode(), *pages] for key in KEYS.findall(page)}
    assert {"find.number", "counter.checks", "counter-referral.need"} <= keys
    assert resolve(bank.teller, keys) == []


def test_every_figure_of_the_head_and_the_month_has_its_question_mark(full):
    pages = [
        shown(full.rm, "customers:detail", full.own.pk),
        shown(full.rm, "insights:head", full.own.pk, headers=FRAGMENT),
        shown(full.rm, "sales:kpis-block", headers=FRAGMENT),
    ]
    figures = [figure for page in pages for figure in FIGURE.findall(page)]
    assert len(figures) >= 12
    assert [figure for figure in figures if "data-help=" not in figure] == []


def test_a_mark_opens_its_entry_in_a_fragment_with_its_title(full):
    page = shown(full.rm, "ui:help-entry", "kpi.aum", headers=FRAGMENT)
    assert 'id="help-title"' in page
    assert "月日均" in page
    assert as_(full.rm).get(reverse("ui:help-entry", args=["trigger.condition"])).status_code == 404
