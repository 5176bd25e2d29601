"""A list of the sample bank: made by marketing, agreed to, sent out, dealt out by a head, in part worked; another waits for approval."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from yinqiao.access import queries as access
from yinqiao.customers import queries as customers
from yinqiao.customers.queries import CustomerFilter
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.scope import scope_session
from yinqiao.sales.queries import list_queries as queries
from yinqiao.sales.services import list_services as services
from yinqiao.workflow import queries as workflow
from yinqiao.workflow import services as approvals

MAKE: Final = "campaign_lists.make_list"
DEAL: Final = "campaign_lists.deal_list"
# What the demo's list names: enough to look like one, few enough to cost nothing.
IN_POOL, OWN, ELSEWHERE, WORKED = 12, 14, 40, 5
CODES: Final = (
    services.Code("有意办理", "AGREED"),
    services.Code("预约面谈", "AGREED"),
    services.Code("已告知", "REACHED"),
    services.Code("暂无需求", "DECLINED"),
    services.Code("无人接听", "UNREACHED"),
)
SAID: Final = (
    (1, "想了解三年期利率，周末到网点办理"),
    (3, "已告知发售时间"),
    (4, "资金另有安排"),
    (2, ""),
    (5, ""),
)


def send_lists(accounts: Iterable[tuple[str, str]], *, now: datetime) -> None:
    """Let people among (role, staff number) make lists, agree, deal out and work; again, it adds nothing."""
    people = {role: _actor(staff_no, now) for role, staff_no in accounts}
    maker, checker = people.get("marketer"), people.get("deputy_president")
    manager, head = people.get("relationship_manager"), people.get("branch_head")
    if maker is None or checker is None or manager is None or not maker.can(MAKE):
        return
    with scope_session(maker):
        if queries.list_list(actor=maker, state="OUT").exists():
            return
    numbers = _numbers(manager)
    first = _make(maker, "年末大额存单续接", numbers=numbers, now=now)
    _make(maker, "代发工资客户理财唤醒", numbers=numbers[::2], now=now, due=21)
    with scope_session(checker):
        waiting = workflow.waiting_about(
            kind=services.SEND_KIND, ref=ObjectRef("campaign_lists.list", first), now=now
        )
        if waiting is not None:
            approvals.approve(actor=checker, now=now, approval_id=waiting, version=1)
    services.send_list(now=now, list_id=first)
    if head is not None and head.can(DEAL):
        with scope_session(head):
            _deal(head, first, now=now)
    with scope_session(manager):
        _work(manager, first, now=now)


def _numbers(manager: Actor) -> list[services.Numbered]:
    """Return customers of the manager, of her unit's pool and of elsewhere; two lines of the file are no good."""
    everybody = system_actor(name="demo")
    with scope_session(everybody):
        rows = customers.customer_list(actor=everybody, wanted=CustomerFilter(kind="PERSON"))
        rows = rows.exclude(status__in=("CLOSED", "DECEASED")).order_by("customer_no")
        here = rows.filter(org_id=manager.org_id or 0)
        found = [
            *rows.filter(main_rm_id=manager.staff_id or 0).values_list("customer_no", flat=True)[
                :OWN
            ],
            *here.filter(main_rm_id=None).values_list("customer_no", flat=True)[:IN_POOL],
            *rows.exclude(org_id=manager.org_id or 0).values_list("customer_no", flat=True)[
                :ELSEWHERE
            ],
        ]
    return [
        services.Numbered(line, text)
        for line, text in enumerate([*found, "9999999", found[0]], start=2)
    ]


def _make(
    maker: Actor, name: str, *, numbers: list[services.Numbered], now: datetime, due: int = 14
) -> int:
    details = services.ListDetails(
        name=name,
        goal="到期资金承接：介绍新一期大额存单与稳健理财",
        due_on=clock.bank_date(now) + timedelta(days=due),
        codes=CODES,
        purpose="SERVICE",
        script="您好，我是您的客户经理。您在我行的存款近期到期，想和您确认后续的资金安排，需要时可为您预约到网点面谈。",
        per_manager=30,
        numbers=numbers,
    )
    with scope_session(maker):
        made = services.make_list(actor=maker, now=now, details=details)
    services.check_list(now=now, list_id=made.list_id)
    with scope_session(maker):
        row = queries.list_card(actor=maker, list_id=made.list_id, now=now).row
        services.ask_to_send(
            actor=maker, now=now, list_id=row.id, version=row.version, reason="旺季营销安排"
        )
    return made.list_id


def _deal(head: Actor, list_id: int, *, now: datetime) -> None:
    """Deal out to two of her people what lies in her pool, if anything does."""
    card = queries.list_card(actor=head, list_id=list_id, now=now)
    people = [pk for pk, _name in services.takers(actor=head, now=now)][:2]
    if card.can_deal and people:
        services.deal_out(actor=head, now=now, list_id=list_id, staff_ids=people)


def _work(manager: Actor, list_id: int, *, now: datetime) -> None:
    names = queries.names_to_work(actor=manager, list_id=list_id, now=now)
    for name, (place, note) in zip(names[:WORKED], SAID, strict=False):
        services.feed_back(
            actor=manager,
            now=now,
            entry_id=name.id,
            version=name.version,
            feedback=services.Feedback(place, note, opens=place == 1),
        )


def _actor(staff_no: str, now: datetime) -> Actor | None:
    person = organization.staff_by_no(staff_no)
    return access.actor_of_staff(person.id, now) if person is not None else None
