"""Look at a number in clear: a phone with reason and quota, a certificate (or an account, from `holdings`) after approval."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.customers import policies, queries, rules
from yinqiao.customers.choices import ContactKind
from yinqiao.customers.models import ContactPoint, Identification, Reveal
from yinqiao.customers.queries import require_customer
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.crypto import fields
from yinqiao.platform.crypto.secret import Secret
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.turns import take_turn
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.workflow import queries as approvals
from yinqiao.workflow import services as workflow

_TURN: Final = "customers.reveal"


class QuotaSpent(DomainError):
    """All reveals of the day are used up."""

    code = "REVEAL_QUOTA"
    status = 429


class ApprovalNeeded(DomainError):
    """Certificate and account numbers are shown after another person agreed, for some hours."""

    code = "NEED_APPROVAL"
    status = 403


@use_case("customers.contact-revealed", permission=policies.REVEAL_PHONE)
def reveal_contact(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    customer_id: int,
    contact_id: int,
    reason: str,
    linked_item: str = "",
) -> Secret:
    """Return a phone number or mailbox in clear; raise InvalidInput without a reason, QuotaSpent when the day's looks are used."""
    require_customer(actor=actor, customer_id=customer_id)
    row = ContactPoint.objects.filter(
        pk=contact_id, customer_id=customer_id, ended_on__isnull=True
    ).first()
    if row is None:
        raise NotFound(_("There is no such entry."))
    _check_reason(reason)
    ref = ObjectRef("customers.contact", row.pk)
    wide = queries.field_grant(
        staff_id=actor.staff_id, customer_id=customer_id, field=ref.type, now=now
    )
    if wide is None:
        spend_quota(actor=actor, now=now)
    note_look(
        unit,
        actor=actor,
        now=now,
        customer_id=customer_id,
        ref=ref,
        reason=reason,
        linked_item=linked_item,
        approval_id=wide.approval_id if wide else None,
    )
    return Secret(fields.decrypt("customers.contact", row.pk, row.value_token))


def request_reveal(
    *, actor: Actor, now: datetime, customer_id: int, ref: ObjectRef, label: str, reason: str
) -> int:
    """Ask to see the number behind `ref` (a certificate, an account, a card); return the approval's id, an open one if there is."""
    require(actor, policies.VIEW, verb="customers.reveal-requested")
    customer = require_customer(actor=actor, customer_id=customer_id)
    _check_reason(reason)
    take_turn(_TURN, actor.staff_id or 0)
    waiting = approvals.open_request(
        maker_id=actor.staff_id or 0, kind=queries.REVEAL_KIND, ref=ref, now=now
    )
    if waiting is not None:
        return waiting
    return workflow.request_approval(
        actor=actor,
        now=now,
        kind=queries.REVEAL_KIND,
        payload={"customer_id": customer_id, "number": ref.type, "row_id": ref.pk},
        reason=reason,
        org_id=customer.org_id,
        ref=ref,
        summary=_("Show {label} of {name}").format(
            label=label, name=_neutral_name(customer_id, actor)
        ),
    )


@use_case("customers.number-revealed", permission=policies.VIEW)
def take_reveal(
    unit: Unit, *, actor: Actor, now: datetime, customer_id: int, ref: ObjectRef
) -> None:
    """Note one look at an approved number; raise ApprovalNeeded unless somebody granted it and the time is not over."""
    require_customer(actor=actor, customer_id=customer_id)
    grant = queries.field_grant(
        staff_id=actor.staff_id, customer_id=customer_id, field=ref.type, now=now
    ) or approvals.granted(
        maker_id=actor.staff_id or 0,
        kind=queries.REVEAL_KIND,
        ref=ref,
        lasts=queries.reveal_hours(),
        now=now,
    )
    if grant is None:
        raise ApprovalNeeded(_("This number is shown after approval. Ask for it first."))
    note_look(
        unit,
        actor=actor,
        now=now,
        customer_id=customer_id,
        ref=ref,
        reason=grant.reason,
        approval_id=grant.approval_id,
    )


def reveal_identification(
    *, actor: Actor, now: datetime, customer_id: int, identification_id: int
) -> Secret:
    """Return a certificate number in clear, within the time of an approval; raises as `take_reveal` does."""
    row = Identification.objects.filter(
        pk=identification_id, customer_id=customer_id, ended_on__isnull=True
    ).first()
    if row is None or not queries.is_visible(actor=actor, customer_id=customer_id):
        raise NotFound(_("There is no such entry."))
    take_reveal(
        actor=actor,
        now=now,
        customer_id=customer_id,
        ref=ObjectRef("customers.identification", row.pk),
    )
    return Secret(fields.decrypt("customers.identification", row.pk, row.number_token))


@use_case("customers.contact-released", permission=policies.VIEW)
def release_contact_point(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    customer_id: int,
    purpose: str,
    reservation: str,
    contact_id: int | None = None,
) -> Secret:
    """Hand the preferred (or the given) mobile to an adapter that dials or sends, without showing it to anybody (contract 14).

    `reservation` is what `compliance.reserve_contact` gave; it stands in the audit. Persons reach their own book only.
    Raises NotFound without such a number, InvalidInput when it does not lead to the customer or she does not want to be disturbed there.
    """
    customer = require_customer(actor=actor, customer_id=customer_id)
    if actor.staff_id is not None and not queries.is_in_team(actor=actor, customer=customer):
        raise NotFound(_("There is no such customer, or it is not in your scope."))
    found = ContactPoint.objects.filter(
        customer_id=customer_id, kind=ContactKind.MOBILE, ended_on__isnull=True
    )
    found = found.filter(pk=contact_id) if contact_id is not None else found
    row = found.order_by("-is_primary", "pk").first()
    if row is None:
        raise NotFound(_("The customer has no mobile number."))
    row = found.exclude(pk__in=queries.faulty_numbers()).order_by("-is_primary", "pk").first()
    if row is None:
        raise InvalidInput(_("The customer cannot be reached at this number."))
    if row.is_do_not_disturb:
        raise InvalidInput(_("The customer does not want to be contacted at this number."))
    unit.audit(
        ObjectRef("customers.contact", row.pk),
        reason=purpose,
        customer_id=customer_id,
        detail={"purpose": purpose, "reservation": reservation},
    )
    return Secret(fields.decrypt("customers.contact", row.pk, row.value_token))


def clear_mobiles(*, actor: Actor, customer_ids: Sequence[int]) -> dict[int, str]:
    """Return the preferred mobiles in clear for an unmasked export that data security agreed to; the export itself is audited."""
    scoped = policies.scoped(ContactPoint.objects.filter(customer_id__in=customer_ids), actor)
    rows = scoped.filter(kind=ContactKind.MOBILE, ended_on__isnull=True).order_by(
        "customer_id", "-is_primary", "pk"
    )
    found: dict[int, str] = {}
    for row in rows:
        if row.customer_id not in found:
            found[row.customer_id] = fields.decrypt("customers.contact", row.pk, row.value_token)
    return found


def apply_reveal(actor: Actor, payload: Mapping[str, object]) -> str:
    """Effect of a granted reveal: none now; the number is shown to the applicant while the grant holds."""
    hours = int(queries.reveal_hours().total_seconds() // 3600)
    return _("The applicant may see the number for {hours} hours.").format(hours=hours)


def spend_quota(*, actor: Actor, now: datetime) -> None:
    """Make sure that one more look is left today, whatever else the person does at the same moment; raise QuotaSpent."""
    take_turn(_TURN, actor.staff_id or 0)
    if queries.reveals_left(actor=actor, now=now) <= 0:
        raise QuotaSpent(
            _(
                "You have used all reveals of today. Dial without showing the number, or ask your supervisor."
            )
        )


def note_look(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    customer_id: int,
    ref: ObjectRef,
    reason: str,
    linked_item: str = "",
    approval_id: int | None = None,
) -> None:
    """Write one look down, for the quota and for the audit."""
    Reveal.objects.create(
        staff_id=actor.staff_id or 0,
        revealed_on=clock.bank_date(now),
        revealed_at=now,
        customer_id=customer_id,
        field=ref.type,
        row_id=ref.pk,
        reason=scan_free_text(reason.strip()),
        linked_item=scan_free_text(linked_item.strip())[:80],
        approval_id=approval_id,
    )
    unit.audit(
        ref,
        reason=reason,
        customer_id=customer_id,
        detail={"linked_item": linked_item, "approval_id": approval_id},
    )


def _check_reason(reason: str) -> None:
    if len(reason.strip()) < rules.SHORTEST_REASON:
        message = _("Say in a few words what you need the number for.")
        raise InvalidInput(message, fields={"reason": message})


def _neutral_name(customer_id: int, actor: Actor) -> str:
    """The name in a request is read by others too: masked for persons whoever asks."""
    return queries.masked_name(actor=actor, customer_id=customer_id)
