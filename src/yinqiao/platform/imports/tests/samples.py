"""A small import target over a real table, profiles for it, and files in many shapes."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import polars as pl
from django.db import connections

from yinqiao.platform import registry
from yinqiao.platform.actor import Actor, ActorKind
from yinqiao.platform.imports import operations, policies
from yinqiao.platform.imports.ports import (
    Batch,
    Finished,
    LoadResult,
    Rejection,
    TargetColumn,
    UndoResult,
)
from yinqiao.platform.imports.profile import Profile, load_profile
from yinqiao.platform.masking.rules import FieldClass

TABLE = """
create table if not exists sample_import (
    source text not null, number text not null, name text, born_on date, amount numeric(20, 2), kind text, phone text,
    org_code text, is_open boolean, opened_at timestamptz, rate numeric(9, 6), count bigint check (count < 1000000),
    batch_id bigint not null, batch_on date not null, primary key (source, number)
)
"""
VALUES = (
    "name",
    "born_on",
    "amount",
    "kind",
    "phone",
    "org_code",
    "is_open",
    "opened_at",
    "rate",
    "count",
)


class SampleTarget:
    """Upserts by number; full loads delete what was not seen; a row named 目标拒绝 is refused."""

    name = "tests.sample"
    title = "样例"
    feeds: Mapping[str, str] = {"tests.sample": "number"}
    key: Sequence[str] = ("number",)
    columns: Mapping[str, TargetColumn] = {
        "number": TargetColumn("text", required=True),
        "name": TargetColumn("text", sensitive=FieldClass.NAME),
        "born_on": TargetColumn("date", sensitive=FieldClass.BIRTH_DATE),
        "amount": TargetColumn("decimal"),
        "kind": TargetColumn("code"),
        "phone": TargetColumn("text", sensitive=FieldClass.PHONE),
        "org_code": TargetColumn("text"),
        "is_open": TargetColumn("boolean"),
        "opened_at": TargetColumn("datetime"),
        "rate": TargetColumn("rate"),
        "count": TargetColumn("integer"),
    }

    def begin(self, *, batch: Batch, table: str, mode: str, connection) -> None:
        if mode == "append" and batch.is_rerun:
            with connection.cursor() as cursor:
                cursor.execute(
                    "delete from sample_import where source = %s and batch_on = %s",
                    (batch.source, batch.on),
                )

    def load(self, *, batch: Batch, table: str, frame: pl.DataFrame, connection) -> LoadResult:
        refused = (
            [
                Rejection(line, "name", "SAMPLE_REFUSED", "样例目标不收此行")
                for line in frame.filter(pl.col("name") == "目标拒绝")["_line"]
            ]
            if "name" in frame.columns
            else []
        )
        frame = frame.filter(~pl.col("_line").is_in([one.line for one in refused]))
        gone = frame.filter(pl.col("_op") == "D")["number"].to_list()
        there = self._existing(connection, batch.source, frame["number"].to_list())
        live = frame.filter(pl.col("_op") != "D")
        names = [name for name in VALUES if name in frame.columns]
        sets = "".join(f", {name} = excluded.{name}" for name in names)
        query = (
            f"insert into sample_import (source, number, batch_id, batch_on{''.join(', ' + name for name in names)})"
            f" values (%s, %s, %s, %s{', %s' * len(names)})"
            f" on conflict (source, number) do update set batch_id = excluded.batch_id, batch_on = excluded.batch_on{sets}"
        )
        before = self._existing(connection, batch.source, live["number"].to_list())
        with connection.cursor() as cursor:
            rows = live.select("number", *names).rows()
            cursor.executemany(
                query, [(batch.source, row[0], batch.id, batch.on, *row[1:]) for row in rows]
            )
            cursor.execute(
                "delete from sample_import where source = %s and number = any(%s)",
                (batch.source, gone),
            )
            deleted = cursor.rowcount
        known = sum(number in before for number in live["number"].to_list())
        noticed = operations.misfits(batch, frame, is_known=pl.col("number").is_in(list(there)))
        return LoadResult(
            inserted=live.height - known,
            updated=known,
            deleted=deleted,
            rejected=tuple(refused),
            noticed=tuple(noticed),
        )

    @staticmethod
    def _existing(connection, source: str, numbers: list[str]) -> set[str]:
        with connection.cursor() as cursor:
            cursor.execute(
                "select number from sample_import where source = %s and number = any(%s)",
                (source, numbers),
            )
            return {number for (number,) in cursor.fetchall()}

    def hold(self, *, batch: Batch, table: str, frame: pl.DataFrame, connection) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "update sample_import set batch_id = %s where source = %s and number = any(%s)",
                (batch.id, batch.source, frame["number"].to_list()),
            )

    def finish(self, *, batch: Batch, table: str, mode: str, connection) -> Finished:
        if mode != "full":
            return Finished()
        unseen = "from sample_import where source = %s and batch_id <> %s"
        ((missing,),) = rows(f"select count(*) {unseen}", batch.source, batch.id)
        ((held,),) = rows("select count(*) from sample_import where source = %s", batch.source)
        if batch.must_withhold(missing=missing, held=held):
            return Finished(withheld=missing)
        with connection.cursor() as cursor:
            cursor.execute(f"delete {unseen}", (batch.source, batch.id))
            return Finished(ended=cursor.rowcount)

    def undo(self, *, batch: Batch, table: str, connection) -> UndoResult:
        with connection.cursor() as cursor:
            cursor.execute("delete from sample_import where batch_id = %s", (batch.id,))
            return UndoResult(removed=cursor.rowcount)


class OwnedSampleTarget(SampleTarget):
    """The same table, of which each row belongs to a unit."""

    name = "tests.owned"
    feeds: Mapping[str, str] = {}
    key: Sequence[str] = ("org_code", "number")
    owner = "org_code"

    def hold_owned(self, *, batch: Batch, table: str, frame: pl.DataFrame, connection) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "update sample_import set batch_id = %s where source = %s and org_code = any(%s)",
                (batch.id, batch.source, frame["org_code"].to_list()),
            )


def known_orgs(connection) -> pl.Series:
    return pl.Series(["001", "002"])


@contextmanager
def registered() -> Iterator[None]:
    """Offer the sample target and its references for one test."""
    registry.import_targets.add(SampleTarget.name, SampleTarget())
    registry.import_targets.add(OwnedSampleTarget.name, OwnedSampleTarget())
    registry.import_references.add("tests.org", known_orgs)
    registry.import_references.add(
        "tests.sample", lambda connection: pl.Series([], dtype=pl.String)
    )
    try:
        yield
    finally:
        registry.import_targets._items.pop(SampleTarget.name)
        registry.import_targets._items.pop(OwnedSampleTarget.name)
        registry.import_references._items.pop("tests.org")
        registry.import_references._items.pop("tests.sample")


def make_table() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(TABLE)


def rows(query: str, *parameters: object) -> list[tuple[object, ...]]:
    with connections["loader"].cursor() as cursor:
        cursor.execute(query, parameters)
        return cursor.fetchall()


HEAD = """
profile: sample
title: 样例
source: TESTS
version: 1
defaults:
  encoding: {encoding}
  format: {format}
{control}
{top}
code_maps:
  kind: {{"1": RETAIL, "2": CORPORATE, "9": [{{to: OLD, until: 2020-01-01}}, {{to: NEW, since: 2020-01-01}}]}}
tables:
"""
COLUMNS = """
      - {name: number, type: text, required: true, max: 20}
      - {name: name, type: text, required: true, max: 60}
      - {name: born_on, type: date, format: "%Y%m%d", null: ["00010101"]}
      - {name: amount, type: cents, sign: trailing}
      - {name: kind, type: code, map: kind}
      - {name: phone, type: text, check: mobile}
      - {name: org_code, type: text}
      - {name: is_open, type: boolean}
"""


def sample_profile(
    folder: Path,
    *,
    encoding: str = "gb18030",
    format_: str = '{type: delimited, delimiter: "|+|"}',
    control: str = "",
    columns: str = COLUMNS,
    mode: str = "full",
    file: str = "SAMPLE_{date}_{part}.dat",
    target: str = "tests.sample",
    extra: str = "",
    top: str = "",
) -> Profile:
    """Write a profile with one table and load it."""
    head = HEAD.format(
        encoding=encoding,
        format=format_,
        control=f"  control: {control}" if control else "",
        top=top,
    )
    table = f"""
  - name: sample
    title: 样例表
    file: "{file}"
    target: {target}
    mode: {mode}
    key: [number]
    control_sum: {"amount" if "amount, type" in columns else "null"}
{extra}
    columns:{columns}"""
    path = folder / "profile.yaml"
    path.write_text(head + table, encoding="utf-8")
    return load_profile(path)


def line(
    number: object,
    *,
    name: str = "王小明",
    born: str = "19800101",
    amount: str = "12345",
    kind: str = "1",
    phone: str = "13800001234",
    org: str = "001",
    is_open: str = "1",
) -> str:
    return "|+|".join([str(number), name, born, amount, kind, phone, org, is_open])


def runner(*permissions: str) -> Actor:
    held = permissions or (
        policies.RUN,
        policies.VIEW,
        policies.QUARANTINE,
        policies.MEND,
        policies.CODES,
    )
    return Actor(
        kind=ActorKind.PERSON,
        staff_id=1,
        user_id=1,
        staff_no="DG00031",
        name="苏明",
        permissions=frozenset(held),
    )
