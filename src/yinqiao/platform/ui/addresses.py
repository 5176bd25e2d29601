"""Ids in addresses: ``<id:pk>`` takes what a row can have, so that anything else is no page at all (404)."""

from yinqiao.lib.numbers import whole_number


class IdConverter:
    """ASCII digits within the database's bigint; Django's own `int` goes on for ever."""

    regex = "[0-9]{1,19}"

    def to_python(self, value: str) -> int:
        """Return the id; raise ValueError beyond bigint, which Django reads as no match."""
        number = whole_number(value)
        if number is None:
            message = "beyond bigint"
            raise ValueError(message)
        return number

    def to_url(self, value: int | str) -> str:
        """Return the id as it stands in an address."""
        return str(value)
