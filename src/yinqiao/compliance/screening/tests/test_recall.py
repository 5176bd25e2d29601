"""The promise on the real list of the UN: altered names are found, ordinary ones are not (`bench/screening.py` measures all of it)."""

from pathlib import Path

import pytest
from bench import altered_names, screening

from yinqiao.compliance.screening.lists import read_list
from yinqiao.compliance.screening.rules import Matcher, Subject

FOLDER = Path(__file__).parents[5].parent / "shared" / "data" / "sanctions"
EACH = 1_000
STEP = 4

pytestmark = [
    pytest.mark.shared_data,
    pytest.mark.skipif(
        not FOLDER.is_dir(), reason="NOT RUN: the public list of the UN is not here"
    ),
]


@pytest.fixture(scope="module")
def entries():
    return list(read_list(next(FOLDER.glob("UN_*.xml"))).entries())


@pytest.fixture(scope="module")
def matcher(entries):
    return Matcher(entries)


def test_the_list_is_read_whole(entries):
    assert len(entries) == 1003
    assert sum(len(entry.names) for entry in entries) > 4_000
    assert sum(bool(entry.births) for entry in entries) > 650


def test_altered_names_are_found(entries, matcher):
    asked = list(altered_names.altered(entries[::STEP], seed=7))
    found = {}
    for hit in matcher.screen(
        Subject(str(n), (name,)) for n, (_kind, _key, name) in enumerate(asked)
    ):
        found.setdefault(hit.subject, set()).add(hit.entry)
    missed = [asked[n] for n in range(len(asked)) if asked[n][1] not in found.get(str(n), ())]
    assert len(asked) > 2_000
    assert len(missed) / len(asked) <= 0.015, missed[:20]


def test_ordinary_names_are_not(matcher):
    wrong = {}
    for kind, names in screening.ordinary(EACH).items():
        hits = list(matcher.screen(Subject(str(n), (name,)) for n, name in enumerate(names)))
        wrong[kind] = [(hit.ours, hit.theirs, hit.score) for hit in hits]
    assert {kind: len(hits) <= EACH // 500 for kind, hits in wrong.items()} == dict.fromkeys(
        wrong, True
    ), wrong
    assert sum(map(len, wrong.values())) <= 0.001 * EACH * len(wrong)
