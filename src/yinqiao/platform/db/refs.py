"""A typed pointer to any row, kept as two plain columns (no generic foreign keys)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ObjectRef:
    """`type` is the key of a registered ObjectType (``customers.customer``), `pk` its id."""

    type: str
    pk: int

    def __str__(self) -> str:
        return f"{self.type}:{self.pk}"
