"""What the writes of this room share: the row that is locked, the refusals, the whole bank in sight of a set-based step."""

from typing import Final, NoReturn

from django.utils.translation import gettext as _

from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound, StaleVersion
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.sales.campaign_lists import policies
from yinqiao.sales.campaign_lists.models import CampaignList

TYPE: Final = "campaign_lists.list"
NAME: Final = "campaign_lists.entry"
SYSTEM: Final = "campaign lists"


class ListClosed(DomainError):
    """The list has ended, was recalled, or is not where what was asked for is done."""

    code = "LIST_CLOSED"
    status = 409


class NotTheMaker(DomainError):
    """Only who made a list changes it, sends it out and takes it back."""

    code = "LIST_NOT_YOURS"
    status = 409


class NameTaken(DomainError):
    """Somebody else fed the name back, or it was dealt to another."""

    code = "NAME_TAKEN"
    status = 409


def locked(actor: Actor, list_id: int, *, version: int | None = None) -> CampaignList:
    """Lock and check; a foreign list is as absent as one that is not there."""
    row = policies.visible_to(actor).select_for_update(of=("self",)).filter(pk=list_id).first()
    if row is None:
        raise NotFound(_("There is no such list, or it is not of your units."))
    if version is not None and row.version != version:
        raise StaleVersion(
            _("This was changed after you opened it."),
            extra={"version": row.version, "differences": {}},
        )
    return row


def own(actor: Actor, list_id: int, *, version: int | None = None) -> CampaignList:
    """The same for who made it alone."""
    row = locked(actor, list_id, version=version)
    if row.maker_id != actor.staff_id:
        raise NotTheMaker(
            _("Only {name}, who made the list, may do this.").format(name=row.maker_name)
        )
    return row


def must_be(row: CampaignList, *states: str) -> None:
    """Raise ListClosed for a list in any other state."""
    if row.state not in states:
        raise ListClosed(
            _("The list is in the state “{state}”: this cannot be done now.").format(
                state=row.get_state_display()
            )
        )


def moved(
    unit: Unit,
    row: CampaignList,
    *,
    old: str,
    reason: str = "",
    detail: dict[str, object] | None = None,
) -> None:
    """Write the row with its next version and its audit row."""
    row.version += 1
    row.save()
    unit.audit(
        ObjectRef(TYPE, row.pk),
        old={"state": old},
        new={"state": str(row.state)},
        reason=scan_free_text(reason),
        detail=detail or {},
    )


def cleaned(text: str, field: str, *, most: int, is_needed: bool = False) -> str:
    """Return a text as it is stored, numbers of persons masked; raise InvalidInput at its field where it is too long or missing."""
    found = scan_free_text(text.strip())
    if is_needed and not found:
        refuse(field, _("This must not stay empty."))
    if len(found) > most:
        refuse(field, _("At most {limit} characters.").format(limit=most))
    return found


def refuse(field: str, message: str) -> NoReturn:
    """Raise InvalidInput at a field."""
    raise InvalidInput(message, fields={field: message})
