"""Where three records of a company's beneficial owners differ: worked out, on our register, told by the source."""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OwnerDifference:
    """A person who stands in one or two of the three records, not in all."""

    owner_id: int
    is_computed: bool
    is_registered: bool
    is_imported: bool

    @property
    def is_material(self) -> bool:
        """Tell whether the person herself differs from what is worked out or on our register: that is reported in time."""
        return self.is_computed != self.is_registered or not self.is_imported


def owner_differences(
    *, computed: Collection[int], registered: Collection[int], imported: Collection[int]
) -> tuple[OwnerDifference, ...]:
    """Return the differences by id; none where all three name the same people.

    A source that names nobody at all for the company has no record: then only the first two are compared.
    """
    has_source = bool(imported)
    found = []
    for owner in sorted({*computed, *registered, *imported}):
        one = OwnerDifference(
            owner,
            is_computed=owner in computed,
            is_registered=owner in registered,
            is_imported=owner in imported if has_source else owner in registered,
        )
        if not (one.is_computed == one.is_registered == one.is_imported):
            found.append(one)
    return tuple(found)
