"""Open, move, merge, close: paths, history, events, who may."""

from datetime import UTC, date, datetime

import pytest

from yinqiao.organization import policies, queries, services
from yinqiao.organization.choices import OrgKind
from yinqiao.organization.models import Org, OrgVersion, Post, Staff, TreeStamp
from yinqiao.organization.services import OrgDetails
from yinqiao.organization.tests.factories import make_bank, make_staff
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.errors import InvalidInput, PermissionRefused, StaleVersion
from yinqiao.platform.events.models import OutboxEvent

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)
pytestmark = pytest.mark.usefixtures("db")


def administrator() -> Actor:
    return system_actor(
        name="test", permissions=frozenset({policies.EDIT_ORG, policies.APPROVE_MERGER})
    )


def details(name: str = "新区支行", kind: str = OrgKind.SUB_BRANCH) -> OrgDetails:
    return OrgDetails(name=name, kind=kind)


def test_a_new_unit_has_its_path_and_its_first_version() -> None:
    bank = make_bank()
    unit = services.create_org(
        actor=administrator(),
        now=NOW,
        code="0901",
        parent_id=bank["east"].pk,
        details=details(),
        opened_on=TODAY,
    )
    unit.refresh_from_db()
    assert unit.path == [bank["head"].pk, bank["east"].pk, unit.pk]
    assert (unit.level, unit.pinyin) == (3, "xinquzhihang")
    version = OrgVersion.objects.get(org=unit)
    assert (version.name, version.parent_id, version.valid_from, version.valid_to) == (
        "新区支行",
        bank["east"].pk,
        TODAY,
        None,
    )
    assert OutboxEvent.objects.get().kind == "organization.OrgOpened"


def test_a_code_is_used_once() -> None:
    bank = make_bank()
    with pytest.raises(InvalidInput) as error:
        services.create_org(
            actor=administrator(),
            now=NOW,
            code=bank["west"].code,
            parent_id=bank["head"].pk,
            details=details(),
            opened_on=TODAY,
        )
    assert set(error.value.fields) == {"code"}


def test_moving_takes_everything_below_along_and_keeps_history() -> None:
    bank = make_bank()
    stamp = TreeStamp.objects.get().number
    services.move_org(
        actor=administrator(),
        now=NOW,
        org_id=bank["river"].pk,
        new_parent_id=bank["west"].pk,
        on=TODAY,
        reason="划转",
    )
    quay = Org.objects.get(pk=bank["quay"].pk)
    assert quay.path == [bank["head"].pk, bank["west"].pk, bank["river"].pk, quay.pk]
    assert queries.orgs_below([bank["east"].pk]) == (bank["east"].pk,)
    assert set(queries.orgs_below([bank["west"].pk])) == {
        bank["west"].pk,
        bank["hill"].pk,
        bank["river"].pk,
        quay.pk,
    }
    periods = queries.org_card(org_id=bank["river"].pk, on=TODAY).periods
    assert [(period.parent_name, period.valid_to) for period in periods] == [
        ("西山分行", None),
        ("东江分行", TODAY),
    ]
    assert TreeStamp.objects.get().number == stamp + 1


def test_a_unit_cannot_move_under_what_is_below_it() -> None:
    bank = make_bank()
    with pytest.raises(InvalidInput):
        services.move_org(
            actor=administrator(),
            now=NOW,
            org_id=bank["east"].pk,
            new_parent_id=bank["river"].pk,
            on=TODAY,
            reason="x",
        )
    assert Org.objects.get(pk=bank["east"].pk).parent_id == bank["head"].pk


def test_merging_moves_children_people_and_posts() -> None:
    bank = make_bank()
    person = make_staff("林若溪", org=bank["river"], post="BRANCH_HEAD")
    services.merge_org(
        actor=administrator(),
        now=NOW,
        org_id=bank["river"].pk,
        into_id=bank["hill"].pk,
        on=TODAY,
        reason="合并",
    )
    closed = Org.objects.get(pk=bank["river"].pk)
    assert (closed.closed_on, closed.merged_into_id) == (TODAY, bank["hill"].pk)
    assert Org.objects.get(pk=bank["quay"].pk).parent_id == bank["hill"].pk
    # What still names the closed unit lies in the reach of its successor.
    assert bank["river"].pk in queries.orgs_below([bank["hill"].pk])
    assert Staff.objects.get(pk=person.pk).org_id == bank["hill"].pk
    posts = list(
        Post.objects.filter(staff=person)
        .order_by("valid_from")
        .values_list("org_id", "valid_to", "is_main")
    )
    assert posts == [(bank["river"].pk, TODAY, True), (bank["hill"].pk, None, True)]
    kinds = list(OutboxEvent.objects.order_by("id").values_list("kind", flat=True))
    assert kinds == ["organization.OrgMerged", "organization.PostChanged"]


def test_a_unit_with_staff_is_not_closed() -> None:
    bank = make_bank()
    make_staff(org=bank["quay"])
    with pytest.raises(InvalidInput):
        services.close_org(
            actor=administrator(), now=NOW, org_id=bank["quay"].pk, on=TODAY, reason="x"
        )
    assert Org.objects.get(pk=bank["quay"].pk).closed_on is None


def test_a_closed_unit_leaves_the_tree_but_stays_in_the_reach() -> None:
    bank = make_bank()
    services.close_org(
        actor=administrator(), now=NOW, org_id=bank["quay"].pk, on=TODAY, reason="撤并"
    )
    assert bank["quay"].pk not in {node.id for node in queries.org_tree(on=TODAY)}
    assert bank["quay"].pk in queries.orgs_below([bank["east"].pk])


def test_reading_order_puts_each_parent_before_its_children() -> None:
    bank = make_bank()
    names = [node.name for node in queries.org_tree(on=TODAY)]
    assert names == ["银桥银行总行", "东江分行", "河畔支行", "码头网点", "西山分行", "山前支行"]
    below = [node.name for node in queries.org_tree(on=TODAY, root_ids=[bank["west"].pk])]
    assert below == ["西山分行", "山前支行"]


def test_two_edits_at_once_tell_what_differs() -> None:
    bank = make_bank()
    org_id, version = bank["hill"].pk, bank["hill"].version
    assert queries.org_names([org_id]) == {org_id: "山前支行"}
    services.edit_org(
        actor=administrator(),
        now=NOW,
        org_id=org_id,
        version=version,
        details=details("山后支行"),
        on=TODAY,
    )
    with pytest.raises(StaleVersion) as error:
        services.edit_org(
            actor=administrator(),
            now=NOW,
            org_id=org_id,
            version=version,
            details=details("山前新支行"),
            on=TODAY,
        )
    assert error.value.extra["differences"] == {"name": ("山后支行", "山前新支行")}
    assert Org.objects.get(pk=org_id).name == "山后支行"
    # Names are kept for seconds, not beyond a change.
    assert queries.org_names([org_id]) == {org_id: "山后支行"}


def test_without_the_permission_nothing_changes() -> None:
    bank = make_bank()
    with pytest.raises(PermissionRefused):
        services.close_org(
            actor=system_actor(name="x"), now=NOW, org_id=bank["quay"].pk, on=TODAY, reason="x"
        )
    assert Org.objects.get(pk=bank["quay"].pk).closed_on is None


def test_nothing_is_entered_for_a_day_to_come() -> None:
    bank = make_bank()
    with pytest.raises(InvalidInput):
        services.close_org(
            actor=administrator(), now=NOW, org_id=bank["quay"].pk, on=date(2026, 12, 1), reason="x"
        )
