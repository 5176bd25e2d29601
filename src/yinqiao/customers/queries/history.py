"""The history of changes: version rows told as field, old, new, when and by whom; protected values stay masked."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yinqiao.customers import choices
from yinqiao.customers.labels import HABITS, field_label, habit_label
from yinqiao.customers.models import History
from yinqiao.customers.queries.card import is_in_team, require_customer
from yinqiao.customers.queries.duplicates import party_ids
from yinqiao.customers.queries.tiers import masker_of
from yinqiao.organization import queries as organization
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.versions import current_states
from yinqiao.platform.i18n import formats
from yinqiao.platform.i18n.codes import label
from yinqiao.platform.masking.door import Masker

State = Mapping[str, object]
ROW_LIMIT: Final = 200

TABLES: Final[Mapping[str, str]] = {
    "customers_customer": "profile",
    "customers_identification": "identification",
    "customers_contact_point": "contact",
    "customers_address": "address",
    "customers_relation": "relation",
    "customers_employment": "employer_name",
    "customers_finance_figure": "amount",
    "customers_assignment": "staff_id",
    "customers_life_event": "life_event",
    "customers_dependant": "dependant",
    "customers_external_item": "external_item",
    "customers_party_role": "party_role",
}
# A sealed field is two columns: what is shown is the mask, what tells a change is the blind index (or the token).
SEALED: Final[Mapping[str, str]] = {
    "number_masked": "number_index",
    "value_masked": "value_index",
    "street_masked": "street_token",
}
SHOWN_AS: Final[Mapping[str, str]] = {
    "number_masked": "number",
    "value_masked": "value",
    "street_masked": "street",
}
SILENT: Final = frozenset(
    {
        "id",
        "source",
        "source_key",
        "source_digest",
        "batch_id",
        "known_from",
        "version",
        "customer_id",
        "name_grams",
        "pinyin",
        "initials",
    }
    | {
        "sort_key",
        "number_token",
        "number_index",
        "value_token",
        "value_index",
        "street_token",
        "usage",
        "updated_on",
        "region_code",
    }
    | {"employer_no", "currency", "basis", "kind", "id_type"}
    | {"recorded_at", "recorded_by_id", "recorded_by_name", "told_by"}
    | {"attached_by_id", "attached_by_name"}
)
ATTRIBUTES: Final = "attributes"
AMOUNTS: Final = frozenset({"amount", "annual_income"})


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One field that changed: what it was, what it became, when it became known and who changed it (a batch or a person).

    Fields that changed together share `version_id`.
    """

    version_id: int
    staff_id: int | None
    at: datetime
    table: str
    subject: str
    field: str
    label: str
    old: str
    new: str
    who: str
    is_batch: bool


def history(*, actor: Actor, customer_id: int, limit: int = ROW_LIMIT) -> list[HistoryEntry]:
    """Return the latest changes of everything about one customer, newest first; raise NotFound outside the scope."""
    customer = require_customer(actor=actor, customer_id=customer_id)
    in_team = is_in_team(actor=actor, customer=customer)
    ids = party_ids(customer_id)
    return changes_of(actor=actor, party_ids=ids, in_team=in_team, limit=limit)


def changes_of(
    *, actor: Actor, party_ids: Collection[int], in_team: bool, limit: int
) -> list[HistoryEntry]:
    """Return the same of a customer whom the caller has found in scope, of all ids under which her rows stand."""
    versions = list(
        History.objects.filter(customer_id__in=party_ids, table_name__in=TABLES).order_by(
            "-known_to", "-pk"
        )[:limit]
    )
    writer = _Writer(masker_of(actor), in_team, _names_in(versions))
    after = _states_after(versions)
    entries = [
        entry for version in versions for entry in writer.entries(version, after[version.pk])
    ]
    return entries[:limit]


def _states_after(versions: Iterable[History]) -> dict[int, State]:
    """Return, for each version, the state that followed it: the next version of the row, or the row as it is."""
    found = list(versions)
    by_table: dict[str, set[int]] = {}
    for version in found:
        by_table.setdefault(version.table_name, set()).add(version.row_id)
    now = {
        (table, pk): state
        for table, ids in by_table.items()
        for pk, state in current_states(table, ids).items()
    }
    after: dict[int, State] = {}
    latest: dict[tuple[str, int], State] = {}
    for version in found:  # newest first
        key = (version.table_name, version.row_id)
        after[version.pk] = latest.get(key, now.get(key, {}))
        latest[key] = version.state
    return after


def _names_in(versions: Iterable[History]) -> Callable[[int], str]:
    found = list(versions)
    people = {version.changed_by_id for version in found if version.changed_by_id}
    people |= {
        _int(version.state.get(key)) for version in found for key in ("main_rm_id", "staff_id")
    }
    names = organization.staff_names({pk for pk in people if pk})
    return lambda pk: (
        names.get(pk, "") or next(iter(organization.staff_names([pk]).values()), "") if pk else ""
    )


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes values of changed fields for one actor."""

    masker: Masker
    in_team: bool
    staff_name: Callable[[int], str]

    def entries(self, version: History, after: State) -> list[HistoryEntry]:
        """Return an entry for each field that differs, or one that says the row ended."""
        before: State = version.state
        if not after:
            return []
        changed = [name for name in before if name in after and self._differs(name, before, after)]
        entries = [self._entry(version, after, name) for name in changed if name != ATTRIBUTES]
        return [*entries, *(self._own_fields(version, after) if ATTRIBUTES in changed else ())]

    def _own_fields(self, version: History, after: State) -> list[HistoryEntry]:
        """Return an entry for each of the own fields that differ: they stand together in one column."""
        old, new = (_pairs(state.get(ATTRIBUTES)) for state in (version.state, after))
        whole = self._entry(version, after, ATTRIBUTES)
        return [
            replace(
                whole,
                field=key,
                label=field_label(key),
                old=_attribute(self, key, old.get(key, "")) or formats.MISSING,
                new=_attribute(self, key, new.get(key, "")) or formats.MISSING,
            )
            for key in sorted(old.keys() | new.keys())
            if old.get(key, "") != new.get(key, "")
        ]

    def _differs(self, name: str, before: State, after: State) -> bool:
        if name in SEALED:
            return before.get(SEALED[name]) != after.get(SEALED[name])
        return name not in SILENT and before.get(name) != after.get(name)

    def _entry(self, version: History, after: State, name: str) -> HistoryEntry:
        shown = SHOWN_AS.get(name, name)
        return HistoryEntry(
            version_id=version.pk,
            staff_id=version.changed_by_id,
            at=version.known_to,
            table=version.table_name,
            subject=self._subject(version.table_name, after),
            field=shown,
            label=field_label(shown),
            old=self.write(name, version.state.get(name), version.state),
            new=self.write(name, after.get(name), after),
            who=self.staff_name(version.changed_by_id)
            if version.changed_by_id
            else str(after.get("source", "")),
            is_batch=version.changed_by_id is None,
        )

    def _subject(self, table: str, state: State) -> str:
        code = str(state.get("usage") or state.get("id_type") or state.get("kind") or "")
        return _SUBJECTS[table](code) if table in _SUBJECTS else field_label(TABLES[table])

    def write(self, name: str, value: object, state: State) -> str:
        """Write one value as this actor may see it."""
        if value in (None, "", {}):
            return formats.MISSING
        if name in _WRITERS:
            return _WRITERS[name](self, value, state)
        if name in AMOUNTS:
            return self.masker.amount(
                Decimal(str(value)), in_team=self.in_team, language=get_language() or "zh-hans"
            )
        if isinstance(value, bool):
            return _("Yes") if value else _("No")
        return str(value)


def _name(writer: _Writer, value: object, state: State) -> str:
    return writer.masker.name(
        str(value), in_team=writer.in_team, is_company=state.get("kind") == choices.Kind.COMPANY
    )


def _birth(writer: _Writer, value: object, _state: State) -> str:
    return writer.masker.birth_date(date.fromisoformat(str(value)))


def _number(writer: _Writer, value: object, state: State) -> str:
    is_card = state.get("id_type") in {"ID_CARD", "RESIDENCE_PERMIT", "FOREIGN_RESIDENT_CARD"}
    return writer.masker.id_number(str(value)) if is_card else writer.masker.other_id(str(value))


def _contact(writer: _Writer, value: object, state: State) -> str:
    if state.get("kind") == choices.ContactKind.EMAIL:
        return writer.masker.email(str(value))
    return (
        writer.masker.other_id(str(value))
        if state.get("kind") == choices.ContactKind.WECOM
        else writer.masker.phone(str(value))
    )


def _street(writer: _Writer, value: object, _state: State) -> str:
    return writer.masker.address(str(value))


def _staff(writer: _Writer, value: object, _state: State) -> str:
    return writer.staff_name(_int(value)) or str(value)


def _org(_writer: _Writer, value: object, _state: State) -> str:
    return organization.org_names([_int(value)]).get(_int(value), str(value))


def _pairs(value: object) -> dict[str, str]:
    found = value if isinstance(value, Mapping) else {}
    return {str(key): str(text) for key, text in found.items()}


def _attribute(writer: _Writer, key: str, text: str) -> str:
    if key in HABITS:
        return habit_label(key, text)
    # Until life events had rows of their own, the latest stood here.
    if key == "life_event":
        return label(choices.LifeEventKind, text)
    return writer.masker.free_text(text)


def _note(writer: _Writer, value: object, _state: State) -> str:
    return writer.masker.free_text(str(value))


def _code(
    kind: type[
        choices.MaritalStatus
        | choices.Education
        | choices.Occupation
        | choices.Status
        | choices.Sex
        | choices.AssignmentRole
    ],
) -> Callable[[_Writer, object, State], str]:
    def write(_writer: _Writer, value: object, _state: State) -> str:
        code = str(value)
        return str(kind(code).label) if code in kind.values else code

    return write


def _int(value: object) -> int:
    return int(str(value)) if value not in (None, "") else 0


_WRITERS: Mapping[str, Callable[[_Writer, object, State], str]] = {
    "name": _name,
    "former_name": _name,
    "birth_on": _birth,
    "number_masked": _number,
    "value_masked": _contact,
    "street_masked": _street,
    "main_rm_id": _staff,
    "staff_id": _staff,
    "org_id": _org,
    "marital_status": _code(choices.MaritalStatus),
    "education": _code(choices.Education),
    "occupation": _code(choices.Occupation),
    "status": _code(choices.Status),
    "sex": _code(choices.Sex),
    "note": _note,
    "end_reason": _note,
    "title": _note,
    "summary": _note,
    "withdraw_reason": _note,
    "role": _code(choices.AssignmentRole),
}
_SUBJECTS: Mapping[str, Callable[[str], str]] = {
    "customers_identification": lambda code: (
        str(choices.IdType(code).label) if code in choices.IdType.values else code
    ),
    "customers_contact_point": lambda code: (
        str(choices.ContactUsage(code).label) if code in choices.ContactUsage.values else code
    ),
    "customers_address": lambda code: (
        str(choices.AddressKind(code).label) if code in choices.AddressKind.values else code
    ),
    "customers_relation": lambda code: (
        str(choices.RelationKind(code).label) if code in choices.RelationKind.values else code
    ),
    "customers_life_event": lambda code: label(choices.LifeEventKind, code),
    "customers_external_item": lambda code: label(choices.ExternalKind, code),
    "customers_party_role": lambda code: label(choices.PartyRoleKind, code),
    "customers_dependant": lambda code: label(choices.DependantKind, code),
    "customers_finance_figure": lambda code: (
        str(choices.FinanceKind(code).label) if code in choices.FinanceKind.values else code
    ),
}
