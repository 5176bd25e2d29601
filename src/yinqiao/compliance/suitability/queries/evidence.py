"""Evidence of a customer, what steps it proves, and whether all of it is still as it was kept."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from yinqiao.compliance.suitability import parameters as keys
from yinqiao.compliance.suitability.choices import EvidenceKind, Step
from yinqiao.compliance.suitability.models import Evidence
from yinqiao.customers import queries as customers
from yinqiao.platform.actor import Actor
from yinqiao.platform.i18n.codes import label
from yinqiao.platform.parameters import queries as parameters
from yinqiao.platform.ui.story import Happening, StoryPart, wanted
from yinqiao.products import queries as products


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One piece as shown."""

    id: int
    kind: str
    kind_label: str
    title: str
    product_name: str
    happened_on: date
    kept_at: datetime
    kept_by_name: str
    media_type: str
    size: int | None
    sha256: str
    sm3: str
    external_no: str
    has_file: bool


def evidence_of(*, actor: Actor, customer_id: int, limit: int = 100) -> list[EvidenceRow]:
    """Return the evidence of a customer, the newest first; raise NotFound outside the scope."""
    customers.require_customer(actor=actor, customer_id=customer_id)
    rows = list(
        Evidence.objects.filter(customer_id__in=customers.party_ids(customer_id)).order_by(
            "-kept_at", "-pk"
        )[:limit]
    )
    shelf = products.products_by_id(row.product_id for row in rows if row.product_id)
    return [
        EvidenceRow(
            id=row.pk,
            kind=row.kind,
            kind_label=label(EvidenceKind, row.kind),
            title=row.title,
            product_name=shelf[row.product_id].name if row.product_id in shelf else "",
            happened_on=row.happened_on,
            kept_at=row.kept_at,
            kept_by_name=row.kept_by_name,
            media_type=row.media_type,
            size=row.size,
            sha256=row.sha256,
            sm3=row.sm3,
            external_no=row.external_no,
            has_file=bool(row.path),
        )
        for row in rows
    ]


def evidence_told(_actor: Actor, part: StoryPart) -> list[Happening]:
    """Return for the timeline what was kept of a customer, at the moment it was."""
    rows = Evidence.objects.filter(customer_id__in=part.party_ids)
    return wanted(
        (
            Happening(
                at=row.kept_at,
                id=row.pk,
                icon="file-certificate",
                title=_("Evidence kept"),
                text=row.title,
                facts=(label(EvidenceKind, row.kind),),
                who=row.kept_by_name,
                staff_id=row.kept_by_id,
            )
            for row in rows
        ),
        part,
    )


def steps_proven(
    *, customer_id: int, product_ids: Iterable[int], on: date
) -> dict[int, frozenset[Step]]:
    """Return by product which steps have evidence that still holds on a day. The caller has checked the scope."""
    days = parameters.integer(keys.EVIDENCE_DAYS, on=on)
    rows = Evidence.objects.filter(
        customer_id__in=customers.party_ids(customer_id),
        product_id__in=list(product_ids),
        kind__in=Step.values,
        happened_on__gt=on - timedelta(days=days),
        happened_on__lte=on,
    )
    found: dict[int, set[Step]] = {}
    for product_id, kind in rows.values_list("product_id", "kind"):
        if product_id is not None:
            found.setdefault(product_id, set()).add(Step(kind))
    return {product_id: frozenset(steps) for product_id, steps in found.items()}


def evidence_in_pages(size: int = 500) -> Iterator[list[Evidence]]:
    """Yield all evidence of the bank by id, for the check; the caller works for the whole bank."""
    last = 0
    while rows := list(Evidence.objects.filter(pk__gt=last).order_by("pk")[:size]):
        yield rows
        last = rows[-1].pk
