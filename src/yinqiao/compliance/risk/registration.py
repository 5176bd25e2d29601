"""What the risk profile puts on offer."""

from django.urls import reverse
from django.utils.translation import gettext

from yinqiao.compliance.risk import parameters, policies, queries, rule_book, services
from yinqiao.holdings import policies as holdings
from yinqiao.platform import clock, registry
from yinqiao.platform import rule_book as book
from yinqiao.platform.actor import Actor
from yinqiao.platform.db import moves
from yinqiao.platform.imports.queries import data_date
from yinqiao.platform.parameters import trials
from yinqiao.platform.ui import ports


def _waiting(actor: Actor) -> int | None:
    return queries.open_alerts(actor=actor) or None


def _notices(actor: Actor) -> list[ports.Notice]:
    if not actor.can(policies.JUDGE_ALERT) or not actor.can(policies.VIEW_ALERT):
        return []
    return [
        ports.Notice(
            title=gettext("Risk alert: {kind}").format(kind=row.kind_label),
            detail=f"{row.customer} · {row.measured}",
            url=reverse("compliance:risk-verdicts", args=[row.id]),
            at=row.raised_at,
            icon="alert-triangle",
        )
        for row in queries.new_alerts(actor=actor, now=clock.now())
    ]


registry.permissions.add(policies.VIEW_ALERT, "See the alerts of the risk desk")
registry.permissions.add(policies.JUDGE_ALERT, "Judge the alerts of the risk desk")
registry.audit_verbs.add("compliance.risk-alerts-listed", policies.VIEW_ALERT)
registry.menu.add(
    "risk-alerts",
    registry.MenuItem(
        "risk-alerts",
        "Risk alerts",
        "compliance:risk-alerts",
        "alert-triangle",
        policies.VIEW_ALERT,
        group="Money laundering and risk",
        order=72,
        count=_waiting,
    ),
)
registry.panels.add(
    "compliance.risk",
    registry.Panel(
        "compliance.risk",
        "customer.profile",
        "Risk profile",
        "compliance:risk-profile",
        holdings.VIEW,
        order=60,
    ),
)
registry.batch_steps.add(
    "compliance.risk-alerts",
    registry.BatchStep(
        "compliance.risk-alerts",
        "风险提示",
        76,
        lambda batch, connection, everything: services.raise_alerts(
            connection=connection,
            day=max(batch.on, data_date() or batch.on),
            now=clock.now(),
        ),
    ),
)
for _parameter in parameters.PARAMETERS:
    registry.parameters.add(_parameter.key, _parameter)
trials.cannot((_parameter.key for _parameter in parameters.PARAMETERS), trials.WORKED_OUT)
book.add(*rule_book.RULES)
ports.notices.add("compliance.risk", _notices)
ports.notice_kinds.add(
    "compliance.risk",
    ports.NoticeKind("compliance.risk", "Risk alerts", policies.JUDGE_ALERT),
)
# What was measured and judged was of the number itself; the survivor is measured anew.
moves.keep("about one record as it was measured", "compliance_risk_alert")
