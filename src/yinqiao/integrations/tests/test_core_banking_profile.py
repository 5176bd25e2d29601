"""The page of the file format is written from the profile, and is up to date."""

from pathlib import Path

from yinqiao.integrations.core_banking.format_page import load_profile, render_page

PAGE = Path(__file__).parents[4] / "docs" / "reference" / "core-banking-format.md"


def test_the_page_is_what_the_profile_gives():
    assert PAGE.read_text(encoding="utf-8") == render_page(load_profile())


def test_the_page_names_every_column():
    page = render_page(load_profile())
    for table in load_profile()["tables"]:
        section = page.split(f"### {table['name']} ")[1].split("\n### ")[0]
        for column in table["columns"]:
            assert f"| `{column['name']}` |" in section
