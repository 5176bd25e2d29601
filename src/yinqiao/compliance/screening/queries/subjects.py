"""Whom to screen, out of the view `screening_subject`: pages of customers by id, all or only those not screened as they are now."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import connection

from yinqiao.compliance.screening.rules import PartyKind, Subject

_COLUMNS = "s.customer_id, s.kind, s.name, s.former_name, s.birth_on, s.nationality, s.sex, s.numbers, s.ties, s.digest"
_RANGE = f"select {_COLUMNS} from screening_subject s where s.customer_id > %s and s.customer_id <= %s order by s.customer_id"  # noqa: S608
_DIFFERENT = (
    f"select {_COLUMNS} from screening_subject s left join screening_screened d on d.customer_id = s.customer_id"  # noqa: S608
    " where {which} and (d.customer_id is null or d.digest <> s.digest) order by s.customer_id"
)
_IN_RANGE = "s.customer_id > %s and s.customer_id <= %s"
_THESE = "s.customer_id = any(%s)"
_LAST = "select max(id) from (select id from customers_customer where id > %s order by id limit %s) as page"
# Between what is known of who is no customer but stands on record with more than a name.
_APART = "\x1f"
_UNDER_REVIEW = "select screening_under_review(%s, %s)"


@dataclass(frozen=True, slots=True)
class Party:
    """A customer as she is screened: her own names and numbers, and `ties`, the people of her relations who are no customers."""

    customer_id: int
    digest: str
    subjects: tuple[tuple[str, Subject], ...]
    """(kind of the relation or nothing for herself, whom to screen)."""


def last_of_page(*, after: int, limit: int) -> int | None:
    """Return the id that ends the next page of customers in scope; None when there is nobody more."""
    with connection.cursor() as cursor:
        cursor.execute(_LAST, [after, limit])
        (found,) = cursor.fetchone() or (None,)
        return found


def everybody(*, after: int, last: int) -> list[Party]:
    """Return the customers with ids in (after, last]."""
    return _read(_RANGE, [after, last])


def not_screened(*, after: int, last: int) -> list[Party]:
    """Return those of (after, last] who were never screened, or are others now than they were then. The wall must be open."""
    return _read(_DIFFERENT.format(which=_IN_RANGE), [after, last])


def not_screened_of(customer_ids: Collection[int]) -> list[Party]:
    """Return the same of some customers."""
    return _read(_DIFFERENT.format(which=_THESE), [list(customer_ids)])


def under_review(*, customer_ids: Collection[int], today: date) -> set[int]:
    """Return those in some review: 业务审核中, whatever the cause; a certificate to renew and a new customer are such causes too.

    The one thing about screening that other code may ask. The caller has checked the scope.
    """
    with connection.cursor() as cursor:
        cursor.execute(_UNDER_REVIEW, [list(customer_ids), today])
        return {row[0] for row in cursor.fetchall()}


def _read(statement: str, values: list[int | list[int]]) -> list[Party]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [_party(row) for row in cursor.fetchall()]


def _party(row: tuple[object, ...]) -> Party:
    pk, kind, name, former, birth_on, nationality, sex, numbers, ties, digest = row
    assert isinstance(pk, int)  # noqa: S101 - for the type
    assert isinstance(numbers, list)  # noqa: S101
    assert isinstance(ties, list)  # noqa: S101
    own = Subject(
        key=str(pk),
        names=tuple(text for text in (str(name), str(former)) if text),
        kind=PartyKind(str(kind)),
        birth_on=birth_on if isinstance(birth_on, date) else None,
        country=str(nationality),
        documents=tuple(map(str, numbers)),
        sex=str(sex),
    )
    return Party(pk, str(digest), (("", own), *(_tied(pk, str(tie)) for tie in ties)))


def _tied(pk: int, tie: str) -> tuple[str, Subject]:
    kind, _colon, told = tie.partition(":")
    name, *known = told.split(_APART)
    if not known:
        return kind, Subject(key=str(pk), names=(name,))
    party, birth_on, country, sex, number = known
    return kind, Subject(
        key=str(pk),
        names=(name,),
        kind=PartyKind(party),
        birth_on=date.fromisoformat(birth_on) if birth_on else None,
        country=country,
        documents=(number,) if number else (),
        sex=sex,
    )
