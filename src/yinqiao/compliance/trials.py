"""What changes if: ages, overdue payments, frequency of contact, requests of persons."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from django.db import connection
from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from yinqiao.compliance import hour_trials, rules
from yinqiao.compliance import parameters as keys
from yinqiao.compliance.choices import Channel, ContactPurpose, SlotOutcome
from yinqiao.compliance.models import ContactSlot
from yinqiao.compliance.rules.filters import RINGING
from yinqiao.customers import queries as customers
from yinqiao.holdings import queries as holdings
from yinqiao.lib.periods import add_years
from yinqiao.organization import queries as organization
from yinqiao.platform.parameters.trials import (
    AHEAD,
    SHOWN,
    Asked,
    Example,
    Line,
    Trial,
    cannot,
    trials,
)

_A_YEAR: Final = timedelta(days=365)
_AHEAD: Final = (
    keys.REFUSAL_DAYS,
    keys.INSURANCE_REFUSAL_MONTHS,
    keys.BEREAVEMENT_DAYS,
    keys.BLACKLIST_DAYS,
    keys.REQUEST_DAYS,
    keys.REQUEST_ALARM_DAYS,
    keys.OBJECTION_DAYS,
    keys.OBJECTION_ALARM_DAYS,
    keys.BASIC_OBJECTION_DAYS,
)
_REACHED: Final = """
select count(distinct customer_id) from (
    select s.customer_id from compliance_contact_slot s cross join unnest(%(days)s::int[], %(most)s::int[]) as cap (days, most)
    where s.purpose = %(marketing)s and s.outcome <> %(released)s and (%(channel)s = '' or s.channel = %(channel)s)
      and s.day > %(today)s::date - cap.days and s.day <= %(today)s
    group by s.customer_id, cap.days, cap.most having count(*) >= cap.most
) as reached
"""


def _birthdays(asked: Asked) -> tuple[date, date]:
    """Return the days of birth of those who reach either age today; whoever was born later is younger."""
    before, after = (add_years(asked.today, -int(str(age))) for age in (asked.before, asked.after))
    return before, after


def by_age(said: str | Promise) -> Trial:
    """Return the trial of an age: how many persons are younger by either, and examples of those in between."""

    def count(asked: Asked) -> list[Line]:
        before, after = customers.born_after(*_birthdays(asked))
        return [Line(said, before, after)]

    def examples(asked: Asked) -> list[Example]:
        first, last = _birthdays(asked)
        found = customers.born_between(first, last, actor=asked.actor, limit=SHOWN)
        return [Example(name, url=reverse("customers:detail", args=[pk])) for pk, name in found]

    return Trial(
        lazy("Persons of the bank by their age today; customers that are closed left out."),
        count,
        examples,
    )


def _overdue(asked: Asked) -> list[Line]:
    days = [int(str(value)) for value in (asked.before, asked.after)]
    before, after = holdings.behind_for(*days)
    return [Line(_("Customers closed to marketing by an overdue payment"), before, after)]


def _capped(channel: str) -> Callable[[Asked], list[Line]]:
    """Return the trial of limits of frequency: customers who have reached one of them today."""

    def count(asked: Asked) -> list[Line]:
        before, after = (_reached(asked, value, channel) for value in (asked.before, asked.after))
        return [Line(_("Customers whose contacts are used up today"), before, after)]

    return count


def _reached(asked: Asked, value: object, channel: str) -> int:
    caps = [rules.read_cap(item) for item in keys.items_of(value)]
    with connection.cursor() as cursor:
        cursor.execute(
            _REACHED,
            {
                "days": [cap.days for cap in caps],
                "most": [cap.most for cap in caps],
                "marketing": ContactPurpose.MARKETING.value,
                "released": SlotOutcome.RELEASED.value,
                "channel": channel,
                "today": asked.today,
            },
        )
        return int(cursor.fetchone()[0])


def _on_holidays(asked: Asked) -> list[Line]:
    """By channel and day: few groups, however many contacts."""
    since = asked.today - _A_YEAR
    rows = _marketing().filter(day__gt=since, day__lte=asked.today).order_by()
    days = list(rows.values_list("channel", "day").annotate(number=Count("pk")))
    calendar = organization.calendar()
    before, after = (
        sum(
            number
            for channel, day, number in days
            if channel in set(keys.items_of(value)) & RINGING and calendar.is_holiday(day)
        )
        for value in (asked.before, asked.after)
    )
    return [Line(_("Marketing contacts made on holidays that close their channel"), before, after)]


def _after_duty(asked: Asked) -> list[Line]:
    rows = ContactSlot.objects.exclude(outcome=SlotOutcome.RELEASED).filter(day=asked.today)
    before, after = (
        rows.filter(purpose__in=keys.items_of(value)).aggregate(
            number=Count("customer", distinct=True)
        )["number"]
        for value in (asked.before, asked.after)
    )
    return [Line(_("Customers whose day is closed to marketing by another contact"), before, after)]


def _marketing() -> QuerySet[ContactSlot]:
    rows = ContactSlot.objects.filter(purpose=ContactPurpose.MARKETING)
    return rows.exclude(outcome=SlotOutcome.RELEASED)


def _against_wishes(asked: Asked) -> list[Line]:
    wishes = {
        wish: number
        for wish, number in customers.wished_channels().items()
        if wish in Channel.values
    }
    before, after = (
        sum(number for wish, number in wishes.items() if set(keys.items_of(value)) - {wish})
        for value in (asked.before, asked.after)
    )
    return [
        Line(_("Customers left alone on a channel that they like less than another"), before, after)
    ]


def _by_role(asked: Asked) -> list[Line]:
    before, after = (
        customers.role_holders(keys.items_of(value), on=asked.today)
        for value in (asked.before, asked.after)
    )
    return [Line(_("Customers closed to marketing by their role at the bank"), before, after)]


def offer() -> None:
    """Register the trials, and why what is missing cannot be counted."""
    trials.add(keys.ADULT_AGE, by_age(lazy("Persons closed to marketing by their age")))
    trials.add(keys.GUARDIAN_AGE, by_age(lazy("Children whose guardian agrees for them")))
    trials.add(
        keys.OVERDUE_DAYS,
        Trial(
            lazy("By the loans of the newest data. Other rules may close a customer all the same."),
            _overdue,
        ),
    )
    said = lazy("By the contacts made so far. Other rules may close a customer all the same.")
    trials.add(keys.CAPS, Trial(said, _capped("")))
    trials.add(keys.CALL_CAPS, Trial(said, _capped(Channel.CALL.value)))
    trials.add(
        keys.HOLIDAY_CHANNELS,
        Trial(lazy("Contacts of the last twelve months by the bank's calendar."), _on_holidays),
    )
    trials.add(keys.PRIOR_PURPOSES, Trial(said, _after_duty))
    said = lazy("Of the customers on record. Other rules may close a customer all the same.")
    trials.add(keys.PREFERENCE_CHANNELS, Trial(said, _against_wishes))
    trials.add(keys.UNSOLD_ROLES, Trial(said, _by_role))
    hour_trials.offer()
    cannot(_AHEAD, AHEAD)
    cannot(
        [keys.PROVINCE_HOLIDAYS],
        lazy("Holidays lie ahead: which contacts they will stop is not on record yet."),
    )
    cannot(
        [keys.KEEP_YEARS],
        lazy(
            "What would be erased and what is kept is worked out for each customer on the pages of retention, by the value in force."
        ),
    )
