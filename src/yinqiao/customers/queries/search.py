"""Search for the palette, the list and the counter: names by prefix and grams, pinyin, and numbers in full only.

Numbers are looked up by blind index within the scope; a foreign number and none at all give the same answer (contract 17).
Searches never run as prepared statements (STACK.md, slow-LIKE trap): Django leaves `prepare_threshold` unset and a test holds it so.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q

from yinqiao.customers import policies, rules
from yinqiao.customers.models import ContactPoint, Identification, ListedCustomer
from yinqiao.customers.queries.duplicates import survivors_of_number
from yinqiao.customers.queries.rows import CustomerRow, customer_rows
from yinqiao.customers.rules import SearchKind
from yinqiao.lib import pinyin
from yinqiao.lib.text import tidy
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Sensitive, record_read
from yinqiao.platform.crypto import index
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.masking.rules import FieldClass

CONTACT_INDEX: Final = "customers.contact"
IDENTIFICATION_INDEX: Final = "customers.identification"
HIT_LIMIT: Final = 8
SHORTEST_NUMBER: Final = 5


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """The hits. `is_number` tells that a number in full was asked for: without a hit one neutral sentence answers.

    `merged_no` is that number when it belonged to a record which went into the one found.
    """

    hits: tuple[CustomerRow, ...]
    is_number: bool
    merged_no: str = ""


def search(*, actor: Actor, now: datetime, text: str, limit: int = HIT_LIMIT) -> SearchAnswer:
    """Return the customers in scope that `text` names, the closest first; every search leaves an audit row."""
    written = tidy(text)
    kind = rules.search_kind(written)
    if kind is SearchKind.EMPTY:
        return SearchAnswer((), is_number=False)
    found = (
        _by_number(actor, written, limit)
        if kind is SearchKind.NUMBER
        else _by_name(actor, written, limit)
    )
    _record(actor, written, kind=kind, found=found)
    number = written.upper()
    was_merged = kind is SearchKind.NUMBER and any(
        row.customer_no != number for row in found if row.customer_id in survivors_of_number(number)
    )
    return SearchAnswer(
        tuple(customer_rows(found, actor=actor, now=now)),
        is_number=kind is SearchKind.NUMBER,
        merged_no=number if was_merged else "",
    )


def customer_ids_of_number(text: str) -> set[int]:
    """Return the ids of visible customers that a number belongs to: customer number, phone, mailbox or certificate."""
    written = tidy(text)
    if len(written) < SHORTEST_NUMBER:
        return set()
    contact = index.blind(CONTACT_INDEX, rules.contact_key(written))
    certificate = index.blind(IDENTIFICATION_INDEX, rules.identification_key(written))
    by_contact = ContactPoint.objects.filter(
        value_index=contact, ended_on__isnull=True
    ).values_list("customer_id", flat=True)
    by_certificate = Identification.objects.filter(
        number_index=certificate, ended_on__isnull=True
    ).values_list("customer_id", flat=True)
    by_customer_no = ListedCustomer.objects.filter(customer_no=written.upper()).values_list(
        "customer_id", flat=True
    )
    return {*by_contact, *by_certificate, *by_customer_no, *survivors_of_number(written)}


def certificate_indexes(numbers: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return under which blind indexes (hex) each certificate number would be found: as written, and without any signs between."""
    found = {}
    for number in numbers:
        plain = "".join(letter for letter in tidy(number).upper() if letter.isalnum())
        spellings = dict.fromkeys((rules.identification_key(number), plain))
        found[number] = tuple(
            index.blind(IDENTIFICATION_INDEX, spelling).hex() for spelling in spellings
        )
    return found


def name_condition(actor: Actor, text: str) -> Q:
    """Return the condition of a list filter: like `search`, but a phone or certificate number matches nothing (it stands in the URL)."""
    written = tidy(text)
    kind = rules.search_kind(written)
    if kind is SearchKind.EMPTY:
        return Q()
    if kind is SearchKind.NUMBER:
        return (
            Q(customer_no=written.upper()) | Q(pk__in=survivors_of_number(written))
            if not rules.is_personal_number(written)
            else Q(pk__in=())
        )
    if not policies.sees_all_names(actor):
        return Q(name=written)
    if kind is SearchKind.LETTERS:
        letters = written.replace(" ", "").lower()
        return (
            Q(initials__startswith=letters)
            | Q(pinyin__startswith=letters)
            | Q(name__istartswith=written)
        )
    return _holds(written)


def _by_name(actor: Actor, written: str, limit: int) -> list[ListedCustomer]:
    """Exact, then by prefix, then anywhere, until `limit` is reached; each step answers from one index."""
    rows = ListedCustomer.objects.filter(policies.overview_visible_to(actor))
    if not policies.sees_all_names(actor):
        # A masked name must not be guessed letter by letter (P17): only the whole name finds.
        return list(rows.filter(name=written).order_by("customer_id")[:limit])
    found: dict[int, ListedCustomer] = {}
    for condition, order in _steps(written):
        missing = limit - len(found)
        if missing <= 0:
            break
        step = rows.filter(condition).exclude(pk__in=list(found))
        for row in step.order_by(order)[:missing] if order else step[:missing]:
            found[row.customer_id] = row
    return list(found.values())


def _steps(written: str) -> Iterable[tuple[Q, str]]:
    if rules.search_kind(written) is SearchKind.LETTERS:
        letters = written.replace(" ", "").lower()
        yield Q(initials=letters), "sort_key"
        yield Q(initials__startswith=letters), "initials"
        yield Q(pinyin__startswith=letters), "pinyin"
        yield _holds(written), ""
        return
    yield Q(name=written), "customer_id"
    yield Q(name__startswith=written), "name"
    yield _holds(written), ""


def _holds(written: str) -> Q:
    """Return the condition that a name holds the text: all its grams, and for longer texts the text itself in one piece."""
    condition = Q(name_grams__contains=pinyin.name_grams(written))
    return condition if len(written) <= 2 else condition & Q(name__icontains=written)  # noqa: PLR2004 - a gram has two letters


def _by_number(actor: Actor, written: str, limit: int) -> list[ListedCustomer]:
    ids = customer_ids_of_number(written)
    if not ids:
        return []
    rows = ListedCustomer.objects.filter(policies.overview_visible_to(actor), customer_id__in=ids)
    return list(rows.order_by("customer_id")[:limit])


def _record(actor: Actor, written: str, *, kind: SearchKind, found: list[ListedCustomer]) -> None:
    """Keep who searched for what: the text masked with a digest, the customers shown by id."""
    if kind is SearchKind.NUMBER:
        field_class = FieldClass.PHONE if rules.is_personal_number(written) else FieldClass.OTHER_ID
    else:
        field_class = FieldClass.NAME
    ids = [row.customer_id for row in found]
    record_read(
        actor=actor,
        verb="customers.searched",
        ref=ObjectRef("customers.customer", ids[0]) if len(ids) == 1 else None,
        detail={"kind": kind, "text": Sensitive(field_class, written), "customers": ids},
    )
