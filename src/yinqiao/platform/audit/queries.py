"""What auditors read: entries by any of who, what, whom and when; who looked at a customer; how the chain stands.

Values are masked since they were written. There is no row scope: whoever may read the trail reads all of it.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils.translation import gettext as _

from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import anchors, policies
from yinqiao.platform.audit.models import AuditEntry, AuditSeal
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.errors import NotFound

# A change names what it changed; an entry that names nothing is a look, a search or an export.
IS_CHANGE = ~Q(old={}) | ~Q(new={})
# Lists, searches and exports name the customers they showed here.
SHOWN = "customers"


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """What to search for; what is left empty does not limit. Days are of the bank, `until` included. `verb` is a beginning.

    `customer_id` also finds lists and searches that showed the customer among others.
    """

    verb: str = ""
    result: str = ""
    staff_id: int | None = None
    staff_no: str = ""
    customer_id: int | None = None
    object_type: str = ""
    object_id: int | None = None
    request_id: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry as the auditor sees it; `seq` is its place in the chain, None while it waits for the sealer."""

    id: int
    seq: int | None
    occurred_at: datetime
    actor_kind: str
    staff_id: int | None
    staff_no: str
    actor_name: str
    roles: str
    org_id: int | None
    ip: str
    request_id: str
    verb: str
    result: str
    object_type: str
    object_id: int | None
    customer_id: int | None
    reason: str
    old: dict[str, object] = field(default_factory=dict)
    new: dict[str, object] = field(default_factory=dict)
    detail: dict[str, object] = field(default_factory=dict)

    @property
    def is_change(self) -> bool:
        """Tell whether something was changed, not only looked at."""
        return bool(self.old or self.new)


@dataclass(frozen=True, slots=True)
class Toucher:
    """One person's dealings with a customer: looks, changes, refused tries over all kinds of object, and lists it stood in."""

    staff_id: int | None
    staff_no: str
    name: str
    looks: int
    lists: int
    changes: int
    refusals: int
    first_at: datetime
    last_at: datetime
    verbs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChainState:
    """How the chain stands; `anchored` is the last sequence written outside the database."""

    sealed: int
    sealed_at: datetime | None
    waiting: int
    waiting_since: datetime | None
    anchored: int
    anchored_at: datetime | None
    anchor_problems: tuple[str, ...]


def search(*, actor: Actor, wanted: EntryFilter) -> QuerySet[AuditEntry]:
    """Return the entries that match; the caller orders by (occurred_at, id) and pages by key."""
    require(actor, policies.VIEW, verb="audit.searched")
    return _matching(wanted)


def search_verbs(
    *, actor: Actor, permission: str, verbs: Collection[str], wanted: EntryFilter
) -> QuerySet[AuditEntry]:
    """Return the entries of some acts for a room above, whose own `permission` opens just these to people who read no trail."""
    require(actor, permission, verb="audit.searched")
    return _matching(wanted).filter(verb__in=sorted(verbs))


def _matching(wanted: EntryFilter) -> QuerySet[AuditEntry]:
    given = {
        "verb__startswith": wanted.verb,
        "result": wanted.result,
        "staff_id": wanted.staff_id,
        "staff_no": wanted.staff_no,
        "object_type": wanted.object_type,
        "object_id": wanted.object_id,
        "request_id": wanted.request_id,
        # The partition key: a search with days touches only their months.
        "occurred_on__gte": wanted.since,
        "occurred_on__lte": wanted.until,
    }
    rows = AuditEntry.objects.filter(
        **{name: value for name, value in given.items() if value not in (None, "")}
    )
    return rows.filter(_about(wanted.customer_id)) if wanted.customer_id is not None else rows


def _about(customer_id: int) -> Q:
    return Q(customer_id=customer_id) | _showed(customer_id)


def _showed(customer_id: int) -> Q:
    return Q(detail__has_key=SHOWN, detail__customers__contains=[customer_id])


def trail_of(*, actor: Actor, staff_id: int) -> QuerySet[AuditEntry]:
    """Return what one person did."""
    return search(actor=actor, wanted=EntryFilter(staff_id=staff_id))


def lines(rows: Iterable[AuditEntry]) -> list[EntryLine]:
    """Return read models of one page of entries, with their places in the chain in one query."""
    page = list(rows)
    places = dict(
        AuditSeal.objects.filter(entry_id__in=[row.pk for row in page]).values_list(
            "entry_id", "seq"
        )
    )
    return [_line(row, places.get(row.pk)) for row in page]


def entry(*, actor: Actor, entry_id: int) -> EntryLine:
    """Return one entry; raise NotFound if there is none."""
    row = search(actor=actor, wanted=EntryFilter()).filter(pk=entry_id).first()
    if row is None:
        raise NotFound(_("There is no such audit entry."))
    return lines([row])[0]


def who_touched(*, actor: Actor, customer_id: int, since: date | None = None) -> list[Toucher]:
    """Return who looked at or changed a customer, the latest first."""
    rows = search(actor=actor, wanted=EntryFilter(customer_id=customer_id, since=since))
    people = rows.values("staff_id", "staff_no", "actor_name").annotate(
        looks=Count("id", filter=~IS_CHANGE & Q(result="ok", customer_id=customer_id)),
        lists=Count("id", filter=~Q(customer_id=customer_id) | Q(customer_id=None)),
        changes=Count("id", filter=IS_CHANGE & Q(result="ok")),
        refusals=Count("id", filter=Q(result="denied")),
        first_at=Min("occurred_at"),
        last_at=Max("occurred_at"),
        verbs=ArrayAgg("verb", distinct=True),
    )
    found = [
        Toucher(
            staff_id=row["staff_id"],
            staff_no=row["staff_no"],
            name=row["actor_name"],
            looks=row["looks"],
            lists=row["lists"],
            changes=row["changes"],
            refusals=row["refusals"],
            first_at=row["first_at"],
            last_at=row["last_at"],
            verbs=tuple(sorted(row["verbs"])),
        )
        for row in people
    ]
    return sorted(found, key=lambda person: person.last_at, reverse=True)


def who_read(*, actor: Actor, customer_id: int, since: date | None = None) -> list[Toucher]:
    """Return who looked at a customer, alone or in a list; those who were only refused are left out."""
    return [
        person
        for person in who_touched(actor=actor, customer_id=customer_id, since=since)
        if person.looks or person.lists
    ]


def verb_counts(
    *, actor: Actor, staff_id: int, today: date, days: int = 30
) -> list[tuple[str, int, int]]:
    """Return (verb, times, different customers) of one person over the last days, the most frequent first."""
    wanted = EntryFilter(staff_id=staff_id, since=today - timedelta(days=days))
    rows = (
        search(actor=actor, wanted=wanted)
        .values("verb")
        .annotate(times=Count("id"), customers=Count("customer_id", distinct=True))
    )
    return [
        (row["verb"], row["times"], row["customers"]) for row in rows.order_by("-times", "verb")
    ]


def customers_seen(*, staff_id: int, verbs: Collection[str], on: date) -> frozenset[int]:
    """Return the customers of one's own acts of a day, for a budget: whoever counts her own looks needs no permission."""
    rows = _of_day(on).filter(staff_id=staff_id, verb__in=sorted(verbs), customer_id__isnull=False)
    ids = rows.values_list("customer_id", flat=True).distinct()
    return frozenset(pk for pk in ids if pk is not None)


def has_seen(*, actor: Actor, verbs: Collection[str], customer_id: int, on: date) -> bool:
    """Tell whether the actor, a person or a program, did one of these to the customer on a day of the bank."""
    rows = _of_day(on).filter(customer_id=customer_id, verb__in=sorted(verbs))
    if actor.staff_id is not None:
        return rows.filter(staff_id=actor.staff_id).exists()
    return rows.filter(
        staff_id__isnull=True, actor_kind=actor.kind.value, actor_name=actor.name
    ).exists()


@dataclass(frozen=True, slots=True)
class Looked:
    """What one person opened on a day. Number, name and roles are those the trail last had."""

    staff_id: int
    staff_no: str
    name: str
    roles: tuple[str, ...]
    customer_ids: frozenset[int]


def looks_of_day(
    *, actor: Actor, permission: str, verbs: Collection[str], on: date
) -> list[Looked]:
    """Return who opened which customers on a day of the bank, by staff id, for a job that holds `permission`."""
    require(actor, permission, verb="audit.searched")
    rows = (
        _of_day(on)
        .filter(verb__in=sorted(verbs), staff_id__isnull=False, customer_id__isnull=False)
        .order_by("staff_id")
        .values("staff_id")
        .annotate(
            staff_no=Max("staff_no"),
            name=Max("actor_name"),
            roles=Max("roles"),
            customers=ArrayAgg("customer_id", distinct=True),
        )
    )
    return [
        Looked(
            staff_id=row["staff_id"],
            staff_no=row["staff_no"],
            name=row["name"],
            roles=tuple(role for role in row["roles"].split(",") if role),
            customer_ids=frozenset(row["customers"]),
        )
        for row in rows
        if row["staff_id"] is not None
    ]


def _of_day(on: date) -> QuerySet[AuditEntry]:
    """The day names the partition, the moments the index in it."""
    start = datetime.combine(on, time(), tzinfo=clock.BANK_ZONE)
    return AuditEntry.objects.filter(
        occurred_on=on,
        occurred_at__gte=start,
        occurred_at__lt=start + timedelta(days=1),
        result="ok",
    )


def person_names(*, actor: Actor, staff_id: int) -> tuple[str, str]:
    """Return (staff number, name) as the trail last knew the person; empty texts if it does not."""
    newest = (
        trail_of(actor=actor, staff_id=staff_id)
        .order_by("-occurred_at", "-id")
        .values_list("staff_no", "actor_name")
        .first()
    )
    return newest or ("", "")


def chain_state(*, actor: Actor) -> ChainState:
    """Return how many entries are sealed, waiting, and anchored outside."""
    require(actor, policies.VIEW, verb="audit.searched")
    last = AuditSeal.objects.order_by("-seq").first()
    place = (last.entry_txid, last.entry_id) if last else (0, 0)
    behind = AuditEntry.objects.filter(Q(txid__gt=place[0]) | Q(txid=place[0], id__gt=place[1]))
    waiting = behind.aggregate(number=Count("id"), since=Min("occurred_at"))
    held, problems = anchors.read()
    anchored = max(held, key=lambda anchor: anchor.seq, default=None)
    return ChainState(
        sealed=last.seq if last else 0,
        sealed_at=last.sealed_at if last else None,
        waiting=waiting["number"],
        waiting_since=waiting["since"],
        anchored=anchored.seq if anchored else 0,
        anchored_at=datetime.fromisoformat(anchored.sealed_at) if anchored else None,
        anchor_problems=tuple(problems),
    )


def _line(row: AuditEntry, seq: int | None) -> EntryLine:
    return EntryLine(
        id=row.pk,
        seq=seq,
        occurred_at=row.occurred_at,
        actor_kind=row.actor_kind,
        staff_id=row.staff_id,
        staff_no=row.staff_no,
        actor_name=row.actor_name,
        roles=row.roles,
        org_id=row.org_id,
        ip=row.ip,
        request_id=row.request_id,
        verb=row.verb,
        result=row.result,
        object_type=row.object_type,
        object_id=row.object_id,
        customer_id=row.customer_id,
        reason=row.reason,
        old=row.old,
        new=row.new,
        detail=row.detail,
    )
