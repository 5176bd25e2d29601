"""Conditions and sentences: checked with exact messages, told in words, the same column-wise as row by row."""

from datetime import date
from decimal import Decimal

import polars as pl
import pytest
from django.utils import translation
from hypothesis import example, given, settings
from hypothesis import strategies as st

from yinqiao.insights import conditions, parameters, rules, sentences
from yinqiao.insights.builtin_scripts import SCRIPTS
from yinqiao.insights.builtin_triggers import BUILT_IN
from yinqiao.insights.choices import FactUnit
from yinqiao.insights.models import CustomerFacts
from yinqiao.platform import registry
from yinqiao.platform.i18n import formats

UNITS = {
    "aum": FactUnit.YUAN,
    "aum_drop": FactUnit.SHARE,
    "days": FactUnit.DAYS,
    "is_inactive": FactUnit.FLAG,
    "until": FactUnit.DATE,
    "tier_now": FactUnit.CODE,
}
TITLES = {"aum": "AUM", "aum_drop": "AUM 下降幅度", "is_inactive": "三个月无交易", "days": "天数"}
SCALED = {"fact": "aum", "op": ">=", "value": 500, "by_tier": {"MASS": 100}}


def fits(condition, *rows):
    frame = pl.DataFrame(
        rows,
        schema={
            "aum": pl.Decimal(20, 2),
            "aum_drop": pl.Float64,
            "days": pl.Int64,
            "is_inactive": pl.Boolean,
            "until": pl.Date,
            "tier_now": pl.String,
        },
        orient="row",
    )
    return frame.select(conditions.expression(condition, UNITS)).to_series().to_list()


def row(aum="0", drop=0.0, days=0, *, inactive=False, until=None, tier="MASS"):
    return (None if aum is None else Decimal(aum), drop, days, inactive, until, tier)


@pytest.mark.parametrize(("op", "expected"), [(">=", [False, True, True]), (">", [False, False, True]), ("<=", [True, True, False]), ("<", [True, False, False]), ("=", [False, True, False]), ("!=", [True, False, True])])  # fmt: skip
def test_comparisons(op, expected):
    condition = {"fact": "aum", "op": op, "value": 100}
    assert fits(condition, row("99.99"), row("100.00"), row("100.01")) == expected


def test_a_value_of_its_own_for_a_tier():
    assert fits(SCALED, row("100"), row("100", tier="WEALTH"), row("500", tier="WEALTH")) == [True, False, True]  # fmt: skip
    only = {"fact": "aum", "op": ">=", "by_tier": {"MASS": 100}}
    assert fits(only, row("100"), row("9999", tier="WEALTH")) == [True, False]


def test_what_is_not_known_fits_neither_a_condition_nor_its_opposite():
    condition = {"fact": "aum", "op": ">=", "value": 0}
    assert fits(condition, row(None)) == [False]
    assert fits({"not": condition}, row(None)) == [False]


def test_all_any_not_flags_and_days():
    condition = {
        "all": [
            {"any": [{"fact": "is_inactive", "op": "=", "value": True}, {"fact": "days", "op": ">", "value": 5}]},
            {"not": {"fact": "until", "op": "<", "value": "2026-11-22"}},
        ]
    }  # fmt: skip
    later, earlier = date(2026, 11, 22), date(2026, 11, 21)
    rows = [row(inactive=True, until=later), row(days=6, until=later), row(until=later), row(days=6, until=earlier)]  # fmt: skip
    assert fits(condition, *rows) == [True, True, False, False]


@given(st.lists(st.tuples(st.integers(0, 10), st.integers(0, 10)), min_size=1), st.integers(0, 10), st.integers(0, 10))  # fmt: skip
def test_column_wise_is_row_by_row(pairs, least, most):
    first = {"fact": "aum", "op": ">=", "value": least}
    second = {"fact": "days", "op": "<=", "value": most}
    rows = [row(str(aum), days=days) for aum, days in pairs]
    both = [aum >= least and days <= most for aum, days in pairs]
    either = [aum >= least or days <= most for aum, days in pairs]
    assert fits({"all": [first, second]}, *rows) == both
    assert fits({"any": [first, second]}, *rows) == either
    assert fits({"not": {"all": [first, second]}}, *rows) == [not hit for hit in both]


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ({}, "condition: a comparison, all, any or not is expected, at most five levels deep."),
        ({"all": []}, "condition: all needs a list of conditions."),
        ({"fact": "aum", "op": "~", "value": 1}, "condition: ~ is none of >= > <= < = !=."),
        ({"fact": "money", "op": "=", "value": 1}, "condition: there is no figure money."),
        ({"all": [{"fact": "aum", "op": ">=", "value": "viel"}]}, "all[0]: viel is no value of aum."),
        ({"any": [{"not": {"fact": "aum", "op": ">="}}]}, "any[0]not: a value is lacking."),
        ({"fact": "aum", "op": ">=", "value": 1, "by_tier": {"MASS": True}}, "condition: True is no value of aum."),
        ({"fact": "is_inactive", "op": "=", "value": 1}, "condition: 1 is no value of is_inactive."),
        ({"fact": "until", "op": "<", "value": "2026-02-30"}, "condition: 2026-02-30 is no value of until."),
        ({"fact": "aum", "op": ">=", "value": 1, "when": 2}, "condition: unknown: when."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(condition, told):
    with translation.override("en"):
        assert conditions.problems(condition, UNITS) == [told]


def test_in_words():
    condition = {"all": [SCALED, {"any": [{"fact": "is_inactive", "op": "=", "value": True}, {"fact": "aum_drop", "op": "<", "value": 0.2}]}]}  # fmt: skip
    with translation.override("zh-hans"):
        assert conditions.words(condition, TITLES) == "AUM ≥ MASS 100，其余 500 且 （三个月无交易 或 AUM 下降幅度 < 0.2）"  # fmt: skip


def test_a_sentence_is_filled_in_with_figures_as_pages_write_them():
    frame = pl.DataFrame(
        {
            "aum": [Decimal("9999.5"), Decimal(123_456), Decimal(-250_000_000), None],
            "aum_drop": [0.2561] * 4,
            "until": [date(2026, 12, 7)] * 4,
            "days": [15] * 4,
        }
    )
    template = "资产 {aum}，下降 {aum_drop}，{until} 到期，还有 {days} 天"
    found = frame.select(sentences.filled(template, UNITS)).to_series().to_list()
    end = "，下降 25.6%，2026-12-07 到期，还有 15 天"
    assert found == [f"资产 {text}{end}" for text in ("9,999.50 元", "12.3 万", "−2.50 亿", "—")]
    assert sentences.problems("{aum} {money}", UNITS)
    assert sentences.problems("{aum", UNITS)


AT_BOUNDS = ("0", "9999.99", "10000", "43864000.00", "99999499.99", "99999500", "9999499999.99", "9999500000")  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.decimals(min_value=-20_000_000_000, max_value=20_000_000_000, places=2)))
@example([Decimal(text) for text in AT_BOUNDS])
def test_money_is_written_in_one_way_everywhere(amounts):
    frame = pl.DataFrame({"aum": amounts}, schema={"aum": pl.Decimal(20, 2)})
    found = frame.select(sentences.filled("{aum}", UNITS)).to_series().to_list()
    assert found == [formats.money(amount, language="zh-hans") for amount in amounts]


def test_every_built_in_trigger_can_be_used():
    kinds = {"DecimalField": FactUnit.YUAN, "DateField": FactUnit.DATE, "BooleanField": FactUnit.FLAG, "CharField": FactUnit.CODE}  # fmt: skip
    columns = CustomerFacts._meta.concrete_fields
    units = {field.name: kinds.get(type(field).__name__, FactUnit.COUNT) for field in columns}
    known = {**units, **conditions.RUN_UNITS, **conditions.OBJECT_UNITS}
    for item in BUILT_IN:
        assert conditions.problems(item.condition, known) == [], item.code
        assert sentences.problems(item.reason, known) == [], item.code
        assert {item.object_fact, item.amount_fact, item.happens_fact} - {""} <= set(known)
        assert 1 <= item.priority <= 5
    assert len({item.code for item in BUILT_IN}) == len(BUILT_IN) >= 29


def test_a_clause_without_its_figure_says_what_the_place_says():
    template = (
        "近三个月无主动交易，距上次交易 {days_since_transaction:无交易记录} 天，日终资产 {aum}"
    )
    units = {**UNITS, "days_since_transaction": FactUnit.DAYS}
    frame = pl.DataFrame({"days_since_transaction": [120, None], "aum": [Decimal(80_000), None]}, schema={"days_since_transaction": pl.Int64, "aum": pl.Decimal(20, 2)})  # fmt: skip
    assert frame.select(sentences.filled(template, units)).to_series().to_list() == [
        "近三个月无主动交易，距上次交易 120 天，日终资产 8.0 万",
        "近三个月无主动交易，无交易记录，日终资产 —",
    ]
    assert sentences.told(template, {"aum": "[AUM]"}).endswith(
        "距上次交易 [days_since_transaction] 天，日终资产 [AUM]"
    )
    assert sentences.problems("{aum:{tier}}", UNITS)
    assert sentences.problems("{aum:无，无}", UNITS)


def test_the_scripts_of_the_product_promise_nothing_and_name_what_their_rule_knows():
    phrases = registry.parameters.get(parameters.FORBIDDEN).value
    assert isinstance(phrases, list)
    by_code = {item.code: item for item in BUILT_IN}
    assert set(SCRIPTS) == set(by_code)
    for code, script in SCRIPTS.items():
        assert rules.phrases_in(script, phrases) == [], code
        assert len(script) <= 300, code
        known = conditions.facts_used(by_code[code].condition) | {
            *sentences.places(by_code[code].reason)
        }
        assert set(sentences.places(script)) <= known, code


def test_no_built_in_rule_says_what_is_not_to_be_said():
    phrases = registry.parameters.get(parameters.FORBIDDEN).value
    assert {"稳健", "保本"} <= set(phrases)
    for item in BUILT_IN:
        for text in (item.title, item.reason, item.suggestion, item.script):
            assert rules.phrases_in(text, phrases) == [], item.code


def test_a_forbidden_phrase_is_found_however_it_is_spaced():
    assert rules.phrases_in("这款产品保 本、零－风险", ["保本", "零风险", "刚兑"]) == [
        "保本",
        "零风险",
    ]
    assert rules.phrases_in("产品有风险", ["无风险", "  "]) == []
