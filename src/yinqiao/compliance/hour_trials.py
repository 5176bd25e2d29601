"""What changes if: hours of contact, the bank's and those of provinces, held against the contacts of the last days and those refused for the hour."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from yinqiao.compliance import parameters as keys
from yinqiao.compliance import rules
from yinqiao.compliance.choices import SlotOutcome
from yinqiao.compliance.queries.facts import limits_on
from yinqiao.compliance.rules import Contact, Limits, Step, WindowKind
from yinqiao.compliance.rules.filters import RINGING, window_kind
from yinqiao.platform import clock
from yinqiao.platform.parameters.trials import SHOWN, Asked, Line, Trial, trials

_LOOKED_BACK: Final = timedelta(days=30)
_NOTE: Final = lazy(
    "Contacts of the last 30 days, made or refused for the hour, by the bank's clock. Another rule may refuse what the hour lets through."
)
# Made, and refused for the hour, by the minute of the bank's day. The province is told only where hours differ in it: few groups, however
# many contacts. As `rules.province_of` has it: the first region that names one, hers or her unit's.
_CONTACTS: Final = """
with told as (
    select s.customer_id, s.channel, s.purpose, s.product_id, s.reserved_at as at, true as is_made from compliance_contact_slot s
    where s.day > %(since)s and s.day <= %(today)s and s.outcome <> %(released)s and s.channel = any(%(ringing)s)
    union all
    select e.customer_id, e.detail->>'channel', e.detail->>'purpose', (e.detail->>'product_id')::bigint, e.occurred_at, false from audit_entry e
    where e.occurred_on > %(since)s and e.occurred_on <= %(today)s and e.occurred_at >= %(first)s
        and e.verb = 'compliance.contact-refused' and e.result = 'denied' and e.detail->>'rule' = %(rule)s and e.detail->>'channel' = any(%(ringing)s)
)
select t.channel, t.purpose, coalesce(p.product_class, ''), {province},
    (extract(hour from t.at at time zone %(zone)s) * 60 + extract(minute from t.at at time zone %(zone)s))::int, t.is_made, count(*)
from told t left join products_product p on p.id = t.product_id {places}
group by 1, 2, 3, 4, 5, 6
"""
_PROVINCE: Final = "case when r.code = any(%(provinces)s) then r.code else '' end"
_PLACES: Final = r"""
left join (
    select c.id, coalesce(substring(a.region_code from '^\d\d'), substring(o.region from '^\d\d'), '') as code
    from customers_customer c join organization_org o on o.id = c.org_id
    left join (
        select distinct on (customer_id) customer_id, region_code from customers_address
        where is_primary and ended_on is null and region_code <> '' order by customer_id, id
    ) a on a.customer_id = c.id
) r on r.id = t.customer_id
"""


@dataclass(frozen=True, slots=True)
class _Group:
    """So many contacts of a kind of hours, in one minute of the day; `province` only where hours differ in it."""

    kind: WindowKind
    province: str
    minute: int
    is_made: bool
    number: int

    def is_open(self, limits: Limits) -> bool:
        """Tell whether the hours are open at that minute."""
        window = limits.window(self.kind, self.province)
        return window.opens <= self.minute < window.closes


def _groups(asked: Asked, provinces: Iterable[str] = ()) -> list[_Group]:
    codes, since = sorted(provinces), asked.today - _LOOKED_BACK
    text = _CONTACTS.format(
        province=_PROVINCE if codes else "''::text", places=_PLACES if codes else ""
    )
    wanted: dict[str, Any] = {
        "since": since,
        "today": asked.today,
        "first": datetime.combine(since, datetime.min.time(), tzinfo=clock.BANK_ZONE),
        "released": SlotOutcome.RELEASED.value,
        "ringing": [str(channel) for channel in RINGING],
        "rule": Step.HOURS.value,
        "zone": clock.BANK_ZONE.key,
        "provinces": codes,
    }
    with connection.cursor() as cursor:
        cursor.execute(text, wanted)
        rows = cursor.fetchall()
    found = []
    for channel, purpose, product_class, province, minute, is_made, number in rows:
        contact = Contact(purpose, channel, asked.now, product_class=product_class)
        kind = window_kind(contact)
        if kind is not None:
            found.append(_Group(kind, province, minute, is_made, number))
    return found


def _lines(groups: Iterable[_Group], before: Limits, after: Limits) -> list[Line]:
    rows = list(groups)
    return [
        Line(_("Contacts made at hours that are closed"), _made(rows, before), _made(rows, after)),
        Line(
            _("Contacts refused for the hour that would be open"),
            _refused(rows, before),
            _refused(rows, after),
        ),
    ]


def _made(rows: Iterable[_Group], limits: Limits) -> int:
    return sum(row.number for row in rows if row.is_made and not row.is_open(limits))


def _refused(rows: Iterable[_Group], limits: Limits) -> int:
    return sum(row.number for row in rows if not row.is_made and row.is_open(limits))


def _hours(kind: WindowKind, changed: Callable[[Limits, rules.Window], Limits]) -> Trial:
    """Return the trial of hours of the bank; where a province has hours of its own, these hold."""

    def count(asked: Asked) -> list[Line]:
        limits = limits_on(asked.today)
        own = {province for province, of in limits.province_windows if of is kind}
        rows = [row for row in _groups(asked, own) if row.kind is kind]
        before, after = (
            changed(limits, rules.read_window(str(value))) for value in (asked.before, asked.after)
        )
        return _lines(rows, before, after)

    return Trial(_NOTE, count)


def _by_province(asked: Asked) -> list[Line]:
    """All provinces together first, then those that change."""
    limits = limits_on(asked.today)
    before, after = (
        replace(limits, province_windows=_windows(value)) for value in (asked.before, asked.after)
    )
    named = {province for province, _kind in (*before.province_windows, *after.province_windows)}
    rows = [row for row in _groups(asked, named) if row.province] if named else []
    lines = _lines(rows, before, after)
    for province in sorted(named):
        own = [row for row in rows if row.province == province]
        line = Line(
            _("Province {code}: contacts made at hours that are closed").format(code=province),
            _made(own, before),
            _made(own, after),
        )
        if line.change:
            lines.append(line)
    return lines[:SHOWN]


def _windows(value: object) -> dict[tuple[str, WindowKind], rules.Window]:
    read = [rules.read_province_window(item) for item in keys.items_of(value)]
    return {(province, kind): hours for province, kind, hours in read}


def offer() -> None:
    """Register the trials."""
    trials.add(
        keys.CALL_WINDOW,
        _hours(WindowKind.CALL, lambda limits, hours: replace(limits, call_window=hours)),
    )
    trials.add(
        keys.INSURANCE_WINDOW,
        _hours(WindowKind.INSURANCE, lambda limits, hours: replace(limits, insurance_window=hours)),
    )
    trials.add(
        keys.COLLECTION_WINDOW,
        _hours(
            WindowKind.COLLECTION, lambda limits, hours: replace(limits, collection_window=hours)
        ),
    )
    trials.add(
        keys.MESSAGE_WINDOW,
        _hours(WindowKind.MESSAGE, lambda limits, hours: replace(limits, message_window=hours)),
    )
    trials.add(keys.PROVINCE_WINDOWS, Trial(_NOTE, _by_province))
