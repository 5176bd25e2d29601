"""What `up` does between database and web server: migrations, keys, static files. Safe to repeat, safe to kill."""

from django.core.management import call_command

from yinqiao.config.runtime.speech import complain, say, step
from yinqiao.config.runtime.state import StateFolder
from yinqiao.config.schema import migrate_database
from yinqiao.platform.crypto import keyring
from yinqiao.platform.crypto import queries as crypto
from yinqiao.platform.crypto import services as crypto_services
from yinqiao.platform.crypto.models import KeyCheck

KEYS_REFUSED = 3


def prepare(state: StateFolder) -> int:
    """Bring database, key file and static files to this version; return 0, or KEYS_REFUSED when the keys do not fit."""
    with step("Checking the database's tables", "检查数据库表结构"):
        count = migrate_database(report=_report)
    if count:
        say(f"  {count} migrations applied", f"  共执行 {count} 个迁移")
    problem = _keys_problem(state)
    if problem:
        complain(problem, problem)
        return KEYS_REFUSED
    with step("Collecting static files", "收集静态文件"):
        call_command("collectstatic", interactive=False, verbosity=0)
    return 0


def _keys_problem(state: StateFolder) -> str:
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
