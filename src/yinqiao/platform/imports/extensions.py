"""What profiles may name beyond the built-in types: transforms of values and shapes of whole files, registered by integrations."""

from collections.abc import Callable

import polars as pl

from yinqiao.platform.registry import Registry

# One text expression for each source column; gives text, null where nothing can be worked out.
Transform = Callable[..., pl.Expr]
# The whole file as texts with `_line`; gives texts with a unique `_line` for each row (of the file's row that it stands for). For sources that need sorting or grouping first; the file is
# held in memory, so only for small ones (limit: MAX_SHAPED_ROWS).
Shape = Callable[[pl.DataFrame], pl.DataFrame]
MAX_SHAPED_ROWS = 5_000_000

transforms: Registry[Transform] = Registry("import transforms")
shapes: Registry[Shape] = Registry("import shapes")


def _digits(value: pl.Expr) -> pl.Expr:
    return value.str.replace_all(r"[^0-9]", "")


def _first_given(*values: pl.Expr) -> pl.Expr:
    return pl.coalesce(*values)


transforms.add("digits", _digits)
transforms.add("upper", lambda value: value.str.to_uppercase())
transforms.add("lower", lambda value: value.str.to_lowercase())
transforms.add("without_leading_zeros", lambda value: value.str.strip_chars_start("0"))
transforms.add("first_given", _first_given)
