"""A list is made: what it is for, in whose words, by when, with which codes and quotas, and who stands on it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.compliance.choices import ContactPurpose
from yinqiao.customers.queries import CustomerFilter
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.jobs import queue
from yinqiao.platform.parameters import queries as parameters
from yinqiao.products import queries as products
from yinqiao.sales.campaign_lists import parameters as keys
from yinqiao.sales.campaign_lists import policies
from yinqiao.sales.campaign_lists.choices import Origin, State
from yinqiao.sales.campaign_lists.models import CampaignList, FeedbackCode, UnitQuota
from yinqiao.sales.campaign_lists.rules import Code, Numbered
from yinqiao.sales.campaign_lists.services.naming import CHECK, take_filter, take_numbers
from yinqiao.sales.campaign_lists.services.writing import TYPE, cleaned, refuse

NAME_LENGTH, GOAL_LENGTH, SCRIPT_LENGTH, LABEL_LENGTH = 60, 200, 700, 20
PURPOSES: Final = (ContactPurpose.MARKETING, ContactPurpose.SERVICE)


@dataclass(frozen=True, slots=True)
class ListDetails:
    """A list as its maker wants it: `numbers` of a file, or the `wanted` filter; `quotas` by the code of a unit."""

    name: str
    goal: str
    due_on: date
    codes: Sequence[Code]
    purpose: str = ContactPurpose.MARKETING
    product_id: int | None = None
    script: str = ""
    per_manager: int | None = None
    quotas: Mapping[str, int] | None = None
    numbers: Sequence[Numbered] = ()
    wanted: CustomerFilter | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """The list, and how many lines of the file are no names."""

    list_id: int
    names: int
    faults: Counter[str]


@use_case("campaign_lists.list-made", permission=policies.MAKE)
def make_list(unit: Unit, *, actor: Actor, now: datetime, details: ListDetails) -> Made:
    """Write it down; a job then asks the gate about every name. Nothing goes out before somebody else agrees.

    Raises InvalidInput at what is wrong; a file with faulty lines is taken, and they are kept to be mended.
    """
    if actor.staff_id is None or actor.org_id is None:
        raise InvalidInput(_("Only a member of staff can make a list."))
    today = clock.bank_date(now)
    _check(details, today)
    row = CampaignList.objects.create(
        name=cleaned(details.name, "name", most=NAME_LENGTH, is_needed=True),
        goal=cleaned(details.goal, "goal", most=GOAL_LENGTH, is_needed=True),
        purpose=details.purpose,
        product_id=details.product_id,
        script=cleaned(details.script, "script", most=SCRIPT_LENGTH),
        due_on=details.due_on,
        per_manager=details.per_manager,
        org_id=organization.unit_served(actor.org_id),
        origin=Origin.FILTER if details.wanted is not None else Origin.FILE,
        filters=details.wanted.plain() if details.wanted is not None else {},
        state=State.DRAFT,
        maker_id=actor.staff_id,
        maker_name=actor.name,
        made_at=now,
    )
    FeedbackCode.objects.bulk_create(
        FeedbackCode(campaign_list=row, place=place, label=code.label, result=code.result)
        for place, code in enumerate(details.codes, start=1)
    )
    UnitQuota.objects.bulk_create(
        UnitQuota(campaign_list=row, org_id=org_id, most=most)
        for org_id, most in _quotas(details.quotas or {}, actor=actor).items()
    )
    if details.wanted is not None:
        names, faults = take_filter(actor, row, details.wanted, now=now), Counter[str]()
    else:
        faults = take_numbers(actor, row, details.numbers)
        names = len(details.numbers) - faults.total()
    if not names and not faults:
        refuse("tier", _("Nobody matches."))
    unit.audit(
        ObjectRef(TYPE, row.pk),
        new={"name": row.name, "purpose": row.purpose, "due_on": row.due_on},
        detail={"names": names, "faults": dict(faults), "filter": row.filters},
    )
    queue.defer(CHECK, lock=f"{CHECK}:{row.pk}", list_id=row.pk)
    return Made(row.pk, names, faults)


def _check(details: ListDetails, today: date) -> None:
    longest = parameters.integer(keys.LONGEST, on=today)
    if not today <= details.due_on <= today + timedelta(days=longest):
        refuse("due_on", _("From today on, at most {days} days ahead.").format(days=longest))
    if details.purpose not in PURPOSES:
        refuse("purpose", _("Choose one of the list."))
    if details.product_id is not None and not products.products_by_id([details.product_id]):
        refuse("product", _("There is no such product."))
    if details.per_manager is not None and details.per_manager < 1:
        refuse("per_manager", _("More than nothing."))
    _check_codes(details.codes)
    _check_numbers(details, most=parameters.integer(keys.MOST_NAMES, on=today))


def _check_codes(codes: Sequence[Code]) -> None:
    if not codes:
        refuse("agreed", _("A list needs feedback codes."))
    for code in codes:
        cleaned(code.label, "agreed", most=LABEL_LENGTH, is_needed=True)


def _check_numbers(details: ListDetails, *, most: int) -> None:
    if details.wanted is None and not details.numbers:
        refuse("file", _("There is no customer number in it."))
    if len(details.numbers) > most:
        refuse("file", _("More than {most} lines. Make several lists of it.").format(most=most))


def _quotas(quotas: Mapping[str, int], *, actor: Actor) -> dict[int, int]:
    """Return them by the id of the unit; raise InvalidInput for a unit that is not the maker's."""
    ids = organization.org_ids(quotas)
    reach = set(policies.reach_of(actor))
    wrong = [code for code in quotas if ids.get(code) not in reach]
    if wrong:
        refuse("quotas", _("No unit of yours: {codes}.").format(codes=", ".join(wrong)))
    return {ids[code]: most for code, most in quotas.items()}
