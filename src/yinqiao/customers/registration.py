"""What the customers room puts on offer."""

from django.utils.translation import gettext_noop as _

from yinqiao.customers import (
    exports,
    figures,
    helping,
    importing,
    offers,
    overview,
    policies,
    queries,
)
from yinqiao.platform import registry
from yinqiao.platform.imports import owners
from yinqiao.platform.ui import next_steps, tours
from yinqiao.platform.ui.story import Story, stories

for _permission, _title in (
    (policies.VIEW, _("See customers in scope")),
    (policies.FIND, _("Find a customer at the counter")),
    (policies.EDIT, _("Edit customers in scope")),
    (policies.VIEW_PAST, _("See customers in scope as the bank knew them on an earlier day")),
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
):
    registry.permissions.add(_permission, _title)
registry.audit_verbs.add("customers.opened", policies.VIEW)
registry.audit_verbs.add("customers.listed", policies.VIEW)
registry.audit_verbs.add("customers.searched", policies.VIEW)
registry.audit_verbs.add("customers.reach-opened", policies.VIEW)
for _target in importing.TARGETS:
    registry.import_targets.add(_target.name, _target)
registry.import_references.add("customers.customer", importing.customer_numbers)
owners.owned.add("customers.customer", owners.Owned("customers_customer", importing.customer_units))
offers.offer()
helping.offer()
registry.sinks.add("customers.figures", figures.write_figures)
registry.datasets.add("customers.assisted", queries.managed_customer_ids)
registry.datasets.add("customers.customer", exports.customers)
registry.datasets.add("customers.identification", exports.identifications)
registry.datasets.add("customers.life_event", exports.life_events)
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
next_steps.sources.add(
    "certificates", next_steps.StepSource(policies.VIEW, queries.certificates_waiting)
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
