"""P21: effect and audit row in one transaction; a refusal stays when everything else goes."""

import pytest
from django.db import transaction

from yinqiao.platform.audit import Sensitive, Unit, entries, record_read, use_case
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.audit.tests.trail import EDIT, NOW, make_actor, write_something
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import PermissionRefused
from yinqiao.platform.jobs.models import Effect
from yinqiao.platform.masking.rules import FieldClass


def test_a_use_case_writes_its_row_with_who_what_and_before_and_after(db: None) -> None:
    write_something(actor=make_actor(), now=NOW, key="a.one")

    row = AuditEntry.objects.get(verb="audit.test-done")
    assert (row.staff_id, row.staff_no, row.actor_name, row.roles) == (
        7,
        "S0007",
        "林婉清",
        "relationship_manager",
    )
    assert (row.occurred_at, str(row.occurred_on)) == (NOW, "2026-11-24")
    assert (row.ip, row.request_id, row.result) == ("10.18.6.27", "req-00000001", "ok")
    assert (row.object_type, row.object_id, row.customer_id) == ("customers.customer", 42, 42)
    assert (row.old, row.new, row.reason) == ({"key": None}, {"key": "a.one"}, "a test")
    assert row.session_digest not in {"", "login:1"}


def test_effect_and_audit_row_commit_together(committed_db: None) -> None:
    write_something(actor=make_actor(), now=NOW, key="a.one")

    effect = Effect.objects.extra(select={"x": "xmin::text"}).get(key="a.one")
    row = AuditEntry.objects.get(verb="audit.test-done")
    assert str(row.txid % 2**32) == effect.x


def test_a_failure_takes_both_back(committed_db: None) -> None:
    with pytest.raises(ZeroDivisionError):
        write_something(actor=make_actor(), now=NOW, key="a.one", fails=True)

    assert not Effect.objects.exists()
    assert not AuditEntry.objects.exists()


def test_a_refusal_changes_nothing_and_stays_in_the_trail(committed_db: None) -> None:
    stranger = make_actor(permissions=frozenset())

    with pytest.raises(PermissionRefused) as refused:
        write_something(actor=stranger, now=NOW, key="a.one")

    assert (refused.value.status, refused.value.code, refused.value.extra) == (
        403,
        "NO_PERMISSION",
        {"permission": EDIT},
    )
    assert not Effect.objects.exists()
    row = AuditEntry.objects.get()
    assert (row.verb, row.result, row.detail) == ("audit.test-done", "denied", {"permission": EDIT})


def test_a_refusal_inside_a_transaction_that_is_rolled_back_stays(committed_db: None) -> None:
    with pytest.raises(PermissionRefused):
        _do_then_be_refused()

    assert list(AuditEntry.objects.values_list("result", flat=True)) == ["denied"]


@transaction.atomic
def _do_then_be_refused() -> None:
    write_something(actor=make_actor(), now=NOW, key="a.one")
    write_something(actor=make_actor(permissions=frozenset()), now=NOW, key="a.two")


@use_case("audit.test-silent", permission=None)
def _silent(unit: Unit, *, actor: object, now: object) -> None:
    """Forget to audit."""


def test_a_use_case_that_audits_nothing_is_refused(db: None) -> None:
    with pytest.raises(
        AssertionError, match=r"audit.test-silent changed something without an audit row"
    ):
        _silent(actor=make_actor(), now=NOW)


@use_case("audit.test-outer", permission=None)
def _outer(unit: Unit, *, actor: object, now: object) -> None:
    """Call another use case."""
    write_something(actor=actor, now=now, key="a.inner")
    unit.audit(ObjectRef("customers.customer", 1))
    message = "outer fails"
    raise ZeroDivisionError(message)


def test_a_nested_use_case_joins_the_outer_one(committed_db: None) -> None:
    with pytest.raises(ZeroDivisionError):
        _outer(actor=make_actor(), now=NOW)

    assert not Effect.objects.exists()
    assert not AuditEntry.objects.exists()


@use_case("audit.test-phone", permission=None)
def _change_phone(unit: Unit, *, actor: object, now: object, old: str | None, new: str) -> None:
    """Audit a number."""
    unit.audit(
        ObjectRef("customers.contact", 5),
        customer_id=42,
        old={"phone": Sensitive(FieldClass.PHONE, old)},
        new={"phone": Sensitive(FieldClass.PHONE, new)},
        reason=f"customer called from {new}",
        detail={"note": f"was {new} before", "list": [new]},
    )


def test_numbers_of_persons_are_kept_masked_with_a_digest_that_tells_equal_ones(db: None) -> None:
    _change_phone(actor=make_actor(), now=NOW, old=None, new="13812345678")
    _change_phone(actor=make_actor(), now=NOW, old="13812345678", new="13900001111")

    first, second = AuditEntry.objects.filter(verb="audit.test-phone").order_by("id")
    assert first.old == {"phone": None}
    assert first.new["phone"]["masked"] == "138****5678"
    assert second.old["phone"] == first.new["phone"]
    assert second.new["phone"]["digest"] != first.new["phone"]["digest"]
    text = repr([first.new, first.reason, first.detail])
    assert "13812345678" not in text
    assert first.reason == "customer called from 138****5678"


@pytest.mark.parametrize(("count", "statements"), [(0, 0), (1, 1), (500, 1), (501, 2)])
def test_many_rows_are_one_statement_in_their_order(
    db: None, django_assert_num_queries: object, count: int, statements: int
) -> None:
    found = [entries.Entry("audit.test-read", detail={"n": number}) for number in range(count)]
    with django_assert_num_queries(statements):
        entries.append(make_actor(), found, now=NOW)
    kept = AuditEntry.objects.order_by("id").values_list("detail__n", flat=True)
    assert list(kept) == list(range(count))


def test_a_read_is_written_in_the_running_transaction(db: None) -> None:
    record_read(
        actor=make_actor(),
        verb="audit.test-read",
        ref=ObjectRef("customers.customer", 9),
        reason="call-back",
        detail={"field": "phone"},
    )

    row = AuditEntry.objects.get()
    assert (row.customer_id, row.old, row.new, row.reason, row.detail) == (
        9,
        {},
        {},
        "call-back",
        {"field": "phone"},
    )
