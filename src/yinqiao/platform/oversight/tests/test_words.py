"""The auditor's words: whatever an entry can be about has a name in both languages."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

import yinqiao
from yinqiao.platform.imports import queries as imports
from yinqiao.platform.imports.queries.figures import offered_profiles
from yinqiao.platform.oversight.audit import words

PACKAGE = Path(yinqiao.__file__).parent
SOURCES = [path for path in sorted(PACKAGE.rglob("*.py")) if "tests" not in path.parts]


def constants_of(path: Path) -> dict[str, str]:
    """Return the texts that a file gives names to."""
    return {
        target.id: str(node.value.value)
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Constant)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }


def object_types(path: Path) -> Iterator[str]:
    """Yield the first argument of every ``ObjectRef(…)``: a text, a constant of the file or of one beside it.

    A field of a row (``row.about_type``) or an argument hands on what somebody else named.
    """
    constants = constants_of(path)
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not (isinstance(node, ast.Call) and ast.unparse(node.func).endswith("ObjectRef")):
            continue
        first = node.args[0]
        if isinstance(first, ast.Constant):
            yield str(first.value)
        elif isinstance(first, ast.Attribute) and first.attr.isupper():
            yield constants_of(path.parent / f"{ast.unparse(first.value)}.py")[first.attr]
        elif isinstance(first, ast.Name) and first.id.isupper():
            yield constants.get(first.id) or imported(path, first.id)
        else:
            assert isinstance(first, ast.Attribute | ast.Name), ast.unparse(node)


def imported(path: Path, name: str) -> str:
    """Return the text that a file takes from another module under its own name."""
    (module,) = {
        node.module
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.ImportFrom) and name in {alias.name for alias in node.names}
    }
    return constants_of(PACKAGE.parent / f"{str(module).replace('.', '/')}.py")[name]


def is_chinese(text: str) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in text)


WRITTEN = sorted({kind for path in SOURCES for kind in object_types(path)})


@pytest.mark.parametrize("kind", WRITTEN)
def test_every_object_of_the_trail_has_a_title(kind: str) -> None:
    with translation.override("zh-hans"):
        assert is_chinese(words.object_title(kind))
    with translation.override("en"):
        assert "." not in words.object_title(kind)


def test_every_code_map_has_a_title() -> None:
    names = sorted({name for profile in offered_profiles() for name in profile.code_maps})
    assert len(names) > 50
    with translation.override("zh-hans"):
        assert [name for name in names if not is_chinese(imports.column_title(name))] == []
    with translation.override("en"):
        assert [name for name in names if "_" in imports.column_title(name)] == []
