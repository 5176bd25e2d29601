"""What a new value of a limit by role must look like."""

from django.utils.translation import gettext as _

from yinqiao.lib.role_limits import read_limits


def problem_with_limits(value: object) -> str:
    """Return why `value` is no list of limits by role."""
    try:
        read_limits(value)
    except ValueError:
        return _("Role and number with a colon between, such as branch_head:300; * for the others.")
    return ""
