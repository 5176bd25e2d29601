"""What one manager can take, and which languages she speaks: said by her head."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput, NotFound, StaleVersion
from yinqiao.sales.books import policies, queries
from yinqiao.sales.books.choices import Language
from yinqiao.sales.books.models import Desk

MOST: Final = 100_000


@use_case("books.desk-set", permission=policies.LEAD)
def set_desk(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    staff_id: int,
    version: int,
    capacity: int | None,
    languages: Sequence[str],
) -> None:
    """Say what a manager of one's units can take (None: as her post) and speaks. Raises NotFound, InvalidInput, StaleVersion."""
    today = clock.bank_date(now)
    if staff_id not in {pk for pk, _name, _no in queries.managers_of(actor=actor, on=today)}:
        raise NotFound(_("There is no such person in your team."))
    if capacity is not None and not 0 <= capacity <= MOST:
        said = _("A whole number up to {most}.").format(most=MOST)
        raise InvalidInput(said, fields={"capacity": said})
    if set(languages) - set(Language.values):
        said = _("Choose one of the list.")
        raise InvalidInput(said, fields={"languages": said})
    row, is_new = Desk.objects.select_for_update().get_or_create(
        staff_id=staff_id, defaults={"version": 0}
    )
    if not is_new and row.version != version:
        raise StaleVersion(
            _("This was changed after you opened it."),
            extra={"version": row.version, "differences": {}},
        )
    old = {"capacity": row.capacity, "languages": row.languages}
    row.capacity, row.languages = capacity, sorted(set(languages))
    row.changed_by_name, row.version = actor.name, row.version + 1
    row.save()
    unit.audit(
        ObjectRef("organization.staff", staff_id),
        old=old,
        new={"capacity": row.capacity, "languages": row.languages},
    )
