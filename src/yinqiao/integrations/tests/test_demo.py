"""What `yinqiao demo` tells while it loads its bank."""

from yinqiao.integrations import demo
from yinqiao.platform.imports.engine.report import Progress
from yinqiao.platform.imports.profile import find_profile


def test_tables_are_counted_as_they_are_loaded_not_as_their_digests_are_read(db: None):
    told: list[tuple[str, str]] = []
    profile = find_profile(demo.PROFILE)
    tell = demo._teller(lambda english, chinese: told.append((english, chinese)), profile)
    names = [table.name for table in profile.tables]
    for name in names:
        tell(Progress(name, f"{name}.dat", "digest"))
    assert not any("importing" in english for english, _chinese in told)
    told.clear()
    for name in names[:2]:
        tell(Progress(name, f"{name}.dat", "verify"))
        tell(Progress(name, f"{name}.dat", "load", rows=1_200))
    title = profile.tables[0].title
    assert told[:2] == [
        (f"importing 1/{len(names)}: {names[0]} (verify)", f"导入 1/{len(names)}：{title}"),
        (
            f"importing 1/{len(names)}: {names[0]} (load), 1,200 rows",
            f"导入 1/{len(names)}：{title}，1,200 行",
        ),
    ]
    assert told[-1][0].startswith(f"importing 2/{len(names)}: {names[1]}")
