"""What is brought in is masked, scoped, readable by the right people, and known as of a moment."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, connections, transaction

from yinqiao.access.tests.factories import actor_of as account_actor
from yinqiao.access.tests.factories import make_account
from yinqiao.customers import queries as customers
from yinqiao.interactions import importing, queries
from yinqiao.interactions.choices import Channel, Direction, NoteKind, Outcome, Readers
from yinqiao.interactions.models import Note
from yinqiao.interactions.queries import TimelineFilter
from yinqiao.interactions.tests.factories import (
    NOW,
    fetch,
    load_rows,
    make_batch,
    make_customers,
)
from yinqiao.organization.tests.factories import make_org
from yinqiao.platform.db.scope import scope_session
from yinqiao.platform.errors import NotFound

OLD = {"source": "OLD_CRM"}


class World:
    """Two branches with a manager each; the manager of the first has customer A, the second B."""

    def __init__(self):
        head = make_org("总行", code="001")
        self.river, self.hill = (
            make_org("河畔支行", parent=head, code="011"),
            make_org("山前支行", parent=head, code="012"),
        )
        self.manager = make_account("relationship_manager", org=self.river)
        self.stranger = make_account("relationship_manager", org=self.hill, name="李雷")
        self.chief = make_account("branch_head", org=self.river, name="韩梅")
        self.leaver = "R0001"
        number = self.manager.staff.staff_no
        self.a = make_customers(["6100000001"], org_code="011", manager_no=number)["6100000001"]
        self.b = make_customers(
            ["6100000002"],
            org_code="012",
            manager_no=self.stranger.staff.staff_no,
            batch=make_batch(2, source="OTHER"),
        )["6100000002"]


@pytest.fixture
def world(committed_db):
    return World()


def contact(number, **changes):
    row = {
        "record_no": f"C{number}",
        "customer_no": "6100000001",
        "staff_no": "R0001",
        "staff_name": "老张",
        "channel": "CALL",
        "direction": "OUT",
        "happened_at": datetime(2025, 3, 1, 2, tzinfo=UTC) + timedelta(days=number),
        "duration_seconds": 402,
        "outcome": "REACHED",
        "subject": "到期提醒",
        "summary": "请回电13812345678，证件110105194912310021",
    }
    return row | changes


def note(number, **changes):
    row = {
        "note_no": f"N{number}",
        "customer_no": "6100000001",
        "author_no": "R0001",
        "author_name": "老张",
        "kind": "VISIT",
        "readers": "TEAM",
        "written_at": datetime(2025, 6, 1, 2, tzinfo=UTC) + timedelta(days=number),
        "text": "先生的卡 6217000000000012345 已补办",
    }
    return row | changes


def ask(user, read, **arguments):
    actor = account_actor(user, now=NOW)
    with scope_session(actor):
        return read(actor=actor, **arguments)


def test_numbers_in_texts_are_masked_before_they_are_stored(world):
    load_rows("interactions.contact_record", [contact(1)], batch=make_batch(3, **OLD))
    load_rows("interactions.note", [note(1)], batch=make_batch(3, **OLD))
    assert fetch("select summary from interactions_contact_record") == [
        ("请回电138****5678，证件110***********0021",)
    ]
    assert fetch("select text from interactions_note") == [("先生的卡 6217 **** **** 2345 已补办",)]


def test_numbers_are_masked_on_every_way_into_the_model(world):
    actor = account_actor(world.manager, now=NOW)
    with scope_session(actor):
        common = {"customer_id": world.a, "known_from": NOW, "written_at": NOW}
        Note.objects.create(source_key="a", text="电话13812345678", **common)
        Note.objects.bulk_create([Note(source_key="b", text="电话13812345678", **common)])
        Note.objects.filter(source_key="b").update(text="改为13812345679")
    assert fetch("select text from interactions_note order by source_key") == [
        ("电话138****5678",),
        ("改为138****5679",),
    ]


def test_the_same_file_again_changes_nothing_and_a_changed_row_keeps_its_history(world):
    rows = [contact(1), contact(2)]
    first = load_rows("interactions.contact_record", rows, batch=make_batch(3, **OLD))
    again = load_rows("interactions.contact_record", rows, batch=make_batch(4, **OLD))
    changed = load_rows(
        "interactions.contact_record",
        [contact(1, outcome="REFUSED"), contact(2)],
        batch=make_batch(5, **OLD),
    )
    assert (first.inserted, again.unchanged, changed.updated, changed.unchanged) == (2, 2, 1, 1)
    assert fetch("select state ->> 'outcome' from interactions_history") == [("REACHED",)]


def test_people_who_left_stay_as_number_and_name_and_others_are_linked(world):
    here = world.manager.staff
    rows = [contact(1), contact(2, staff_no=here.staff_no, staff_name=here.name)]
    load_rows("interactions.contact_record", rows, batch=make_batch(3, **OLD))
    assert fetch(
        "select staff_no, staff_name, staff_id from interactions_contact_record order by id"
    ) == [
        ("R0001", "老张", None),
        (here.staff_no, here.name, here.pk),
    ]


def test_the_timeline_shows_contacts_and_notes_newest_first_with_who_may_read(world):
    load_rows(
        "interactions.contact_record",
        [contact(1), contact(200, channel="VISIT", duration_seconds=None)],
        batch=make_batch(3, **OLD),
    )
    load_rows("interactions.note", [note(1)], batch=make_batch(3, **OLD))
    found = ask(world.manager, queries.timeline_of, customer_id=world.a)
    assert [
        (entry.kind, entry.title, entry.minutes, entry.who, entry.is_history)
        for entry in found.entries
    ] == [
        ("contact", str(Channel.VISIT.label), None, "老张", True),
        ("note", str(NoteKind.VISIT.label), None, "老张", True),
        ("contact", str(Channel.CALL.label), 7, "老张", True),
        ("manager", "主办接管", None, "", False),
    ]
    assert found.entries[1].readers_label == str(Readers.TEAM.label)


def test_the_next_page_goes_on_where_the_first_ended(world):
    load_rows(
        "interactions.contact_record",
        [contact(number) for number in range(25)],
        batch=make_batch(3, **OLD),
    )
    only = TimelineFilter(kind="contact")
    first = ask(world.manager, queries.timeline_of, customer_id=world.a, wanted=only)
    second = ask(
        world.manager,
        queries.timeline_of,
        customer_id=world.a,
        wanted=only,
        cursor=first.next_cursor,
    )
    assert (len(first.entries), len(second.entries), second.next_cursor) == (20, 5, "")
    ids = [entry.id for entry in (*first.entries, *second.entries)]
    assert ids == sorted(ids, reverse=True)


@pytest.mark.parametrize("read", [queries.timeline_of, queries.notes_of])
def test_a_customer_outside_the_scope_is_not_found(world, read):
    load_rows("interactions.contact_record", [contact(1)], batch=make_batch(3, **OLD))
    with pytest.raises(NotFound):
        ask(world.stranger, read, customer_id=world.a)
    with pytest.raises(NotFound):
        ask(world.stranger, read, customer_id=world.a, as_of=NOW + timedelta(days=1))
    with pytest.raises(NotFound):
        ask(world.stranger, queries.tasks_of, customer_id=world.a, now=NOW)


def test_the_database_shows_foreign_rows_to_nobody(world):
    load_rows("interactions.contact_record", [contact(1)], batch=make_batch(3, **OLD))
    load_rows(
        "interactions.contact_record", [contact(1, outcome="REFUSED")], batch=make_batch(4, **OLD)
    )
    load_rows("interactions.note", [note(1)], batch=make_batch(3, **OLD))
    for user, expected in ((world.stranger, (0, 0, 0)), (world.manager, (1, 1, 1))):
        with scope_session(account_actor(user, now=NOW)), connection.cursor() as cursor:
            cursor.execute(
                "select (select count(*) from interactions_contact_record), (select count(*) from interactions_note),"
                " (select count(*) from interactions_history)"
            )
            assert cursor.fetchone() == expected


def test_a_team_note_is_for_the_team_and_its_author_alone(world):
    rows = [
        note(1),
        note(2, readers="BRANCH"),
        note(3, readers=None),
        note(4, author_no=world.chief.staff.staff_no),
    ]
    load_rows("interactions.note", rows, batch=make_batch(3, **OLD))
    assert [row.readers for row in ask(world.manager, queries.notes_of, customer_id=world.a)] == [
        "TEAM",
        "TEAM",
        "BRANCH",
        "TEAM",
    ]
    by_chief = ask(world.chief, queries.notes_of, customer_id=world.a)
    assert [(row.readers, row.author) for row in by_chief] == [("TEAM", "老张"), ("BRANCH", "老张")]
    assert [
        entry.kind for entry in ask(world.chief, queries.timeline_of, customer_id=world.a).entries
    ] == ["note", "note", "manager"]


def test_an_earlier_state_of_a_note_is_not_readable_to_more_people(world):
    load_rows(
        "interactions.note", [note(1, readers="TEAM", text="初稿")], batch=make_batch(3, **OLD)
    )
    load_rows(
        "interactions.note", [note(1, readers="BRANCH", text="定稿")], batch=make_batch(30, **OLD)
    )
    earlier = make_batch(10).known_at
    assert [
        row.text for row in ask(world.manager, queries.notes_of, customer_id=world.a, as_of=earlier)
    ] == ["初稿"]
    assert ask(world.chief, queries.notes_of, customer_id=world.a, as_of=earlier) == []
    assert [row.text for row in ask(world.chief, queries.notes_of, customer_id=world.a)] == ["定稿"]
    assert [
        row.text
        for row in ask(
            world.manager, queries.notes_of, customer_id=world.a, as_of=make_batch(2).known_at
        )
    ] == []


def test_the_timeline_as_of_a_day_has_what_was_known_then(world):
    load_rows(
        "interactions.contact_record", [contact(1, outcome="CALL_BACK")], batch=make_batch(3, **OLD)
    )
    load_rows("interactions.contact_record", [contact(2)], batch=make_batch(30, **OLD))
    only = TimelineFilter(kind="contact")
    then = ask(
        world.manager,
        queries.timeline_of,
        customer_id=world.a,
        as_of=make_batch(10).known_at,
        wanted=only,
    )
    now = ask(world.manager, queries.timeline_of, customer_id=world.a, wanted=only)
    assert [entry.facts for entry in then.entries] == [
        (str(Direction.OUT.label), str(Outcome.CALL_BACK.label))
    ]
    assert [entry.facts for entry in now.entries] == [
        (str(Direction.OUT.label), str(Outcome.REACHED.label))
    ]


def task(number, **changes):
    row = {
        "task_no": f"K{number}", "customer_no": "6100000001", "assignee_no": "R0001", "assignee_name": "老张", "title": "回访13812345678",
        "detail": None, "due_on": date(2026, 11, 1), "state": "OPEN", "closed_at": None, "closing_note": None,
    }  # fmt: skip
    return row | changes


def test_tasks_open_ones_first_overdue_ones_marked(world):
    done = task(
        1, state="DONE", closed_at=datetime(2026, 10, 1, tzinfo=UTC), due_on=date(2026, 12, 1)
    )
    rows = [done, task(2, due_on=date(2026, 12, 31)), task(3), task(4, due_on=None)]
    load_rows("interactions.task", rows, batch=make_batch(3, **OLD))
    found = ask(world.manager, queries.tasks_of, customer_id=world.a, now=NOW)
    assert [(row.title, row.due_on, row.state, row.is_overdue) for row in found] == [
        ("回访138****5678", date(2026, 11, 1), "OPEN", True),
        ("回访138****5678", date(2026, 12, 31), "OPEN", False),
        ("回访138****5678", None, "OPEN", False),
        ("回访138****5678", date(2026, 12, 1), "DONE", False),
    ]


def test_contradictory_rows_are_rejected_with_a_reason(world):
    closed = datetime(2026, 10, 1, tzinfo=UTC)
    tasks = load_rows(
        "interactions.task", [task(1, closed_at=closed), task(2)], batch=make_batch(3, **OLD)
    )
    contacts = load_rows(
        "interactions.contact_record",
        [contact(1, duration_seconds=-5), contact(2)],
        batch=make_batch(3, **OLD),
    )
    unknown = load_rows(
        "interactions.note", [note(1), note(2, customer_no="9")], batch=make_batch(3, **OLD)
    )
    assert [(item.line, item.code, item.message) for item in tasks.rejected] == [
        (1, "TASK_OPEN_CLOSED", "任务状态为未完成，却有完成时间，请核对")
    ]
    assert [(item.line, item.column) for item in contacts.rejected] == [(1, "duration_seconds")]
    assert [(item.line, item.message) for item in unknown.rejected] == [(2, "查无此客户号")]
    assert (tasks.inserted, contacts.inserted, unknown.inserted) == (1, 1, 1)


def test_undo_takes_the_rows_back(world):
    load_rows("interactions.contact_record", [contact(1)], batch=make_batch(3, **OLD))
    load_rows(
        "interactions.contact_record",
        [contact(1, outcome="REFUSED"), contact(2)],
        batch=make_batch(4, **OLD),
    )
    with transaction.atomic(using="loader"):
        result = importing.CONTACT_RECORD.undo(
            batch=make_batch(4, **OLD), table="contact_record", connection=connections["loader"]
        )
    assert (result.removed, result.restored) == (1, 1)
    assert fetch("select source_key, outcome from interactions_contact_record") == [
        ("C1", "REACHED")
    ]


def item(number, **changes):
    row = {
        "item_no": f"X{number}",
        "customer_no": "6100000001",
        "kind": "SENTIMENT",
        "title": "实控人电话13812345678被曝光",
        "origin": "财经日报",
        "published_on": date(2026, 11, number),
        "relevance": "HIGH",
    }
    return row | changes


def test_external_items_come_by_an_import_masked_and_stand_on_the_timeline(world):
    batch = make_batch(3, source="PRESS")
    ahead = item(5, published_on=date(2026, 12, 1))
    result = load_rows("customers.external_item", [item(1), item(2), ahead], batch=batch)
    assert [rejection.column for rejection in result.rejected] == ["published_on"]
    only = TimelineFilter(kind="external")
    told = ask(world.manager, queries.timeline_of, customer_id=world.a, wanted=only).entries
    assert [(entry.title, entry.on, entry.who) for entry in told] == [
        ("实控人电话138****5678被曝光", date(2026, 11, 2), "PRESS"),
        ("实控人电话138****5678被曝光", date(2026, 11, 1), "PRESS"),
    ]
    load_rows("customers.external_item", [item(1)], batch=make_batch(30, source="PRESS"))
    told = ask(world.manager, queries.timeline_of, customer_id=world.a, wanted=only).entries
    assert [entry.on for entry in told] == [date(2026, 11, 1)]


def test_roles_at_the_bank_come_by_an_import_with_their_last_day(world):
    row = {"customer_no": "6100000001", "kind": "RELATED", "valid_from": date(2026, 1, 1), "valid_to": date(2026, 6, 30), "grounds": "监管报送 13812345678"}  # fmt: skip
    wrong = [row | {"kind": "FRIEND"}, row | {"kind": "STAFF", "valid_to": date(2025, 1, 1)}]
    batch = make_batch(40, source="GRC")
    result = load_rows("customers.party_role", [row, *wrong], batch=batch)
    assert [rejection.column for rejection in result.rejected] == ["kind", "valid_to"]
    (told,) = ask(world.manager, customers.party_roles, customer_id=world.a, now=NOW)
    assert (told.kind, told.last_on, told.grounds, told.who, told.is_current) == ("RELATED", date(2026, 6, 30), "监管报送 138****5678", "GRC", False)  # fmt: skip


def test_events_of_the_company_register_are_told_in_words(world):
    event = {
        "event_no": "RE1",
        "customer_no": "6100000001",
        "event_type": "CAPITAL",
        "happened_on": date(2026, 11, 3),
        "old_value": "500万元",
        "new_value": "1000万元",
        "origin": "国家企业信用信息公示系统",
    }
    load_rows("customers.registry_event", [event], batch=make_batch(3))
    only = TimelineFilter(kind="external")
    (told,) = ask(world.manager, queries.timeline_of, customer_id=world.a, wanted=only).entries
    assert (told.title, told.text, told.facts) == (
        "注册资本变更",
        "500万元 → 1000万元",
        ("工商变更", "国家企业信用信息公示系统"),
    )
