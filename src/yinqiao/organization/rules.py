"""Pure decisions about the tree and about posts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from yinqiao.organization.choices import OrgKind

# What may hang under what; a department may hang anywhere above an outlet.
_PARENTS: Mapping[str, frozenset[str]] = {
    OrgKind.HEAD_OFFICE: frozenset(),
    OrgKind.BRANCH: frozenset({OrgKind.HEAD_OFFICE, OrgKind.BRANCH}),
    OrgKind.SUB_BRANCH: frozenset({OrgKind.HEAD_OFFICE, OrgKind.BRANCH, OrgKind.SUB_BRANCH}),
    OrgKind.OUTLET: frozenset({OrgKind.HEAD_OFFICE, OrgKind.BRANCH, OrgKind.SUB_BRANCH}),
    OrgKind.DEPARTMENT: frozenset(
        {OrgKind.HEAD_OFFICE, OrgKind.BRANCH, OrgKind.SUB_BRANCH, OrgKind.DEPARTMENT}
    ),
}


def may_hang_under(kind: str, parent_kind: str | None) -> bool:
    """Tell whether a unit of `kind` may stand under one of `parent_kind` (None: at the root)."""
    if parent_kind is None:
        return kind == OrgKind.HEAD_OFFICE
    return parent_kind in _PARENTS[kind]


def would_be_cycle(*, moving_id: int, new_parent_path: Sequence[int]) -> bool:
    """Tell whether the new parent is the moving unit itself or lies below it."""
    return moving_id in new_parent_path


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` up to, not including, `end` (None: open)."""

    first: date
    end: date | None

    def overlaps(self, other: "Period") -> bool:
        """Tell whether the two share a day."""
        return (self.end is None or other.first < self.end) and (
            other.end is None or self.first < other.end
        )


def main_posts_clash(periods: Iterable[Period]) -> bool:
    """Tell whether somebody would have two main posts on one day."""
    ordered = sorted(periods, key=lambda period: period.first)
    return any(earlier.overlaps(later) for earlier, later in pairwise(ordered))
