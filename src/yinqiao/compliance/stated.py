"""历史声明: what a file says of a consent is kept; it counts only if the register has the text, as forms and the API ask for."""

from datetime import date
from typing import Final

import polars as pl
from django.db.backends.base.base import BaseDatabaseWrapper

from yinqiao.compliance import parameters as keys
from yinqiao.platform import clock
from yinqiao.platform.imports.ports import Batch
from yinqiao.platform.imports.tables import copying
from yinqiao.platform.parameters import queries as parameters

_FOREVER: Final = date(9999, 12, 31)
_TEXTS: Final = (
    "select purpose, version, valid_from, coalesce(valid_to, %s) from compliance_consent_text"
)
_YOUNG: Final = """
select id, birth_on from customers_customer join unnest(%s::bigint[]) as asked (id) using (id)
where kind = 'PERSON' and birth_on is not null
"""


def without_proof(
    connection: BaseDatabaseWrapper, batch: Batch, frame: pl.DataFrame
) -> pl.DataFrame:
    """Return `frame` without the version where it proves nothing, so that the row is history: for every gate a consent needs one.

    A version proves nothing that the register did not have in force on the day of the consent, nor one that a child agreed to: files do
    not tell who spoke for her. The file keeps what it said, and a later full load counts what was registered meanwhile.
    """
    zone = clock.BANK_ZONE.key
    said = frame.select(
        "_line",
        "customer_id",
        "purpose",
        "text_version",
        pl.col("granted_at").dt.convert_time_zone(zone).dt.date().alias("_day"),
    ).drop_nulls(["text_version", "_day"])
    if said.is_empty():
        return frame
    proven = _registered(connection, said).join(
        _of_children(connection, batch, said), on="_line", how="anti"
    )
    counts = pl.col("_line").is_in(proven.get_column("_line").to_list())
    return frame.with_columns(text_version=pl.when(counts).then("text_version"))


def _registered(connection: BaseDatabaseWrapper, said: pl.DataFrame) -> pl.DataFrame:
    schema = {
        "purpose": pl.String,
        "text_version": pl.String,
        "_first": pl.Date,
        "_last": pl.Date,
    }
    texts = copying.read_frame(connection, _TEXTS, parameters=(_FOREVER,), schema=schema)
    known = said.with_columns(pl.col("purpose", "text_version").cast(pl.String))
    return known.join(texts, on=["purpose", "text_version"], how="inner").filter(
        pl.col("_day").is_between("_first", "_last")
    )


def _of_children(connection: BaseDatabaseWrapper, batch: Batch, said: pl.DataFrame) -> pl.DataFrame:
    """Return the lines of those who were too young on that day to agree by themselves."""
    age = parameters.integer(keys.GUARDIAN_AGE, on=clock.bank_date(batch.known_at))
    people = copying.read_frame(
        connection,
        _YOUNG,
        parameters=(said.get_column("customer_id").unique().to_list(),),
        schema={"customer_id": pl.Int64, "_birth": pl.Date},
    )
    of_age = pl.col("_birth").dt.offset_by(f"{age}y")
    return said.join(people, on="customer_id", how="inner").filter(of_age > pl.col("_day"))
