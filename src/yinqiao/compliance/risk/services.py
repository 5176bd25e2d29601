"""Tell the risk desk of marks once, after a batch; take its verdict."""

from datetime import date, datetime
from typing import Any, Final

import polars as pl
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _

from yinqiao.compliance.risk import parameters as keys
from yinqiao.compliance.risk import policies, queries, rules
from yinqiao.compliance.risk.choices import VERDICTS, AlertState
from yinqiao.compliance.risk.models import RiskAlert
from yinqiao.customers import policies as customer_policies
from yinqiao.customers import queries as customers
from yinqiao.holdings import queries as holdings
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound, StaleVersion
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.platform.parameters import queries as parameters

TYPE: Final = "compliance.risk_alert"
SYSTEM: Final = "risk-alerts"
LOADER: Final = "loader"
LONGEST: Final = 500
# What was judged is told again only once it has grown.
_RAISE: Final = """
insert into compliance_risk_alert (customer_id, kind, times, bucket, data_on, raised_at, state, decided_by_name, verdict, version)
select f.customer_id, f.kind, f.times, f.bucket, %(day)s, %(now)s, 'OPEN', '', '', 1
from unnest(%(customers)s::bigint[], %(kinds)s::text[], %(times)s::int[], %(buckets)s::int[]) as f (customer_id, kind, times, bucket)
where not exists (
    select 1 from compliance_risk_alert a where a.customer_id = f.customer_id and a.kind = f.kind
        and (a.state = 'OPEN' or (a.times >= f.times and a.bucket >= f.bucket)))
on conflict (customer_id, kind) where state = 'OPEN' do nothing
"""


class AlertJudged(DomainError):
    """Somebody judged it before."""

    code = "ALERT_JUDGED"
    status = 409


def raise_alerts(*, connection: BaseDatabaseWrapper, day: date, now: datetime) -> int:
    """Tell of the marks of everybody as of the data of `day`; again, none. Return how many alerts are new. `connection` is the loader's."""
    first = queries.since(day)
    limits = rules.Limits(
        times=parameters.integer(keys.TIMES, on=day),
        days=parameters.integer(keys.DAYS, on=day),
        events=parameters.integer(keys.EVENTS, on=day),
    )
    found = rules.marks(
        holdings.overdue_counts(connection, since=first),
        customers.judicial_counts(connection, since=first),
        limits,
    )
    return _raise(actor=system_actor(name=SYSTEM), now=now, day=day, found=found)


@use_case("compliance.risk-alerts-raised", permission=None, using=LOADER)
def _raise(unit: Unit, *, actor: Actor, now: datetime, day: date, found: pl.DataFrame) -> int:
    """Write the alerts that are new, with one row in the trail for all of them."""
    values: dict[str, Any] = {
        "day": day,
        "now": now,
        "customers": found["customer_id"].to_list(),
        "kinds": found["kind"].to_list(),
        "times": found["times"].to_list(),
        "buckets": found["bucket"].to_list(),
    }
    with connections[LOADER].cursor() as cursor:
        cursor.execute(_RAISE, values)
        raised = int(cursor.rowcount)
    unit.audit(None, detail={"data_on": day, "marks": found.height, "raised": raised})
    return raised


@use_case("compliance.risk-alert-judged", permission=policies.JUDGE_ALERT)
def judge_alert(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    alert_id: int,
    version: int,
    state: str,
    verdict: str,
) -> None:
    """Write down what the risk desk found; raise NotFound outside the scope, AlertJudged, StaleVersion, InvalidInput by field."""
    rows = customer_policies.scoped(RiskAlert.objects.all(), actor)
    row = rows.select_for_update(of=("self",)).filter(pk=alert_id).first()
    if row is None:
        raise NotFound(_("There is no such alert."))
    if row.state != AlertState.OPEN:
        raise AlertJudged(_("Somebody has judged this already."))
    if row.version != version:
        raise StaleVersion(_("This was changed after you opened it."))
    said = scan_free_text(verdict.strip())
    wrong = {}
    if state not in {one.value for one in VERDICTS}:
        wrong["state"] = _("Choose one of the list.")
    if not said:
        wrong["verdict"] = _("Fill this in.")
    elif len(said) > LONGEST:
        wrong["verdict"] = _("At most {limit} characters.").format(limit=LONGEST)
    if wrong:
        raise InvalidInput(_("The entry is not complete."), fields=wrong)
    row.state, row.verdict, row.decided_at = state, said, now
    row.decided_by_id, row.decided_by_name = actor.staff_id, actor.name
    row.version += 1
    row.save()
    unit.audit(
        ObjectRef(TYPE, row.pk),
        old={"state": AlertState.OPEN.value},
        new={"state": state, "kind": row.kind},
        reason=said,
        customer_id=row.customer_id,
    )
