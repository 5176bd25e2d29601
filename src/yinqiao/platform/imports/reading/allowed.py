"""The one check in front of every read."""

from django.utils.translation import gettext as _

from yinqiao.platform.actor import Actor
from yinqiao.platform.errors import PermissionRefused


def require(actor: Actor, permission: str) -> None:
    """Raise PermissionRefused unless `actor` holds `permission`."""
    if not actor.can(permission):
        raise PermissionRefused(
            _("You do not have the permission for this."), extra={"permission": permission}
        )
