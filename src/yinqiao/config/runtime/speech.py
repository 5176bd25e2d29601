"""What the runtime says on the terminal: English, or Chinese where LANG asks for it, with the time of every step."""

import contextlib
import os
import sys
import time
from collections.abc import Iterator


def pick(english: str, chinese: str) -> str:
    """Return the sentence in the terminal's language."""
    language = (
        os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    )
    return chinese if language.startswith("zh") else english


def say(english: str, chinese: str) -> None:
    """Print one line at once, also into a pipe."""
    sys.stdout.write(f"{pick(english, chinese)}\n")
    sys.stdout.flush()


def complain(english: str, chinese: str) -> None:
    """Print one line on standard error."""
    sys.stderr.write(f"yinqiao: {pick(english, chinese)}\n")
    sys.stderr.flush()


@contextlib.contextmanager
def step(english: str, chinese: str) -> Iterator[None]:
    """Announce a step, and say how long it took."""
    say(f"… {english}", f"… {chinese}")
    began = time.monotonic()
    yield
    seconds = time.monotonic() - began
    say(f"✓ {english} ({seconds:.1f} s)", f"✓ {chinese}（{seconds:.1f} 秒）")
