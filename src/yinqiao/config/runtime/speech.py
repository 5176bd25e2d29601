"""What the runtime says on the terminal: English, or Chinese where LANG asks for it, with the time of every step."""

import contextlib
import os
import shutil
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


class ProgressLine:
    """How far a long step is: one line of a terminal that is written over, or a line every few seconds into a pipe."""

    def __init__(self, *, every: float = 5.0) -> None:
        self._is_terminal = sys.stdout.isatty()
        self._every = 0.2 if self._is_terminal else every
        self._told_at = 0.0

    def __call__(self, english: str, chinese: str) -> None:
        """Tell, unless the last time was a moment ago."""
        moment = time.monotonic()
        if moment - self._told_at < self._every:
            return
        self._told_at = moment
        text = f"  {pick(english, chinese)}"
        if not self._is_terminal:
            say(text, text)
            return
        width = shutil.get_terminal_size().columns - 1
        sys.stdout.write(f"\r\033[K{text[: width // 2] if not text.isascii() else text[:width]}")
        sys.stdout.flush()

    def close(self) -> None:
        """Leave a clean line behind."""
        if self._is_terminal and self._told_at:
            sys.stdout.write("\r\033[K")
            sys.stdout.flush()
