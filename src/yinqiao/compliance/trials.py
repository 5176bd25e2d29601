"""What changes if: ages, overdue payments, frequency of contact, requests of persons."""

from collections.abc import Callable
from datetime import date
from typing import Final

from django.db import connection
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from yinqiao.compliance import parameters as keys
from yinqiao.compliance import rules
from yinqiao.compliance.choices import Channel, ContactPurpose, SlotOutcome
from yinqiao.customers import queries as customers
from yinqiao.holdings import queries as holdings
from yinqiao.lib.periods import add_years
from yinqiao.platform.parameters.trials import SHOWN, Asked, Example, Line, Trial, trials

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


def offer() -> None:
    """Register the trials."""
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
