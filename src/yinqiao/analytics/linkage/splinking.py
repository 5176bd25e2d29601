"""The engine itself: records in, pairs out, in bounded memory on one machine."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import duckdb

from yinqiao.analytics import engine
from yinqiao.analytics.linkage import candidates, certain, comparisons
from yinqiao.analytics.linkage.model import Model
from yinqiao.customers.queries.linkage import MODEL, Likelihood, Linked, MatchRule, Plan

# So many candidates are weighed at a time: what one round holds, and the records of its pairs, must fit beside the records.
ROUND: Final = 150_000
# So many of them tell how many pairs there are.
SAMPLE: Final = 100_000
# Fewer records teach nothing about what is usual: only the rules are applied.
LEAST: Final = 100
_FIRSTS: Final = {
    "ids": "id",
    "passports": "passport",
    "usccs": "uscc",
    "phones": "phone",
    "emails": "email",
}
_MOSTLY: Final = 0.5


class SplinkEngine:
    """`LinkageEngine` on DuckDB: rules in SQL, likelihood by Splink."""

    def link(self, records: Path, *, plan: Plan, out: Path) -> Linked:
        """Write the pairs of `records` to `out`."""
        with _database() as connection:
            run = _Run(connection)
            run.load(records)
            run.find(plan)
            if plan.likelihood is not None:
                run.weigh(plan.likelihood)
            return run.write(plan, out)


def _part(column: str, place: int) -> str:
    """Return the SQL of a part of a name in letters: the column where names stand in two, else a part of the reading."""
    return (
        f"case when regexp_full_match(coalesce(surname, given), '[ -~]+') then {column}"
        f" else split_part(sound, ' ', {place}) end"
    )


def _parts_of(rule: MatchRule) -> str:
    """Return the reasons of a rule as JSON; it gives no weights."""
    return json.dumps(
        [{"field": part.field, "verdict": part.how, "weight": None} for part in rule.parts]
    )


@contextmanager
def _database() -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a database in a file of its own: tables that do not fit into memory lie there."""
    with engine.shelf() as folder:
        connection = duckdb.connect(str(folder / "linkage.duckdb"), config=engine.limits(folder))
        try:
            yield connection
        finally:
            connection.close()


class _Run:
    """One run: tables ``records``, ``certain``, ``weighed`` in `connection`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        self.candidates = 0
        self.seconds: dict[str, float] = {}

    def load(self, records: Path) -> None:
        """Read the records and add what is derived from their columns."""
        with self._timed("load"):
            firsts = ", ".join(f"{listed}[1] as {name}" for listed, name in _FIRSTS.items())
            self.connection.execute(
                f"""create table records as select *, {firsts}, split_part(emails[1], '@', 1) as mailbox, split_part(emails[1], '@', 2) as domain, string_split(address, ' ') as words,
                core || coalesce('|' || branch, '') as firm,
                {_part("surname", 1)} as first, {_part("given", 2)} as second from read_parquet(?)""",  # noqa: S608 - columns are declared above
                [str(records)],
            )
            self.connection.execute(
                "create table weighed (left_id bigint, right_id bigint, probability double, reasons varchar)"
            )
            self.connection.execute(
                "create table raw_pairs (l bigint, r bigint, is_telling boolean)"
            )

    def find(self, plan: Plan) -> None:
        """Apply the rules that say yes or no."""
        with self._timed("rules"):
            certain.find(self.connection, plan.rules)

    def weigh(self, settings: Likelihood) -> None:
        """Collect candidates, train, and weigh them round by round."""
        count = self._number("select count(*) from records")
        if count < LEAST:
            return
        with self._timed("candidates"):
            limit = candidates.limits(
                count, largest_block=settings.largest_block, pairs_a_record=settings.pairs_a_record
            )
            raw = candidates.collect(self.connection, limit)
        chosen = comparisons.chosen(self._known(count), is_divided=self._is_divided())
        if not raw or not chosen:
            return
        with self._timed("training"):
            model = Model(self.connection, chosen, seed=settings.seed)
            self._calibrate(model, raw, count)
        with self._timed("weighing"):
            rounds = -(-raw // ROUND)
            for number in range(rounds):
                self._collect_round(number, rounds)
                model.weigh(pairs="pairs_now", into="weighed", threshold=settings.threshold)

    def _calibrate(self, model: Model, raw: int, count: int) -> None:
        """Let the model learn from a part of the candidates how many pairs there are to be found."""
        rounds = -(-raw // SAMPLE)
        self._collect_round(0, rounds)
        model.calibrate(pairs="pairs_now", rounds=rounds, all_pairs=count * (count - 1) / 2)
        self.candidates = 0

    def _collect_round(self, number: int, rounds: int) -> None:
        """Put the candidates of one round into the table ``pairs_now``; those that a rule found are weighed too, for their reasons."""
        self.connection.execute(
            "create or replace table pairs_now as select distinct l, r from raw_pairs where hash(l) % $rounds = $number"
            " union select left_id, right_id from certain where hash(left_id) % $rounds = $number",
            {"rounds": rounds, "number": number},
        )
        self.candidates += self._number("select count(*) from pairs_now")

    def write(self, plan: Plan, out: Path) -> Linked:
        """Join what the rules and the likelihood found; the rules name a pair first."""
        names = ", ".join(f"'{rule.key}'" for rule in plan.rules) or "''"
        sure = ", ".join("true" if rule.is_sure else "false" for rule in plan.rules) or "false"
        told = ", ".join(f"'{_parts_of(rule)}'" for rule in plan.rules) or "''"
        with self._timed("writing"):
            self.connection.execute(
                f"""copy (select coalesce(c.left_id, w.left_id) as left_id, coalesce(c.right_id, w.right_id) as right_id,
                coalesce(([{names}])[c.place + 1], '{MODEL}') as rule, coalesce(([{sure}])[c.place + 1], false) as is_sure,
                w.probability, coalesce(w.reasons, ([{told}])[c.place + 1]) as reasons
                from certain c full join weighed w on c.left_id = w.left_id and c.right_id = w.right_id order by 1, 2)
                to '{out}' (format parquet)"""  # noqa: S608 - keys are checked texts, the path is ours
            )
            found = self.connection.execute(
                f"select rule, count(*) from read_parquet('{out}') group by rule order by rule"  # noqa: S608 - the path is ours
            ).fetchall()
            doubts = self._doubts(out)
        return Linked(
            out, doubts, {str(rule): int(n) for rule, n in found}, self.candidates, self.seconds
        )

    def _doubts(self, out: Path) -> Path:
        """Write the candidates that were not found to be one, between records that have a pair."""
        path = out.with_name(f"{out.stem}_doubts.parquet")
        self.connection.execute(
            f"""copy (with found as (select left_id, right_id from certain union select left_id, right_id from weighed),
            ends as (select left_id as id from found union select right_id from found)
            select distinct l as left_id, r as right_id from raw_pairs
            where l in (select id from ends) and r in (select id from ends)
            and (l, r) not in (select (left_id, right_id) from found)) to '{path}' (format parquet)"""  # noqa: S608 - the path is ours
        )
        return path

    def _known(self, count: int) -> dict[str, float]:
        names = [
            "plain",
            "birth",
            "district",
            "city",
            "province",
            "address",
            "postcode",
            "core",
            *_FIRSTS.values(),
        ]
        row = self.connection.execute(
            f"select {', '.join(f'count({name})' for name in names)} from records"  # noqa: S608 - names are declared above
        ).fetchone()
        return {name: n / max(count, 1) for name, n in zip(names, row or (), strict=True)}

    def _is_divided(self) -> bool:
        row = self.connection.execute(
            "select count(*) filter (where surname is not null and given is not null and regexp_full_match(plain, '[ -~]*')), count(plain) from records"
        ).fetchone()
        divided, named = row or (0, 0)
        return bool(divided > _MOSTLY * named)

    def _number(self, query: str) -> int:
        row = self.connection.execute(query).fetchone()
        return int(row[0]) if row else 0

    @contextmanager
    def _timed(self, step: str) -> Iterator[None]:
        began = time.monotonic()
        try:
            yield
        finally:
            self.seconds[step] = round(time.monotonic() - began, 2)
