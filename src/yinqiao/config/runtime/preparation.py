"""What `up` does between database and web server: migrations, keys, static files. Safe to repeat, safe to kill."""

import hashlib
from importlib.metadata import version
from pathlib import Path

from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from yinqiao.config.runtime.speech import complain, say, step
from yinqiao.config.runtime.state import StateFolder, write_privately
from yinqiao.config.schema import migrate_database
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
        _collect_static(state)
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


def _collect_static(state: StateFolder) -> None:
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


def _report(done: int) -> None:
    if done % 25 == 0:
        say(f"  {done} migrations", f"  已执行 {done} 个迁移")
