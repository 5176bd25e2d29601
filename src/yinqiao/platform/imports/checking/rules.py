"""The rules of one table as expressions: each gives a code for a row that breaks it and null for one that does not."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass

import polars as pl

from yinqiao.platform.imports import checks, reasons
from yinqiao.platform.imports.checking.findings import Finding
from yinqiao.platform.imports.checking.plan import CheckPlan
from yinqiao.platform.imports.checking.values import Conversion
from yinqiao.platform.imports.profile.shapes import Check, Column, Condition, Derived

Texts = Mapping[str, str | None]
# What to say: given the code found, the texts of the row and the conversions.
Say = Callable[[str, Texts, Mapping[str, Conversion]], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `problem` is a String expression over the typed frame; `shown` is the file's column named in the finding."""

    name: str
    problem: pl.Expr
    shown: str
    say: Say
    is_error: bool = True
    column: Column | None = None
    is_conversion: bool = False

    def finding(self, code: str, texts: Texts, conversions: Mapping[str, Conversion]) -> Finding:
        """Put the breach of this rule by one row into words."""
        return Finding(self.shown, *self.say(code, texts, conversions))


def given(column: Column) -> str:
    """Return the name of the flag that tells whether the file gave `column` a text."""
    return f"?{column.name}"


def given_source(name: str) -> str:
    """Return the name of the flag that tells whether the source of a derived column had a text."""
    return f"?<{name}"


def watched_sources(plan: CheckPlan) -> list[str]:
    """Return the columns whose absence explains the absence of a derived one."""
    return list(
        dict.fromkeys(column.sources[0] for column in plan.loaded if isinstance(column, Derived))
    )


def table_rules(plan: CheckPlan) -> list[Rule]:
    """Return the rules of a table, in the order in which findings are told."""
    found: list[Rule] = []
    for position, column in enumerate(plan.loaded):
        found += _column_rules(plan, column, position)
    if plan.has_operation:
        problem = _code(pl.col("_op").is_null(), reasons.NOT_OPERATION.code)
        found.append(Rule("!operation", problem, "operation", _say(reasons.NOT_OPERATION)))
    found += [
        _check_rule(plan, check, position) for position, check in enumerate(plan.table.checks)
    ]
    found += _reference_rules(plan)
    return found


def _code(is_broken: pl.Expr, code: str) -> pl.Expr:
    return pl.when(is_broken).then(pl.lit(code))


def _say(reason: reasons.Reason, **fields: object) -> Say:
    sentence = (reason.code, reason.text(**fields))
    return lambda _code, _texts, _conversions: sentence


def _column_rules(plan: CheckPlan, column: Column, position: int) -> list[Rule]:
    target = str(column.target)
    shown = column.sources[0] if isinstance(column, Derived) else column.name
    has_text = pl.col(given(column))
    found = []
    if column.type != "text":
        problem = _code(has_text & pl.col(target).is_null(), "TYPE")
        found.append(
            Rule(
                f"!type{position}",
                problem,
                shown,
                _say_conversion(column),
                column=column,
                is_conversion=True,
            )
        )
    if plan.is_required(column):
        found.append(_required_rule(column, position, shown=shown, has_text=has_text))
    elif isinstance(column, Derived) and column.default is None:
        problem = _code(
            ~has_text & pl.col(given_source(column.sources[0])), reasons.NOT_DERIVED.code
        )
        found.append(Rule(f"!derived{position}", problem, shown, _say_missing(column)))
    if column.max is not None and column.type == "text":
        problem = _code(
            pl.col(target).str.len_chars() > column.max, reasons.TOO_MANY_CHARACTERS.code
        )
        found.append(
            Rule(
                f"!max{position}",
                problem,
                shown,
                _say(reasons.TOO_MANY_CHARACTERS, limit=column.max),
            )
        )
    if column.type == "text" and (column.check or target in plan.table.key):
        problem = _code(
            pl.col(target).str.contains(r"^\d(\.\d+)?[Ee]\+\d{1,2}$"), reasons.SCIENTIFIC.code
        )
        found.append(Rule(f"!scientific{position}", problem, shown, _say(reasons.SCIENTIFIC)))
    if column.check is not None:
        problem = _when(
            plan, checks.CHECKS[column.check].build([target], plan.on, plan.ages), column.when
        )
        found.append(Rule(f"!check{position}", problem, shown, _say_check([column], plan.ages)))
    return found


def _required_rule(column: Column, position: int, *, shown: str, has_text: pl.Expr) -> Rule:
    problem = _code(~has_text, reasons.REQUIRED.code)
    say = (
        _say_missing(column)
        if isinstance(column, Derived) or column.lookup or column.template
        else _say(reasons.REQUIRED)
    )
    return Rule(f"!required{position}", problem, shown, say)


def _say_conversion(column: Column) -> Say:
    def say(_code: str, texts: Texts, conversions: Mapping[str, Conversion]) -> tuple[str, str]:
        return conversions[column.name].describe(texts.get(column.name) or "")

    return say


def _say_missing(column: Column) -> Say:
    source = column.sources[0] if isinstance(column, Derived) else column.name

    def say(_code: str, texts: Texts, _conversions: Mapping[str, Conversion]) -> tuple[str, str]:
        if isinstance(column, Derived) and texts.get(source) is None:
            return reasons.REQUIRED.code, reasons.REQUIRED.text()
        if column.lookup is not None:
            return reasons.LOOKUP_MISSING.code, reasons.LOOKUP_MISSING.text(table=column.lookup)
        return reasons.NOT_DERIVED.code, reasons.NOT_DERIVED.text(source=source)

    return say


def _say_check(columns: list[Column], ages: checks.AgeLimits) -> Say:
    name = columns[0].name if len(columns) == 1 else None

    def say(code: str, texts: Texts, _conversions: Mapping[str, Conversion]) -> tuple[str, str]:
        return code, checks.describe(code, texts.get(name) if name else None, **asdict(ages))

    return say


def _check_rule(plan: CheckPlan, check: Check, position: int) -> Rule:
    columns = [column for name in check.columns for column in plan.loaded if column.target == name]
    problem = _when(
        plan, checks.CHECKS[check.rule].build(check.columns, plan.on, plan.ages), check.when
    )
    shown = columns[0].name if columns else check.columns[0]
    return Rule(
        f"!rule{position}",
        problem,
        shown,
        _say_check(columns, plan.ages),
        is_error=check.level == "error",
    )


def _when(plan: CheckPlan, problem: pl.Expr, condition: Condition) -> pl.Expr:
    """Limit a rule to rows where other columns have given values (after mapping)."""
    targets = {column.name: str(column.target) for column in plan.loaded}
    for name, wanted in condition.items():
        allowed = [wanted] if isinstance(wanted, str) else wanted
        problem = pl.when(pl.col(targets.get(name, name)).cast(pl.String).is_in(allowed)).then(
            problem
        )
    return problem


def _reference_rules(plan: CheckPlan) -> list[Rule]:
    found = []
    for position, reference in enumerate(plan.table.references):
        known = plan.references[reference.to]
        value = pl.col(reference.column)
        problem = _code(
            value.is_not_null() & ~value.map_batches(known.keys.has, return_dtype=pl.Boolean),
            reasons.REFERENCE_MISSING.code,
        )
        shown = next(
            (column.name for column in plan.loaded if column.target == reference.column),
            reference.column,
        )
        found.append(
            Rule(
                f"!reference{position}",
                problem,
                shown,
                _say(reasons.REFERENCE_MISSING, title=known.title),
            )
        )
    return found
