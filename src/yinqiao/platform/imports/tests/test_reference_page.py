"""The reference page of profiles names every key there is."""

import re
from pathlib import Path

import pytest

from yinqiao.platform.imports.extensions import transforms
from yinqiao.platform.imports.profile import shapes

PAGE = Path(__file__).parents[5] / "docs" / "reference" / "import-profile.md"


@pytest.mark.parametrize(
    "model",
    [
        shapes.Profile,
        shapes.Table,
        shapes.Column,
        shapes.Derived,
        shapes.Lookup,
        shapes.Control,
        shapes.Check,
        shapes.Delimited,
        shapes.Workbook,
    ],
)
def test_every_key_is_on_the_page(model):
    text = PAGE.read_text(encoding="utf-8")
    words = set(re.findall(r"[a-z_]+", text))
    names = {field.alias or name for name, field in model.model_fields.items()}
    assert names - words == set()


def test_every_built_in_transform_is_on_the_page():
    text = PAGE.read_text(encoding="utf-8")
    assert [
        name
        for name, _function in transforms.items()
        if not name.startswith("berka_") and f"`{name}`" not in text
    ] == []
