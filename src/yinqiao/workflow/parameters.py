"""What a new value of this room's parameters must look like."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from yinqiao.platform import registry
from yinqiao.workflow import rules


def problem_with_thresholds(value: object) -> str:
    """Return why `value` does not say from which measure on which kinds need a second level."""
    items = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    for item in items:
        try:
            kind, _measure = rules.read_threshold(str(item))
        except ValueError:
            return _("Kind and measure with a colon between, such as customers.export:5000.")
        if registry.approval_kinds.find(kind) is None:
            return _("There is no kind of request {kind}.").format(kind=kind)
    return ""
