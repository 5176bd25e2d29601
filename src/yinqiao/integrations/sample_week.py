"""A week of work in the sample bank, done through the rooms' own services: so that a newcomer finds a day under way, not an empty desk.

Every contact, win and target is logged as the person herself would log it, at a time of the last workdays. Run again, it adds nothing.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal

from yinqiao.access import queries as access
from yinqiao.insights import queries as insights
from yinqiao.interactions import queries as interactions
from yinqiao.interactions.choices import Channel, Outcome
from yinqiao.lib.workdays import add_workdays
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.scope import scope_session
from yinqiao.sales import queries as sales
from yinqiao.sales import services
from yinqiao.sales.choices import Kpi, LossReason, State
from yinqiao.sales.queries import Call, Figures

LEAST = Decimal(100_000)
# How much of what a book has grown by its targets ask for.
STRETCH = (Decimal("0.95"), Decimal("1.1"), Decimal("1.25"), Decimal("1.4"))
MANAGERS = ("relationship_manager", "wealth_manager", "corporate_manager")


@dataclass(frozen=True, slots=True)
class Entry:
    """One contact of the week: so many workdays ago at an hour, what came of it, and what was agreed for so many days ahead."""

    days_ago: int
    hour: int
    outcome: str
    note: str
    next_step: str = ""
    days_ahead: int | None = None
    end: str = ""
    channel: str = Channel.CALL


WEEK: tuple[Entry, ...] = (
    # Left alone since: it goes up to the head.
    Entry(6, 11, Outcome.NO_ANSWER, "电话无人接听，待再次联系"),
    Entry(4, 10, Outcome.INTERESTED, "有意向，希望对比两款产品的期限与费用", "发送产品说明并回访", 0, end="PROPOSED"),
    Entry(4, 15, Outcome.NO_ANSWER, "两次拨打均无人接听"),
    Entry(3, 9, Outcome.REACHED, "资金下月用于购房首付，暂不考虑长期限", end="LOST"),
    Entry(3, 11, Outcome.CALL_BACK, "正在开会，约定改日再聊", "按约定时间回电", 0),
    Entry(2, 10, Outcome.INTERESTED, "到店面谈，确认到期后转存一年期", end="WON", channel=Channel.BRANCH),
    Entry(2, 14, Outcome.REACHED, "了解到客户近期有子女留学安排", "准备购汇与存款方案", 1, end="NEEDS"),
    Entry(1, 10, Outcome.INTERESTED, "愿意了解到期承接方案", "到店面谈", 0, end="NEEDS"),
    Entry(1, 16, Outcome.INTERESTED, "电话确认续作，已办理", end="WON"),
)  # fmt: skip


def live_a_week(accounts: Iterable[tuple[str, str]], *, now: datetime) -> None:
    """Take what the triggers found, set targets, and let the managers among (role, staff number) work for a week."""
    run = insights.newest_run()
    if run is not None:
        services.take_firings(run_id=run.id, data_on=run.data_on, now=now)
        services.suppress(now=now)
    for role, staff_no in accounts:
        person = organization.staff_by_no(staff_no)
        actor = access.actor_of_staff(person.id, now) if person is not None else None
        if actor is None:
            continue
        if role == "branch_head":
            _set_targets(actor, now)
        elif role in MANAGERS:
            _work(actor, now)


def _work(actor: Actor, now: datetime) -> None:
    """Log the week, beginning below the first calls of today: those are left to whoever tries the desk. Duties are left alone: no story ends them."""
    with scope_session(actor):
        since = now - timedelta(days=14)
        done = interactions.activities(staff_ids=[actor.staff_id or 0], since=since, until=now)
        if done:
            return
        listed = sales.call_list(actor=actor, now=now, page=1).calls
        calls = [call for call in listed if call.row.may_close]
    for entry, call in zip(WEEK, calls, strict=False):
        with scope_session(actor):
            _log(actor, entry, call, now=now)


def _log(actor: Actor, entry: Entry, call: Call, *, now: datetime) -> None:
    today = clock.bank_date(now)
    day = add_workdays(organization.calendar(), today, -entry.days_ago)
    at = datetime.combine(day, time(entry.hour), tzinfo=clock.BANK_ZONE)
    services.contact(
        actor=actor,
        now=at,
        opportunity_id=call.row.id,
        version=call.row.version,
        channel=entry.channel,
        outcome=entry.outcome,
        note=entry.note,
        next_step=entry.next_step,
        next_on=today + timedelta(days=entry.days_ahead) if entry.days_ahead is not None else None,
    )
    later, version = at + timedelta(hours=1), call.row.version + 1
    if entry.end in {State.NEEDS, State.PROPOSED}:
        # Where the gate lets nothing be proposed, or the pipeline knows no such stage, it stays where it stands.
        with suppress(services.ProposalUnsuitable, services.NotAtThisStage):
            services.advance(
                actor=actor,
                now=later,
                opportunity_id=call.row.id,
                version=version,
                to=entry.end,
                is_without_product=entry.end == State.PROPOSED,
            )
    elif entry.end == "WON":
        # What matured was put into deposits: no investment product that would need a grade.
        services.win(
            actor=actor,
            now=later,
            opportunity_id=call.row.id,
            version=version,
            is_without_product=True,
        )
    elif entry.end == "LOST":
        services.lose(
            actor=actor,
            now=later,
            opportunity_id=call.row.id,
            version=version,
            reason=LossReason.NO_NEED,
        )


def _set_targets(actor: Actor, now: datetime) -> None:
    today = clock.bank_date(now)
    with scope_session(actor):
        people = [pk for pk, _name, _no in sales.team_members(actor=actor, on=today)]
        if sales.targets_of(staff_ids=people, month=today.replace(day=1)):
            return
        figures = sales.kpi_figures(actor=actor, staff_ids=people, now=now)
        values: dict[tuple[int, str], Decimal | None] = {
            (pk, kpi): value for pk, found in figures.items() for kpi, value in _targets(found)
        }
        services.set_targets(actor=actor, now=now, month=today, values=values)


def _targets(found: Figures) -> Iterable[tuple[str, Decimal]]:
    """Yield a month's targets: some more than there is, rounded to what a head would write down."""
    aum = found[Kpi.AUM].value
    if aum is not None and aum > 0:
        yield Kpi.AUM, _round(aum * Decimal("1.05"))
        # The money of companies comes and goes by more than a hundredth: a head who knows the book asks for about what it does.
        grown = found[Kpi.AUM_GROWTH].value or Decimal(0)
        yield Kpi.AUM_GROWTH, _round(max(aum / 100, grown * STRETCH[found.staff_id % len(STRETCH)]))
    yield Kpi.RETENTION, Decimal("0.80")
    yield Kpi.CONVERSION, Decimal("0.30")


def _round(amount: Decimal) -> Decimal:
    """Return two leading digits of an amount, at least 10 万."""
    step = max(Decimal(10) ** (amount.adjusted() - 1), LEAST)
    return max((amount / step).quantize(Decimal(1)) * step, step)
