"""Records made ready for linkage: one column for each form that is compared, null where nothing is known.

Column-wise over Polars; each different text is worked out once.
"""

from collections.abc import Callable, Sequence
from typing import Final

import polars as pl

from yinqiao.lib.matching import addresses, characters, company_names, numbers, person_names

TEXTS: Final = (
    "plain",
    "alike",
    "sound",
    "key",
    "surname",
    "given",
    "former",
    "birth",
    "province",
    "city",
    "district",
    "place",
    "street",
    "address",
    "postcode",
    "core",
    "core_alike",
    "core_sound",
    "core_place",
    "branch",
)
LISTS: Final = ("ids", "passports", "usccs", "phones", "emails")
COLUMNS: Final = ("record_id", *TEXTS, *LISTS)
"""What an engine reads: `record_id` Int64, the texts (null = unknown), the numbers as lists (empty = none)."""

MEANINGS: Final = (
    "name",
    "given",
    "surname",
    "former_name",
    "birth",
    "id",
    "passport",
    "uscc",
    "phone",
    "email",
    "company",
    "province",
    "city",
    "district",
    "postcode",
    "address",
)
"""What a column of a file can mean; each may be several columns."""

_NUMBERS: Final[dict[str, tuple[str, Callable[[str], str]]]] = {
    "ids": ("id", numbers.number_key),
    "passports": ("passport", numbers.number_key),
    "usccs": ("uscc", numbers.number_key),
    "phones": ("phone", numbers.phone_key),
    "emails": ("email", numbers.email_key),
}


def prepared(frame: pl.DataFrame) -> pl.DataFrame:
    """Return `COLUMNS` for a frame with `record_id` and columns named by `MEANINGS` (text; numbered ``phone``, ``phone_2`` if several)."""
    made = frame.select("record_id").with_columns(
        *_names(frame), *_areas(frame), *_companies(frame), *_numbers(frame)
    )
    lacking = [pl.lit(None, pl.String).alias(name) for name in TEXTS if name not in made.columns]
    return made.with_columns(lacking).select(COLUMNS)


def _columns_of(frame: pl.DataFrame, meaning: str) -> list[str]:
    return [
        name
        for name in frame.columns
        if name == meaning
        or (name.startswith(f"{meaning}_") and name.removeprefix(f"{meaning}_").isdigit())
    ]


def _joined(frame: pl.DataFrame, meaning: str) -> pl.Series | None:
    """Return the columns of one meaning as one text, in order, or None when there are none."""
    columns = _columns_of(frame, meaning)
    if not columns:
        return None
    return frame.select(pl.concat_str(columns, separator=" ", ignore_nulls=True)).to_series()


def mapped(values: pl.Series, made: Callable[[str], Sequence[str]], width: int) -> list[pl.Series]:
    """Return `width` columns of what `made` gives for each text, each different text once; "" becomes null."""
    distinct = values.drop_nulls().unique()
    rows = [made(text) for text in distinct.to_list()]
    table = pl.DataFrame(
        {f"c{place}": [row[place] or None for row in rows] for place in range(width)},
        schema={f"c{place}": pl.String for place in range(width)},
    )
    joined = pl.DataFrame({"text": values}).join(
        table.with_columns(text=distinct), on="text", how="left", maintain_order="left"
    )
    return [joined.get_column(f"c{place}") for place in range(width)]


def _names(frame: pl.DataFrame) -> list[pl.Series]:
    whole = _joined(frame, "name")
    given, surname = _joined(frame, "given"), _joined(frame, "surname")
    if whole is None and (given is not None or surname is not None):
        return _divided(frame, given, surname)
    if whole is None:
        return []
    made = mapped(whole, person_names.forms_of, len(person_names.Forms._fields))
    found = [
        series.alias(name) for name, series in zip(person_names.Forms._fields, made, strict=True)
    ]
    former = _joined(frame, "former_name")
    if former is not None:
        found.append(
            mapped(former, lambda text: (person_names.forms_of(text).plain,), 1)[0].alias("former")
        )
    return found


def _divided(
    frame: pl.DataFrame, given: pl.Series | None, surname: pl.Series | None
) -> list[pl.Series]:
    """Names that stand in two columns: a Chinese one is put together, one in letters stays divided."""
    empty = pl.Series([None] * frame.height, dtype=pl.String)
    parts = pl.DataFrame(
        {
            "surname": surname if surname is not None else empty,
            "given": given if given is not None else empty,
        }
    )
    text = parts.select(
        pl.concat_str(pl.col("surname").fill_null(""), pl.lit("\t"), pl.col("given").fill_null(""))
    ).to_series()
    made = mapped(text, _forms_of_parts, len(person_names.Forms._fields))
    return [
        series.alias(name) for name, series in zip(person_names.Forms._fields, made, strict=True)
    ]


def _forms_of_parts(text: str) -> Sequence[str]:
    surname, _tab, given = text.partition("\t")
    if characters.has_han(text):
        return person_names.forms_of(surname + given)
    forms = person_names.forms_of(f"{surname} {given}")
    return forms._replace(
        surname=person_names.forms_of(surname).plain, given=person_names.forms_of(given).plain
    )


def _areas(frame: pl.DataFrame) -> list[pl.Series]:
    found: dict[str, pl.Series] = {}
    whole = _joined(frame, "address")
    if whole is not None:
        parts = mapped(whole, _parts_of_address, 6)
        found = dict(
            zip(("province", "city", "district", "place", "street", "address"), parts, strict=True)
        )
    for level in ("province", "city", "district"):
        given = _joined(frame, level)
        if given is not None:
            told = mapped(given, lambda text: (_area_text(text),), 1)[0]
            found[level] = (
                pl.select(pl.coalesce(told, found[level])).to_series() if level in found else told
            )
    postcode = _joined(frame, "postcode")
    if postcode is not None:
        found["postcode"] = mapped(postcode, lambda text: ("".join(text.split()).lower(),), 1)[0]
    birth = _joined(frame, "birth")
    if birth is not None:
        found["birth"] = mapped(birth, lambda text: (numbers.birth_key(text),), 1)[0]
    return [series.alias(name) for name, series in found.items()]


def _parts_of_address(text: str) -> Sequence[str]:
    made = addresses.parse(text)
    return (made.province, made.city, made.district, made.key, made.street, made.rest)


def _area_text(text: str) -> str:
    written = characters.simplify(text).strip()
    return (
        "".join(written.split())
        if characters.has_han(written)
        else " ".join(written.lower().split())
    )


def _companies(frame: pl.DataFrame) -> list[pl.Series]:
    whole = _joined(frame, "company")
    if whole is None:
        return []
    made = mapped(whole, lambda text: company_names.forms_of(text)[1:], 5)
    names = ("core", "core_alike", "core_sound", "core_place", "branch")
    return [series.alias(name) for name, series in zip(names, made, strict=True)]


def _numbers(frame: pl.DataFrame) -> list[pl.Expr]:
    found = []
    for into, (meaning, made) in _NUMBERS.items():
        keys = [_keyed(frame.get_column(name), made) for name in _columns_of(frame, meaning)]
        if keys:
            joined = pl.concat_list([pl.lit(series) for series in keys])
            found.append(joined.list.drop_nulls().list.unique(maintain_order=True).alias(into))
        else:
            found.append(pl.lit([], pl.List(pl.String)).alias(into))
    return found


def _keyed(values: pl.Series, made: Callable[[str], str]) -> pl.Series:
    return mapped(values, lambda text: (made(text),), 1)[0]
