"""What the parameters put on offer."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.urls import reverse

from yinqiao.platform import registry
from yinqiao.platform.parameters import policies, services


def _preview(payload: Mapping[str, object]) -> str:
    """The trial of the value that is asked for."""
    query = urlencode({"value": str(payload["text"])})
    return f"{reverse('parameters:trial', args=[payload['key']])}?{query}"


registry.permissions.add(policies.VIEW, "See the parameters")
registry.permissions.add(policies.EDIT, "Set parameters")
registry.permissions.add(policies.VIEW_RULES, "Read the rule book")
registry.permissions.add(policies.APPROVE_SECURITY, "Approve parameters of sign-in and accounts")
registry.permissions.add(policies.APPROVE_DATA, "Approve parameters that protect customers' data")
for kind, permission in (
    (registry.SECURITY_VALUE, policies.APPROVE_SECURITY),
    (registry.DATA_VALUE, policies.APPROVE_DATA),
):
    registry.approval_kinds.add(
        kind,
        registry.ApprovalKind(
            kind,
            "Set a protected parameter",
            permission,
            services.apply_value,
            is_delegable=False,
            preview=_preview,
        ),
    )
registry.menu.add(
    "parameters",
    registry.MenuItem(
        "parameters",
        "Parameters",
        "parameters:list",
        "adjustments",
        policies.VIEW,
        group="System",
        order=720,
    ),
)
