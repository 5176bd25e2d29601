"""Writes the reference page of the file format from `profile.yaml`, so that page and profile cannot drift apart.

Run `python -m yinqiao.integrations.core_banking.format_page docs/reference/core-banking-format.md`.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TypedDict, cast

import yaml

INTRODUCTION = """\
# Core-banking T+1 file format

Written from `src/yinqiao/integrations/core_banking/profile.yaml` by `python -m yinqiao.integrations.core_banking.format_page`.
Do not edit by hand.

| | |
| --- | --- |
| encoding | GB18030 (rare names need all of it) |
| delimiter | the three characters `\\|+\\|`; no header, no trailing delimiter, LF ends a row, an empty field is null |
| file name | as given for each table; `{date}` = batch date YYYYMMDD, `{part}` = 01, 02, …; `.gz` may follow |
| control file | the data file's name with `.ok` in place of `.dat`: lines `date=YYYYMMDD`, `rows=N`, `sum=N` (分, a minus sign in front; only where a control sum is named), `sha256=` hex digest of the data file's bytes |
| date, time | `YYYYMMDD`, `YYYYMMDDHHMMSS` in Asia/Shanghai; `99991231` = for ever, `00010101` = unknown |
| amount | 分 without a point; a negative amount carries its sign at the end: `123456-` = −1,234.56 yuan |
| rate | percent with at most four decimals: `3.4500` = 3.45 % |
| boolean | `1`, `0` |
| mode `full` | the file holds every row; what is absent is closed |
| mode `append` | the file holds the rows of the batch; a re-run of the same batch date replaces them. The first batch carries the history |
| mode `delta` | a master table may be sent as changes: the same columns after an `operation` column (I, U, D) |
"""


class Check(TypedDict, total=False):
    """A rule over columns of one table."""

    rule: str
    columns: list[str]
    when: dict[str, str | list[str]]
    level: str


class Reference(TypedDict):
    """A column whose values must be known keys of another object."""

    column: str
    to: str


class Column(TypedDict, total=False):
    """One field of a file, in file order."""

    name: str
    type: str
    required: bool
    max: int
    map: str
    check: str
    format: str
    forever: str
    null: list[str]
    scale: int


class Table(TypedDict, total=False):
    """One kind of file."""

    name: str
    title: str
    file: str
    target: str
    mode: str
    key: list[str]
    after: list[str]
    control_sum: str
    optional: bool
    columns: list[Column]
    checks: list[Check]
    references: list[Reference]


class Profile(TypedDict):
    """The parts of the profile that this package reads; the full, checked model is `platform.imports`'."""

    profile: str
    code_maps: dict[str, dict[str, str]]
    tables: list[Table]


def load_profile() -> Profile:
    """Return the profile as plain values."""
    text = (
        files("yinqiao.integrations.core_banking")
        .joinpath("profile.yaml")
        .read_text(encoding="utf-8")
    )
    return cast("Profile", yaml.safe_load(text))


def render_page(profile: Profile) -> str:
    """Return the whole page as Markdown."""
    parts = [INTRODUCTION, "## Tables\n"]
    parts += ["\n".join(_table_section(table)) + "\n" for table in profile["tables"]]
    parts.append(
        "## Code maps\n\nSource code → our code. They seed the effective-dated code map, which operations can edit.\n"
    )
    parts += [_code_map_line(name, codes) for name, codes in profile["code_maps"].items()]
    return "\n".join(parts) + "\n"


def _table_section(table: Table) -> Iterator[str]:
    yield f"### {table['name']} {table['title']}\n"
    yield (
        f"`{table['file']}` → `{table['target']}` · {table['mode']} · key {_names(table['key'])}"
        + (f" · control sum `{table['control_sum']}`" if table.get("control_sum") else "")
        + (" · optional" if table.get("optional") else "")
    )
    yield ""
    yield "| # | column | type | required | notes |"
    yield "| --- | --- | --- | --- | --- |"
    references = {reference["column"]: reference["to"] for reference in table.get("references", [])}
    for position, column in enumerate(table["columns"], start=1):
        yield (
            f"| {position} | `{column['name']}` | {column['type']} | {'yes' if column.get('required') else ''} "
            f"| {_notes(column, references)} |"
        )
    for check in table.get("checks", []):
        condition = f" when {check['when']}" if check.get("when") else ""
        yield f"\nCheck `{check['rule']}` on {_names(check['columns'])}{condition} ({check.get('level', 'error')})."


def _notes(column: Column, references: Mapping[str, str]) -> str:
    notes = [
        f"code map `{column['map']}`" if "map" in column else "",
        f"check `{column['check']}`" if "check" in column else "",
        f"up to {column['max']} characters" if "max" in column else "",
        f"{column['scale']} decimals" if "scale" in column else "",
        f"`{column['forever']}` = for ever" if "forever" in column else "",
        f"refers to `{references[column['name']]}`" if column["name"] in references else "",
    ]
    return ", ".join(note for note in notes if note)


def _names(columns: Sequence[str]) -> str:
    return ", ".join(f"`{column}`" for column in columns)


def _code_map_line(name: str, codes: Mapping[str, str]) -> str:
    return f"- `{name}`: " + ", ".join(
        f"{source} → {standard}" for source, standard in codes.items()
    )


def main() -> None:
    """Write the page to the path given as the only argument."""
    Path(sys.argv[1]).write_text(render_page(load_profile()), encoding="utf-8")


if __name__ == "__main__":
    main()
