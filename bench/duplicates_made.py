"""Made-up customers of whom some stand twice or three times, altered as branches and years alter them, with the truth beside.

Persons are as the synthetic bank invents them: names by the frequency of surnames and the fashion of their year, valid ID numbers, mobiles,
addresses, one mobile in a family. About 6 % of the people have a second record and 1 % a third. Each copy suffers one to three of
these, drawn without regard to how the linkage works:

- name: traditional characters, a homophone, a look-alike, one character lost as ``?``, pinyin instead, a note in brackets, a new given name
  with the old one as former name
- certificate: 15 digits of old, missing, one digit keyed wrong, a passport instead
- birth: one digit wrong, day and month turned, 1 January of the year, missing
- phone: another one, missing; address: moved, written otherwise, missing
"""

from collections.abc import Callable
from typing import Final

import numpy as np
import polars as pl

from yinqiao.integrations.synthetic_bank.arrays import Rng, integers, rank_in_group
from yinqiao.integrations.synthetic_bank.identity_numbers import id_cards, mobiles, old_id_cards
from yinqiao.integrations.synthetic_bank.names import person_names
from yinqiao.integrations.synthetic_bank.vocabulary import words
from yinqiao.lib import pinyin
from yinqiao.lib.matching import characters

SECOND: Final = 0.06
THIRD: Final = 0.01
FAMILY: Final = 0.12
COLUMNS: Final = ("name", "former", "birth", "id", "phone", "address")
MAP: Final = (
    "name: name\nformer_name: former\nbirth: birth\nid: id\nphone: phone\naddress: address\n"
)
_CHANGES: Final = (0.5, 0.35, 0.15)

Row = dict[str, str | None]


def made(count: int, *, seed: int = 20260101) -> pl.DataFrame:
    """Return `count` records: `COLUMNS` and cluster (the person), in an order that tells nothing."""
    rng = np.random.default_rng(seed)
    people = round(count / (1 + SECOND + THIRD))
    base = _people(people, rng)
    twice = rng.permutation(people)[: count - people]
    # The last of them are copied once more.
    third = round(THIRD * people)
    sources = np.r_[twice[: count - people - third], twice[:third]]
    copies = _altered(base[sources], rng)
    return pl.concat([base, copies]).sample(fraction=1.0, shuffle=True, seed=seed)


def _people(count: int, rng: Rng) -> pl.DataFrame:
    male = rng.random(count) < 0.5
    born = np.datetime64("1940-01-01") + rng.integers(0, 24_100, count).astype("timedelta64[D]")
    year = integers(born.astype("datetime64[Y]").astype(int) + 1970)
    names = person_names(rng, is_male=male, birth_year=year)
    birth = pl.Series(born).cast(pl.Date).dt.to_string("%Y%m%d")
    areas = words("areas")
    codes = integers([int(code) for code in areas.column("code")])
    place = integers(rng.integers(0, len(codes), count))
    day = birth.cast(pl.Int64).to_numpy()
    key = codes[place] * 10**9 + day * 10 + male
    ids = id_cards(codes[place], day, rank_in_group(key) % 500, is_male=integers(male))
    serial = integers(np.arange(count))
    family = np.where(rng.random(count) < FAMILY, np.maximum(serial - 1, 0), serial)
    phones = mobiles(rng, serial).gather(family)
    return pl.DataFrame(
        {
            "name": names,
            "former": pl.Series([None] * count, dtype=pl.String),
            "birth": birth,
            "id": ids,
            "phone": phones,
            "address": _addresses(place, rng),
            "cluster": serial,
        }
    )


def _addresses(place: np.ndarray, rng: Rng) -> pl.Series:
    areas, streets = words("areas"), words("streets").column("name")
    count = len(place)
    frame = pl.DataFrame(
        {
            "area": pl.Series(
                [
                    f"{province}{city}{district}"
                    for province, city, district in zip(
                        areas.column("province"),
                        areas.column("city"),
                        areas.column("district"),
                        strict=True,
                    )
                ]
            ).gather(place),
            "street": pl.Series(streets).gather(rng.integers(0, len(streets), count)),
            "number": rng.integers(1, 400, count),
            "house": rng.integers(1, 30, count),
            "room": rng.integers(101, 2500, count),
        }
    )
    return frame.select(
        pl.format("{}{}{}号{}幢{}室", "area", "street", "number", "house", "room")
    ).to_series()


def _altered(rows: pl.DataFrame, rng: Rng) -> pl.DataFrame:
    kinds = list(_ALTERATIONS)
    texts = rows.with_columns(pl.all().exclude("cluster").cast(pl.String)).to_dicts()
    times = rng.choice([1, 2, 3], size=len(texts), p=_CHANGES)
    for row, many in zip(texts, times, strict=True):
        for kind in rng.choice(len(kinds), size=many, replace=False):
            choices = _ALTERATIONS[kinds[kind]]
            choices[int(rng.integers(len(choices)))](row, rng)
    return pl.DataFrame(texts, schema=rows.schema)


def _set(column: str, value: Callable[[Row, Rng], str | None]) -> Callable[[Row, Rng], None]:
    def change(row: Row, rng: Rng) -> None:
        row[column] = value(row, rng)

    return change


def _text(row: Row, column: str) -> str:
    return row[column] or ""


def _one_digit(column: str) -> Callable[[Row, Rng], str]:
    def keyed(row: Row, rng: Rng) -> str:
        text = _text(row, column)
        if not text:
            return text
        place = int(rng.integers(len(text) - 1)) if len(text) > 1 else 0
        return text[:place] + str(int(rng.integers(10))) + text[place + 1 :]

    return keyed


_TRADITIONAL: Final = {
    simple: chr(code) for code, simple in reversed(characters.table().items()) if code < 0x10000
}


def _traditional(row: Row, _rng: Rng) -> str:
    return "".join(_TRADITIONAL.get(letter, letter) for letter in _text(row, "name"))


def _homophone(row: Row, rng: Rng) -> str:
    name = _text(row, "name")
    same = _SOUNDS.get(pinyin.full("某" + name[-1]), name[-1])
    return name[:-1] + same[int(rng.integers(len(same)))]


def _look_alike(row: Row, _rng: Rng) -> str:
    name = _text(row, "name")
    groups = [
        group for group in characters.alike_groups() if any(letter in group for letter in name)
    ]
    if not groups:
        return name
    return "".join(
        next((c for c in groups[0] if c != letter), letter) if letter in groups[0] else letter
        for letter in name
    )


def _pinyin(row: Row, _rng: Rng) -> str:
    name = _text(row, "name")
    parts = pinyin.sort_key(name).split()[:-1]
    return f"{parts[0]} {''.join(parts[1:])}".upper() if parts else name


def _renamed(row: Row, rng: Rng) -> None:
    name = _text(row, "name")
    given = "".join(words("given_names").column("characters"))
    row["former"], row["name"] = name, name[0] + given[int(rng.integers(len(given)))]


def _moved(row: Row, rng: Rng) -> str:
    text = _text(row, "address")
    streets = words("streets").column("name")
    return f"{text[:9]}{streets[int(rng.integers(len(streets)))]}{int(rng.integers(1, 400))}号"


def _written_otherwise(row: Row, _rng: Rng) -> str:
    text = _text(row, "address")
    return text.replace("幢", "栋").replace("号", "号 ").replace("省", "").replace("市", "", 1)


_ALTERATIONS: Final[dict[str, list[Callable[[Row, Rng], None]]]] = {
    "name": [
        _set("name", _traditional),
        _set("name", _homophone),
        _set("name", _look_alike),
        _set("name", lambda row, _rng: _text(row, "name")[:-1] + "?"),
        _set("name", _pinyin),
        _set("name", lambda row, _rng: f"{_text(row, 'name')}（代理）"),
        _renamed,
    ],
    "certificate": [
        _set(
            "id",
            lambda row, _rng: (
                old_id_cards(pl.Series([_text(row, "id")]))[0]
                if _text(row, "birth") < "2000"
                else None
            ),
        ),
        _set("id", lambda _row, _rng: None),
        _set("id", _one_digit("id")),
        _set("id", lambda _row, rng: f"E{int(rng.integers(10_000_000, 99_999_999))}"),
    ],
    "birth": [
        _set("birth", _one_digit("birth")),
        _set(
            "birth",
            lambda row, _rng: (
                _text(row, "birth")[:4] + _text(row, "birth")[6:] + _text(row, "birth")[4:6]
            ),
        ),
        _set("birth", lambda row, _rng: f"{_text(row, 'birth')[:4]}0101"),
        _set("birth", lambda _row, _rng: None),
    ],
    "phone": [
        _set("phone", lambda _row, rng: f"13{int(rng.integers(100_000_000, 999_999_999))}"),
        _set("phone", lambda _row, _rng: None),
    ],
    "address": [
        _set("address", _moved),
        _set("address", _written_otherwise),
        _set("address", lambda _row, _rng: None),
    ],
}


def _by_sound() -> dict[str, str]:
    found: dict[str, str] = {}
    for letter in dict.fromkeys("".join(words("given_names").column("characters"))):
        reading = pinyin.full("某" + letter)
        found[reading] = found.get(reading, "") + letter
    return found


_SOUNDS: Final = _by_sound()
