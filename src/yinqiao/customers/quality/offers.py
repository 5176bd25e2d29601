"""What data quality puts on offer: parameters, the step after a batch, menu entries, notices, next steps, the stewards' landing page."""

from collections.abc import Sequence
from datetime import datetime, time

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from yinqiao.customers import policies
from yinqiao.customers.quality import measuring, queries, tasks
from yinqiao.customers.quality.parameters import PARAMETERS
from yinqiao.platform import clock, registry
from yinqiao.platform.actor import Actor
from yinqiao.platform.db import moves
from yinqiao.platform.parameters import trials
from yinqiao.platform.registry import BatchStep, MenuItem, Panel
from yinqiao.platform.ui import next_steps, tours
from yinqiao.platform.ui.next_steps import NextStep, StepAsked
from yinqiao.platform.ui.ports import Notice, NoticeKind, notice_kinds, notices

TOLD: int = 3
STEP = "customers.quality"


def _notices(actor: Actor) -> list[Notice]:
    """Stale records beyond the limit: one line for each rule of timeliness that misses its target."""
    if not actor.can(policies.VIEW_QUALITY):
        return []
    return [
        Notice(
            title=_("Stale records: {share}% in time, target {target}%").format(
                share=line.score.share, target=line.score.target
            ),
            detail=_("{rule} · {count} customers · {owner} answers for it").format(
                rule=line.title, count=line.score.failed, owner=line.owner
            ),
            url=reverse("customers:quality-rule", args=[line.key]),
            at=datetime.combine(day, time.max, tzinfo=clock.BANK_ZONE),
            icon="alert-triangle",
        )
        for line, day in queries.stale_rules(actor=actor, now=clock.now())[:TOLD]
    ]


def _gaps(actor: Actor, asked: StepAsked) -> Sequence[NextStep]:
    """What the customer's own manager can fill in."""
    if not asked.in_team:
        return []
    rows = tasks.tasks_of(actor=actor, customer_id=asked.customer_id, now=asked.now)
    return [
        NextStep(
            title=row.finding,
            detail=_("Data quality"),
            icon="list-check",
            due_on=None,
            action=_("Fill in"),
            url=reverse("customers:cleansing-fill", args=[row.customer_id, row.rule]),
            is_dialog=True,
        )
        for row in rows
        if row.fix
    ]


def offer() -> None:
    """Fill the registries."""
    for parameter in PARAMETERS:
        registry.parameters.add(parameter.key, parameter)
    trials.cannot((parameter.key for parameter in PARAMETERS), trials.WORKED_OUT)
    registry.permissions.add(policies.VIEW_QUALITY, gettext_noop("See data quality of one's units"))
    registry.permissions.add(policies.GOVERN, gettext_noop("Work at the desk of data governance"))
    registry.audit_verbs.add("customers.faults-listed", policies.VIEW_QUALITY)
    registry.audit_verbs.add("customers.number-looked-up", policies.GOVERN)
    registry.batch_steps.add(
        STEP,
        BatchStep(
            STEP,
            "度量数据质量",
            90,
            lambda batch, connection, everything: measuring.measure_batch(
                batch, connection, everything=everything
            ),
        ),
    )
    for item in (
        MenuItem(
            "steward",
            "Data governance",
            "customers:steward",
            "clipboard-list",
            policies.GOVERN,
            order=5,
        ),
        MenuItem(
            "quality",
            "Data quality",
            "customers:quality",
            "clipboard-check",
            policies.VIEW_QUALITY,
            group="Governance",
            order=442,
        ),
        MenuItem(
            "differences",
            "Differences between systems",
            "customers:differences",
            "git-compare",
            policies.VIEW_QUALITY,
            group="Governance",
            order=444,
        ),
        MenuItem(
            "cleansing",
            "Fields to fill in",
            "customers:cleansing",
            "list-check",
            policies.EDIT,
            group="Service",
            order=80,
        ),
    ):
        registry.menu.add(item.key, item)
    registry.landing.add("data_steward", "customers:steward")
    registry.panels.add(
        "customers.numbers",
        Panel(
            "customers.numbers",
            "customer.tab",
            "Numbers in other systems",
            "customers:numbers",
            policies.VIEW,
            order=88,
        ),
    )
    notices.add("customers.quality", _notices)
    notice_kinds.add(
        "customers.quality", NoticeKind("customers.quality", "Stale records", policies.VIEW_QUALITY)
    )
    next_steps.sources.add("quality", next_steps.StepSource(policies.EDIT, _gaps))
    # The other record's manager said it of that record.
    moves.keep("said of the record as it stood", "customers_field_answer")
    tours.steps.add(
        "customers.steward",
        tours.TourStep(
            "customers.steward",
            '[data-tour="governance"]',
            "What waits for you",
            "Quarantine, code maps, duplicates, corrections, rules below target, differences between systems. Every number opens its list.",
            policies.GOVERN,
            10,
        ),
    )
