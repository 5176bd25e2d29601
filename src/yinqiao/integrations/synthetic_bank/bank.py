"""Writes a whole bank: common tables, blocks of persons in up to two processes, then the companies."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from yinqiao.integrations.synthetic_bank.arrays import integers
from yinqiao.integrations.synthetic_bank.company_block import write_company_block
from yinqiao.integrations.synthetic_bank.dirt import Truth, truth_rows
from yinqiao.integrations.synthetic_bank.files import Folder, Ticker
from yinqiao.integrations.synthetic_bank.names import person_names
from yinqiao.integrations.synthetic_bank.offices import office_rows
from yinqiao.integrations.synthetic_bank.person_block import BlockResult, write_person_block
from yinqiao.integrations.synthetic_bank.plan import Plan
from yinqiao.integrations.synthetic_bank.prices import (
    ftp_rows,
    last_navs,
    nav_rows,
    risk_parameter_rows,
)
from yinqiao.integrations.synthetic_bank.shelf import product_rows
from yinqiao.integrations.synthetic_bank.staffing import staff_rows
from yinqiao.integrations.synthetic_bank.truth_aum import AumSample, aum_rows
from yinqiao.integrations.synthetic_bank.world import World, build_world

if TYPE_CHECKING:
    from multiprocessing.sharedctypes import Synchronized

MAXIMUM_PROCESSES = 2
_written: "Synchronized[int] | None" = None


@dataclass(frozen=True)
class Outcome:
    """What was written: rows by table (spoilt ones included), number of spoilt rows, seconds."""

    rows: dict[str, int]
    spoilt: int
    seconds: float


@dataclass(frozen=True)
class _Written:
    """What a process hands back about one block."""

    result: BlockResult
    rows: dict[str, int]
    truth: list[Truth]


def write_bank(
    plan: Plan, out: Path, *, say: Callable[[str], None], processes: int = MAXIMUM_PROCESSES
) -> Outcome:
    """Write all files of the plan's bank into the folder `out` (made if need be) and the truth beside them.

    `say` takes lines of progress. Raises FileExistsError if `out` already holds data files: two banks never mix.
    """
    began = time.monotonic()
    out.mkdir(parents=True, exist_ok=True)
    if next(out.glob("*.dat"), None):
        message = f"{out} already holds data files"
        raise FileExistsError(message)
    world = build_world(plan)
    ticker = Ticker(say)
    done = _Progress(ticker)
    folder = Folder(out, plan.as_of, plan.dirty_rate, done.add)
    _write_common(world, folder)
    results = list(
        _person_results(world, folder, done, processes=min(processes, MAXIMUM_PROCESSES))
    )
    _write_companies(world, folder, results)
    truth_rows(folder.truth).write_csv(out / "truth.csv")
    samples: list[AumSample] = [sample for result in results for sample in result.aum]
    aum_rows(plan, samples).write_csv(out / "truth_aum.csv")
    ticker.tell(done.rows, "synthetic bank", force=True)
    return Outcome(folder.rows, len(folder.truth), time.monotonic() - began)


class _Progress:
    """Rows written so far."""

    def __init__(self, ticker: Ticker) -> None:
        self._ticker = ticker
        self._lock = threading.Lock()
        self.rows = 0

    def add(self, table: str, rows: int) -> None:
        """Count rows of this process; print when it is time."""
        with self._lock:
            self.rows += rows
            self._ticker.tell(self.rows, table)


def _write_common(world: World, folder: Folder) -> None:
    plan = world.plan
    navs, nav_on = last_navs(plan, world.shelf, world.prices)
    frames = {
        "org": office_rows(plan, world.offices),
        "staff": staff_rows(plan, world.staffing, world.offices),
        "product": product_rows(world.shelf, navs, nav_on),
        "nav": nav_rows(plan, world.shelf, world.prices),
        "ftp_curve": ftp_rows(plan),
        "risk_parameter": risk_parameter_rows(plan),
    }
    for table, frame in frames.items():
        folder.write(table, frame, part=1, rng=plan.rng(f"dirt {table}"))


def _person_results(
    world: World, folder: Folder, done: _Progress, *, processes: int
) -> Iterator[BlockResult]:
    """Yield the results of all blocks in their order, however many processes there are."""
    blocks = range(len(world.plan.person_blocks))
    if processes == 1 or len(blocks) == 1:
        for block in blocks:
            yield write_person_block(world, block, folder)
        return
    for written in _in_processes(world.plan, folder.path, done, processes=processes):
        folder.truth += written.truth
        for table, rows in written.rows.items():
            folder.rows[table] = folder.rows.get(table, 0) + rows
        yield written.result


def _in_processes(plan: Plan, out: Path, done: _Progress, *, processes: int) -> list[_Written]:
    context = get_context("spawn")
    counter = context.Value("q", 0)
    blocks = range(len(plan.person_blocks))
    with (
        _one_polars_thread(),
        ProcessPoolExecutor(
            processes, mp_context=context, initializer=_remember, initargs=(counter,)
        ) as pool,
    ):
        futures: list[Future[_Written]] = [
            pool.submit(_write_one, plan, block, out) for block in blocks
        ]
        pending = set(futures)
        seen = 0
        while pending:
            _, pending = wait(pending, timeout=1, return_when=FIRST_COMPLETED)
            done.add(
                f"persons, {len(blocks) - len(pending)} of {len(blocks)} parts",
                counter.value - seen,
            )
            seen = counter.value
        return [future.result() for future in futures]


@contextmanager
def _one_polars_thread() -> Iterator[None]:
    """Give each child one Polars thread: the processes are the parallelism."""
    before = os.environ.get("POLARS_MAX_THREADS")
    os.environ["POLARS_MAX_THREADS"] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ["POLARS_MAX_THREADS"]
        else:
            os.environ["POLARS_MAX_THREADS"] = before


def _remember(counter: "Synchronized[int]") -> None:
    global _written  # noqa: PLW0603 - a process pool can hand a shared counter over in no other way
    _written = counter


def _count(_table: str, rows: int) -> None:
    if _written is not None:
        with _written.get_lock():
            _written.value += rows


def _write_one(plan: Plan, block: int, out: Path) -> _Written:
    folder = Folder(out, plan.as_of, plan.dirty_rate, _count)
    result = write_person_block(build_world(plan), block, folder)
    return _Written(result, folder.rows, folder.truth)


def _write_companies(world: World, folder: Folder, results: list[BlockResult]) -> None:
    plan = world.plan
    wages = integers(np.sum([result.wages for result in results], axis=0))
    rng = plan.rng("officials")
    count = len(world.directory)
    names = person_names(
        rng, is_male=np.ones(count, dtype=np.bool_), birth_year=integers(np.full(count, 1968))
    ).to_list()
    for result in results:
        for company, name in zip(result.owners_company.tolist(), result.owners_name, strict=True):
            names[company] = name
    for block in range(len(plan.company_blocks)):
        write_company_block(world, block, folder, wages=wages, representatives=pl.Series(names))
