"""`yinqiao doctor`: what is wrong, and one sentence each on how to mend it."""

import os
import shlex
import shutil
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg

from yinqiao.config.runtime import account, binaries, database, leftovers
from yinqiao.config.runtime.application import set_up_django
from yinqiao.config.runtime.postgres import is_free
from yinqiao.config.runtime.speech import pick, say
from yinqiao.config.runtime.state import StateFolder, system_state

OLDEST_PYTHON = (3, 11)
LEAST_FREE_BYTES = 5_000_000_000
FONT_FOLDERS = (
    Path("/usr/share/fonts"),
    Path.home() / ".fonts",
    Path.home() / ".local/share/fonts",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: what was looked at, whether it is well, and the remedy if not. A hint does not count as wrong."""

    subject: str
    is_ok: bool
    remedy: str = ""
    is_hint: bool = False

    @property
    def line(self) -> str:
        """The finding as it is printed."""
        sign = "✓" if self.is_ok else ("·" if self.is_hint else "✗")
        return f"{sign} {self.subject}" if self.is_ok else f"{sign} {self.subject} → {self.remedy}"


def examine(state: StateFolder, *, host: str, port: int) -> int:
    """Print every finding; return 1 when something is wrong."""
    wrong = 0
    for finding in _findings(state, host=host, port=port):
        say(finding.line, finding.line)
        wrong += not finding.is_ok and not finding.is_hint
    say(
        f"{wrong} to mend." if wrong else "Nothing is wrong.",
        f"有 {wrong} 项需要处理。" if wrong else "一切正常。",
    )
    return 1 if wrong else 0


def _findings(state: StateFolder, *, host: str, port: int) -> Iterator[Finding]:
    yield _python()
    yield _optimisation()
    yield _folder(state)
    yield _disk(state)
    if os.geteuid() == 0:
        yield from _leftovers(state)
    yield _programs()
    yield _key_file(state)
    is_running = state.is_locked()
    yield _port(host, port, is_running=is_running)
    addresses = database.given_addresses() or database.addresses_of_running(state)
    if addresses:
        yield from _database(addresses)
    else:
        yield Finding(
            pick("Yinqiao is not running", "银桥未运行"),
            is_ok=False,
            remedy=pick(
                "start it with `yinqiao up`; more is checked then",
                "用 yinqiao up 启动后可检查更多项目",
            ),
            is_hint=True,
        )
    yield from _test_tools()


def _python() -> Finding:
    return Finding(
        "Python " + ".".join(map(str, sys.version_info[:3])),
        is_ok=sys.version_info >= OLDEST_PYTHON,
        remedy=pick(
            "install Python 3.11 or newer and run `make venv` again",
            "请安装 Python 3.11 以上并重新运行 make venv",
        ),
    )


def _optimisation() -> Finding:
    """Distributions build Python with profiles; version managers often do not, and every page takes a third longer."""
    flags = str(sysconfig.get_config_var("CONFIG_ARGS") or "")
    # Debian builds with profiles by a target of its own, which leaves no flag behind.
    is_distributed = sys.base_prefix == "/usr"
    return Finding(
        pick("Python is built for speed", "Python 为优化构建"),
        # Builders that leave no flags behind (Windows, some packagers) build with profiles.
        is_ok=is_distributed or not flags or "--enable-optimizations" in flags,
        remedy=pick(
            "built without --enable-optimizations: fine to look around, but serve a bank with the distribution's Python",
            "构建时未启用 --enable-optimizations：试用无妨，正式运行请使用发行版自带的 Python",
        ),
        is_hint=True,
    )


def _folder(state: StateFolder) -> Finding:
    place = _nearest(state.home)
    return Finding(
        pick(f"state folder {state.home}", f"状态目录 {state.home}"),
        is_ok=os.access(place, os.W_OK | os.X_OK),
        remedy=pick(
            f"{place} cannot be written: change its owner, or set YINQIAO_HOME",
            f"{place} 不可写：请修改属主，或设置 YINQIAO_HOME",
        ),
    )


def _disk(state: StateFolder) -> Finding:
    free = shutil.disk_usage(_nearest(system_state() if os.geteuid() == 0 else state.home)).free
    return Finding(
        pick(f"{free / 1e9:.1f} GB of disk free", f"磁盘剩余 {free / 1e9:.1f} GB"),
        is_ok=free >= LEAST_FREE_BYTES,
        remedy=pick(
            "free at least 5 GB; a full disk stops the database",
            "请至少腾出 5 GB；磁盘写满会使数据库停止",
        ),
    )


def _leftovers(state: StateFolder) -> Iterator[Finding]:
    """A deleted state folder leaves its database behind where root's lie; nobody but the operator can tell whether it is wanted."""
    system = system_state()
    found = leftovers.survey(system, state=state)
    subject = pick(
        f"no database without its state folder below {system}",
        f"{system} 下没有失去状态目录的数据库",
    )
    if not found.orphans:
        yield Finding(subject, is_ok=True)
    else:
        size = sum(map(leftovers.bytes_in, found.orphans)) / 1e9
        command = shlex.join(["rm", "-rf", "--", *map(str, found.orphans)])
        yield Finding(
            subject,
            is_ok=False,
            remedy=pick(
                f"{len(found.orphans)} of them, {size:.2f} GB: their state folder is gone or not mounted. If nobody wants them back: {command}",
                f"共 {len(found.orphans)} 个，{size:.2f} GB：其状态目录已删除或未挂载。确认不再需要后可执行：{command}",
            ),
            is_hint=True,
        )
    if found.unknown:
        size = sum(map(leftovers.bytes_in, found.unknown)) / 1e9
        names = ", ".join(folder.name for folder in found.unknown)
        yield Finding(
            pick(f"databases below {system} say whose they are", f"{system} 下的数据库均注明归属"),
            is_ok=False,
            remedy=pick(
                f"{len(found.unknown)} do not, {size:.2f} GB ({names}): one `yinqiao up` of this version on their state folder notes it",
                f"{len(found.unknown)} 个未注明，{size:.2f} GB（{names}）：用本版本在其状态目录上运行一次 yinqiao up 即可注明",
            ),
            is_hint=True,
        )


def _key_file(state: StateFolder) -> Finding:
    """A key file that is gone keeps `up` from starting, so it is looked for without the database too."""
    is_new = not state.secrets_file.exists()
    return Finding(
        pick("key file", "密钥文件"),
        is_ok=is_new or state.keyring.exists(),
        remedy=pick(
            f"{state.keyring} is missing: restore it from the key backup; without it nothing sealed can be read",
            f"缺少 {state.keyring}：请从密钥备份恢复，否则已加密的数据无法读取",
        ),
    )


def _programs() -> Finding:
    subject = pick("PostgreSQL's programs", "PostgreSQL 程序")
    try:
        name = account.database_account().name
        folder = binaries.bin_folder(system_state=None)
    except (account.NoAccount, binaries.NoBinaries) as error:
        return Finding(subject, is_ok=False, remedy=str(error))
    return Finding(f"{subject} ({folder}, {name})", is_ok=True)


def _port(host: str, port: int, *, is_running: bool) -> Finding:
    if is_running:
        return Finding(pick("Yinqiao is running", "银桥正在运行"), is_ok=True)
    return Finding(
        pick(f"port {port}", f"端口 {port}"),
        is_ok=is_free(port, host=host),
        remedy=pick(
            "another program listens there: stop it, or set PORT",
            "已被其他程序占用：请停止该程序，或设置 PORT",
        ),
    )


def _database(addresses: dict[str, str]) -> Iterator[Finding]:
    for variable, address in addresses.items():
        role = address.partition("//")[2].partition(":")[0]
        finding = Finding(
            pick(f"database answers as {role}", f"数据库可用 {role} 连接"),
            is_ok=_answers(address),
            remedy=pick(
                f"see logs/postgres.log, and check {variable}",
                f"请查看 logs/postgres.log，并检查 {variable}",
            ),
        )
        yield finding
        if not finding.is_ok:
            return
    os.environ.update(addresses)
    set_up_django()
    yield from _contents()


def _answers(address: str) -> bool:
    try:
        with psycopg.connect(address, connect_timeout=5) as connection:
            connection.execute("SELECT 1")
    except psycopg.Error:
        return False
    return True


def _contents() -> Iterator[Finding]:
    """Look into the database: tables, keys, worker, jobs given up, and what rooms report."""
    from yinqiao.config.health import alarm_checks, missing_migrations, readiness_checks
    from yinqiao.platform.crypto import queries as crypto
    from yinqiao.platform.jobs.models import DeadLetter

    missing = missing_migrations()
    yield Finding(
        pick("tables are of this version", "数据库表结构为当前版本"),
        is_ok=not missing,
        remedy=pick(
            f"{len(missing)} migrations are missing: run `yinqiao migrate`",
            f"缺少 {len(missing)} 个迁移：请运行 yinqiao migrate",
        ),
    )
    if missing:
        return
    fits, message = crypto.key_check()
    yield Finding(
        pick("key file fits this database", "密钥文件与数据库匹配"), is_ok=fits, remedy=message
    )
    for check in readiness_checks():
        if check.name not in {"database", "migrations", "keys"}:
            yield Finding(check.name, is_ok=check.is_ok, remedy=check.detail)
    for alarm in alarm_checks():
        yield Finding(alarm.name, is_ok=False, remedy=alarm.detail)
    letters = DeadLetter.objects.count()
    yield Finding(
        pick("no job was given up", "没有被放弃的后台任务"),
        is_ok=letters == 0,
        remedy=pick(
            f"{letters} jobs failed five times: see logs/worker.log",
            f"{letters} 个任务连续失败：请查看 logs/worker.log",
        ),
        is_hint=True,
    )


def _test_tools() -> Iterator[Finding]:
    has_browser = any(
        shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")
    )
    yield Finding(
        pick("Chromium (browser tests)", "Chromium（浏览器测试）"),
        is_ok=has_browser,
        remedy="apt-get install chromium",
        is_hint=True,
    )
    has_font = any(folder.is_dir() and any(folder.rglob("NotoSansCJK*")) for folder in FONT_FOLDERS)
    yield Finding(
        pick("Chinese font (browser tests, PDF)", "中文字体（浏览器测试、PDF）"),
        is_ok=has_font,
        remedy="apt-get install fonts-noto-cjk",
        is_hint=True,
    )


def _nearest(path: Path) -> Path:
    """Return `path` or the first folder above it that exists."""
    while not path.exists():
        path = path.parent
    return path
