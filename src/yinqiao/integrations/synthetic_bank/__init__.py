"""A believable Chinese bank, invented from a seed, written as core-banking T+1 files.

Owns: the invention (`plan` → `world` → `people`, `companies` → `ledger` → `files`) and the side files that hold the truth.
Does not own: the file format (`integrations.core_banking`), loading it.
Front door: `generate` here, `bank.write_bank`; demo staff numbers: `DEMO_STAFF`.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from yinqiao.integrations.synthetic_bank.bank import Outcome, write_bank
from yinqiao.integrations.synthetic_bank.plan import Plan
from yinqiao.integrations.synthetic_bank.staffing import DEMO_STAFF

__all__ = ["DEMO_STAFF", "Outcome", "Plan", "generate", "write_bank"]


def generate(
    *, customers: int, seed: int, day: date, folder: Path, progress: Callable[[str], None]
) -> Outcome:
    """Write the bank of `customers` on the evening of `day` into `folder` with the usual history and share of spoilt rows."""
    return write_bank(Plan(customers, seed, day), folder, say=progress)
