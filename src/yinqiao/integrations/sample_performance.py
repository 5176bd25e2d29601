"""Performance of the sample bank: what is paid, targets of units and of people, the month before locked, one veto."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from yinqiao.access import queries as access
from yinqiao.lib.periods import add_months
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.scope import scope_session
from yinqiao.sales.queries import performance as results
from yinqiao.sales.services import performance
from yinqiao.workflow import queries as approvals
from yinqiao.workflow import services as workflow

STEP: Final = Decimal(10_000)
RULES: Final = (
    ("AUM_NET_GROWTH", "PER_10K", "0.8:3, 1:5, 1.2:6"),
    ("NEW_CUSTOMERS", "EACH", "0.6:60, 1:100"),
    ("CONTACT_RATE", "FIXED", "1:500"),
)
REASON: Final = "2026 年四季度零售客户经理激励方案"


def set_goals(accounts: Iterable[tuple[str, str]], *, now: datetime) -> None:
    """Let people among (role, staff number) set rules and targets, and lock the month before; again, it adds nothing."""
    people = [(role, _actor(staff_no, now)) for role, staff_no in accounts]
    by_role = {role: actor for role, actor in people if actor is not None}
    planner, president = by_role.get("marketer"), by_role.get("deputy_president")
    if planner is None or president is None or results.incentive_rules():
        return
    month = clock.bank_date(now).replace(day=1)
    with scope_session(planner):
        for figure, pay, steps in RULES:
            performance.set_incentive(
                actor=planner,
                now=now,
                figure=figure,
                since=month,
                pay=pay,
                steps=steps,
                reason=REASON,
            )
    for role, head in people:
        if role == "branch_head" and head is not None and head.org_id is not None:
            by_unit = _of_people(head, month=month, now=now)
            _of_units(planner, president, org_id=head.org_id, by_unit=by_unit, month=month, now=now)
    _lock(planner, add_months(month, -1), now=now)
    compliance = by_role.get("compliance_officer")
    if compliance is not None:
        _veto(compliance, by_role, month=month, now=now)


def _of_people(head: Actor, *, month: date, now: datetime) -> dict[int, Decimal]:
    """Set what each manager of a head is to bring: by the size of her book; return what the books of each unit are to grow by."""
    by_unit: dict[int, Decimal] = {}
    with scope_session(head):
        today = clock.bank_date(now)
        people = results.team(actor=head, org_id=head.org_id or 0, month=month, today=today)
        homes = dict(organization.staff_list().values_list("pk", "org_id"))
        goals = []
        for one in people:
            held = one.sheet["AUM_AVERAGE"].shown
            if not held or held < STEP or one.staff_id == head.staff_id:
                continue
            grows = max((held * Decimal("0.01") / STEP).quantize(Decimal(1)), Decimal(1)) * STEP
            by_unit[homes[one.staff_id]] = by_unit.get(homes[one.staff_id], Decimal(0)) + grows
            values = {
                "AUM_NET_GROWTH": grows,
                "NEW_CUSTOMERS": Decimal(4),
                "CONTACT_RATE": Decimal("0.08"),
                "USAGE": Decimal("0.5"),
            }
            goals += [
                performance.Goal(
                    figure=figure, span="MONTH", first=month, value=value, staff_id=one.staff_id
                )
                for figure, value in values.items()
            ]
        if goals:
            performance.set_targets(
                actor=head, now=now, goals=goals, reason="按管户规模分解", since=month
            )
    return by_unit


def _of_units(
    planner: Actor,
    president: Actor,
    *,
    org_id: int,
    by_unit: Mapping[int, Decimal],
    month: date,
    now: datetime,
) -> None:
    """Ask for the targets of a unit and those below it, the whole a little more than its parts, and agree to them: the gap is seen."""
    whole = sum(by_unit.values(), Decimal(0))
    if not whole:
        return
    values = {pk: value for pk, value in by_unit.items() if pk != org_id}
    values[org_id] = (whole * Decimal("1.05") / STEP).quantize(Decimal(1)) * STEP
    goals = [
        performance.Goal(figure="AUM_NET_GROWTH", span="MONTH", first=month, value=value, org_id=pk)
        for pk, value in values.items()
    ]
    with scope_session(planner):
        done = performance.set_targets(
            actor=planner, now=now, goals=goals, reason="总行下达", since=month
        )
    if done.approval_id is not None:
        with scope_session(president):
            card = approvals.approval_card(actor=president, approval_id=done.approval_id, now=now)
            workflow.approve(
                actor=president,
                now=now,
                approval_id=done.approval_id,
                version=card.row.version,
            )


def _lock(planner: Actor, month: date, *, now: datetime) -> None:
    ready = {
        line.month for line in results.month_lines(today=clock.bank_date(now)) if line.is_ready
    }
    if month in ready:
        with scope_session(planner):
            performance.close_month(actor=planner, now=now, month=month)


def _veto(compliance: Actor, people: Mapping[str, Actor], *, month: date, now: datetime) -> None:
    """One manager's incentives are set to nothing for a month."""
    who = people.get("wealth_manager") or people.get("corporate_manager")
    if who is not None and who.staff_id is not None:
        with scope_session(compliance):
            performance.set_veto(
                actor=compliance,
                now=now,
                staff_id=who.staff_id,
                month=month,
                reason="双录抽检不合格两笔，整改期内暂停激励",
            )


def _actor(staff_no: str, now: datetime) -> Actor | None:
    person = organization.staff_by_no(staff_no)
    return access.actor_of_staff(person.id, now) if person is not None else None
