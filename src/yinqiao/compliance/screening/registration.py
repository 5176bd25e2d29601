"""What screening puts on offer: pages of compliance, parameters, jobs and handlers. No panel, no data set, no route of the API."""

from django.utils.translation import gettext_lazy as lazy

from yinqiao.compliance.screening import (
    handlers,  # noqa: F401 - it subscribes
    jobs,  # noqa: F401 - its jobs register themselves
    parameters,
    policies,
    rule_book,
    services,  # noqa: F401 - its audit verbs register themselves
)
from yinqiao.platform import registry
from yinqiao.platform import rule_book as book
from yinqiao.platform.db import moves
from yinqiao.platform.parameters import trials

registry.permissions.add(policies.VIEW_SCREENING, "See cases and lists of screening")
registry.permissions.add(policies.WORK_SCREENING, "Work cases of screening")
registry.permissions.add(policies.LOAD_LIST, "Bring screening lists into force")
registry.audit_verbs.add("screening.case-opened", policies.VIEW_SCREENING)
registry.menu.add(
    "screening",
    registry.MenuItem(
        "screening",
        "List screening",
        "screening:cases",
        "shield-check",
        policies.VIEW_SCREENING,
        group="Money laundering and risk",
        order=70,
    ),
)
for _parameter in parameters.PARAMETERS:
    registry.parameters.add(_parameter.key, _parameter)
trials.cannot(
    (parameters.THRESHOLD, parameters.POINTS),
    lazy(
        "What screening found stays behind its wall, and scores below the value in force are not kept. The matcher tries a value on files of names: see the guide to screening."
    ),
)
book.add(*rule_book.RULES)
book.add_technical(rule_book.TECHNICAL)
# The survivor is another customer to screen than before, with what she took over: she gets cases of her own.
moves.keep("about one record as it was screened", "screening_screened", "screening_case")
