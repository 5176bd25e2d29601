"""Code maps as of a batch date, their seeds from the profile, and the alarm for codes without meaning."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from yinqiao.platform.imports.choices import CodeState
from yinqiao.platform.imports.engine.locks import LOADER
from yinqiao.platform.imports.models import CodeMap, ImportBatch, UnmappedCode
from yinqiao.platform.imports.profile.shapes import DatedCode, Profile

SEEDS_FROM = date(1900, 1, 1)
# What stands in the alarm where the text does not look like a code: a shifted row must not put a name or number there.
NOT_A_CODE = "(?)"
_CODE = re.compile(r"[\w.+-]{1,20}", re.ASCII)
_LONG_NUMBER = re.compile(r"\d{7,}")

Maps = dict[str, dict[str, str]]


def plant_seeds(profile: Profile, *, now: datetime) -> int:
    """Store the meanings of the profile that the database has not; what people have changed stays. Return how many were new."""
    known = set(
        CodeMap.objects.using(LOADER)
        .filter(source=profile.source)
        .values_list("map_name", "source_value")
    )
    rows = [
        CodeMap(
            source=profile.source,
            map_name=name,
            source_value=value,
            standard_value=code.to,
            valid_from=code.since or SEEDS_FROM,
            valid_to=code.until,
            is_seed=True,
            changed_at=now,
        )
        for name, value, code in _seeds(profile)
        if (name, value) not in known
    ]
    CodeMap.objects.using(LOADER).bulk_create(rows)
    return len(rows)


def maps_on(profile: Profile, day: date, *, using: str = LOADER) -> Maps:
    """Return every code map of the profile as of `day`: the database's meanings, and the seeds of codes it does not know."""
    found: Maps = {name: {} for name in profile.code_maps}
    known: set[tuple[str, str]] = set()
    for row in CodeMap.objects.using(using).filter(source=profile.source):
        known.add((row.map_name, row.source_value))
        if (
            row.map_name in found
            and row.valid_from <= day
            and (row.valid_to is None or day < row.valid_to)
        ):
            found[row.map_name][row.source_value] = row.standard_value
    for name, value, code in _seeds(profile):
        holds = (code.since or SEEDS_FROM) <= day and (code.until is None or day < code.until)
        if holds and (name, value) not in known:
            found[name][value] = code.to
    return found


def _seeds(profile: Profile) -> Iterator[tuple[str, str, DatedCode]]:
    for name, codes in profile.code_maps.items():
        for value, meaning in codes.items():
            for code in [DatedCode(to=meaning)] if isinstance(meaning, str) else meaning:
                yield name, value, code


def raise_alarms(batch: ImportBatch, codes: Iterable[tuple[str, str]], *, now: datetime) -> None:
    """Record codes without meaning, in the caller's transaction: one alarm per code, with the rows it kept out."""
    for (name, value), rows in sorted(
        Counter((name, _shown(value)) for name, value in codes).items()
    ):
        alarm, is_new = UnmappedCode.objects.using(LOADER).get_or_create(
            source=batch.source,
            map_name=name,
            source_value=value,
            defaults={"first_batch": batch, "last_batch": batch, "seen_at": now, "rows": rows},
        )
        if not is_new:
            alarm.rows += rows
            alarm.last_batch, alarm.seen_at, alarm.state = batch, now, CodeState.OPEN
            alarm.save(using=LOADER)


def _shown(value: str) -> str:
    return value if _CODE.fullmatch(value) and not _LONG_NUMBER.search(value) else NOT_A_CODE
