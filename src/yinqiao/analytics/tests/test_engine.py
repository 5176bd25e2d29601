"""Engines that work at once keep out of each other's way."""

from pathlib import Path

from yinqiao.analytics import engine


def spills_into(backend) -> Path:
    return Path(backend.con.execute("select current_setting('temp_directory')").fetchone()[0])


def test_each_engine_spills_into_a_folder_of_its_own_and_takes_it_away(settings, tmp_path):
    settings.HOME = tmp_path
    with engine.session() as one, engine.session() as other:
        folders = {spills_into(one), spills_into(other)}
        assert len(folders) == 2
        assert all(folder.is_dir() and tmp_path in folder.parents for folder in folders)
    assert not any(folder.exists() for folder in folders)
