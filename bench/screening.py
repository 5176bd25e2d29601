"""Screening by the matcher alone: recall on altered names of a list by kind, false positives on ordinary names, seconds for N names.

The list is a file or a folder named by SCREENING_LIST (several with : between); the recall is measured on the first. Ordinary names: Chinese
ones of the product's own generator and, where SCREENING_NAMES names such a folder, of the statistics of surnames and given names; the
same in pinyin; Western given and family names. None is looked up in the list before: who bears a listed name by chance counts as false.
"""

import csv
import os
import random
import resource
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from bench import altered_names, product

SEED = 20260227
ORDINARY = 20_000
_GIVEN = (
    "James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph Jessica Thomas Karen Charles Sarah"
    " Christopher Lisa Daniel Nancy Matthew Sandra Anthony Betty Mark Ashley Donald Emily Steven Kimberly Andrew Margaret Paul Donna Joshua Michelle"
    " Kenneth Carol Kevin Amanda Brian Melissa George Deborah Hans Anna Pierre Marie Luca Giulia Carlos Lucia Ivan Olga Sven Ingrid Kenji Yuki Arjun"
    " Priya Nguyen Linh Ahmed Fatima Omar Aisha"
)
GIVEN = _GIVEN.split()
_FAMILY = (
    "Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson Anderson Thomas Taylor Moore Jackson"
    " Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson Walker Young Allen King Wright Scott Torres Nguyen Hill Flores Green"
    " Adams Nelson Baker Hall Rivera Campbell Mitchell Carter Roberts Mueller Schmidt Schneider Fischer Weber Rossi Russo Ferrari Dubois Moreau Laurent"
    " Ivanov Petrov Sidorov Andersson Johansson Tanaka Suzuki Watanabe Sharma Patel Singh Kumar Tran Pham Haddad Mansour"
)
FAMILY = _FAMILY.split()


def run(home: Path, customers: int) -> None:
    """Print recall by kind, false positives by kind, and how long `customers` names take against all lists."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yinqiao.config.settings")
    from yinqiao.compliance.screening.lists import read_list
    from yinqiao.compliance.screening.rules import Matcher

    paths = [Path(part) for part in os.environ.get("SCREENING_LIST", "").split(":") if part]
    if not paths:
        print("  NOT RUN: SCREENING_LIST names no list")
        return
    first = list(read_list(paths[0]).entries())
    began = time.monotonic()
    matcher = Matcher(first)
    print(f"  {paths[0].name}: {len(first):,} parties, indexed in {time.monotonic() - began:.1f} s")
    _recall(matcher, first)
    _false_positives(matcher)
    entries = [entry for path in paths for entry in read_list(path).entries()]
    _speed(Matcher(entries), len(entries), customers)


def _recall(matcher: object, entries: list[object]) -> None:
    from yinqiao.compliance.screening.rules import Subject

    asked = list(altered_names.altered(entries, seed=SEED))
    subjects = [Subject(str(place), (name,)) for place, (_kind, _key, name) in enumerate(asked)]
    found: dict[str, set[str]] = {}
    for hit in matcher.screen(subjects, workers=2):
        found.setdefault(hit.subject, set()).add(hit.entry)
    total, right = Counter(), Counter()
    missed: dict[str, list[str]] = {}
    for place, (kind, key, name) in enumerate(asked):
        total[kind] += 1
        if key in found.get(str(place), ()):
            right[kind] += 1
        else:
            missed.setdefault(kind, []).append(f"{key} {name}")
    for kind in sorted(total):
        print(
            f"  recall {kind:<12} {right[kind] / total[kind]:8.2%} of {total[kind]:,}",
            *_shown(missed.get(kind, [])),
        )
    everything = sum(right.values()) / sum(total.values())
    print(f"  recall, all kinds   {everything:8.2%} of {sum(total.values()):,} (promise 98.5 %)")


def _shown(missed: list[str]) -> list[str]:
    return (
        ["missed:", "; ".join(missed[:20])] if missed and os.environ.get("SCREENING_SHOW") else []
    )


def _false_positives(matcher: object) -> None:
    from yinqiao.compliance.screening.rules import Subject

    everything = wrong_ones = 0
    for kind, names in ordinary(ORDINARY).items():
        subjects = [Subject(str(place), (name,)) for place, name in enumerate(names)]
        hits = list(matcher.screen(subjects, workers=2))
        wrong = len({hit.subject for hit in hits})
        everything, wrong_ones = everything + len(names), wrong_ones + wrong
        shown = [f"{hit.ours}={hit.theirs} {hit.score}" for hit in hits]
        print(
            f"  false positives, {kind:<10} {wrong / len(names):8.3%} of {len(names):,}",
            *_shown(shown),
        )
    print(
        f"  false positives, all       {wrong_ones / everything:8.3%} of {everything:,} (promise 0.1 %)"
    )


def ordinary(count: int) -> dict[str, list[str]]:
    """Return `count` ordinary names of each kind."""
    from yinqiao.compliance.screening.rules import readings

    draw = random.Random(SEED)  # noqa: S311 - the same every time
    chinese = _generated(count)
    names = {
        "generated": chinese,
        "pinyin": [_spelt(name, draw, readings.read) for name in chinese],
    }
    folder = os.environ.get("SCREENING_NAMES")
    if folder:
        names["statistics"] = _by_statistics(Path(folder), count, draw)
    names["western"] = [
        f"{draw.choice(GIVEN)} {draw.choice(('', '', 'A. ', draw.choice(GIVEN) + ' '))}{draw.choice(FAMILY)}"
        for _ in range(count)
    ]
    return names


def _spelt(name: str, draw: random.Random, read: object) -> str:
    surname, *given = read(name)
    return draw.choice(
        (
            f"{surname} {''.join(given)}",
            f"{''.join(given)} {surname}",
            f"{surname} {' '.join(given)}",
        )
    ).title()


def _generated(count: int) -> list[str]:
    import numpy as np

    from yinqiao.integrations.synthetic_bank.names import person_names

    rng = np.random.default_rng(SEED)
    years = rng.integers(1945, 2007, count)
    return person_names(rng, is_male=rng.random(count) < 0.5, birth_year=years).to_list()


def _by_statistics(folder: Path, count: int, draw: random.Random) -> list[str]:
    surnames, given = (
        _weighted(folder / "familyname.csv", 0, 4),
        _weighted(folder / "givenname.csv", 0, 3),
    )
    family = draw.choices(*surnames, k=count)
    first, second = draw.choices(*given, k=count), draw.choices(*given, k=count)
    return [
        f + (a if draw.random() < 0.2 else a + b)
        for f, a, b in zip(family, first, second, strict=True)
    ]


def _weighted(path: Path, name: int, weight: int) -> tuple[list[str], list[float]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return [row[name] for row in rows], [float(row[weight] or 0) for row in rows]


def _speed(matcher: object, parties: int, count: int) -> None:
    """Screen a bank's mix: 97 % Chinese names, 3 % in Latin letters."""
    hits = 0
    names = list(_mixed(count))
    began = time.monotonic()
    from yinqiao.compliance.screening.sweep import screen_many

    hits = sum(len(found) for found in screen_many(matcher, names, workers=os.cpu_count() or 1))
    seconds = time.monotonic() - began
    memory = (
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    ) / 1024
    product.show(
        [
            (
                "names",
                f"{count:,} against {parties:,} parties in {seconds:,.1f} s = {count / seconds:,.0f}/s (promise 1,000,000 in 300 s)",
            ),
            ("hits", f"{hits:,}"),
            ("memory", f"{memory:,.0f} MB"),
        ]
    )


def _mixed(count: int) -> Iterable[object]:
    from yinqiao.compliance.screening.rules import Subject

    draw = random.Random(SEED)  # noqa: S311 - the same every time
    chinese = _generated(min(count, 1_000_000))
    for place in range(count):
        name = chinese[place % len(chinese)]
        if draw.random() < 0.03:
            name = f"{draw.choice(GIVEN)} {draw.choice(FAMILY)}"
        yield Subject(str(place), (name,))
