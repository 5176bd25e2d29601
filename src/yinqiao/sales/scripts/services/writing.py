"""Write a version, have a second person review it, take it out of use. What was reviewed is never changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from yinqiao.customers.choices import Tier
from yinqiao.insights import queries as insights
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound, StaleVersion
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.platform.parameters import queries as values
from yinqiao.products.choices import ProductClass
from yinqiao.sales.scripts import parameters, policies
from yinqiao.sales.scripts.choices import Appetite, Objection, State
from yinqiao.sales.scripts.models import Script, ScriptVersion
from yinqiao.workflow import services as workflow

KIND: Final = "scripts.review"
TYPE: Final = "scripts.script"
TEXT_LENGTH: Final = 500
_LONGEST_CODE: Final = 20
_LONGEST_TITLE: Final = 60
_FOR: Final = ("title", "product_class", "tier", "objection", "appetite", "tag")


class ScriptGone(DomainError):
    """It is not what was asked for any more, or has ended."""

    code = "SCRIPT_GONE"
    status = 409


@dataclass(frozen=True, slots=True)
class ScriptDetails:
    """What it is for, its words, and from which to which day they may be used (both included)."""

    code: str
    title: str
    text: str
    effective_from: date
    expires_on: date
    reason: str
    product_class: str = ""
    tier: str = ""
    objection: str = ""
    appetite: str = ""
    tag: str = ""


@use_case("scripts.written", permission=policies.EDIT)
def write_script(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    details: ScriptDetails,
    script_id: int | None = None,
    version: int = 0,
) -> int:
    """Write a script, or a new version of one, and ask a second person to review it; return the script's id.

    Raises InvalidInput at the fields, also for a phrase that is never said to a customer; ScriptGone while another version waits; StaleVersion.
    """
    _check(details, script_id, on=clock.bank_date(now))
    if actor.staff_id is None:
        raise InvalidInput(_("Only a member of staff can ask for an approval."))
    row = Script(code=details.code.strip()) if script_id is None else _locked(script_id, version)
    if script_id is not None:
        if row.versions.filter(state=State.WAITING).exists():
            raise ScriptGone(_("Another version waits for review."))
        row.version += 1
    for name in _FOR:
        setattr(row, name, getattr(details, name).strip())
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        said = _("This code is taken.")
        raise InvalidInput(said, fields={"code": said}) from None
    last = row.versions.order_by("-number").values_list("number", flat=True).first()
    written = ScriptVersion.objects.create(
        script=row,
        number=(last or 0) + 1,
        text=scan_free_text(details.text.strip()),
        state=State.WAITING,
        effective_from=details.effective_from,
        expires_on=details.expires_on,
        written_at=now,
        written_by_id=actor.staff_id,
        written_by_name=actor.name,
    )
    written.approval_id = workflow.request_approval(
        actor=actor,
        now=now,
        kind=KIND,
        payload={"version_id": written.pk},
        reason=details.reason,
        org_id=None,
        ref=ObjectRef(TYPE, row.pk),
        summary=_("Review script {title}, version {number}").format(
            title=row.title, number=written.number
        ),
    )
    written.save(update_fields=["approval_id"])
    unit.audit(
        ObjectRef(TYPE, row.pk),
        new={"code": row.code, "number": written.number, "text": written.text},
    )
    return row.pk


def apply_review(actor: Actor, payload: Mapping[str, object]) -> str:
    """Effect of a granted request: the version is used from its day on."""
    now = datetime.fromisoformat(str(payload["decided_at"]))
    _approve(actor=actor, now=now, version_id=int(str(payload["version_id"])))
    return _("The script may be used from its first day on.")


@use_case("scripts.reviewed", permission=policies.REVIEW)
def _approve(unit: Unit, *, actor: Actor, now: datetime, version_id: int) -> None:
    row = ScriptVersion.objects.select_for_update().filter(pk=version_id).first()
    if row is None or row.state != State.WAITING:
        raise ScriptGone(_("It is not what was asked for any more. Reject the request."))
    today = clock.bank_date(now)
    if row.expires_on < today:
        raise ScriptGone(_("Its last day is past. Reject the request."))
    # Since it was written the bank may have forbidden more.
    said = insights.forbidden_in(row.text, on=today)
    if said:
        raise ScriptGone(
            _("Not to be said to a customer: {phrases}.").format(phrases="、".join(said))
        )
    row.state, row.reviewed_at = State.APPROVED, now
    row.reviewed_by_id, row.reviewed_by_name = actor.staff_id, actor.name
    row.save()
    unit.audit(
        ObjectRef(TYPE, row.script_id), old={"state": State.WAITING}, new={"state": row.state}
    )


@use_case("scripts.turned-down", permission=None)
def turn_down(unit: Unit, *, actor: Actor, now: datetime, approval_id: int) -> None:
    """A request was refused, withdrawn or ran out: the version is not used, and another may be written."""
    row = ScriptVersion.objects.select_for_update().filter(approval_id=approval_id).first()
    if row is None or row.state != State.WAITING:
        unit.audit(None, detail={"approval_id": approval_id, "changed": False})
        return
    row.state, row.ended_at = State.REFUSED, now
    row.save(update_fields=["state", "ended_at"])
    unit.audit(
        ObjectRef(TYPE, row.script_id), old={"state": State.WAITING}, new={"state": row.state}
    )


@use_case("scripts.withdrawn", permission=policies.EDIT)
def withdraw_script(
    unit: Unit, *, actor: Actor, now: datetime, script_id: int, version: int
) -> None:
    """Take a script out of use at once: no second person is needed to say less. Raises NotFound, StaleVersion, ScriptGone."""
    row = _locked(script_id, version)
    used = row.versions.filter(state=State.APPROVED).update(state=State.WITHDRAWN, ended_at=now)
    if not used:
        raise ScriptGone(_("It is not in use."))
    row.version += 1
    row.save(update_fields=["version"])
    unit.audit(
        ObjectRef(TYPE, row.pk), old={"state": State.APPROVED}, new={"state": State.WITHDRAWN}
    )


def _locked(script_id: int, version: int) -> Script:
    row = Script.objects.select_for_update().filter(pk=script_id).first()
    if row is None:
        raise NotFound(_("There is no such entry."))
    if row.version != version:
        raise StaleVersion(
            _("This was changed after you opened it."),
            extra={"version": row.version, "differences": {}},
        )
    return row


def _check(details: ScriptDetails, script_id: int | None, *, on: date) -> None:
    wrong = {**_wrong_words(details, on=on), **_wrong_period(details, on=on)}
    code, title = details.code.strip(), details.title.strip()
    if script_id is None and not 0 < len(code) <= _LONGEST_CODE:
        wrong["code"] = _("Enter a code of at most {limit} characters.").format(limit=_LONGEST_CODE)
    if not 0 < len(title) <= _LONGEST_TITLE:
        wrong["title"] = _("Enter a title.")
    known = {
        "product_class": ProductClass.values,
        "tier": Tier.values,
        "objection": Objection.values,
        "appetite": Appetite.values,
    }
    for name, codes in known.items():
        if getattr(details, name) and getattr(details, name) not in codes:
            wrong[name] = _("Choose one of the list.")
    if wrong:
        raise InvalidInput(_("This script cannot be kept."), fields=wrong)


def _wrong_words(details: ScriptDetails, *, on: date) -> dict[str, str]:
    text = details.text.strip()
    if not text:
        return {"text": _("This must not stay empty.")}
    if len(text) > TEXT_LENGTH:
        return {"text": _("At most {limit} characters.").format(limit=TEXT_LENGTH)}
    said = insights.forbidden_in(text, on=on)
    if said:
        return {
            "text": _("Not to be said to a customer: {phrases}.").format(phrases="、".join(said))
        }
    return {}


def _wrong_period(details: ScriptDetails, *, on: date) -> dict[str, str]:
    longest = values.integer(parameters.LONGEST_DAYS, on=on)
    if details.effective_from < on:
        return {"effective_from": _("This day is past.")}
    if details.expires_on < details.effective_from:
        return {"expires_on": _("The end lies before the beginning.")}
    if details.expires_on > details.effective_from + timedelta(days=longest):
        return {"expires_on": _("At most {days} days after the first.").format(days=longest)}
    return {}
