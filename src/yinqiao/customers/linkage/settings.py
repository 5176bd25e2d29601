"""The bank's match rules and the settings of the probabilistic ones: parameters with source and owner."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.customers.linkage import rules
from yinqiao.customers.linkage.rules import BadRule, Likelihood, Plan
from yinqiao.platform.parameters import queries as values
from yinqiao.platform.registry import DATA_VALUE, ParameterDefinition

RULES: Final = "customers.match_rules"
THRESHOLD: Final = "customers.linkage_threshold"
BLOCK: Final = "customers.linkage_block"

_SOURCE: Final = "本行制度：客户统一识别（ECIF）"
_OWNER: Final = "数据管理部"
_PERCENT: Final = 100
_NORMAL: Final = Likelihood()


def problem_with_rules(value: object) -> str:
    """Return why `value` is no list of match rules, or nothing."""
    texts = [str(item) for item in value] if isinstance(value, Sequence) else []
    if not texts:
        return _("At least one rule.")
    for text in texts:
        try:
            rules.parse_rule(text)
        except BadRule as error:
            return f"{text}: {_words(error)}"
    return ""


def _words(error: BadRule) -> str:
    fields = ", ".join(rules.Field)
    return {
        rules.UNKNOWN_FIELD: _("a part is no field; known: %(fields)s.") % {"fields": fields},
        rules.TWICE: _("each field once only."),
        rules.NOT_SIMILAR: _("only name and company can be similar (~)."),
        rules.NOTHING_TO_JOIN: _("a number or the address must be among the parts."),
        rules.NOT_SURE: _(
            "without a certificate number or credit code it is a hint: write a question mark in front."
        ),
    }[str(error.args[0])]


PARAMETERS: Final = (
    ParameterDefinition(
        RULES,
        "Match rules: what makes two records one customer",
        list(rules.DEFAULT_RULES),
        "rule",
        _SOURCE,
        _OWNER,
        approval=DATA_VALUE,
        description="Fields with + between; ~ before name or company: similar is enough; ? in front: a hint only.",
        check=problem_with_rules,
    ),
    ParameterDefinition(
        THRESHOLD,
        "Probability from which two records are suggested as one customer",
        80,
        "percent",
        _SOURCE,
        _OWNER,
        least=50,
        most=99,
        approval=DATA_VALUE,
    ),
    ParameterDefinition(
        BLOCK,
        "How many records may share a value that is used to find duplicates",
        _NORMAL.largest_block,
        "records",
        _SOURCE,
        _OWNER,
        least=10,
        most=1_000,
    ),
)


def shipped_plan() -> Plan:
    """Return the rules and settings as they are shipped, for trials without a bank."""
    return Plan(rules.parse_rules(rules.DEFAULT_RULES), _NORMAL)


def plan_on(day: date, *, with_likelihood: bool) -> Plan:
    """Return what the bank has set on `day`; the probabilistic rules only where they may be used."""
    texts = values.value(RULES, on=day)
    likelihood = Likelihood(
        threshold=values.integer(THRESHOLD, on=day) / _PERCENT,
        largest_block=values.integer(BLOCK, on=day),
    )
    listed = [str(text) for text in texts] if isinstance(texts, Sequence) else []
    return Plan(rules.parse_rules(listed), likelihood if with_likelihood else None)


def digest(plan: Plan) -> str:
    """Return the SHA-256 of a plan, as an evaluation names the settings that it judged."""
    return hashlib.sha256(json.dumps(asdict(plan), sort_keys=True).encode()).hexdigest()
