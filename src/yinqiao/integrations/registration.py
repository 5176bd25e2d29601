"""What this room puts on offer: profiles, the reconciliations page, handlers."""

import logging
from pathlib import Path

from django.conf import settings

from yinqiao.integrations import handlers, local_channel, policies
from yinqiao.integrations.berka import registration as berka
from yinqiao.integrations.old_crm.profiles import GbkProfile
from yinqiao.interactions import services as interactions
from yinqiao.platform import registry
from yinqiao.platform.imports import policies as imports
from yinqiao.platform.imports.profile import RegisteredProfile, register_own
from yinqiao.platform.imports.profile.loading import profiles

logger = logging.getLogger(__name__)

_HERE = Path(__file__).resolve().parent
_CORE_BANKING = _HERE / "core_banking" / "profile.yaml"
_LEAD_LIST = _HERE / "lead_list" / "profile.yaml"
_ORDER_ANSWERS = _HERE / "order_answers" / "profile.yaml"
_OLD_CRM = _HERE / "old_crm" / "profile.yaml"

profiles.add("core_banking", RegisteredProfile("core_banking", _CORE_BANKING))
profiles.add("old_crm", RegisteredProfile("old_crm", _OLD_CRM))
profiles.add("lead_list", RegisteredProfile("lead_list", _LEAD_LIST))
profiles.add("order_answers", RegisteredProfile("order_answers", _ORDER_ANSWERS))
profiles.add("old_crm_gbk", GbkProfile("old_crm_gbk", _OLD_CRM))
# Those of the bank itself come last: a built-in id stays what it is.
for taken in register_own(settings.PROFILES):
    logger.warning("own profile left out, its id is taken: %s", taken)
registry.menu.add(
    "reconciliations",
    registry.MenuItem(
        "reconciliations",
        "Migration reconciliations",
        "integrations:reconciliations",
        "file-check",
        imports.SIGN,
        group="Data",
        order=440,
    ),
)
registry.permissions.add(policies.VIEW_CHANNEL, "See what the local channel keeps")
registry.menu.add(
    "local-channel",
    registry.MenuItem(
        "local-channel",
        "Local channel",
        "integrations:local-channel",
        "plug-connected",
        policies.VIEW_CHANNEL,
        group="Data",
        order=460,
    ),
)
interactions.channels.add(local_channel.NAME, local_channel.LocalChannel())
__all__ = ["berka", "handlers"]
