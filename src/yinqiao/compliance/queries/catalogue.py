"""数据目录: every column that holds data of a customer, read from the code, with its class, level, purpose, basis, owner and retention (A107)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

import yaml
from django.apps import apps
from django.db.models import Field, ForeignKey, Model
from django.utils.translation import gettext as _

from yinqiao.compliance import policies
from yinqiao.compliance.privacy.queries.terms import terms_on
from yinqiao.platform import registry
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.db import erasure
from yinqiao.platform.db.erasure import DataClass
from yinqiao.platform.masking.rules import FieldClass

_PURPOSES: Final = Path(__file__).parent.parent / "data_purposes.yaml"
_CUSTOMER: Final = "customers.Customer"
_TECHNICAL: Final = frozenset(
    {"id", "version", "source", "source_key", "source_digest", "batch_id", "known_from", "known_at"}
)
_SEALED: Final = ("_token", "_index", "_masked")
# Financial information of JR/T 0171: what names or reaches a person, and what she owns.
_C2: Final = frozenset(
    {
        FieldClass.ID_NUMBER,
        FieldClass.OTHER_ID,
        FieldClass.PHONE,
        FieldClass.EMAIL,
        FieldClass.ADDRESS,
        FieldClass.CARD,
        FieldClass.ACCOUNT,
        FieldClass.AMOUNT,
        FieldClass.NAME,
        FieldClass.BIRTH_DATE,
        FieldClass.GRADE,
    }
)


@dataclass(frozen=True, slots=True)
class ColumnEntry:
    """One column: `field_class` as the masking door knows it, `level` of JR/T 0197 (1-5), `category` of JR/T 0171 (C1-C3)."""

    name: str
    type: str
    field_class: str
    class_label: str
    level: int
    category: str
    is_sealed: bool


@dataclass(frozen=True, slots=True)
class TableEntry:
    """One table; its level is the highest of its columns."""

    table: str
    title: str
    room: str
    purpose: str
    basis: str
    retention: str
    owner: str
    level: int
    columns: tuple[ColumnEntry, ...]


def data_catalogue(*, actor: Actor, today: date) -> list[TableEntry]:
    """Return all tables with data of customers, by room; terms of retention as they hold on `today`."""
    require(actor, policies.VIEW_CATALOGUE, verb="compliance.catalogue-read")
    classes = dict(_classes())
    terms = terms_on(today)
    found = [_table(model, classes, terms) for model in apps.get_models() if _is_of_customer(model)]
    return sorted(found, key=lambda entry: (entry.room, entry.table))


def _is_of_customer(model: type[Model]) -> bool:
    meta = model._meta  # noqa: SLF001
    if not model.__module__.startswith("yinqiao.") or not meta.managed:
        return False
    return meta.label == _CUSTOMER or any(
        (isinstance(field, ForeignKey) and _label_of(field) == _CUSTOMER)
        or field.name == "customer_id"
        for field in meta.concrete_fields
    )


def _label_of(field: "ForeignKey[object, object]") -> str:
    related = field.related_model
    return "" if isinstance(related, str) else str(related._meta.label)  # noqa: SLF001


def _table(
    model: type[Model],
    classes: Mapping[tuple[str, str], FieldClass],
    terms: Mapping[DataClass, int],
) -> TableEntry:
    meta = model._meta  # noqa: SLF001
    room = model.__module__.split(".")[1]
    words = purpose_of(room, meta.db_table)
    columns = tuple(
        _column(field, classes.get((meta.db_table, str(field.column))), int(words["level"]))
        for field in meta.concrete_fields
    )
    return TableEntry(
        table=meta.db_table,
        title=_titles().get(meta.db_table, ""),
        room=room,
        purpose=words["purpose"],
        basis=words["basis"],
        retention=_retention(meta.db_table, terms) or words["retention"],
        owner=words["owner"],
        level=max(column.level for column in columns),
        columns=columns,
    )


def _retention(table: str, terms: Mapping[DataClass, int]) -> str:
    """Return how long the rows of a table are kept, by the parameters in force; empty for one that retention does not know."""
    item = erasure.participants.find(table)
    if item is None:
        return _(erasure.kept.get(table)) if table in erasure.kept else ""
    said = _("{months} months from its own day") if item.dated else _("{months} months after the relation ends")  # fmt: skip
    return said.format(months=terms[item.data_class])


def purpose_of(room: str, table: str) -> dict[str, str]:
    """Return purpose, basis, retention, level and owner of a table: its own words before those of its room; raise KeyError without any."""
    known = _words()
    return {**known["rooms"][room], **known["tables"].get(table, {})}


def _column(field: "Field[object, object]", known: FieldClass | None, level: int) -> ColumnEntry:
    name = str(field.column)
    is_sealed = name.endswith(_SEALED)
    is_technical = name in _TECHNICAL
    return ColumnEntry(
        name=name,
        type=field.get_internal_type().removesuffix("Field"),
        field_class=known.value if known else "",
        class_label=_class_label(known, is_sealed=is_sealed, is_technical=is_technical),
        level=2 if is_technical else level,
        category="C2" if known in _C2 or is_sealed else "C1",
        is_sealed=is_sealed,
    )


def _class_label(known: FieldClass | None, *, is_sealed: bool, is_technical: bool) -> str:
    if known is not None:
        return _labels()[known]
    if is_sealed:
        return _("Sealed number, index or mask")
    return _("Technical") if is_technical else _("General")


def _labels() -> dict[FieldClass, str]:
    return {
        FieldClass.NAME: _("Name"),
        FieldClass.COMPANY_NAME: _("Company name"),
        FieldClass.ID_NUMBER: _("ID number"),
        FieldClass.OTHER_ID: _("Other certificate number"),
        FieldClass.PHONE: _("Telephone number"),
        FieldClass.EMAIL: _("E-mail"),
        FieldClass.ADDRESS: _("Address"),
        FieldClass.CARD: _("Card number"),
        FieldClass.ACCOUNT: _("Account number"),
        FieldClass.BIRTH_DATE: _("Date of birth"),
        FieldClass.AMOUNT: _("Amount"),
        FieldClass.FREE_TEXT: _("Free text"),
        FieldClass.GRADE: _("Grade for compliance only"),
    }


def _classes() -> Iterator[tuple[tuple[str, str], FieldClass]]:
    """Yield the class of each column as the import targets declare it; what is sealed there has three columns here."""
    for target in registry.import_targets.values():
        table = str(getattr(target, "table", ""))
        for value in getattr(target, "values", ()):
            if getattr(value, "sensitive", None) is not None:
                yield (table, value.target), value.sensitive
        for sealed in getattr(target, "sealed", ()):
            field_class = getattr(sealed, "field_class", None)
            if isinstance(field_class, FieldClass):
                for column in (sealed.token, sealed.masked, sealed.index):
                    yield (table, column), field_class


@cache
def _titles() -> dict[str, str]:
    return {
        str(getattr(target, "table", "")): str(getattr(target, "title", ""))
        for target in registry.import_targets.values()
    }


@cache
def _words() -> dict[str, dict[str, dict[str, str]]]:
    found: dict[str, dict[str, dict[str, str]]] = yaml.safe_load(_PURPOSES.read_text())
    return found
