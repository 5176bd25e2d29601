"""Reads and checks the files of one table, ahead of their loading; a large table in a process of its own."""

import os
import signal
import traceback
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

import django
import polars as pl
from django.conf import settings

from yinqiao.lib.ahead import one_ahead
from yinqiao.platform.imports.checking.checker import Checker
from yinqiao.platform.imports.checking.findings import Checked
from yinqiao.platform.imports.checking.plan import CheckPlan
from yinqiao.platform.imports.decoding import ReadPlan
from yinqiao.platform.imports.engine.handing import received_frames, send_frames
from yinqiao.platform.imports.profile.shapes import Table
from yinqiao.platform.imports.reasons import FileRefused
from yinqiao.platform.imports.tablefiles import table_chunks

if TYPE_CHECKING:
    from collections.abc import Generator

# From here on a process of its own is worth the second that it takes to begin and the memory it needs.
APART_FROM = 64 * 2**20
_TAKEN = b""


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read (files by position; None: the rows that stand in the profile), how much, how, and how it is checked."""

    table: Table
    paths: tuple[Path | None, ...]
    size: int
    read: ReadPlan
    check: CheckPlan


@dataclass(frozen=True, slots=True)
class Step:
    """A checked chunk of the file at `position`; without one, the file's end or why it ends here."""

    position: int
    checked: Checked | None = None
    is_first: bool = False
    refusal: FileRefused | None = None


@dataclass(frozen=True, slots=True)
class _Failure:
    """What broke the reading process off; `error` carries its traceback as a note."""

    error: Exception


class ReadingEnded(RuntimeError):
    """The reading process is gone before the last row (killed, or out of memory); the run goes on where it was when asked again."""


def read_ahead(reading: Reading) -> "Generator[Step, None, None]":
    """Yield the steps of `reading` in order, worked out while the one before is in use.

    Chunks are read and checked ahead across files: a table often comes in many small ones.
    """
    is_apart = reading.size >= APART_FROM and settings.IMPORT_PROCESSES == "2"
    with closing(steps_apart(reading) if is_apart else steps(reading)) as items:
        yield from one_ahead(items)


def steps(reading: Reading) -> "Generator[Step, None, None]":
    """Yield the checked chunks of every file, and its end; a refused file is the last. Touches no database."""
    checker = Checker(reading.check)
    for position, path in enumerate(reading.paths):
        is_first = True
        try:
            for chunk in table_chunks(reading.table, reading.read, path):
                yield Step(position, checker.check(chunk), is_first=is_first)
                is_first = is_first and not chunk.rows
        except FileRefused as refusal:
            yield Step(position, refusal=refusal)
            return
        yield Step(position)


def steps_apart(reading: Reading) -> "Generator[Step, None, None]":
    """Yield the same steps from a process of its own: Python threads would wait for one another.

    A new process, not a fork: the threads of Polars do not live on in a forked one. It ends with its end of the pipe, so also when this process is killed.
    """
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,), daemon=True, name="import-reading")
    process.start()
    theirs.close()
    try:
        with closing(ours):
            ours.send((os.getpid(), reading))
            while (step := _received(ours)) is not None:
                yield step
    finally:
        process.terminate()
        process.join()


def _received(connection: Connection) -> Step | None:
    try:
        item: Step | _Failure | None = connection.recv()
        if isinstance(item, Step) and item.checked is not None:
            frames = received_frames(connection, len(_frames(item.checked)))
            # The other side may go on only now: else it would fill the memory with what nobody has taken.
            connection.send(_TAKEN)
            return replace(item, checked=_with_frames(item.checked, frames))
    except (EOFError, OSError) as error:
        raise ReadingEnded from error
    if isinstance(item, _Failure):
        raise item.error
    return item


def _frames(checked: Checked) -> list[pl.DataFrame]:
    """Return what is large of a checked chunk."""
    return [checked.good, checked.raw, checked.sums, checked.held]


def _with_frames(checked: Checked, frames: Sequence[pl.DataFrame]) -> Checked:
    good, raw, sums, held = frames
    return replace(checked, good=good, raw=raw, sums=sums, held=held)


def _send(connection: Connection, step: Step, *, to: int) -> None:
    if step.checked is None:
        connection.send(step)
        return
    without = _with_frames(step.checked, [pl.DataFrame()] * 4)
    connection.send(replace(step, checked=without))
    send_frames(connection, _frames(step.checked), to=to)
    connection.recv()


def _serve(connection: Connection) -> None:
    """Send the steps of the reading that is asked for; the other side takes one while the next is worked out."""
    # Ctrl-C goes to all processes of the terminal: the loading one decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Rooms register shapes, transforms and titles when their apps are ready.
    django.setup()
    asked: tuple[int, Reading] = connection.recv()
    loading, reading = asked
    try:
        for step in steps(reading):
            _send(connection, step, to=loading)
        connection.send(None)
    except (BrokenPipeError, EOFError):
        return
    except Exception as error:  # noqa: BLE001 - told by the loading process
        error.add_note(traceback.format_exc())
        connection.send(_Failure(error))
