"""Commands of the integrations: `yinqiao synth`."""

import argparse
import sys
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from yinqiao.integrations.synthetic_bank.bank import write_bank
from yinqiao.integrations.synthetic_bank.plan import Plan


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands of this room to the `yinqiao` command line; `run(arguments)` returns the exit code."""
    parser = subparsers.add_parser(
        "synth", help="write a believable synthetic bank as core-banking T+1 files"
    )
    parser.add_argument(
        "--customers",
        type=int,
        default=20_000,
        help="persons and companies together (default 20,000)",
    )
    parser.add_argument(
        "--seed", type=int, default=1, help="another seed makes another bank (default 1)"
    )
    parser.add_argument(
        "--date",
        type=date.fromisoformat,
        default=None,
        help="batch date YYYY-MM-DD (default today)",
    )
    parser.add_argument(
        "--months",
        type=int,
        default=13,
        help="calendar months of history, the current one included (default 13)",
    )
    parser.add_argument(
        "--dirty",
        type=float,
        default=0.001,
        metavar="RATE",
        help="share of spoilt rows, listed in truth.csv (default 0.001)",
    )
    parser.add_argument(
        "--out", type=Path, required=True, help="folder for the files; must hold no data files yet"
    )
    parser.add_argument("--processes", type=int, default=2, help="1 or 2 (default 2)")
    parser.set_defaults(run=synthesize, needs="nothing")


def synthesize(arguments: argparse.Namespace) -> int:
    """Write the bank that the arguments describe; return the exit code."""
    as_of = arguments.date or datetime.now(tz=ZoneInfo("Asia/Shanghai")).date()
    try:
        plan = Plan(arguments.customers, arguments.seed, as_of, arguments.months, arguments.dirty)
        outcome = write_bank(plan, arguments.out, say=_say, processes=max(1, arguments.processes))
    except (ValueError, OSError) as error:
        print(f"yinqiao synth: {_sentence(error)}", file=sys.stderr)
        return 2
    rows = sum(outcome.rows.values())
    _say(
        f"{plan.customers:,} customers on {as_of}: {rows:,} rows ({outcome.rows['transaction']:,} transactions, {outcome.spoilt:,} spoilt) in {outcome.seconds:.1f} s"
    )
    _say(f"load them with: yinqiao import run core_banking --from {arguments.out} --date {as_of}")
    return 0


def _sentence(error: ValueError | OSError) -> str:
    """Return why the bank was not written; what the system refused is told with its path."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or 'a file'} cannot be written: {error.strerror}"
    return str(error)


def _say(line: str) -> None:
    print(line, flush=True)
