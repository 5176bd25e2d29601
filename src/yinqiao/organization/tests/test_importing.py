"""The HR feed (D49): units and people arrive, move, leave; repeating changes nothing; an undo gives back what was."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import polars as pl
import pytest
from django.db import connections, transaction

from yinqiao.organization import policies, queries, services
from yinqiao.organization.choices import StaffStatus
from yinqiao.organization.importing import OrgTarget, StaffTarget, known_orgs, known_staff
from yinqiao.organization.models import Org, OrgVersion, Post, Staff
from yinqiao.platform.actor import system_actor
from yinqiao.platform.events.models import OutboxEvent
from yinqiao.platform.imports.ports import Batch, EndLimits, LoadResult, UndoResult

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
pytestmark = pytest.mark.usefixtures("committed_db")

ORGS = [
    {
        "org_code": "0001",
        "name": "银桥银行总行",
        "level": "HEAD_OFFICE",
        "status": "OPEN",
        "opened_on": date(1996, 1, 8),
    },
    {
        "org_code": "0120",
        "parent_org_code": "0101",
        "name": "河畔支行",
        "level": "SUB_BRANCH",
        "status": "OPEN",
    },
    {
        "org_code": "0101",
        "parent_org_code": "0001",
        "name": "东江分行",
        "level": "BRANCH",
        "status": "OPEN",
    },
    {
        "org_code": "0102",
        "parent_org_code": "0001",
        "name": "西山分行",
        "level": "BRANCH",
        "status": "OPEN",
    },
]
CHEN = {
    "staff_no": "E0001",
    "name": "陈思远",
    "org_code": "0120",
    "post": "RELATIONSHIP_MANAGER",
    "business_line": "RETAIL",
    "is_main_post": True,
    "post_from": date(2020, 1, 1),
    "joined_on": date(2019, 7, 1),
    "status": "ACTIVE",
    "supervisor_staff_no": "E0002",
    "mobile": "13800001234",
}
ZHOU = {
    **CHEN,
    "staff_no": "E0002",
    "name": "周明",
    "post": "BRANCH_HEAD",
    "supervisor_staff_no": None,
}


def batch(number: int, on: date = MONDAY) -> Batch:
    return Batch(
        id=number,
        source="CORE",
        profile="core_banking",
        on=on,
        known_at=datetime(2026, 11, 23 + number % 5, 3, tzinfo=UTC),
    )


def load(
    target: OrgTarget | StaffTarget,
    rows: Sequence[Mapping[str, object]],
    run: Batch,
    *,
    mode: str = "full",
) -> LoadResult:
    columns = {
        name: (
            pl.Date
            if column.kind == "date"
            else pl.Boolean
            if column.kind == "boolean"
            else pl.String
        )
        for name, column in target.columns.items()
    }
    data = [
        {name: row.get(name) for name in columns} | {"_op": row.get("_op", "U")} for row in rows
    ]
    frame = pl.DataFrame(data, schema={**columns, "_op": pl.String}).with_row_index(
        "_line", offset=1
    )
    connection = connections["loader"]
    with transaction.atomic(using="loader"):
        target.begin(batch=run, table="x", mode=mode, connection=connection)
        result = target.load(batch=run, table="x", frame=frame, connection=connection)
    with transaction.atomic(using="loader"):
        target.finish(batch=run, table="x", mode=mode, connection=connection)
    return result


def undo(target: OrgTarget | StaffTarget, run: Batch) -> UndoResult:
    with transaction.atomic(using="loader"):
        return target.undo(batch=run, table="x", connection=connections["loader"])


def events() -> list[str]:
    return list(OutboxEvent.objects.order_by("id").values_list("kind", flat=True))


def test_the_first_file_makes_the_tree_whatever_its_order() -> None:
    result = load(OrgTarget(), ORGS, batch(1))
    assert (result.inserted, result.rejected) == (4, ())
    assert [node.name for node in queries.org_tree(on=MONDAY)] == [
        "银桥银行总行",
        "东江分行",
        "河畔支行",
        "西山分行",
    ]
    river = Org.objects.get(code="0120")
    assert [Org.objects.get(pk=pk).code for pk in river.path] == ["0001", "0101", "0120"]
    assert known_orgs(connections["loader"]).sort().to_list() == ["0001", "0101", "0102", "0120"]


def test_the_same_file_again_changes_nothing() -> None:
    load(OrgTarget(), ORGS, batch(1))
    load(StaffTarget(), [CHEN, ZHOU], batch(1))
    before = [
        list(model.objects.order_by("pk").values()) for model in (Org, OrgVersion, Staff, Post)
    ]
    orgs, staff = load(OrgTarget(), ORGS, batch(2)), load(StaffTarget(), [CHEN, ZHOU], batch(2))
    assert (orgs.unchanged, orgs.updated, orgs.inserted) == (4, 0, 0)
    assert (staff.unchanged, staff.updated, staff.inserted) == (2, 0, 0)
    assert [
        list(model.objects.order_by("pk").values()) for model in (Org, OrgVersion, Staff, Post)
    ] == before


def test_files_that_go_on_naming_a_merged_unit_change_nothing() -> None:
    orgs = [*ORGS, {**ORGS[1], "org_code": "0121", "name": "山前支行", "parent_org_code": "0102"}]
    load(OrgTarget(), orgs, batch(1))
    load(StaffTarget(), [CHEN, ZHOU], batch(1))
    services.merge_org(
        actor=system_actor(name="test", permissions=frozenset({policies.APPROVE_MERGER})),
        now=datetime(2026, 11, 24, 2, tzinfo=UTC),
        org_id=Org.objects.get(code="0120").pk,
        into_id=Org.objects.get(code="0121").pk,
        on=TUESDAY,
        reason="网点优化",
    )
    tables = (Org, OrgVersion, Staff, Post)
    before = [list(model.objects.order_by("pk").values()) for model in tables]
    units = load(OrgTarget(), orgs, batch(2, TUESDAY))
    people = load(StaffTarget(), [CHEN, ZHOU], batch(2, TUESDAY))
    assert (units.unchanged, units.updated) == (5, 0)
    assert (people.unchanged, people.updated) == (2, 0)
    assert [list(model.objects.order_by("pk").values()) for model in tables] == before


def test_a_renamed_and_moved_unit_keeps_its_history_and_an_absent_one_closes() -> None:
    load(OrgTarget(), ORGS, batch(1))
    moved = [{**ORGS[1], "name": "河西支行", "parent_org_code": "0102"}, ORGS[0], ORGS[3]]
    result = load(OrgTarget(), moved, batch(2, TUESDAY))
    assert (result.updated, result.unchanged) == (1, 2)
    river, east = Org.objects.get(code="0120"), Org.objects.get(code="0101")
    assert (river.name, river.parent and river.parent.code, east.closed_on) == (
        "河西支行",
        "0102",
        TUESDAY,
    )
    periods = queries.org_card(org_id=river.pk, on=TUESDAY).periods
    assert [(one.name, one.parent_name, one.valid_to) for one in periods] == [
        ("河西支行", "西山分行", None),
        ("河畔支行", "东江分行", TUESDAY),
    ]
    assert events()[-2:] == ["organization.OrgMoved", "organization.OrgClosed"]


def test_units_without_a_parent_or_in_a_wrong_place_are_rejected_with_their_line() -> None:
    wrong = [
        {"org_code": "0901", "parent_org_code": "0999", "name": "孤支行", "level": "SUB_BRANCH"},
        {"org_code": "0902", "parent_org_code": "0120", "name": "错分行", "level": "BRANCH"},
    ]
    result = load(OrgTarget(), [*ORGS, *wrong], batch(1))
    found = sorted((one.line, one.column, one.code) for one in result.rejected)
    assert found == [(5, "parent_org_code", "UNKNOWN_PARENT"), (6, "level", "WRONG_PLACE")]
    assert Org.objects.count() == 4


def test_a_code_that_another_source_uses_is_rejected_and_its_unit_stays() -> None:
    load(OrgTarget(), ORGS, batch(1))
    before = list(Org.objects.order_by("id").values())
    other = replace(batch(2), source="OTHER")
    result = load(OrgTarget(), [{**ORGS[3], "name": "别家支行"}], other, mode="delta")
    assert [(one.line, one.column, one.code) for one in result.rejected] == [
        (1, "org_code", "CODE_TAKEN")
    ]
    assert list(Org.objects.order_by("id").values()) == before


def test_people_come_with_posts_and_supervisors_and_without_their_mobiles() -> None:
    load(OrgTarget(), ORGS, batch(1))
    second = {**CHEN, "org_code": "0101", "post": "TELLER", "is_main_post": False}
    result = load(StaffTarget(), [CHEN, second, ZHOU], batch(1))
    assert result.inserted == 3
    chen = Staff.objects.get(staff_no="E0001")
    assert (chen.pinyin, chen.supervisor and chen.supervisor.staff_no) == ("chensiyuan", "E0002")
    posts = queries.posts_in_force(staff_id=chen.pk, on=MONDAY)
    assert [(post.kind, post.line_code, post.is_main) for post in posts] == [
        ("RELATIONSHIP_MANAGER", "RETAIL", True),
        ("TELLER", "RETAIL", False),
    ]
    assert known_staff(connections["loader"]).sort().to_list() == ["E0001", "E0002"]
    assert "13800001234" not in str(list(Staff.objects.values()))


def test_mover_and_leaver_are_told_by_events() -> None:
    load(OrgTarget(), ORGS, batch(1))
    load(StaffTarget(), [CHEN, ZHOU], batch(1))
    OutboxEvent.objects.all().delete()
    moved = {**CHEN, "org_code": "0102", "post": "BRANCH_HEAD", "post_from": TUESDAY}
    gone = {**ZHOU, "status": "LEFT", "left_on": TUESDAY}
    result = load(StaffTarget(), [moved, gone], batch(2, TUESDAY))
    assert result.updated == 2
    chen, zhou = Staff.objects.get(staff_no="E0001"), Staff.objects.get(staff_no="E0002")
    assert [post.kind for post in queries.posts_in_force(staff_id=chen.pk, on=TUESDAY)] == [
        "BRANCH_HEAD"
    ]
    assert (zhou.status, zhou.left_on) == (StaffStatus.LEFT, TUESDAY)
    assert queries.posts_in_force(staff_id=zhou.pk, on=TUESDAY) == []
    assert set(events()) == {"organization.PostChanged", "organization.StaffLeft"}


def test_who_is_no_longer_in_a_full_file_has_left() -> None:
    load(OrgTarget(), ORGS, batch(1))
    load(StaffTarget(), [CHEN, ZHOU], batch(1))
    load(StaffTarget(), [ZHOU], batch(2, TUESDAY))
    chen = Staff.objects.get(staff_no="E0001")
    assert (chen.status, chen.left_on) == (StaffStatus.LEFT, TUESDAY)
    assert list(Post.objects.filter(staff=chen).values_list("valid_to", flat=True)) == [TUESDAY]


def test_lines_kept_out_close_no_unit_and_let_nobody_go() -> None:
    load(OrgTarget(), ORGS, batch(1))
    load(StaffTarget(), [CHEN, ZHOU], batch(1))
    run, connection = batch(2, TUESDAY), connections["loader"]
    kept_out = pl.DataFrame({"org_code": ["0102"], "staff_no": ["E0002"]})
    with transaction.atomic(using="loader"):
        for target in (OrgTarget(), StaffTarget()):
            target.hold(batch=run, table="x", frame=kept_out, connection=connection)
    load(OrgTarget(), [row for row in ORGS if row["org_code"] != "0102"], run)
    load(StaffTarget(), [CHEN], run)
    assert Org.objects.filter(closed_on__isnull=False).count() == 0
    assert Staff.objects.filter(status=StaffStatus.LEFT).count() == 0
    assert Post.objects.filter(valid_to__isnull=False).count() == 0


def test_a_staff_file_that_lost_a_part_lets_nobody_go() -> None:
    load(OrgTarget(), ORGS, batch(1))
    load(StaffTarget(), [CHEN, ZHOU], batch(1))
    limits = EndLimits(share=Decimal("0.2"), few=0)
    run = replace(batch(2, TUESDAY), ends=limits)
    load(OrgTarget(), ORGS[:1], run)
    load(StaffTarget(), [ZHOU], run)
    assert Org.objects.filter(closed_on__isnull=False).count() == 0
    assert Staff.objects.filter(status=StaffStatus.LEFT).count() == 0
    assert Post.objects.filter(valid_to__isnull=False).count() == 0


def test_operations_that_do_not_fit_are_noticed_and_a_deletion_makes_nothing() -> None:
    load(OrgTarget(), ORGS, batch(1))
    load(StaffTarget(), [CHEN], batch(1))
    run = replace(batch(2), tells_operations=True)
    unknown = {"org_code": "0199", "name": "无此支行", "level": "BRANCH", "parent_org_code": "0001"}
    units = [{**ORGS[0], "_op": "I"}, {**unknown, "_op": "D"}]
    people = [{**ZHOU, "_op": "U"}, {**ZHOU, "staff_no": "E0009", "_op": "D"}]
    told = load(OrgTarget(), units, run, mode="delta").noticed
    assert [(one.line, one.code) for one in told] == [
        (1, "OPERATION_INSERT_KNOWN"),
        (2, "OPERATION_DELETE_UNKNOWN"),
    ]
    told = load(StaffTarget(), people, run, mode="delta").noticed
    assert sorted((one.line, one.code) for one in told) == [
        (1, "OPERATION_UPDATE_UNKNOWN"),
        (2, "OPERATION_DELETE_UNKNOWN"),
    ]
    assert Org.objects.count() == len(ORGS)
    assert sorted(Staff.objects.values_list("staff_no", flat=True)) == ["E0001", "E0002"]


def test_a_delta_leaves_the_others_alone() -> None:
    load(OrgTarget(), ORGS, batch(1))
    load(StaffTarget(), [CHEN, ZHOU], batch(1))
    result = load(StaffTarget(), [{**CHEN, "_op": "D"}], batch(2, TUESDAY), mode="delta")
    assert result.deleted == 1
    assert dict(Staff.objects.values_list("staff_no", "status")) == {
        "E0001": "LEFT",
        "E0002": "ACTIVE",
    }


def test_bad_lines_are_rejected_and_good_ones_loaded() -> None:
    load(OrgTarget(), ORGS, batch(1))
    lines = [
        {**CHEN, "org_code": "0999"},
        {**ZHOU, "post": "WIZARD"},
        {**ZHOU, "staff_no": "E0003", "post_to": date(2019, 1, 1)},
        {**ZHOU, "staff_no": "E0004"},
        {**ZHOU, "staff_no": "E0004", "post": "TELLER"},
    ]
    result = load(StaffTarget(), lines, batch(1))
    assert sorted((one.line, one.code) for one in result.rejected) == [
        (1, "UNKNOWN_REFERENCE"),
        (2, "UNKNOWN_CODE"),
        (3, "DATE_RANGE"),
        (5, "TWO_MAIN_POSTS"),
    ]
    assert list(Staff.objects.values_list("staff_no", flat=True)) == ["E0004"]


def test_an_undo_gives_back_the_state_before() -> None:
    load(OrgTarget(), ORGS, batch(1))
    load(StaffTarget(), [CHEN, ZHOU], batch(1))
    names = ("code", "name", "parent_id", "path", "closed_on")
    people = ("staff_no", "name", "org_id", "status", "left_on")
    before = (
        list(Org.objects.order_by("pk").values(*names)),
        list(Staff.objects.order_by("pk").values(*people)),
    )
    second = batch(2, TUESDAY)
    new_org = {
        "org_code": "0130",
        "parent_org_code": "0102",
        "name": "新支行",
        "level": "SUB_BRANCH",
    }
    load(
        OrgTarget(),
        [ORGS[0], {**ORGS[1], "name": "河西支行", "parent_org_code": "0102"}, ORGS[3], new_org],
        second,
    )
    load(StaffTarget(), [{**CHEN, "name": "陈远", "org_code": "0130"}], second)
    staff, orgs = undo(StaffTarget(), second), undo(OrgTarget(), second)
    assert (orgs.removed, orgs.kept, staff.kept) == (1, 0, 0)
    assert list(Org.objects.order_by("pk").values(*names)) == before[0]
    assert list(Staff.objects.order_by("pk").values(*people)) == before[1]
    chen = Staff.objects.get(staff_no="E0001")
    assert [post.org_id for post in queries.posts_in_force(staff_id=chen.pk, on=TUESDAY)] == [
        chen.org_id
    ]
    assert set(OrgVersion.objects.values_list("valid_to", flat=True)) == {None}


def test_an_undo_keeps_what_was_changed_since() -> None:
    load(OrgTarget(), ORGS, batch(1))
    second = batch(2, TUESDAY)
    load(OrgTarget(), [ORGS[0], {**ORGS[1], "name": "河西支行"}, ORGS[2], ORGS[3]], second)
    Org.objects.filter(code="0120").update(name="河心支行", version=9)
    result = undo(OrgTarget(), second)
    assert (result.restored, result.kept, result.kept_labels) == (0, 1, ("0120",))
    assert Org.objects.get(code="0120").name == "河心支行"
