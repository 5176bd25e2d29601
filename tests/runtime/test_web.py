"""How the web server is started."""

from yinqiao.access import hashers
from yinqiao.config.runtime import commands


def test_sign_ins_leave_threads_for_people_at_work() -> None:
    """P03: a storm of sign-ins may hold four threads of a process, never all."""
    assert int(commands.WEB_THREADS) - hashers.SIGN_INS_AT_ONCE >= 2
