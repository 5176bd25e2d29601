"""`yinqiao token` and `yinqiao user`, and what follows a leaver."""

import argparse
import stat
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from yinqiao.access import commands, queries
from yinqiao.access.handlers import close_account
from yinqiao.access.models import ApiToken, User
from yinqiao.access.tests.factories import actor_of, make_account
from yinqiao.organization.choices import StaffStatus
from yinqiao.organization.events import StaffLeft
from yinqiao.organization.tests.factories import make_bank, make_staff
from yinqiao.platform import clock
from yinqiao.platform.audit.models import AuditEntry

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("db")


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    commands.add_commands(parser.add_subparsers())
    arguments = parser.parse_args(words)
    return arguments.run(arguments)


def test_a_token_from_the_shell_works(capsys: pytest.CaptureFixture[str]) -> None:
    user = make_account("branch_head")
    assert (
        run(
            "token",
            "create",
            "--user",
            user.username,
            "--name",
            "报表",
            "--scopes",
            "all",
            "--days",
            "5",
        )
        == 0
    )
    secret = capsys.readouterr().out.strip()
    assert (
        queries.actor_for_token(secret, now=clock.now()).permissions == actor_of(user).permissions
    )


def test_a_token_from_the_shell_is_no_more_than_the_account(
    capsys: pytest.CaptureFixture[str],
) -> None:
    user = make_account("branch_head")
    assert (
        run(
            "token",
            "create",
            "--user",
            user.username,
            "--name",
            "x",
            "--scopes",
            "audit.view_audit",
        )
        == 1
    )
    assert run("token", "create", "--user", "nobody", "--name", "x", "--scopes", "all") == 1
    assert not ApiToken.objects.exists()
    assert "nobody" in capsys.readouterr().err


def test_a_service_account_from_the_shell() -> None:
    make_bank()
    assert (
        run("user", "create-service", "esb", "--label", "企业服务总线", "--role", "service_agent")
        == 0
    )
    user = User.objects.get(username="esb")
    actor = actor_of(user)
    assert (actor.kind, actor.scope.is_all, actor.name) == ("service", True, "企业服务总线")
    assert run("user", "create-service", "esb", "--label", "x", "--role", "service_agent") == 1


def test_the_operator_makes_the_first_administrators_and_stands_in_the_audit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUDO_USER", "wang.ops")
    for number in ("E5001", "E5002"):
        make_staff(staff_no=number)
    table = tmp_path / "in.csv"
    table.write_text("staff_no,role\nE5001,security_admin\nE5002,security_admin\n")
    assert run("user", "import", str(table), "--out", str(tmp_path / "out.csv")) == 0
    for number in ("E5001", "E5002"):
        assert actor_of(User.objects.get(username=number)).roles == ("security_admin",)
    rows = AuditEntry.objects.filter(verb__startswith="access.").order_by("pk")
    assert set(rows.values_list("actor_name", flat=True)) == {"wang.ops (yinqiao user)"}
    assert list(rows.values_list("verb", flat=True)) == [
        "access.account-created",
        "access.role-assigned",
        "access.account-created",
        "access.role-assigned",
        "access.accounts-uploaded",
    ]


def test_passwords_of_an_import_go_to_a_closed_file(tmp_path: Path) -> None:
    make_staff(staff_no="E5001")
    table, out = tmp_path / "in.csv", tmp_path / "out.csv"
    table.write_text("staff_no\nE5001\nE5002\n")
    assert run("user", "import", str(table), "--out", str(out)) == 1
    lines = out.read_text().splitlines()
    assert lines[1].startswith("2,E5001,")
    assert len(lines) == 3
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("table", "out", "said"),
    [
        ("in.csv", "nowhere/out.csv", "out.csv cannot be written: No such file or directory"),
        ("in.csv", "there.csv", "there.csv cannot be written: File exists"),
        ("absent.csv", "out.csv", "absent.csv cannot be read: No such file or directory"),
        ("gb.csv", "out.csv", "gb.csv is not UTF-8"),
    ],
)
def test_no_account_is_made_where_its_password_could_not_be_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], table: str, out: str, said: str
) -> None:
    make_staff(staff_no="E5001")
    (tmp_path / "in.csv").write_text("staff_no\nE5001\n")
    (tmp_path / "gb.csv").write_bytes("staff_no\n王\n".encode("gb18030"))
    (tmp_path / "there.csv").write_text("kept")
    assert run("user", "import", str(tmp_path / table), "--out", str(tmp_path / out)) == 1
    error = capsys.readouterr().err
    assert (said in error, error.count("\n")) == (True, 1)
    assert not User.objects.exists()
    assert (tmp_path / "there.csv").read_text() == "kept"
    assert not (tmp_path / "out.csv").exists()


def test_a_leaver_s_account_is_closed_once() -> None:
    user = make_account("branch_head")
    event = StaffLeft(staff_id=user.staff_id, org_id=user.staff.org_id, on=date(2026, 11, 24))
    close_account(event, now=NOW)
    assert User.objects.get().is_active
    user.staff.status, user.staff.left_on = StaffStatus.LEFT, date(2026, 11, 24)
    user.staff.save()
    close_account(event, now=NOW)
    close_account(event, now=NOW)
    assert not User.objects.get().is_active
