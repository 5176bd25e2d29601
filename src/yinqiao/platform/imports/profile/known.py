"""What a profile may refer to, gathered from the registries."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from yinqiao.platform import registry
from yinqiao.platform.imports import checks, extensions
from yinqiao.platform.imports.ports import ImportTarget


@dataclass(frozen=True, slots=True)
class Known:
    """Names that a profile may use, the targets with their columns, and how many columns each check takes."""

    targets: Mapping[str, ImportTarget]
    references: frozenset[str]
    checks: Mapping[str, int]
    transforms: frozenset[str]
    shapes: frozenset[str]


def registered() -> Known:
    """Return everything registered in this process."""
    return Known(
        targets={
            name: cast("ImportTarget", target) for name, target in registry.import_targets.items()
        },
        references=frozenset(name for name, _source in registry.import_references.items()),
        checks={name: check.columns for name, check in checks.CHECKS.items()},
        transforms=frozenset(name for name, _transform in extensions.transforms.items()),
        shapes=frozenset(name for name, _shape in extensions.shapes.items()),
    )
