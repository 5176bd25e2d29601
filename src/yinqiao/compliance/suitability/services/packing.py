"""举证包 (N3): everything that proves how a customer was treated, in one file with a manifest; the trail has its digest before it is sent."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.compliance.queries import panel
from yinqiao.compliance.suitability import evidence_files as files
from yinqiao.compliance.suitability import packs, policies
from yinqiao.compliance.suitability.models import Evidence
from yinqiao.compliance.suitability.queries import answers, evidence, standing
from yinqiao.compliance.suitability.queries.sittings import sittings
from yinqiao.compliance.suitability.services.evidence import EvidenceBroken, fault_of
from yinqiao.customers import queries as customers
from yinqiao.holdings import queries as holdings
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, chain, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.registry import Registry
from yinqiao.platform.ui.story import StoryPart, stories
from yinqiao.products.queries import ShelfFilter

LONGEST_REASON: Final = 200
_MOST: Final = 2_000
# Sales, contacts, consents and evidence: of anything else a dispute about a sale needs nothing, and screening is told to nobody.
_TOLD: Final = (
    "compliance.assessment-",
    "compliance.buyer-mark-",
    "compliance.consent-",
    "compliance.contact-",
    "compliance.evidence-",
    "compliance.hold-",
    "interactions.",
    "sales.",
)


@dataclass(frozen=True, slots=True)
class PackAsked:
    """Whose pack, and for which days (both included)."""

    customer_id: int
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class PackSection:
    """What a room above puts into a pack as ``<key>.json``: `read` gives rows that JSON can tell."""

    key: str
    read: Callable[[Actor, PackAsked], Sequence[object]]


pack_sections: Final[Registry[PackSection]] = Registry("what rooms put into an evidence pack")


@dataclass(frozen=True, slots=True)
class PackOrder:
    """The days from `since` to `until` (both included), and what the pack is needed for."""

    since: date
    until: date
    reason: str


@use_case("compliance.evidence-packed", permission=policies.EXPORT_PACK)
def pack_evidence(
    unit: Unit, *, actor: Actor, now: datetime, customer_id: int, order: PackOrder
) -> packs.Pack:
    """Return the pack of a customer and the days of the order.

    Raises NotFound outside the scope, InvalidInput without a reason or for a period that ends before it begins, EvidenceBroken when a
    file is not as it was kept.
    """
    customer_no = check_order(actor=actor, customer_id=customer_id, order=order)
    since, until = order.since, order.until
    rows = _evidence(customer_id, since, until)
    pack = packs.make_pack(
        _sections(actor, customer_id, since=since, until=until, now=now),
        [_packed(row) for row in rows],
        head={
            "made_at": now.isoformat(),
            "made_by": actor.staff_no,
            "customer_no": customer_no,
            "since": since.isoformat(),
            "until": until.isoformat(),
        },
    )
    unit.audit(
        ObjectRef("customers.customer", customer_id),
        new={"manifest": pack.digest},
        reason=order.reason.strip(),
        customer_id=customer_id,
        detail={"since": since.isoformat(), "until": until.isoformat(), "files": len(rows)},
    )
    return pack


def check_order(*, actor: Actor, customer_id: int, order: PackOrder) -> str:
    """Return the number of the customer; raise NotFound outside the scope, InvalidInput for what cannot be packed."""
    customer = customers.require_customer(actor=actor, customer_id=customer_id)
    wrong = {}
    if not 0 < len(order.reason.strip()) <= LONGEST_REASON:
        wrong["reason"] = _("A reason is needed.")
    if order.until < order.since:
        wrong["until"] = _("The end must not lie before the start.")
    if wrong:
        raise InvalidInput(_("The entry is not complete."), fields=wrong)
    return customer.customer_no


def _sections(
    actor: Actor, customer_id: int, *, since: date, until: date, now: datetime
) -> dict[str, object]:
    kept = evidence.evidence_of(actor=actor, customer_id=customer_id)
    found: dict[str, object] = {
        "timeline": _timeline(actor, customer_id, since=since, until=until, now=now),
        "consents": [
            asdict(row)
            for row in panel.compliance(actor=actor, customer_id=customer_id, now=now).consents
        ],
        "suitability": _snapshot(actor, customer_id, now),
        "evidence": [asdict(row) for row in kept if since <= row.happened_on <= until],
        "audit": [
            {"seq": row.seq, "text": row.text, "digest": row.digest}
            for row in chain.sealed_rows(
                customer_id=customer_id, since=since, until=until, verbs=_TOLD, limit=_MOST
            )
        ],
    }
    for section in pack_sections.values():
        found[section.key] = list(section.read(actor, PackAsked(customer_id, since, until)))
    return found


def _snapshot(actor: Actor, customer_id: int, now: datetime) -> dict[str, object]:
    """The assessments with their answers, what is on record, and the answer for each product on sale or held."""
    held = holdings.held_products(actor=actor, customer_ids=[customer_id])
    on_sale = answers.shelf_for(
        actor=actor,
        customer_id=customer_id,
        wanted=ShelfFilter(on_sale_only=True),
        now=now,
        is_customer_initiated=False,
    )
    of_held = answers.suitability(
        actor=actor,
        customer_id=customer_id,
        product_ids=held.get(customer_id, frozenset()),
        now=now,
    )
    return {
        "standing": asdict(standing.buyer_standing(actor=actor, customer_id=customer_id, now=now)),
        "sittings": [asdict(row) for row in sittings(actor=actor, customer_id=customer_id)],
        "on_sale": [asdict(row) for row in on_sale],
        "held": [asdict(row) for row in of_held.values()],
    }


def _timeline(
    actor: Actor, customer_id: int, *, since: date, until: date, now: datetime
) -> list[dict[str, object]]:
    part = StoryPart(
        customer_id=customer_id,
        party_ids=tuple(customers.party_ids(customer_id)),
        in_team=False,
        limit=_MOST,
        now=now,
        since=datetime.combine(since, time.min, tzinfo=clock.BANK_ZONE),
        before=datetime.combine(until, time.max, tzinfo=clock.BANK_ZONE),
    )
    told = [
        {"kind": story.key, **asdict(one)}
        for story in stories.values()
        if actor.can(story.permission)
        for one in story.tell(actor, part)
    ]
    return sorted(told, key=lambda one: (str(one["at"]), str(one["kind"]), str(one["id"])))


def _evidence(customer_id: int, since: date, until: date) -> list[Evidence]:
    rows = Evidence.objects.filter(
        customer_id__in=customers.party_ids(customer_id),
        happened_on__gte=since,
        happened_on__lte=until,
    ).exclude(path="")
    return list(rows.order_by("pk"))


def _packed(row: Evidence) -> packs.PackedFile:
    if fault_of(row):
        raise EvidenceBroken(_("The file is not what was kept. Tell compliance."))
    ending = files.ENDINGS[row.media_type]
    return packs.PackedFile(
        f"evidence/{row.pk}.{ending}",
        row.size or 0,
        row.sha256,
        row.sm3,
        files.blocks(row.path, evidence_id=row.pk),
    )
