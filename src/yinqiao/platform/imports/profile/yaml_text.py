"""Read YAML strictly: keys are taken as written (``null:`` and ``1:`` are texts), a key twice is a mistake, places have lines."""

import re
from pathlib import Path

import yaml
from django.utils.translation import gettext as _

from yinqiao.platform.imports.profile.problems import Place, ProfileInvalid, ProfileProblem

_MAX_BYTES = 2_000_000


class _Reader(yaml.SafeLoader):
    """A safe loader that keeps keys as their source text and takes only true and false for booleans (YAML 1.2: `no` is a text)."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def _mapping(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[str, object]:
    result: dict[str, object] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise yaml.constructor.ConstructorError(
                None, None, _("a key must be plain text"), key.start_mark
            )
        if key.value in result:
            message = _("the key {key} stands twice").format(key=key.value)
            raise yaml.constructor.ConstructorError(None, None, message, key.start_mark)
        result[key.value] = loader.construct_object(value, deep=True)
    return result


_Reader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_Reader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def read_yaml(path: Path) -> tuple[object, yaml.Node | None]:
    """Return the plain values and the node tree (for line numbers); raise ProfileInvalid for unreadable YAML."""
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise ProfileInvalid(
                path, [ProfileProblem((), _("the file is larger than 2 MB"), _("a profile"))]
            )
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ProfileInvalid(
            path, [ProfileProblem((), _("the file cannot be read"), error.strerror or "")]
        ) from None
    except UnicodeDecodeError:
        raise ProfileInvalid(
            path, [ProfileProblem((), _("the file is not UTF-8"), _("save it as UTF-8"))]
        ) from None
    try:
        loader = _Reader(text)
        node = loader.get_single_node()
        return (loader.construct_document(node) if node is not None else None), node
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise ProfileInvalid(
            path, [ProfileProblem((), error.problem or _("not YAML"), _("valid YAML"), line)]
        ) from None
    except yaml.YAMLError:
        raise ProfileInvalid(
            path, [ProfileProblem((), _("not YAML"), _("valid YAML without control characters"))]
        ) from None


def line_of(node: yaml.Node | None, place: Place) -> int:
    """Return the 1-based line of `place`, or of its nearest parent that the file has."""
    line = node.start_mark.line + 1 if node is not None else 0
    for step in place:
        node = _child(node, step)
        if node is None:
            break
        line = node.start_mark.line + 1
    return line


def _child(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        child: yaml.Node = node.value[step]
        return child
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                found: yaml.Node = value
                return found
    return None
