"""Keep where a person wants the blocks of her workbench."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.ui import desk
from yinqiao.platform.ui.models import WorkbenchLayout
from yinqiao.platform.ui.requests import SignInNeeded


@use_case("ui.workbench-arranged", permission=desk.VIEW)
def arrange_workbench(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    blocks: Mapping[str, list[str]],
) -> None:
    """Keep the actor's own layout: keys by column, and under ``hidden``; an empty one is the plain layout again.

    Raises SignInNeeded for an actor that is no user.
    """
    if actor.user_id is None:
        raise SignInNeeded(_("Please sign in."))
    row, _created = WorkbenchLayout.objects.get_or_create(user_id=actor.user_id)
    row = WorkbenchLayout.objects.select_for_update().get(pk=row.pk)
    before, row.blocks = row.blocks, {place: list(keys) for place, keys in blocks.items() if keys}
    row.save(update_fields=["blocks"])
    unit.audit(ObjectRef("ui.workbench", row.pk), old=before, new=row.blocks)
