"""Who acts from the shell of the server: the operator behind sudo, by name in the audit."""

import getpass
import os

from yinqiao.platform.actor import Actor, system_actor

LONGEST = 80


def shell_actor(command: str, *, permissions: frozenset[str]) -> Actor:
    """Return the actor of a command such as ``yinqiao user``, named after the person who typed it."""
    return system_actor(name=f"{_operator()} ({command})"[:LONGEST], permissions=permissions)


def _operator() -> str:
    try:
        return os.environ.get("SUDO_USER") or getpass.getuser()
    except KeyError:  # an account without a name
        return str(os.getuid())
