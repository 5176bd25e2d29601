"""Values of a file as a person reads them: amounts in 分 as money, the end of time as such."""

from django.utils.translation import gettext as _

from yinqiao.lib import money
from yinqiao.platform.imports.profile.shapes import Column

_END_OF_TIME = ("99991231", "9999-12-31")


def readable(column: Column | None, value: str) -> str:
    """Return `value` as a person reads it; empty where it reads well as it stands."""
    if column is None or not value:
        return ""
    if column.type == "cents":
        return _in_yuan(value, is_trailing=column.sign == "trailing")
    is_day = column.type in {"date", "datetime"}
    return _("for ever") if is_day and value in (column.forever, *_END_OF_TIME) else ""


def _in_yuan(value: str, *, is_trailing: bool) -> str:
    try:
        amount = money.parse_cents(value, trailing_sign=is_trailing)
    except ValueError:
        return ""
    return _("{amount} yuan").format(amount=f"{amount:,.2f}")


def shown_value(value: str, read: str) -> str:
    """Return both: what a person reads, and what the file has."""
    return (
        _("{readable} ({value} in the file)").format(readable=read, value=value) if read else value
    )
