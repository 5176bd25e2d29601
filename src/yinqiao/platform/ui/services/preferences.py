"""Save what a user chose."""

from dataclasses import asdict
from datetime import datetime

from django.utils.translation import gettext as _

from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.ui import queries
from yinqiao.platform.ui.models import UserPreference
from yinqiao.platform.ui.queries import Preferences
from yinqiao.platform.ui.requests import SignInNeeded


@use_case("ui.preferences-saved", permission=None)
def save_preferences(
    unit: Unit, *, actor: Actor, now: datetime, chosen: Preferences
) -> Preferences:
    """Keep the actor's own choices. Raises SignInNeeded for an actor that is no user."""
    if actor.user_id is None:
        raise SignInNeeded(_("Please sign in."))
    row, _created = UserPreference.objects.get_or_create(user_id=actor.user_id)
    row = UserPreference.objects.select_for_update().get(pk=row.pk)
    before, after = asdict(queries.read(row.data)), asdict(chosen)
    row.data = after
    row.save(update_fields=["data"])
    changed = [key for key in after if after[key] != before[key]]
    unit.audit(
        ObjectRef("ui.preference", row.pk),
        old={key: before[key] for key in changed},
        new={key: after[key] for key in changed},
    )
    return chosen
