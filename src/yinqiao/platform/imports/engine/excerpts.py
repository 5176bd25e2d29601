"""What may be seen of a row that was kept out: every field masked by its class."""

from collections.abc import Mapping

from yinqiao.platform.imports.checking.findings import WHOLE_ROW, Raw
from yinqiao.platform.imports.ports import TargetColumn
from yinqiao.platform.imports.profile.shapes import Column
from yinqiao.platform.masking.rules import FieldClass, mask, scan_free_text

_BY_CHECK = {
    "id_card": FieldClass.ID_NUMBER,
    "mobile": FieldClass.PHONE,
    "phone": FieldClass.PHONE,
    "email": FieldClass.EMAIL,
    "luhn": FieldClass.CARD,
    "birth_date": FieldClass.BIRTH_DATE,
}
_SHOWN = 60
_PLAIN = frozenset({"integer", "decimal", "cents", "rate", "date", "datetime", "code", "boolean"})
# A text of another length than a figure, code or date ever has may be something else in the wrong column.
_PLAIN_LENGTH = 20


def masked_row(
    raw: Raw, columns: Mapping[str, Column], targets: Mapping[str, TargetColumn]
) -> dict[str, str]:
    """Return the fields of a row as anybody who works on quarantine may see them in a list."""
    if WHOLE_ROW in raw:
        return {}
    return {
        name: _masked(value, columns.get(name), targets)
        for name, value in raw.items()
        if not name.startswith("_")
    }


def _masked(value: str | None, column: Column | None, targets: Mapping[str, TargetColumn]) -> str:
    if value is None or not value.strip():
        return ""
    field_class = _class_of(column, targets)
    if field_class is not None:
        return mask(value, field_class)
    if column is not None and column.type in _PLAIN and len(value) <= _PLAIN_LENGTH:
        return scan_free_text(value)
    return scan_free_text(value)[:_SHOWN]


def _class_of(column: Column | None, targets: Mapping[str, TargetColumn]) -> FieldClass | None:
    if column is None:
        return FieldClass.OTHER_ID
    target = targets.get(column.target or "")
    if target is not None and target.sensitive is not None:
        return target.sensitive
    if column.check in _BY_CHECK:
        return _BY_CHECK[column.check]
    return FieldClass.OTHER_ID if target is None and column.type == "text" else None
