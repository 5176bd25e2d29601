"""The bank's own customers made ready for linkage, set-wise and by the loader role.

Numbers of persons stay sealed: their blind indexes are compared. Two things are opened in the memory of the process, kept nowhere and
counted for the trail: certificates of 15 digits, whose index cannot meet that of their 18, and the streets of people who share name and
district with somebody, without which name and address could not be compared.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl
from django.db.backends.base.base import BaseDatabaseWrapper

from yinqiao.customers.choices import ContactKind, IdType, Kind
from yinqiao.customers.linkage import records
from yinqiao.lib.matching import addresses, numbers
from yinqiao.platform.crypto import fields, index
from yinqiao.platform.imports.tables import copying

ID_FIELD: Final = "customers.identification"
ADDRESS_FIELD: Final = "customers.address"
SLICE: Final = 200_000
_MOST_SHARING: Final = 50
"""A name that more people of a district bear is not compared by address: 王伟 in 朝阳区."""

_OF_KIND: Final = """(select id, name, former_name, birth_on from customers_customer where kind = '{kind}' and ended_on is null
and not exists (select 1 from customers_merged m where m.member_id = customers_customer.id)) c"""
_CUSTOMERS: Final = f"""select c.id, c.name, c.former_name, to_char(c.birth_on, 'YYYYMMDD'), coalesce(k.uscc, '')
from {_OF_KIND} left join customers_company k on k.customer_id = c.id order by c.id"""  # noqa: S608 - parts are declared above
_CUSTOMER_COLUMNS: Final = {
    "record_id": pl.Int64,
    "name": pl.String,
    "former_name": pl.String,
    "birth": pl.String,
    "uscc": pl.String,
}
_IDS: Final = f"""select customer_id, i.id, id_type, encode(number_index, 'hex'), char_length(number_masked)
from customers_identification i join {_OF_KIND} on c.id = i.customer_id where ended_on is null"""  # noqa: S608
_ID_COLUMNS: Final = {
    "record_id": pl.Int64,
    "row": pl.Int64,
    "type": pl.String,
    "value": pl.String,
    "length": pl.Int64,
}
_CONTACTS: Final = f"""select customer_id, kind, encode(value_index, 'hex') from customers_contact_point p
join {_OF_KIND} on c.id = p.customer_id where ended_on is null order by customer_id, is_primary desc, p.id"""  # noqa: S608
_CONTACT_COLUMNS: Final = {"record_id": pl.Int64, "kind": pl.String, "value": pl.String}
_ADDRESSES: Final = f"""select distinct on (customer_id) customer_id, a.id, province, city, district, postcode
from customers_address a join {_OF_KIND} on c.id = a.customer_id where ended_on is null
order by customer_id, is_primary desc, a.id"""  # noqa: S608
_ADDRESS_COLUMNS: Final = {
    "record_id": pl.Int64,
    "row": pl.Int64,
    "province": pl.String,
    "city": pl.String,
    "district": pl.String,
    "postcode": pl.String,
}
# 军官证, 户口簿 and their like are numbers of an office, not of a person: they do not decide.
_PASSPORTS: Final = (IdType.PASSPORT, IdType.HK_MACAO_PERMIT, IdType.TAIWAN_PERMIT)
_CARDS: Final = (
    IdType.ID_CARD,
    IdType.OLD_ID_CARD,
    IdType.RESIDENCE_PERMIT,
    IdType.FOREIGN_RESIDENT_CARD,
)
_PHONES: Final = (ContactKind.MOBILE, ContactKind.LANDLINE)
# The mask of 18 digits has 18 places; that of another number has fewer.
_NEW_LENGTH: Final = 18


@dataclass(frozen=True, slots=True)
class Written:
    """How many customers were written, and how many sealed values were opened for it."""

    customers: int
    old_numbers: int
    streets: int


def write_records(connection: BaseDatabaseWrapper, kind: str, folder: Path) -> Written:
    """Write the customers of one kind (`choices.Kind`) as Parquet files into `folder`, some hundred thousand in each."""
    people = _read(connection, _CUSTOMERS, kind, columns=_CUSTOMER_COLUMNS)
    opened_numbers, listed = _numbers(connection, kind)
    places = _read(connection, _ADDRESSES, kind, columns=_ADDRESS_COLUMNS)
    streets = _streets(connection, people, places)
    name = "company" if kind == Kind.COMPANY else "name"
    for number, part in enumerate(people.iter_slices(SLICE)):
        made = records.prepared(part.rename({"name": name} if name != "name" else {}))
        made = _completed(made, places, streets=streets, listed=listed)
        made.write_parquet(folder / f"records_{number:04}.parquet")
    return Written(people.height, opened_numbers, streets.height)


def _read(
    connection: BaseDatabaseWrapper, query: str, kind: str, *, columns: copying.Schema
) -> pl.DataFrame:
    return copying.read_copy(connection, query.format(kind=Kind(kind).value), columns)


def _numbers(connection: BaseDatabaseWrapper, kind: str) -> tuple[int, dict[str, pl.DataFrame]]:
    """Return how many old numbers were opened, and the blind indexes of each customer by column of the records."""
    ids = _read(connection, _IDS, kind, columns=_ID_COLUMNS)
    old = ids.filter(pl.col("type").is_in(_CARDS) & (pl.col("length") != _NEW_LENGTH))
    ids = ids.join(_raised(connection, old.get_column("row").to_list()), on="row", how="left")
    ids = ids.with_columns(value=pl.coalesce("raised", "value"))
    contacts = _read(connection, _CONTACTS, kind, columns=_CONTACT_COLUMNS)
    return old.height, {
        "ids": _listed(ids.filter(pl.col("type").is_in(_CARDS))),
        "passports": _listed(ids.filter(pl.col("type").is_in(_PASSPORTS))),
        "phones": _listed(contacts.filter(pl.col("kind").is_in(_PHONES))),
        "emails": _listed(contacts.filter(pl.col("kind") == ContactKind.EMAIL)),
    }


def _listed(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.group_by("record_id", maintain_order=True).agg(
        pl.col("value").unique(maintain_order=True)
    )


def _opened(
    connection: BaseDatabaseWrapper, rows: Sequence[int], *, query: str, field: str
) -> list[tuple[int, str]]:
    """Return row id and clear text of sealed values."""
    with connection.cursor() as cursor:
        cursor.execute(query, [list(rows)])
        return [(row, fields.decrypt(field, row, bytes(token))) for row, token in cursor.fetchall()]


def _raised(connection: BaseDatabaseWrapper, rows: Sequence[int]) -> pl.DataFrame:
    """Return row and the index that the 18-digit form of its number has."""
    query = "select id, number_token from customers_identification where id = any(%s)"
    texts = _opened(connection, rows, query=query, field=ID_FIELD) if rows else []
    raised = index.blind_many(ID_FIELD, [numbers.number_key(text) for _row, text in texts])
    found = [(row, value.hex()) for (row, _text), value in zip(texts, raised, strict=True)]
    return pl.DataFrame(found, schema={"row": pl.Int64, "raised": pl.String}, orient="row")


def _streets(
    connection: BaseDatabaseWrapper, people: pl.DataFrame, places: pl.DataFrame
) -> pl.DataFrame:
    """Return record_id and place (the blind index of street and numbers) of those who share name and district with somebody."""
    shared = (
        people.select("record_id", "name")
        .join(places.filter(pl.col("district") != ""), on="record_id")
        .filter(pl.len().over("name", "city", "district").is_between(2, _MOST_SHARING))
    )
    query = "select id, street_token from customers_address where id = any(%s)"
    rows = shared.get_column("row").to_list()
    texts = _opened(connection, rows, query=query, field=ADDRESS_FIELD) if rows else []
    keys = [(row, addresses.parse(text).key) for row, text in texts]
    blinded = index.blind_many(ADDRESS_FIELD, [key for _row, key in keys])
    found = [
        (row, value.hex() if key else None) for (row, key), value in zip(keys, blinded, strict=True)
    ]
    places_of = pl.DataFrame(found, schema={"row": pl.Int64, "place": pl.String}, orient="row")
    return shared.select("record_id", "row").join(places_of, on="row").select("record_id", "place")


def _completed(
    made: pl.DataFrame,
    places: pl.DataFrame,
    *,
    streets: pl.DataFrame,
    listed: dict[str, pl.DataFrame],
) -> pl.DataFrame:
    """Put areas, streets and numbers beside the forms of the names."""
    areas = places.select(
        "record_id",
        *(pl.col(name).replace("", None) for name in ("province", "city", "district", "postcode")),
    )
    made = made.drop("province", "city", "district", "postcode", "place", "address", *listed)
    made = made.join(areas, on="record_id", how="left").join(streets, on="record_id", how="left")
    made = made.with_columns(address=pl.col("place"))
    for column, values in listed.items():
        numbers_of = values.rename({"value": column})
        made = made.join(numbers_of, on="record_id", how="left").with_columns(
            pl.col(column).fill_null([])
        )
    return made.select(records.COLUMNS)
