"""Lists for tests of this room and of rooms above."""

from dataclasses import replace
from datetime import UTC, date, datetime

from yinqiao.customers.tests.factories import Customer, act_as
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.sales.campaign_lists import services
from yinqiao.sales.campaign_lists.models import CampaignList, Entry, FaultyLine, ListExport
from yinqiao.sales.campaign_lists.rules import Code, Numbered
from yinqiao.sales.campaign_lists.services import ListDetails
from yinqiao.workflow import services as workflow

__all__ = [
    "NOW",
    "CampaignList",
    "Entry",
    "FaultyLine",
    "ListExport",
    "agree",
    "make",
    "open_name",
    "send",
    "send_now",
]
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)  # a Tuesday, ten o'clock at the bank
AGREED, TOLD, NO_ANSWER = 1, 2, 3
DETAILS = ListDetails(
    name="大额存单续接",
    goal="到期资金承接，介绍新一期大额存单",
    due_on=date(2026, 12, 4),
    codes=(Code("有意向", "AGREED"), Code("已告知", "REACHED"), Code("未接通", "UNREACHED")),
    purpose="SERVICE",
    script="您好，您的存单快到期了。",
)


def make(actor: Actor, *numbers: str, **values: object) -> CampaignList:
    """Make a list of these customer numbers and have it checked."""
    act_as(actor)
    lines = tuple(Numbered(line, text) for line, text in enumerate(numbers, start=1))
    details = replace(DETAILS, numbers=lines, **values)  # type: ignore[arg-type]
    made = services.make_list(actor=actor, now=NOW, details=details)
    services.check_list(now=NOW, list_id=made.list_id)
    return CampaignList.objects.get(pk=made.list_id)


def open_name(customer: Customer, owner: Actor) -> Entry:
    """Put a customer on a list that is out, to be worked by `owner`."""
    row = CampaignList.objects.create(
        name=DETAILS.name, goal=DETAILS.goal, purpose=DETAILS.purpose, due_on=DETAILS.due_on,
        org_id=customer.org_id, origin="FILE", state="OUT", maker_id=0, maker_name="", made_at=NOW, sent_at=NOW,
    )  # fmt: skip
    return Entry.objects.create(
        campaign_list=row, customer=customer, org_id=customer.org_id, owner_id=owner.staff_id,
        standing="OPEN", given_at=NOW,
    )  # fmt: skip


def send_now(list_id: int) -> None:
    """Do what the jobs do with a list: check it, and send it once it is agreed to."""
    services.check_list(now=clock.now(), list_id=list_id)
    services.send_list(now=clock.now(), list_id=list_id)


def agree(checker: Actor, approval_id: int | None) -> None:
    """Let somebody grant a request."""
    act_as(checker)
    workflow.approve(actor=checker, now=NOW, approval_id=approval_id or 0, version=1)


def send(actor: Actor, checker: Actor, *numbers: str, **values: object) -> CampaignList:
    """Make a list, have it agreed to and sent out."""
    row = make(actor, *numbers, **values)
    act_as(actor)
    services.ask_to_send(
        actor=actor, now=NOW, list_id=row.pk, version=row.version, reason="季度活动"
    )
    row.refresh_from_db()
    agree(checker, row.approval_id)
    services.send_list(now=NOW, list_id=row.pk)
    row.refresh_from_db()
    return row
