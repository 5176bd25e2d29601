"""A clear value on its way to the one place that may use it: it prints as stars and cannot be logged by accident."""


class Secret:
    """Hold a clear text; `unwrap()` is called only by an adapter (contract 14) or a reveal answer."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def unwrap(self) -> str:
        """Return the clear value."""
        return self._value

    def __repr__(self) -> str:
        return "Secret(***)"

    __str__ = __repr__

    def __reduce__(self) -> tuple[object, ...]:
        message = "A Secret is not serialised."
        raise TypeError(message)
