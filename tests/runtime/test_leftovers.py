"""Databases of state folders that were deleted: `doctor` tells how many, how large and how to remove them, and removes none."""

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from yinqiao.config.runtime import doctor, leftovers
from yinqiao.config.runtime.state import StateFolder


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where root's databases lie, for whoever runs the tests."""
    monkeypatch.setenv("YINQIAO_SYSTEM_STATE", str(tmp_path / "system"))
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    (tmp_path / "system" / "binaries").mkdir(parents=True)
    return tmp_path / "system"


def make_bank(home: Path) -> Path:
    """Make a state folder and the database it points to; return the database's folder."""
    folder = StateFolder(home).database_folder
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "rows").write_bytes(b"x" * 100_000)
    return folder


def survey(system: Path, home: Path) -> leftovers.Leftovers:
    return leftovers.survey(system, state=StateFolder(home))


def test_a_database_whose_state_folder_is_gone_is_an_orphan(system: Path, tmp_path: Path) -> None:
    own, other, gone = (make_bank(tmp_path / name) for name in ("own", "other", "gone"))
    shutil.rmtree(tmp_path / "gone")
    assert survey(system, tmp_path / "own") == leftovers.Leftovers((gone,))
    assert {own.parent, other.parent} == {system}


def test_a_new_bank_in_the_old_one_s_place_does_not_own_its_database(
    system: Path, tmp_path: Path
) -> None:
    before = make_bank(tmp_path / "var")
    shutil.rmtree(tmp_path / "var")
    after = make_bank(tmp_path / "var")
    assert before != after
    assert survey(system, tmp_path / "var") == leftovers.Leftovers((before,))


def test_a_database_without_a_note_is_unknown_until_its_next_start(
    system: Path, tmp_path: Path
) -> None:
    folder = make_bank(tmp_path / "old")
    (folder / "home.json").unlink()
    assert survey(system, tmp_path / "other") == leftovers.Leftovers((), (folder,))
    assert survey(system, tmp_path / "old") == leftovers.Leftovers()
    StateFolder(tmp_path / "old").note_home(folder)
    assert survey(system, tmp_path / "other") == leftovers.Leftovers()


def test_a_note_that_cannot_be_read_condemns_nothing(system: Path, tmp_path: Path) -> None:
    folder = make_bank(tmp_path / "gone")
    shutil.rmtree(tmp_path / "gone")
    for text in ("", "[]", "{}", '{"home": 7}'):
        (folder / "home.json").write_text(text)
        assert survey(system, tmp_path / "own") == leftovers.Leftovers((), (folder,))


def test_a_moved_state_folder_is_noted_anew(system: Path, tmp_path: Path) -> None:
    folder = make_bank(tmp_path / "old")
    (tmp_path / "old").rename(tmp_path / "new")
    assert survey(system, tmp_path / "new") == leftovers.Leftovers()
    StateFolder(tmp_path / "new").note_home(folder)
    assert json.loads((folder / "home.json").read_text()) == {"home": str(tmp_path / "new")}
    assert survey(system, tmp_path / "other") == leftovers.Leftovers()


def test_a_running_server_is_nobody_s_leftover(system: Path, tmp_path: Path) -> None:
    folder = make_bank(tmp_path / "gone")
    shutil.rmtree(tmp_path / "gone")
    words = [sys.executable, "-c", "input()", "-D", str(folder / "data")]
    with subprocess.Popen(words, stdin=subprocess.PIPE) as server:
        (folder / "data" / "postmaster.pid").write_text(f"{server.pid}\n{folder}\n0\n5432\n")
        assert survey(system, tmp_path / "own") == leftovers.Leftovers()
        server.kill()
    assert survey(system, tmp_path / "own") == leftovers.Leftovers((folder,))


def test_doctor_tells_and_removes_nothing(system: Path, tmp_path: Path) -> None:
    gone = make_bank(tmp_path / "gone")
    shutil.rmtree(tmp_path / "gone")
    unknown = make_bank(tmp_path / "old")
    (unknown / "home.json").unlink()
    first, second = doctor._leftovers(StateFolder(tmp_path / "own"))
    assert (first.is_ok, first.is_hint, second.is_ok, second.is_hint) == (False, True, False, True)
    assert first.remedy.startswith("1 of them, 0.00 GB: their state folder is gone")
    assert first.remedy.endswith(f"rm -rf -- {shlex.quote(str(gone))}")
    assert unknown.name in second.remedy
    assert "rm " not in second.remedy
    assert gone.is_dir()
    assert leftovers.bytes_in(gone) >= 100_000


def test_nothing_to_tell_is_said_in_one_line(system: Path, tmp_path: Path) -> None:
    make_bank(tmp_path / "own")
    assert [finding.is_ok for finding in doctor._leftovers(StateFolder(tmp_path / "own"))] == [True]
