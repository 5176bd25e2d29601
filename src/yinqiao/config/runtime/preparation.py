"""What `up` does between database and web server: migrations, keys, static files. Safe to repeat, safe to kill."""

import hashlib
from importlib.metadata import version
from pathlib import Path

from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import OperationalError, connection

from yinqiao.config.runtime.speech import complain, pick, say, step
from yinqiao.config.runtime.state import StateFolder, write_privately
from yinqiao.config.schema import migrate_database
from yinqiao.organization import queries as organization
from yinqiao.platform.crypto import keyring
from yinqiao.platform.crypto import queries as crypto
from yinqiao.platform.crypto import services as crypto_services
from yinqiao.platform.crypto.models import KeyCheck

KEYS_REFUSED = 3
# htmx is vendored by ourselves; notes are not for browsers.
NOT_SERVED = ["django_htmx/*", "*.md"]


def prepare(state: StateFolder) -> int:
    """Bring database, key file and static files to this version; return 0, or KEYS_REFUSED when the keys do not fit."""
    refused = prepare_database(state)
    if not refused:
        collect_static(state)
    return refused


def prepare_database(state: StateFolder) -> int:
    """Bring database and key file to this version; return 0, or KEYS_REFUSED when the keys do not fit."""
    with step("Checking the database's tables", "检查数据库表结构"):
        count = migrate_database(report=_report)
    if count:
        say(f"  {count} migrations applied", f"  共执行 {count} 个迁移")
    problem = keys_problem(state)
    if problem:
        complain(problem, problem)
        return KEYS_REFUSED
    return 0


def collect_static(state: StateFolder) -> None:
    """Collect and compress static files, unless they are as they were at the last start."""
    stamp = state.home / "static.stamp"
    digest = _static_digest()
    if stamp.exists() and stamp.read_text() == digest:
        return
    with step("Collecting static files", "收集静态文件"):
        call_command(
            "collectstatic", interactive=False, verbosity=0, clear=True, ignore_patterns=NOT_SERVED
        )
    write_privately(stamp, digest)


def _static_digest() -> str:
    digest = hashlib.sha256(version("whitenoise").encode())
    for finder in get_finders():
        for path, storage in finder.list(NOT_SERVED):
            entry = Path(storage.path(path)).stat()
            digest.update(f"{path}:{entry.st_size}:{entry.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def holds_a_bank() -> bool:
    """Tell whether somebody has begun to work with this database: an account or a unit is there."""
    return get_user_model().objects.exists() or bool(organization.all_org_ids())


def keys_problem(state: StateFolder) -> str:
    """Make the keys of a new installation; return what is wrong with those of an old one, or ""."""
    if not state.keyring.exists():
        if KeyCheck.objects.exists():
            return (
                f"The key file {state.keyring} is missing, and this database was encrypted with it. "
                "Nothing was changed. Restore the file from the key backup, then start again."
            )
        keyring.create(state.keyring)
    fits, message = crypto.key_check()
    if not fits:
        return message
    crypto_services.record_key_check()
    return ""


def serving_problem(state: StateFolder) -> str:
    """Return why a program run without `up` may not touch this database, or "": its keys must be there and fit already.

    Nothing is made or recorded here: new keys over a bank's data would be the worst of all.
    """
    try:
        is_new = _is_without_tables() or not KeyCheck.objects.exists()
    except OperationalError:
        return pick(
            "The database does not answer. Look at DATABASE_URL and the other addresses, then start again.",
            "数据库没有应答。请检查 DATABASE_URL 等地址后重新启动。",
        )
    if is_new:
        return pick(
            "This database has not been prepared. Run `yinqiao prepare` once with its addresses and key file, then start again.",
            "该数据库尚未准备。请用它的地址和密钥文件运行一次 yinqiao prepare，再重新启动。",
        )
    if not state.keyring.exists():
        return pick(
            f"The key file {state.keyring} is missing, and this database was encrypted with it. Give its copy by YINQIAO_KEYRING, then start again.",
            f"缺少密钥文件 {state.keyring}，而该数据库是用它加密的。请用 YINQIAO_KEYRING 指定其副本后重新启动。",
        )
    return crypto.key_check()[1]


def _is_without_tables() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NULL", ["crypto_key_check"])
        return bool(cursor.fetchone()[0])


def _report(done: int) -> None:
    if done % 25 == 0:
        say(f"  {done} migrations", f"  已执行 {done} 个迁移")
