"""Text as people type it: full-width digits and stray spaces made plain before a number is judged."""

FULL_WIDTH = "".join(chr(0xFF01 + offset) for offset in range(94)) + "\u3000"
HALF_WIDTH = "".join(chr(0x21 + offset) for offset in range(94)) + " "
# Named, so that the column-wise twin strips exactly the same characters.
EDGES = " \t\r\n\u00a0"

_HALVE = str.maketrans(FULL_WIDTH, HALF_WIDTH)


def half_width(value: str) -> str:
    """Return `value` with full-width ASCII and the ideographic space made half-width (same length)."""
    return value.translate(_HALVE)


def tidy(value: str) -> str:
    """Return `value` half-width and trimmed, as every number check sees it."""
    return half_width(value).strip(EDGES)
