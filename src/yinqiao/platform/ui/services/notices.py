"""Keep what a person wants of the bell."""

from datetime import datetime

from django.utils.translation import gettext as _

from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.ui import bell
from yinqiao.platform.ui.bell import Choice
from yinqiao.platform.ui.models import NoticeChoice
from yinqiao.platform.ui.requests import SignInNeeded


@use_case("ui.notices-chosen", permission=None)
def choose_notices(unit: Unit, *, actor: Actor, now: datetime, choice: Choice) -> None:
    """Keep the actor's own choice. Raises SignInNeeded for an actor that is no user, InvalidInput with the fields that are wrong.

    A kind that is fixed cannot be switched off.
    """
    if actor.user_id is None:
        raise SignInNeeded(_("Please sign in."))
    _check(choice)
    row, _created = NoticeChoice.objects.get_or_create(user_id=actor.user_id)
    row = NoticeChoice.objects.select_for_update().get(pk=row.pk)
    old = _plain(row)
    row.off, row.quiet_from = sorted(choice.off), choice.quiet_from
    row.quiet_until, row.digest_at = choice.quiet_until, choice.digest_at
    row.save()
    new = _plain(row)
    changed = [name for name in new if new[name] != old[name]]
    unit.audit(
        ObjectRef("ui.notice_choice", row.pk),
        old={name: old[name] for name in changed},
        new={name: new[name] for name in changed},
    )


def _check(choice: Choice) -> None:
    fixed = sorted(key for key in choice.off if bell.is_fixed(key))
    if fixed:
        said = _("Escalations and approvals are always told.")
        raise InvalidInput(said, fields={"kinds": said})
    if (choice.quiet_from is None) != (choice.quiet_until is None):
        name = "quiet_from" if choice.quiet_from is None else "quiet_until"
        said = _("A quiet time has a beginning and an end.")
        raise InvalidInput(said, fields={name: said})
    if choice.quiet_from is not None and choice.quiet_from == choice.quiet_until:
        said = _("Beginning and end are the same.")
        raise InvalidInput(said, fields={"quiet_until": said})


def _plain(row: NoticeChoice) -> dict[str, object]:
    return {
        "off": list(row.off),
        "quiet_from": _time(row.quiet_from),
        "quiet_until": _time(row.quiet_until),
        "digest_at": _time(row.digest_at),
    }


def _time(value: object) -> str:
    return str(value)[:5] if value is not None else ""
