"""What screening puts on offer: pages of compliance, parameters, jobs and handlers. No panel, no data set, no route of the API."""

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
book.add(*rule_book.RULES)
book.add_technical(rule_book.TECHNICAL)
# The survivor is another customer to screen than before, with what she took over: she gets cases of her own.
moves.keep("about one record as it was screened", "screening_screened", "screening_case")
