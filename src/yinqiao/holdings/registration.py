"""What the holdings room puts on offer."""

from pathlib import Path

from yinqiao.customers import policies as customers
from yinqiao.holdings import (
    desk,
    erasing,
    exports,
    importing,
    merging,
    parameters,
    policies,
    queries,
    rule_book,
    services,
)
from yinqiao.platform import clock, registry
from yinqiao.platform import rule_book as book
from yinqiao.platform.imports import owners
from yinqiao.platform.imports.queries import data_date
from yinqiao.platform.parameters import trials
from yinqiao.platform.ui import desk as workbench
from yinqiao.platform.ui import help as words
from yinqiao.platform.ui import next_steps
from yinqiao.platform.ui.story import Story, stories

registry.permissions.add(policies.VIEW, "See accounts and holdings in scope")
registry.permissions.add(policies.VIEW_TRANSACTIONS, "See transactions in scope")
for _target in importing.TARGETS:
    registry.import_targets.add(_target.name, _target)
registry.import_references.add("holdings.account", importing.account_numbers)
owners.owned.add("holdings.account", owners.Owned("holdings_account", importing.account_units))
registry.audit_verbs.add("holdings.maturities-listed", policies.VIEW)
registry.audit_verbs.add("holdings.accounts-opened", policies.VIEW)
registry.audit_verbs.add("holdings.transactions-opened", policies.VIEW_TRANSACTIONS)
registry.datasets.add("holdings.account", exports.accounts)
registry.datasets.add("holdings.account_ever", exports.accounts_ever)
registry.datasets.add("holdings.loan", exports.loans)
registry.datasets.add("holdings.card", exports.cards)
registry.datasets.add("holdings.position", exports.positions)
registry.datasets.add("holdings.maturing", exports.maturing)
for _parameter in parameters.PARAMETERS:
    registry.parameters.add(_parameter.key, _parameter)
trials.cannot((_parameter.key for _parameter in parameters.PARAMETERS), trials.PAGES)
book.add(*rule_book.RULES)
registry.panels.add(
    "holdings.panel",
    registry.Panel(
        "holdings.panel",
        "customer.tab",
        "Assets and liabilities",
        "holdings:panel",
        policies.VIEW,
        order=20,
        travels=True,
    ),
)
registry.panels.add(
    "holdings.transactions",
    registry.Panel(
        "holdings.transactions",
        "customer.tab",
        "Transactions",
        "holdings:transactions",
        policies.VIEW_TRANSACTIONS,
        order=30,
        travels=True,
    ),
)
registry.panels.add(
    "holdings.summary",
    registry.Panel(
        "holdings.summary",
        "customer.overview",
        "Products held",
        "holdings:summary",
        policies.VIEW,
        order=10,
        width=2,
        travels=True,
    ),
)
registry.panels.add(
    "holdings.movements",
    registry.Panel(
        "holdings.movements",
        "customer.story",
        "Newest movements",
        "holdings:movements",
        policies.VIEW_TRANSACTIONS,
        order=20,
        travels=True,
    ),
)
registry.panels.add(
    "holdings.maturities",
    registry.Panel(
        "holdings.maturities",
        "customer.story",
        "Due soon",
        "holdings:maturities",
        policies.VIEW,
        order=10,
        travels=True,
    ),
)
registry.batch_steps.add(
    "holdings.payrolls",
    registry.BatchStep(
        "holdings.payrolls",
        "统计代发",
        72,
        lambda batch, connection, everything: services.count_payrolls(
            connection=connection, now=clock.now()
        ),
    ),
)
registry.batch_steps.add(
    "holdings.overdue",
    registry.BatchStep(
        "holdings.overdue",
        "登记逾期",
        73,
        lambda batch, connection, everything: services.track_overdue(
            connection=connection, day=max(batch.on, data_date() or batch.on)
        ),
    ),
)
registry.panels.add(
    "holdings.corporate",
    registry.Panel(
        "holdings.corporate",
        "customer.overview",
        "Settlement and payroll",
        "holdings:corporate",
        policies.VIEW,
        order=20,
        only="COMPANY",
    ),
)
workbench.blocks.add(
    "upcoming",
    workbench.Block(
        "upcoming",
        "Maturities and birthdays",
        "holdings:upcoming",
        policies.VIEW,
        workbench.Column.RIGHT,
        20,
        is_for=customers.owns_all,
    ),
)
workbench.agenda.add("holdings", desk.marks)
stories.add(
    "money",
    Story("money", "Large movements", policies.VIEW_TRANSACTIONS, queries.moves_told, order=20),
)
stories.add("product", Story("product", "Products", policies.VIEW, queries.products_told, order=30))
next_steps.sources.add(
    "maturities", next_steps.StepSource(policies.VIEW, queries.maturities_waiting)
)
merging.offer()
erasing.offer()
words.written(Path(__file__).parent)
