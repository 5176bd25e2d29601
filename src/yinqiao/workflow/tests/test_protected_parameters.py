"""What keeps the bank safe is nobody's alone to loosen: limits for all, a second person, and a way in from the shell."""

import argparse
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import make_account, make_actor, sign_in
from yinqiao.platform import clock, registry
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused
from yinqiao.platform.parameters import bounds, commands, queries
from yinqiao.platform.parameters import services as parameters
from yinqiao.platform.parameters.models import ParameterValue
from yinqiao.platform.second_person import SecondPersonNeeded
from yinqiao.workflow import services
from yinqiao.workflow.models import Approval

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)
STRANGERS = ("security_admin", "branch_head", "deputy_president", "system_admin")
PROTECTED = ("access.", "customers.access", "customers.export", "customers.reveal")
pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture(autouse=True)
def fresh() -> None:
    queries.forget()


def propose(actor: Actor, key: str, text: str) -> int | None:
    return parameters.propose_value(
        actor=actor, now=NOW, key=key, text=text, effective_from=TODAY, reason="第 12 号决定"
    )


def approve(actor: Actor, approval_id: int, *, now: datetime = NOW) -> str:
    return services.approve(actor=actor, now=now, approval_id=approval_id, version=1)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("access.idle_minutes", "0"),
        ("access.lock_tries", "100000"),
        ("customers.export_self_rows", "1000000"),
        ("customers.reveal_hours", "9999"),
        ("customers.reveal_daily_quota", "-5"),
        ("access.password_profile", "nonsense"),
        ("access.session_hours", "0"),
        ("workflow.approval_workdays", "0"),
    ],
)
def test_a_value_outside_the_limits_is_refused_to_everybody(key: str, text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        propose(make_actor("system_admin"), key, text)
    assert refused.value.fields["value"].startswith(("只能在", "只能是"))
    assert run("set", key, text, "--reason", "x") == "refused"
    assert (ParameterValue.objects.count(), Approval.objects.count()) == (0, 0)


@pytest.mark.parametrize("key", ["access.idle_minutes", "customers.reveal_hours"])
def test_compliance_decides_and_nobody_else(key: str) -> None:
    maker = make_actor("system_admin")
    approval_id = propose(maker, key, "20")
    assert approval_id is not None
    assert queries.integer(key, on=TODAY) != 20
    for stranger in map(make_actor, STRANGERS):
        with pytest.raises((NotFound, PermissionRefused)):
            approve(stranger, approval_id)
    assert queries.integer(key, on=TODAY) != 20

    approve(make_actor("compliance_officer"), approval_id)

    assert queries.integer(key, on=TODAY) == 20
    row = ParameterValue.objects.get()
    assert (row.set_by_id, row.set_by_name, row.reason) == (
        maker.staff_id,
        maker.name,
        "第 12 号决定",
    )
    assert AuditEntry.objects.get(verb="parameters.value-approved").new[key] == 20


def test_a_person_has_no_way_round(client: Client) -> None:
    actor = make_actor("system_admin")
    with pytest.raises(SecondPersonNeeded):
        parameters.set_value(
            actor=actor,
            now=NOW,
            key="access.idle_minutes",
            text="20",
            effective_from=TODAY,
            reason="x",
        )
    payload = {
        "key": "access.idle_minutes",
        "text": "20",
        "effective_from": "2026-11-24",
        "reason": "x",
        "decided_at": NOW.isoformat(),
        "maker_id": actor.staff_id,
        "maker_name": actor.name,
    }
    with pytest.raises(PermissionRefused):
        parameters.apply_value(actor, payload)
    assert ParameterValue.objects.count() == 0


def test_a_day_that_has_passed_meanwhile_becomes_today() -> None:
    approval_id = propose(make_actor("system_admin"), "access.idle_minutes", "20")
    approve(make_actor("compliance_officer"), approval_id or 0, now=NOW + timedelta(days=1))
    assert ParameterValue.objects.get().effective_from == date(2026, 11, 25)


def test_what_protects_nobody_is_set_at_once() -> None:
    assert propose(make_actor("system_admin"), "workflow.approval_workdays", "5") is None
    assert queries.integer("workflow.approval_workdays", on=TODAY) == 5


def test_all_of_access_and_of_reveal_and_export_are_protected() -> None:
    loose = [
        key
        for key, definition in registry.parameters.items()
        if key.startswith(PROTECTED) and not definition.approval
    ]
    assert loose == []


def test_every_first_value_stands_within_its_own_limits() -> None:
    wrong = [
        key
        for key, definition in registry.parameters.items()
        if bounds.problem_with(definition, definition.value)
    ]
    assert wrong == []


def test_the_page_leads_to_the_request(client: Client) -> None:
    sign_in(client, make_account("system_admin"))
    url = reverse("parameters:values", args=["access.idle_minutes"])
    assert "只能在 5 至 60 之间" in client.get(url).content.decode()
    today = clock.bank_date(clock.now()).isoformat()
    sent = client.post(url, {"value": "20", "effective_from": today, "reason": "第 12 号决定"})
    row = Approval.objects.get()
    assert sent.headers["Location"] == reverse("workflow:detail", args=[row.pk])
    page = client.get(sent.headers["Location"]).content.decode()
    assert "15 → 20" in page

    checker = Client()
    sign_in(checker, make_account("compliance_officer"))
    assert "15 → 20" in checker.get(reverse("workflow:list")).content.decode()


def test_the_shell_mends_a_lock_out_and_stands_in_the_audit(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUDO_USER", "wang.ops")
    assert run("set", "access.idle_minutes", "10", "--reason", "误设，恢复登录") == "done"
    assert "access.idle_minutes = 10" in capsys.readouterr().out
    entry = AuditEntry.objects.get(verb="parameters.value-set")
    assert (entry.actor_name, entry.reason) == ("wang.ops (yinqiao parameter)", "误设，恢复登录")


def test_an_unknown_parameter_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("set", "access.nothing", "1", "--reason", "x") == "failed"
    assert capsys.readouterr().err == "there is no parameter access.nothing\n"


def run(*words: str) -> str:
    parser = argparse.ArgumentParser()
    commands.add_commands(parser.add_subparsers())
    arguments = parser.parse_args(["parameter", *words])
    try:
        return "done" if arguments.run(arguments) == 0 else "failed"
    except InvalidInput:
        return "refused"
