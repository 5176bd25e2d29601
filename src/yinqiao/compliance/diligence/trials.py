"""What changes if: grades that would be proposed, reviews and reminders that would be due, files that open or stop marketing.

What rests on grades is counted behind their wall, for who may see them: a figure of one customer would tell her grade.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any, Final

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from yinqiao.compliance.choices import AmlGrade
from yinqiao.compliance.diligence import parameters as keys
from yinqiao.compliance.diligence import rules
from yinqiao.compliance.diligence.queries.sales import rates_on
from yinqiao.compliance.diligence.wall import open_grades
from yinqiao.compliance.policies import VIEW_DUE_DILIGENCE
from yinqiao.customers import queries as customers
from yinqiao.lib.periods import add_months
from yinqiao.platform.i18n.codes import label
from yinqiao.platform.parameters import queries as parameters
from yinqiao.platform.parameters.trials import AHEAD, Asked, Line, Trial, cannot, trials

_YEAR: Final = 12
# A file that stayed with a merged record runs no clock: the survivor's does.
_LIVES: Final = "not exists (select 1 from customers_merged m where m.member_id = f.customer_id)"
# The decision that stands of each file, worked out once for all that were answered alike; as many groups as there are sums of points.
_POINTS: Final = f"""
with newest as (
    select distinct on (g.file_id) g.factors, g.direct from diligence_grading g join diligence_file f on f.id = g.file_id and {_LIVES}
    order by g.file_id, g.id desc
),
alike as (select factors, jsonb_array_length(direct) > 0 as is_direct, count(*) as number from newest group by 1, 2)
select (select coalesce(round(sum((factor->>1)::numeric * (%(before)s::jsonb->>(factor->>0))::numeric) / 100, 1), 0) from jsonb_array_elements(a.factors) factor),
    (select coalesce(round(sum((factor->>1)::numeric * (%(after)s::jsonb->>(factor->>0))::numeric) / 100, 1), 0) from jsonb_array_elements(a.factors) factor),
    a.is_direct, sum(a.number)::bigint
from alike a group by 1, 2, 3
"""  # noqa: S608 - our own pieces
_REVIEWED: Final = f"""
with newest as (
    select distinct on (g.file_id) g.grade, f.reviewed_on from diligence_grading g join diligence_file f on f.id = g.file_id and {_LIVES}
    order by g.file_id, g.id desc
)
select grade, reviewed_on, count(*) from newest where reviewed_on is not null group by 1, 2
"""  # noqa: S608 - our own pieces
# As the clocks of the night: one reminder for what has a stage that was reached and not told (`rules.stages_reached`).
_REMINDED: Final = f"""
with clocks as (
    select f.id as file_id, 'GRADING' as subject, 0::bigint as item_id, f.grade_due_on as due_on from diligence_file f
    where f.graded_on is null and {_LIVES}
    union all
    select f.id, 'REVIEW', 0, f.next_review_on from diligence_file f where f.next_review_on is not null and {_LIVES}
    union all
    select f.id, 'DOCUMENT', i.id, i.expires_on from diligence_file f join diligence_file_item i on i.file_id = f.id
    where i.expires_on is not null and {_LIVES}
),
stages as (
    select stage, -stage as days from unnest(%(stages)s::int[]) as stage union all select %(escalated)s, %(escalate_after)s
)
select count(*) from clocks c where c.due_on <= %(horizon)s and exists (
    select 1 from stages s where c.due_on + s.days <= %(today)s and not exists (
        select 1 from diligence_reminder r where r.file_id = c.file_id and r.subject = c.subject and r.item_id = c.item_id
            and r.due_on = c.due_on and r.stage = s.stage))
"""  # noqa: S608 - our own pieces
_STOPPED: Final = """
select count(*) from (
    select f.customer_id from diligence_file f where f.next_review_on < %(day)s
    union
    select f.customer_id from diligence_file f join diligence_file_item i on i.file_id = f.id where i.expires_on < %(day)s
) late
"""
_NEW: Final = """
select count(*) from customers_customer c
where c.ended_on is null and c.status = 'ACTIVE' and c.opened_on > %(since)s and c.opened_on <= %(today)s
and not exists (select 1 from diligence_file f where f.customer_id = c.id)
and not exists (select 1 from customers_merged m where m.member_id = c.id)
"""
# As `queries.undue_sale` measures, in yuan, and as `queries.is_finished` tells: by the file, where there is none by what the source says.
_SOLD: Final = """
select count(*) filter (where yuan >= %(before)s), count(*) filter (where yuan >= %(after)s)
from holdings_wealth_position w, lateral (
    select coalesce(w.cost, w.market_value) * coalesce((%(rates)s::jsonb->>w.currency)::numeric, 1) as yuan) paid
where w.bought_on > %(since)s and (w.currency = %(yuan)s or %(is_one)s) = %(is_yuan)s
    and not exists (select 1 from diligence_file f where f.customer_id = w.customer_id and (f.state = 'COMPLETE' or f.round > 1))
    and (exists (select 1 from diligence_file f where f.customer_id = w.customer_id)
        or not exists (select 1 from compliance_due_diligence d where d.customer_id = w.customer_id and d.ended_on is null and d.kyc_status in ('COMPLETE', 'OVERDUE')))
"""


def _read(text: str, wanted: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(text, wanted)
        return list(cursor.fetchall())


def _count(text: str, wanted: Mapping[str, Any]) -> int:
    [(number,)] = _read(text, wanted)
    return int(number)


def _pair(asked: Asked, tried: str, key: str) -> tuple[object, object]:
    """Return a number as it is and as it would be: in force but for the one that is tried."""
    if key == tried:
        return asked.before, asked.after
    standing = parameters.value(key, on=asked.today)
    return standing, standing


def _grades(asked: Asked, key: str) -> list[Line]:
    """By the factors that the newest decision of each file rests on."""
    open_grades(asked.actor)
    weights, bands = _pair(asked, key, keys.WEIGHTS), _pair(asked, key, keys.BANDS)
    floors = [rules.read_bands(keys.items_of(value)) for value in bands]
    before, after = (json.dumps(rules.read_weights(keys.items_of(value))) for value in weights)
    found = _read(_POINTS, {"before": before, "after": after})
    moves = [
        (
            _grade(was, floors[0], is_direct=is_direct),
            _grade(will, floors[1], is_direct=is_direct),
            number,
        )
        for was, will, is_direct, number in found
    ]
    changed = sum(number for old, new, number in moves if old != new)
    lines = [Line(_("Files for which another grade would be proposed"), 0, changed)]
    for grade in AmlGrade.values:
        was = sum(number for old, _new, number in moves if old == grade)
        will = sum(number for _old, new, number in moves if new == grade)
        lines.append(Line(label(AmlGrade, grade), was, will))
    return lines


def _grade(points: Decimal, bands: Sequence[tuple[str, int]], *, is_direct: bool) -> str:
    return rules.HIGH if is_direct else rules.grade_of(points, bands)


def _reviews(asked: Asked) -> list[Line]:
    """As if each file had been given its day by either period when it was last graded."""
    open_grades(asked.actor)
    before, after = (rules.read_months(keys.items_of(v)) for v in (asked.before, asked.after))
    found = _read(_REVIEWED)
    moved = sum(number for grade, _day, number in found if before[grade] != after[grade])
    return [
        Line(_("Files that would get another day for their review"), 0, moved),
        Line(
            _("Files whose review would be late today"),
            _late(found, before, asked.today),
            _late(found, after, asked.today),
        ),
    ]


def _late(found: Iterable[tuple[str, date, int]], months: Mapping[str, int], today: date) -> int:
    return sum(
        number
        for grade, day, number in found
        if rules.next_review(grade, reviewed_on=day, months=months) < today
    )


def _reminders(asked: Asked, key: str) -> list[Line]:
    stages, escalation = _pair(asked, key, keys.STAGES), _pair(asked, key, keys.ESCALATE_AFTER)
    before, after = (_reminded(asked.today, stages[place], escalation[place]) for place in (0, 1))
    return [Line(_("Reminders that the next night would give"), before, after)]


def _reminded(today: date, stages: object, escalate_after: object) -> int:
    days = [int(item) for item in keys.items_of(stages)]
    wanted = {
        "stages": days,
        "escalated": rules.ESCALATED,
        "escalate_after": int(str(escalate_after)),
        "today": today,
        "horizon": today + timedelta(days=max(days)),
    }
    return _count(_REMINDED, wanted)


def _stopped(asked: Asked) -> list[Line]:
    before, after = (
        _count(_STOPPED, {"day": asked.today - timedelta(days=int(str(days)))})
        for days in (asked.before, asked.after)
    )
    return [Line(_("Customers whose marketing rests until their file is in order"), before, after)]


def _opened(asked: Asked) -> list[Line]:
    before, after = (
        _count(_NEW, {"since": asked.today - timedelta(days=int(str(days))), "today": asked.today})
        for days in (asked.before, asked.after)
    )
    return [Line(_("Files that the next night would open"), before, after)]


def _from_countries(asked: Asked) -> list[Line]:
    before, after = (
        customers.nationals(keys.items_of(value)) for value in (asked.before, asked.after)
    )
    return [Line(_("Customers of these countries"), before, after)]


def _large(asked: Asked, *, is_yuan: bool) -> list[Line]:
    """Every currency but yuan is measured in dollars at the rates of today; without a rate of the dollar the amount in yuan binds all."""
    rates = rates_on(asked.today)
    unit = Decimal(1) if is_yuan else rates.get("USD", Decimal(1))
    wanted = {
        "before": Decimal(str(asked.before)) * unit,
        "after": Decimal(str(asked.after)) * unit,
        "rates": json.dumps({currency: str(rate) for currency, rate in rates.items()}),
        "since": add_months(asked.today, -_YEAR),
        "yuan": rules.YUAN,
        "is_yuan": is_yuan,
        "is_one": "USD" not in rates,
    }
    [(before, after)] = _read(_SOLD, wanted)
    return [Line(_("Purchases of that size before due diligence was finished"), before, after)]


def offer() -> None:
    """Register the trials, and why what is missing cannot be counted."""
    said = lazy(
        "By the answers that the newest decision of each file rests on. What was decided stands until the file is graded again."
    )
    for key in (keys.BANDS, keys.WEIGHTS):
        counted = partial(_grades, key=key)
        trials.add(key, Trial(said, counted, permission=VIEW_DUE_DILIGENCE))
    trials.add(
        keys.REVIEW_MONTHS,
        Trial(
            lazy(
                "As if each file had got its day by these months when it was last graded. A day that stands changes with the next grading only."
            ),
            _reviews,
            permission=VIEW_DUE_DILIGENCE,
        ),
    )
    said = lazy(
        "Of the files, reviews and documents on record; a stage that was told is not told again."
    )
    trials.add(keys.STAGES, Trial(said, partial(_reminders, key=keys.STAGES)))
    trials.add(keys.ESCALATE_AFTER, Trial(said, partial(_reminders, key=keys.ESCALATE_AFTER)))
    trials.add(
        keys.STOP_AFTER, Trial(lazy("By the reviews and documents past their day."), _stopped)
    )
    trials.add(
        keys.NEW_WITHIN, Trial(lazy("Of the active customers who have no file yet."), _opened)
    )
    trials.add(
        keys.COUNTRIES,
        Trial(
            lazy("By nationality, customers that are closed left out, graded or not."),
            _from_countries,
        ),
    )
    said = lazy(
        "Of what was bought in the last twelve months by customers whose due diligence is not finished today; linked purchases are not summed here."
    )
    trials.add(keys.SALE_YUAN, Trial(said, partial(_large, is_yuan=True)))
    trials.add(keys.SALE_DOLLARS, Trial(said, partial(_large, is_yuan=False)))
    cannot([keys.FIRST_GRADING, keys.DIFFERENCE_WORKDAYS, keys.LINKED_SALE_DAYS], AHEAD)
