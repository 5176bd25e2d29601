"""The page of features: every line has a number of the list, a way to see it, and test files that are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "features.md"
# The last number of each letter of the list: A1-A170, C1-C27, D1-D66, N1-N15.
LAST = {"A": 170, "C": 27, "D": 66, "N": 15}
NUMBER = re.compile(r"([ACDN])([1-9]\d*)(?: \(part\))?")
SECTION = re.compile(r"UI §\d+(?:, §\d+)*")
TESTS = re.compile(r"(?:src/yinqiao|tests)/(?:\w+/)*test_\w+\.py")


def lines_of(part):
    """Return the cells of each line of the page's first or second table."""
    table = PAGE.read_text("utf-8").split("\n## ")[part]
    rows = [row.strip("|").split("|") for row in table.splitlines() if row.startswith("| ")]
    return [[cell.strip() for cell in row] for row in rows[1:] if "---" not in row[0]]


LISTED, BEYOND = lines_of(0), lines_of(1)


def numbers_in(cell):
    """Return the numbers of a first cell; raise ValueError for anything that is none."""
    found = []
    for text in cell.split(", "):
        match = NUMBER.fullmatch(text)
        if not match or int(match[2]) > LAST[match[1]]:
            raise ValueError(text)
        found.append(f"{match[1]}{match[2]}")
    return found


@pytest.mark.parametrize("line", [*LISTED, *BEYOND], ids=lambda line: line[0])
def test_a_line_says_how_to_see_it_and_names_test_files(line):
    _, how, shown_by = line
    assert len(how) > len("`make x`")
    for name in shown_by.split(", "):
        path = name.strip("`")
        assert name == f"`{path}`"
        assert TESTS.fullmatch(path), path
        text = (ROOT / path).read_text("utf-8")
        assert re.search(r"^def test_\w+\(", text, re.MULTILINE), path


def test_numbers_are_those_of_the_list_once_and_in_order():
    numbers = [number for line in LISTED for number in numbers_in(line[0])]
    order = [(number[0], int(number[1:])) for number in numbers]
    assert len(numbers) > 50
    assert order == sorted(set(order))


def test_what_is_beyond_the_list_names_its_section():
    assert BEYOND
    assert [line[0] for line in BEYOND if not SECTION.fullmatch(line[0])] == []


@pytest.mark.parametrize("cell", ["A0", "A171", "B3", "A139, A142-A143", "A1 (partly)", ""])
def test_what_is_no_number_is_noticed(cell):
    with pytest.raises(ValueError):  # noqa: PT011 - the text is the cell's own
        numbers_in(cell)
