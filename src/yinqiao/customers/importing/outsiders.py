"""Where files of relations go whose other party is no customer: as far as the source knows her, the number sealed (DOMAIN §2).

One end is a customer, the number of the other is empty. Each relation has a party of its own, as when staff write it down; the number of a
document says which of them are one.
"""

from typing import TYPE_CHECKING, Final

import polars as pl

from yinqiao.customers import choices, rules, share_sums
from yinqiao.customers.importing.lookups import HISTORY
from yinqiao.platform.imports.ports import Batch, Rejection, UndoResult
from yinqiao.platform.imports.tables import Column, Lookup, MasterTable, Sealed, copying, undoing
from yinqiao.platform.masking.rules import FieldClass

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

_PARTY: Final = "customers.outsider"
_CARDS: Final = ["ID_CARD", "RESIDENCE_PERMIT", "FOREIGN_RESIDENT_CARD"]
_CARD_LENGTH: Final = 18
_LINK: Final = """
update customers_relation r set outsider_id = o.id from customers_outsider o
where r.id = any(%s) and o.source = r.source and o.source_key = r.source_key and r.outsider_id is distinct from o.id
"""
# Whom staff completed is theirs from then on: no file takes back what they found out.
_OF_STAFF: Final = """
select r.id from customers_relation r join customers_outsider o on o.id = r.outsider_id where r.id = any(%s) and o.source <> r.source
"""
_IDLE: Final = (
    "t.source = %s and t.ended_on is null and not exists"
    " (select 1 from customers_relation r where r.outsider_id = t.id and r.ended_on is null)"
)
_BOTH = ("to_customer_no", "OUTSIDER_BOTH", "两端均为本行客户，请放入客户关系文件")
_NEITHER = ("from_customer_no", "OUTSIDER_NEITHER", "须有一端是本行客户")
_ID_TYPE = ("other_id_type", "OUTSIDER_ID_TYPE", "有证件号码时须注明证件种类")
_BIRTH = ("other_birth_on", "OUTSIDER_BIRTH", "出生日期晚于批次日期")
_RELATION = ("relation_type", "OUTSIDER_RELATION", "这两类主体之间没有这种关系，请核对代码")


def _id_classes(frame: pl.DataFrame) -> pl.Series:
    is_card = pl.col("other_id_type").is_in(_CARDS)
    card, other = pl.lit(FieldClass.ID_NUMBER.value), pl.lit(FieldClass.OTHER_ID.value)
    return frame.select(pl.when(is_card).then(card).otherwise(other).alias("class")).to_series()


def _without_number(frame: pl.DataFrame) -> pl.DataFrame:
    """Nothing sealed is nothing, not null."""
    nothing = pl.lit(b"")
    return frame.with_columns(
        pl.col("number_token").fill_null(nothing),
        pl.col("number_index").fill_null(nothing),
        pl.col("number_masked").fill_null(""),
        pl.col("customer_id").alias("+customer_id"),
    )


OUTSIDER: Final = MasterTable(
    name=_PARTY,
    title="非本行客户关系人",
    table="customers_outsider",
    key=("relation_key",),
    values=(
        Column("other_kind", "code", into="kind", required=True, choices=choices.Kind),
        Column("other_name", into="name", required=True, sensitive=FieldClass.NAME),
        Column("other_sex", "code", into="sex", default="U", choices=choices.Sex),
        Column("other_nationality", "code", into="nationality"),
        Column("other_birth_on", "date", into="birth_on", sensitive=FieldClass.BIRTH_DATE),
        Column("other_id_type", "code", into="id_type", choices=choices.IdType),
        Column("other_id_expires_on", "date", into="id_expires_on"),
    ),
    sealed=(
        Sealed(
            "other_id_number",
            _PARTY,
            "number_token",
            "number_masked",
            index="number_index",
            # One person is found by one index, whether a customer or not.
            index_field="customers.identification",
            class_of=_id_classes,
        ),
    ),
    derive=_without_number,
    history=HISTORY,
)


def _placed(_connection: "BaseDatabaseWrapper", _batch: Batch, frame: pl.DataFrame) -> pl.DataFrame:
    """Add whose row it is, which way it reads, and the company of which a share is told."""
    is_from = pl.col("from_customer_no").is_null()
    frame = frame.with_columns(
        customer_id=pl.coalesce("_from_id", "_to_id"), is_from_outsider=is_from
    )
    return frame.with_columns(_company=pl.when(is_from).then(pl.col("customer_id")))


def _refused(
    connection: "BaseDatabaseWrapper", batch: Batch, frame: pl.DataFrame
) -> list[Rejection]:
    """Return the rows that tell of no such relation, each with the first that is wrong, then those by which shares go over the whole."""
    has_from, has_to = (pl.col(f"{end}_customer_no").is_not_null() for end in ("from", "to"))
    wrong: list[tuple[pl.Expr | pl.Series, tuple[str, str, str]]] = [
        (has_from & has_to, _BOTH),
        (~has_from & ~has_to, _NEITHER),
        (pl.col("other_id_number").is_not_null() & pl.col("other_id_type").is_null(), _ID_TYPE),
        ((pl.col("other_birth_on") > batch.on).fill_null(value=False), _BIRTH),
        (_unrelated(connection, frame), _RELATION),
    ]
    found: dict[int, Rejection] = {}
    for condition, (column, code, message) in wrong:
        for line in frame.filter(condition).get_column("_line").to_list():
            found.setdefault(line, Rejection(line, column, code, message))
    fine = frame.filter(~pl.col("_line").is_in(list(found)))
    over = share_sums.over_whole(connection, batch, fine, company="_company")
    return [*found.values(), *over]


def _unrelated(connection: "BaseDatabaseWrapper", frame: pl.DataFrame) -> pl.Series:
    """Tell of each row whether its parties can have no such relation: a company is nobody's spouse."""
    ids = frame.get_column("customer_id").drop_nulls().unique().to_list()
    kinds = copying.read_frame(
        connection,
        "select id, kind from customers_customer where id = any(%s)",
        parameters=(ids,),
        schema={"customer_id": pl.Int64, "_kind": pl.String},
    )
    rows = frame.join(kinds, on="customer_id", how="left", maintain_order="left")
    told = rows.select("relation_type", "is_from_outsider", "other_kind", "_kind").iter_rows()
    return pl.Series(
        [
            own is not None
            and not rules.may_relate(
                kind, first=other if is_from else own, second=own if is_from else other
            )
            for kind, is_from, other, own in told
        ],
        dtype=pl.Boolean,
    )


def _rows(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(
        # Shares of a company are kept in percent, as contracts and registers have them.
        pl.col("share_percent").alias("+percent"),
        pl.col("customer_id").alias("+customer_id"),
        pl.lit(None, dtype=pl.Int64).alias("+other_id"),
        pl.col("other_name").alias("+other_name"),
        pl.col("is_from_outsider").alias("+is_from_outsider"),
    )


def _write_parties(connection: "BaseDatabaseWrapper", batch: Batch, frame: pl.DataFrame) -> None:
    """Write down who is no customer, and tie the relations to them."""
    ids = frame.get_column("id").to_list()
    of_staff = copying.read_frame(connection, _OF_STAFF, parameters=(ids,), schema={"id": pl.Int64})
    rows = frame.join(of_staff, on="id", how="anti")
    if rows.is_empty():
        return
    OUTSIDER.load(batch=batch, table=_PARTY, frame=_parties(rows), connection=connection)
    copying.execute(connection, _LINK, (rows.get_column("id").to_list(),))


def _parties(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the parties of the relations; what an identity card says of its holder is not asked again."""
    # As staff's is: whoever stands in a file and was written down is found as one.
    number = pl.col("other_id_number").map_elements(
        rules.identification_key, return_dtype=pl.String
    )
    named = frame.select(
        "_line",
        pl.lit("U").alias("_op"),
        pl.col("source_key").alias("relation_key"),
        "customer_id",
        *(column.name for column in OUTSIDER.values),
        number.alias("other_id_number"),
    )
    is_card = (pl.col("other_id_type") == "ID_CARD") & (pl.col("other_id_number").str.len_chars() == _CARD_LENGTH)  # fmt: skip
    number = pl.when(is_card).then(pl.col("other_id_number"))
    born = number.str.slice(6, 8).str.to_date("%Y%m%d", strict=False)
    place = number.str.slice(16, 1).cast(pl.Int8, strict=False)
    sex = pl.when(place % 2 == 1).then(pl.lit("M")).when(place % 2 == 0).then(pl.lit("F"))
    return named.with_columns(
        other_birth_on=pl.coalesce(born, "other_birth_on"),
        other_sex=pl.coalesce(sex, "other_sex"),
        # A kind of document without its number says nothing.
        other_id_type=pl.when(pl.col("other_id_number").is_not_null()).then(
            pl.col("other_id_type")
        ),
    )


def _end_idle(connection: "BaseDatabaseWrapper", batch: Batch) -> None:
    """End the parties of whom no relation tells any more."""
    copying.execute(
        connection,
        "delete from imports_seen_row where batch_id = %s and table_name = %s",
        (batch.id, _PARTY),
    )
    OUTSIDER.end_where(connection, batch, condition=_IDLE, parameters=[batch.source])


class _OutsiderRelations(MasterTable):
    """Relations whose parties come and go with them."""

    def undo(self, *, batch: Batch, table: str, connection: "BaseDatabaseWrapper") -> UndoResult:
        """Take the relations back with what the batch told of their parties; then end the parties that have none any more."""
        found = MasterTable.undo(self, batch=batch, table=table, connection=connection)
        undoing.restore(connection, batch, table=OUTSIDER.table, history=HISTORY)
        _end_idle(connection, batch)
        return found


OUTSIDER_RELATION: Final = _OutsiderRelations(
    name="customers.outsider_relation",
    title="非本行客户关系",
    table="customers_relation",
    # Sealed as a whole: it holds a name and a number. It does not begin with a customer, who may stand at either end.
    key=("relation_type", "from_customer_no", "to_customer_no", "other_name", "other_id_number"),
    key_index="customers.outsider.key",
    values=(
        Column("relation_type", "code", into="kind", required=True, choices=choices.RelationKind),
        Column("share_percent", "rate", into="-"),
        Column("valid_from", "date"),
        Column("valid_to", "date"),
        Column("is_verified", "boolean", default=False),
        Column("other_kind", "code", into="-", required=True, choices=choices.Kind),
        Column("other_name", into="-", required=True, sensitive=FieldClass.NAME),
        Column("other_sex", "code", into="-", choices=choices.Sex),
        Column("other_nationality", "code", into="-"),
        Column("other_birth_on", "date", into="-", sensitive=FieldClass.BIRTH_DATE),
        Column("other_id_type", "code", into="-", choices=choices.IdType),
        Column("other_id_number", into="-", sensitive=FieldClass.ID_NUMBER),
        Column("other_id_expires_on", "date", into="-"),
    ),
    lookups=tuple(
        Lookup(
            f"{end}_customer_no",
            "customers_customer",
            "customer_no",
            f"_{end}_id",
            required=False,
            message="查无此客户号",
        )
        for end in ("from", "to")
    ),
    part="outsider_id is not null",
    settle=_placed,
    screen=_refused,
    derive=_rows,
    after_load=_write_parties,
    after_finish=_end_idle,
    history=HISTORY,
)
