"""Profiles of the bank's own, from a folder or by path, checked like the built-in ones."""

from pathlib import Path

import pytest

from yinqiao.platform.errors import NotFound
from yinqiao.platform.imports.profile import (
    ProfileInvalid,
    find_profile,
    named_profile,
    profiles,
    register_own,
)
from yinqiao.platform.imports.tests import samples
from yinqiao.platform.imports.tests.test_days import parsed


@pytest.fixture(autouse=True)
def _offered():
    """Take away what a test has offered."""
    before = dict(profiles._items)
    yield
    profiles._items.clear()
    profiles._items.update(before)


@pytest.fixture
def folder(tmp_path):
    """Give an empty folder while the sample target is there."""
    with samples.registered():
        yield tmp_path


def own(folder: Path, name: str = "sample") -> Path:
    folder.mkdir(exist_ok=True)
    samples.sample_profile(folder)
    text = (folder / "profile.yaml").read_text(encoding="utf-8")
    (folder / "profile.yaml").unlink()
    path = folder / f"{name}.yaml"
    path.write_text(text.replace("profile: sample", f"profile: {name}"), encoding="utf-8")
    return path


def test_a_folder_is_offered_beside_the_built_in_ones(folder):
    own(folder)
    samples.sample_profile(folder)
    (folder / "other").mkdir()
    (folder / "profile.yaml").rename(folder / "other" / "profile.yaml")
    own(folder, "core_banking")
    assert register_own(f"{folder}:/nowhere") == ["core_banking"]
    assert find_profile("sample").title == "样例"
    assert find_profile("core_banking").source == "CORE"
    with pytest.raises(ProfileInvalid) as refused:
        find_profile("other")
    assert "other/profile.yaml:0 profile: " in refused.value.message
    assert register_own("") == []


def test_a_changed_file_is_read_again(folder):
    path = own(folder)
    register_own(str(folder))
    assert find_profile("sample").version == 1
    changed = path.read_text(encoding="utf-8").replace("version: 1", "version: 2")
    path.write_text(changed, encoding="utf-8")
    assert find_profile("sample").version == 2


def test_a_path_means_its_profile_and_a_folder_its_only_one(folder):
    path = own(folder)
    assert named_profile(str(path)).profile == "sample"
    assert named_profile(str(folder)).profile == "sample"
    assert find_profile("sample").profile == "sample"
    own(folder, "second")
    with pytest.raises(NotFound, match=r"sample, second"):
        named_profile(str(folder))
    with pytest.raises(NotFound):
        named_profile(str(folder / "none.yaml"))


def test_a_path_may_not_take_the_id_of_another_profile(folder):
    with pytest.raises(ProfileInvalid) as refused:
        named_profile(str(own(folder, "core_banking")))
    assert "core_banking.yaml:1 profile: " in refused.value.message


def test_the_command_runs_a_profile_by_its_path_and_tells_its_mistakes(run_folder, capsys):
    path = own(run_folder)
    (run_folder / "SAMPLE_20261122_01.dat").write_text(samples.line(1) + "\n", encoding="gb18030")
    words = ["run", str(path), "--from", str(run_folder), "--date", "2026-11-22", "--older"]
    arguments = parsed(*words)
    assert arguments.run(arguments) == 0
    assert samples.rows("select number from sample_import") == [("1",)]

    wrong = path.read_text(encoding="utf-8").replace("mode: full", "mode: whole")
    path.write_text(wrong, encoding="utf-8")
    for again in (words, ["check", str(path)]):
        arguments = parsed(*again)
        assert arguments.run(arguments) == 1
        captured = capsys.readouterr()
        assert f"{run_folder.name}/sample.yaml:" in captured.out + captured.err
        assert "tables[0].mode" in captured.out + captured.err
