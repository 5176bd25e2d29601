"""Checks one table, chunk after chunk, column-wise. Only rows with a finding are ever looked at one by one."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import polars as pl

from yinqiao.platform.imports import reasons
from yinqiao.platform.imports.checking import rules, values
from yinqiao.platform.imports.checking.duplicates import SeenKeys, first_lines, key_digests
from yinqiao.platform.imports.checking.findings import Checked, Finding, FoundRow, unreadable
from yinqiao.platform.imports.checking.plan import CheckPlan, constant
from yinqiao.platform.imports.checking.rules import Rule
from yinqiao.platform.imports.decoding.chunks import LINE, RawChunk
from yinqiao.platform.imports.profile.validation import OPERATION

_OPERATIONS = ["I", "U", "D"]
OP = "_op"
SUM = "_sum"


@dataclass(slots=True)
class Checker:
    """The checks of one table; remembers the keys it has let through."""

    plan: CheckPlan
    _conversions: dict[str, values.Conversion] = field(default_factory=dict)
    _rules: list[Rule] = field(default_factory=list)
    _seen: SeenKeys = field(default_factory=SeenKeys)

    def __post_init__(self) -> None:
        plan = self.plan
        for column in plan.columns:
            codes = plan.codes.get(column.map or "", {})
            self._conversions[column.name] = values.conversion(column, codes)
        self._rules = rules.table_rules(plan)

    def check(self, chunk: RawChunk) -> Checked:
        """Return the good rows of `chunk` and what is wrong with the others."""
        rejected = [unreadable(bad) for bad in chunk.bad]
        texts = self._texts(chunk.frame)
        typed = self._typed(texts)
        marked = typed.with_columns(rule.problem.alias(rule.name) for rule in self._rules)
        is_bad = _any_of(rule.name for rule in self._rules if rule.is_error)
        findings = marked.filter(_any_of(rule.name for rule in self._rules))
        good = (marked.filter(~is_bad) if findings.height else marked).select(typed.columns)
        bad = marked.filter(is_bad).select(typed.columns) if findings.height else good.clear()
        good, repeated, folded = self._without_repeated(good)
        found = _Finder(self.plan, self._conversions, self._rules, chunk.frame, texts)
        errors, warnings = found.rows(findings)
        rejected += errors + found.repeated(repeated)
        rejected.sort(key=lambda row: row.line)
        sums = typed.select(LINE, SUM) if SUM in typed.columns else typed.select(LINE).clear()
        return Checked(
            good=good,
            raw=chunk.frame,
            sums=sums,
            held=bad.select(good.columns),
            rejected=rejected,
            warnings=warnings,
            folded=folded,
        )

    def _texts(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return the trimmed texts of every column, derived ones included."""
        plan = self.plan
        given = [column for column in plan.columns if column.name in frame.columns]
        texts = frame.select(LINE).hstack(values.trimmed(frame, given))
        texts = values.narrowed(texts, [column for column in given if values.takes_narrow(column)])
        for derivation in plan.derivations:
            texts = derivation.apply(texts)
        return texts

    def _typed(self, texts: pl.DataFrame) -> pl.DataFrame:
        """Return the target's columns with their types, ``_line``, ``_op`` and the sum's column; null where a text has no value."""
        plan = self.plan
        columns: list[pl.Expr] = [pl.col(LINE)]
        columns += [
            self._conversions[column.name].value.alias(str(column.target)) for column in plan.loaded
        ]
        columns += [
            constant(value, plan.targets[name].kind).alias(name)
            for name, value in plan.table.constants.items()
        ]
        operation = pl.col(OPERATION).str.to_uppercase() if plan.has_operation else pl.lit("U")
        columns.append(pl.when(operation.is_in(_OPERATIONS)).then(operation).alias(OP))
        if plan.summed is not None:
            columns.append(self._conversions[plan.summed.name].value.alias(SUM))
        # The rules ask whether a text was given at all; target and file may use one name for different columns.
        columns += [
            pl.col(column.name).is_not_null().alias(rules.given(column)) for column in plan.loaded
        ]
        columns += [
            pl.col(name).is_not_null().alias(rules.given_source(name))
            for name in rules.watched_sources(plan)
        ]
        return texts.select(columns)

    def _without_repeated(self, good: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame, list[int]]:
        """Split off rows whose key was let through before; return (good, repeated, folded)."""
        plan = self.plan
        helpers = [name for name in good.columns if name.startswith("?")]
        good = good.drop(helpers)
        if good.is_empty():
            return good, good, []
        digests = key_digests(good, plan.table.key)
        is_repeated = (
            pl.Series(self._seen.repeated(digests))
            | ~good.select(pl.struct(plan.table.key).is_first_distinct()).to_series()
        )
        if not is_repeated.any():
            self._seen.add(digests)
            return good, good.clear(), []
        kept = good.filter(~is_repeated)
        self._seen.add(digests[~is_repeated.to_numpy()])
        if plan.table.distinct:
            return kept, good.clear(), good.filter(is_repeated).get_column(LINE).to_list()
        repeated = good.with_columns(_first=first_lines(good, plan.table.key)).filter(is_repeated)
        return kept, repeated, []


@dataclass(frozen=True, slots=True)
class _Finder:
    """Puts findings into words, for the few rows that have any."""

    plan: CheckPlan
    conversions: dict[str, values.Conversion]
    rules: list[Rule]
    raw: pl.DataFrame
    texts: pl.DataFrame

    def rows(self, findings: pl.DataFrame) -> tuple[list[FoundRow], list[FoundRow]]:
        """Return the rejected rows, and the rows that go in with a warning."""
        errors: list[FoundRow] = []
        warnings: list[FoundRow] = []
        if findings.is_empty():
            return errors, warnings
        lines = findings.get_column(LINE)
        raws, texts = self._by_line(self.raw, lines), self._by_line(self.texts, lines)
        for marks in findings.select(LINE, *[rule.name for rule in self.rules]).iter_rows(
            named=True
        ):
            line = marks[LINE]
            hit = [rule for rule in self.rules if marks[rule.name] is not None]
            is_rejected = any(rule.is_error for rule in hit)
            told = [rule for rule in hit if rule.is_error or not is_rejected]
            told_of = tuple(
                rule.finding(marks[rule.name], texts[line], self.conversions) for rule in told
            )
            found = FoundRow(line, told_of, raws[line], self._unmapped(hit, texts[line]))
            (errors if is_rejected else warnings).append(found)
        return errors, warnings

    def repeated(self, rows: pl.DataFrame) -> list[FoundRow]:
        """Return the rows whose key came before, with the line of the first if it is in this chunk."""
        if rows.is_empty():
            return []
        raws = self._by_line(self.raw, rows.get_column(LINE))
        column = self.plan.table.key[0]
        found = []
        for line, first in rows.select(LINE, "_first").iter_rows():
            message = (
                reasons.DUPLICATE_KEY.text()
                if first == line
                else reasons.DUPLICATE_KEY_LINE.text(line=first)
            )
            found.append(
                FoundRow(line, (Finding(column, reasons.DUPLICATE_KEY.code, message),), raws[line])
            )
        return found

    def _unmapped(
        self, hit: list[Rule], texts: dict[str, str | None]
    ) -> tuple[tuple[str, str], ...]:
        """Return the codes of one row that have no meaning, each with its map."""
        columns = [rule.column for rule in hit if rule.is_conversion and rule.column is not None]
        return tuple(
            (column.map, texts[column.name] or "") for column in columns if column.map is not None
        )

    @staticmethod
    def _by_line(frame: pl.DataFrame, lines: pl.Series) -> dict[int, dict[str, str | None]]:
        rows = frame.join(lines.to_frame(), on=LINE, how="semi")
        return {int(row.pop(LINE)): row for row in rows.iter_rows(named=True)}


def _any_of(names: Iterable[str]) -> pl.Expr:
    marks = [pl.col(name).is_not_null() for name in names]
    return pl.any_horizontal(marks) if marks else pl.lit(value=False)
