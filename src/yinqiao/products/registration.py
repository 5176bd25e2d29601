"""What the products room puts on offer."""

from yinqiao.platform import registry
from yinqiao.platform import rule_book as book
from yinqiao.platform.parameters.trials import AHEAD, cannot
from yinqiao.products import exports, importing, parameters, policies, rule_book

registry.permissions.add(policies.VIEW, "See the product shelf")
registry.permissions.add(policies.EDIT, "Edit the product shelf")
for _target in importing.TARGETS:
    registry.import_targets.add(_target.name, _target)
registry.datasets.add("products.ftp_rate", exports.ftp_rates)
registry.datasets.add("products.risk_parameter", exports.risk_parameters)
registry.import_references.add("products.product", importing.product_codes)
registry.menu.add(
    "products",
    registry.MenuItem(
        "products",
        "Product shelf",
        "products:list",
        "building-store",
        policies.VIEW,
        group="Business",
        order=60,
    ),
)
for _parameter in parameters.PARAMETERS:
    registry.parameters.add(_parameter.key, _parameter)
cannot((one.key for one in parameters.PARAMETERS), AHEAD)
book.add(*rule_book.RULES)
registry.landing.add("product_manager", "products:list")
