"""What the customers room puts on offer."""

from django.utils.translation import gettext_noop as _

from yinqiao.customers import (
    erasing,
    exports,
    figures,
    helping,
    importing,
    offers,
    overview,
    policies,
    queries,
    rule_book,
    trials,
    unit_mergers,
)
from yinqiao.customers.identity import participants, settling
from yinqiao.customers.quality import offers as quality
from yinqiao.platform import processing, registry
from yinqiao.platform import rule_book as book
from yinqiao.platform.audit import policies as audit
from yinqiao.platform.imports import owners
from yinqiao.platform.processing import Ground
from yinqiao.platform.ui import next_steps, tours
from yinqiao.platform.ui.story import Story, stories

for _permission, _title in (
    (policies.VIEW, _("See customers in scope")),
    (policies.FIND, _("Find a customer at the counter")),
    (policies.EDIT, _("Edit customers in scope")),
    (policies.VIEW_PAST, _("See customers in scope as the bank knew them on an earlier day")),
    (policies.CREATE, _("Enter potential customers")),
    (policies.LOCATE, _("Learn who manages a customer outside the scope")),
    (policies.REQUEST_CORRECTION, _("Ask for a correction of a core-owned field")),
    (policies.ANSWER_CORRECTION, _("Answer requests for corrections of core-owned fields")),
    (policies.REVEAL_CORRECTION, _("Reveal both values of a correction request")),
    (policies.REVEAL_PHONE, _("Reveal a phone number, with reason")),
    (policies.APPROVE_REVEAL, _("Approve the reveal of an ID or account number")),
    (policies.EXPORT, _("Export customers, masked")),
    (policies.APPROVE_EXPORT, _("Approve exports as a supervisor")),
    (policies.APPROVE_FULL_EXPORT, _("Approve very large or unmasked exports")),
    (policies.ASSIGN, _("Assign customers to managers")),
    (policies.SET_ROLE, _("Say what a customer is to the bank: staff, shareholder, related party")),
    (policies.MERGE, _("Compare duplicates and ask for merges")),
    (policies.APPROVE_MERGE, _("Agree to merges of customers")),
    (policies.SIGN_LINKAGE, _("Sign an evaluation of the linkage model")),
    (policies.RESTRICT, _("Work records that are kept by law and not used")),
    (policies.RECORD_REFUSAL, _("Record that a customer refuses automated decisions")),
):
    registry.permissions.add(_permission, _title)
registry.audit_verbs.add("customers.opened", policies.VIEW)
registry.audit_verbs.add("customers.reach-asked", audit.VIEW)
registry.audit_verbs.add("customers.listed", policies.VIEW)
registry.audit_verbs.add("customers.searched", policies.VIEW)
registry.audit_verbs.add("customers.reach-opened", policies.VIEW)
for _target in importing.TARGETS:
    registry.import_targets.add(_target.name, _target)
registry.import_references.add("customers.customer", importing.customer_numbers)
owners.owned.add("customers.customer", owners.Owned("customers_customer", importing.customer_units))
offers.offer()
book.add(*rule_book.RULES)
book.add_technical(rule_book.TECHNICAL)
unit_mergers.offer()
trials.offer()
helping.offer()
participants.offer()
quality.offer()
erasing.offer()
processing.offer(
    "linkage", _("Finding duplicates by a statistical model"), Ground.AUTOMATED, is_gated=True
)
registry.sinks.add("customers.figures", figures.write_figures)
registry.datasets.add("customers.assisted", queries.managed_customer_ids)
registry.datasets.add("customers.main_managers", queries.main_managers)
registry.datasets.add("customers.customer", exports.customers)
registry.datasets.add("customers.main_period", exports.main_periods)
registry.datasets.add("customers.assignment", exports.assignments)
registry.datasets.add("customers.unit", exports.units)
registry.datasets.add("customers.merged", exports.merged)
registry.datasets.add("customers.identification", exports.identifications)
registry.datasets.add("customers.life_event", exports.life_events)
registry.datasets.add("customers.registry_event", exports.registry_events)
stories.add("change", Story("change", "Changes", policies.VIEW, queries.changes_told, order=90))
stories.add("life", Story("life", "Life events", policies.VIEW, queries.life_told, order=40))
stories.add(
    "external",
    Story("external", "External information", policies.VIEW, queries.external_told, order=45),
)
stories.add("manager", Story("manager", "Managers", policies.VIEW, queries.managers_told, order=50))
registry.batch_steps.add(
    "customers.overview",
    registry.BatchStep(
        "customers.overview",
        "写入客户总览",
        80,
        lambda batch, connection, everything: overview.refresh_batch(
            connection, batch, everything=everything
        ),
    ),
)
# Before everything that looks at the rows of a customer.
registry.batch_steps.add(
    "customers.merged-numbers",
    registry.BatchStep(
        "customers.merged-numbers",
        "归并已合并客户号的数据",
        5,
        lambda batch, connection, everything: settling.settle_batch(
            batch, connection, everything=everything
        ),
    ),
)
next_steps.sources.add(
    "certificates", next_steps.StepSource(policies.VIEW, queries.certificates_waiting)
)
registry.panels.add(
    "customers.roles",
    registry.Panel(
        "customers.roles",
        "customer.profile",
        "Roles at the bank",
        "customers:roles",
        policies.VIEW,
        travels=True,
    ),
)
for _step in (
    tours.TourStep(
        "customers.find-form",
        '[data-tour="find"]',
        "Find by a whole number",
        "Customer, phone or certificate number. Every search is logged.",
        policies.FIND,
        20,
    ),
    tours.TourStep(
        "customers.find-card",
        '[data-tour="card"]',
        "Five fields, nothing more",
        "Name, tier, manager, check and reminders. From here you verify, note the visit and refer.",
        policies.FIND,
        30,
    ),
    tours.TourStep(
        "customers.list",
        ".c-main .c-filter",
        "Customers you may see",
        "Filters, columns and order stand here; keep them as a view of your own.",
        policies.VIEW,
        25,
    ),
):
    tours.steps.add(_step.key, _step)
