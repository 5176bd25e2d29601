"""The workbench: how blocks are laid out, things to do ordered, months drawn; and the service that keeps a layout."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinqiao.platform.actor import Actor
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import PermissionRefused
from yinqiao.platform.ui import desk, layouts, months, queries, services, todos
from yinqiao.platform.ui.desk import Block, Column, Mark, Todo, TodoAnswer
from yinqiao.platform.ui.requests import SignInNeeded
from yinqiao.platform.ui.tests.people import make_actor
from yinqiao.platform.ui.views.workbench import given_name, greeting

NOW = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
TODAY = date(2026, 11, 24)
BLOCKS = [
    Block("figures", "Figures", "x", "p", Column.TOP, 10),
    Block("todos", "To do", "x", "p", Column.LEFT, 10),
    Block("calls", "Calls", "x", "p", Column.LEFT, 20),
    Block("feed", "Feed", "x", "p", Column.MIDDLE, 10),
    Block("rare", "Rare", "x", "p", Column.RIGHT, 10, is_extra=True),
]
KEYS = [block.key for block in BLOCKS]
PLACES = [*(column.value for column in Column), layouts.HIDDEN]
MOVES = ["up", "down", "left", "middle", "right", "hidden", "nowhere"]


def keys(chosen):
    shown = layouts.columns(layouts.arrange(BLOCKS, chosen))
    return {name: [block.key for block in blocks] for name, blocks in shown.items() if blocks}


def test_a_plain_layout_is_as_it_was_made_and_keeps_extra_blocks_away():
    assert keys({}) == {"top": ["figures"], "left": ["todos", "calls"], "middle": ["feed"]}


def test_a_chosen_layout_stands_and_a_new_block_finds_its_own_place():
    chosen = {"left": ["calls"], "right": ["feed", "rare"], "hidden": ["todos"]}
    assert keys(chosen) == {"top": ["figures"], "left": ["calls"], "right": ["feed", "rare"]}


def test_what_is_gone_is_passed_over_and_nothing_stands_twice():
    assert keys({"left": ["gone", "feed"], "right": ["feed"]})["left"][0] == "feed"
    assert "right" not in keys({"left": ["gone", "feed"], "right": ["feed"]})


def test_a_block_across_the_page_stays_across_it_and_others_never_do():
    assert keys({"left": ["figures"], "top": ["todos"]})["top"] == ["figures"]
    assert keys({"top": ["todos"]})["left"][0] == "todos"


@given(
    st.dictionaries(st.sampled_from(PLACES), st.lists(st.sampled_from([*KEYS, "gone"]))),
    st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(MOVES)), max_size=8),
)
def test_no_walk_of_moves_loses_or_doubles_a_block(chosen, moves):
    placed = layouts.arrange(BLOCKS, chosen)
    for key, move in moves:
        before = {one.block.key: one.place for one in placed}
        placed = layouts.arrange(BLOCKS, layouts.moved(placed, key, move))
        assert sorted(one.block.key for one in placed) == sorted(KEYS)
        # Only the one that was moved changes its column.
        assert all(before[one.block.key] == one.place for one in placed if one.block.key != key)


def test_a_step_up_and_a_step_down_are_each_others_undoing():
    placed = layouts.arrange(BLOCKS, {})
    up = layouts.moved(placed, "calls", "up")
    assert up["left"] == ["calls", "todos"]
    assert layouts.moved(layouts.arrange(BLOCKS, up), "calls", "down")["left"] == ["todos", "calls"]
    assert layouts.moved(placed, "todos", "up")["left"] == ["todos", "calls"]


def todo(key, days=0, **values):
    due_on = TODAY + timedelta(days=days)
    return Todo(key=key, title=key, detail="", url="/", due_on=due_on, icon="note", **values)


def test_what_goes_up_next_comes_first_then_what_did_then_the_clock_that_runs_out_first():
    rows = [
        todo("later", 3),
        todo("ten", 0, at=time(10, 30)),
        todo("late", -2),
        todo("soon-up", 5, goes_up_on=TODAY),
        todo("up", 4, is_up=True),
        todo("today", 0),
        replace(todo("dateless"), due_on=None),
    ]
    found = todos.lines(rows, by=todos.By.URGENCY, today=TODAY)
    assert [line.todo.key for line in found] == [
        "soon-up", "up", "late", "ten", "today", "later", "dateless",
    ]  # fmt: skip
    assert {line.todo.key: line.days_late for line in found if line.is_late} == {"late": 2}
    assert {line.todo.key: line.days_left for line in found if line.days_left is not None} == {
        "soon-up": 0
    }
    assert [line.todo.key for line in todos.lines(rows, by=todos.By.TIME, today=TODAY)][:3] == [
        "late", "ten", "today",
    ]  # fmt: skip


def test_what_goes_up_next_is_never_cut_off_in_any_order():
    rows = [todo(f"late-{number}", -9 + number) for number in range(todos.SHOWN + 3)]
    rows.append(todo("soon-up", 5, goes_up_on=TODAY + timedelta(days=1)))
    for by in todos.By:
        shown = [line.todo.key for line in todos.shown(todos.lines(rows, by=by, today=TODAY))]
        assert ("soon-up" in shown, len(shown) <= todos.SHOWN + 1) == (True, True)


def test_by_customer_the_most_urgent_customer_brings_all_of_hers():
    rows = [
        todo("b1", 0, customer_url="/b"),
        todo("a1", 1, customer_url="/a"),
        todo("b2", 9, customer_url="/b"),
        todo("a2", -1, customer_url="/a"),
    ]
    found = todos.lines(rows, by=todos.By.CUSTOMER, today=TODAY)
    assert [line.todo.key for line in found] == ["a2", "a1", "b1", "b2"]


def test_every_room_is_asked_and_its_numbers_are_added(monkeypatch):
    monkeypatch.setattr(desk.todos, "_items", {})
    asked = []

    def source(actor, now, limit):
        asked.append((actor.staff_id, now, limit))
        return TodoAnswer((todo("x"),), total=5, late=2, going_up=1)

    desk.todos.add("one", source)
    desk.todos.add("two", lambda *_rest: TodoAnswer((todo("y"),), total=1))
    answer = todos.gather(make_actor(), NOW)
    assert [row.key for row in answer.rows] == ["x", "y"]
    assert (answer.total, answer.late, answer.going_up) == (6, 2, 1)
    assert asked == [(7, NOW, todos.MOST)]


def test_a_month_is_whole_weeks_with_what_stands_on_its_days():
    marks = [Mark(TODAY, "a", "/"), Mark(TODAY, "b", "/"), Mark(date(2026, 10, 26), "c", "/")]
    month = months.month_of(
        date(2026, 11, 1), today=TODAY, marks=marks, off={date(2026, 11, 28): False}
    )
    assert months.span(date(2026, 11, 1)) == (date(2026, 10, 26), date(2026, 12, 6))
    days = {day.on: day for week in month.weeks for day in week}
    assert len(month.weeks) == 6
    assert (days[TODAY].count, days[TODAY].is_today) == (2, True)
    assert (days[date(2026, 10, 26)].count, days[date(2026, 10, 26)].is_outside) == (1, True)
    # A Saturday that is worked, and the Sunday after it that is not.
    assert (days[date(2026, 11, 28)].is_off, days[date(2026, 11, 29)].is_off) == (False, True)
    assert (month.before, month.after) == (date(2026, 10, 1), date(2026, 12, 1))


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_every_day_of_every_month_stands_once(day):
    first = day.replace(day=1)
    month = months.month_of(first, today=day, marks=[])
    shown = [cell.on for week in month.weeks for cell in week]
    assert len(set(shown)) == len(shown)
    assert all(week[0].on.weekday() == 0 and len(week) == 7 for week in month.weeks)
    assert sum(not cell.is_outside for week in month.weeks for cell in week) >= 28
    assert day in shown


@pytest.mark.parametrize(
    ("hour", "words"), [(8, "早上好"), (11, "中午好"), (14, "下午好"), (18, "晚上好")]
)
def test_the_hour_is_that_of_the_bank(hour, words):
    assert greeting(datetime(2026, 11, 24, hour - 8, 0, tzinfo=UTC)) == words


@pytest.mark.parametrize(
    ("name", "called"),
    [("陈思远", "思远"), ("沈越", "沈越"), ("欧阳小明", "欧阳小明"), ("Ada", "Ada")],
)
def test_a_colleague_is_called_by_her_given_name(name, called):
    assert given_name(name) == called


@pytest.fixture
def actor() -> Actor:
    return make_actor(desk.VIEW, "ui.sample")


@pytest.mark.django_db
def test_a_layout_is_kept_for_its_owner_with_an_entry(actor: Actor):
    chosen = {"left": ["calendar"], "hidden": ["todos"], "right": []}
    services.arrange_workbench(actor=actor, now=NOW, blocks=chosen)
    placed = queries.workbench_of(actor=actor)
    assert {
        one.block.key: one.place for one in placed if one.block.key in {"todos", "calendar"}
    } == {
        "calendar": "left",
        "todos": layouts.HIDDEN,
    }
    other = replace(actor, user_id=8)
    assert {one.place for one in queries.workbench_of(actor=other)} == {"left", "right"}
    entry = AuditEntry.objects.get(verb="ui.workbench-arranged")
    assert entry.new == {"left": ["calendar"], "hidden": ["todos"]}
    services.arrange_workbench(actor=actor, now=NOW, blocks={})
    assert queries.workbench_of(actor=actor) == queries.workbench_of(actor=other)


@pytest.mark.django_db
def test_who_has_no_workbench_arranges_none(actor: Actor):
    with pytest.raises(PermissionRefused):
        services.arrange_workbench(actor=make_actor(), now=NOW, blocks={})
    with pytest.raises(SignInNeeded):
        services.arrange_workbench(actor=replace(actor, user_id=None), now=NOW, blocks={})
    assert queries.workbench_of(actor=make_actor()) == []
