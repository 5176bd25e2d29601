"""What was said in a contact that was logged here, for rooms that hang on it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from yinqiao.customers import policies as customers
from yinqiao.interactions import rules
from yinqiao.interactions.models import ContactRecord
from yinqiao.interactions.queries.origins import OWN
from yinqiao.platform.actor import Actor
from yinqiao.platform.errors import NotFound


def logged_words(*, record_id: int) -> tuple[str, str]:
    """Return note and next step of a contact, their numbers masked; empty when there is none. For handlers: no scope is asked."""
    rows = ContactRecord.objects.filter(pk=record_id).values_list("summary", "next_step")
    return rows.first() or ("", "")


def used_script(*, record_id: int) -> bool:
    """Tell whether the words that the system offered were used in a contact. For handlers: no scope is asked."""
    return ContactRecord.objects.filter(pk=record_id, used_script=True).exists()


def is_reached(outcome: str) -> bool:
    """Tell whether a contact with this outcome reached the customer herself."""
    return rules.is_reached(outcome)


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What the author wrote about a contact, to be changed."""

    words: Mapping[str, str]
    version: int


def own_words(*, actor: Actor, record_id: int) -> OwnWords:
    """Return the words of one of the actor's own contacts; raise NotFound for any other."""
    rows = customers.scoped(ContactRecord.objects.filter(pk=record_id, source=OWN), actor)
    row = rows.filter(staff_id=actor.staff_id).first() if actor.staff_id is not None else None
    if row is None:
        raise NotFound(_("There is no such entry."))
    names = ("summary", "need", "subject", "place", "participants")
    return OwnWords({name: str(getattr(row, name)) for name in names}, row.version)
