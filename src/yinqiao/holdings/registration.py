"""What the holdings room puts on offer."""

from yinqiao.holdings import exports, importing, policies
from yinqiao.platform import registry

registry.permissions.add(policies.VIEW, "See accounts and holdings in scope")
registry.permissions.add(policies.VIEW_TRANSACTIONS, "See transactions in scope")
for _target in importing.TARGETS:
    registry.import_targets.add(_target.name, _target)
registry.import_references.add("holdings.account", importing.account_numbers)
registry.datasets.add("holdings.account", exports.accounts)
