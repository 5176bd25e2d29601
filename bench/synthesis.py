"""How quickly the synthetic bank is written, beside a plain copy of its files. The import benchmark loads what this one wrote."""

import shutil
import time
from pathlib import Path

from bench import product


def run(home: Path, customers: int) -> None:
    """Write the bank anew and print rows, seconds and memory."""
    folder = product.files_folder(home, customers)
    shutil.rmtree(folder, ignore_errors=True)
    began = time.monotonic()
    memory = product.write_bank(home, customers)
    seconds = time.monotonic() - began
    lines = sum(_lines(path) for path in folder.glob("*.dat"))
    copied = _copy(folder, home / "copy")
    product.show(
        [
            ("rows", f"{lines:,} in {seconds:,.1f} s = {lines / seconds:,.0f} rows/s"),
            ("plain copy", f"{copied:,.1f} s; ratio {seconds / max(copied, 1e-6):,.0f}"),
            ("largest process", f"{memory:,.0f} MB"),
        ]
    )


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))


def _copy(folder: Path, target: Path) -> float:
    shutil.rmtree(target, ignore_errors=True)
    began = time.monotonic()
    shutil.copytree(folder, target)
    seconds = time.monotonic() - began
    shutil.rmtree(target)
    return seconds
