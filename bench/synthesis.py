"""How quickly the synthetic bank is written."""

import shutil
from pathlib import Path

from bench import product


def run(home: Path, customers: int) -> None:
    """Write a tenth of the bank and print rows and seconds; the full bank is made by the import benchmark."""
    folder = home / "files-sample"
    shutil.rmtree(folder, ignore_errors=True)
    count = max(customers // 10, 1000)
    seconds, memory = product.timed(
        [
            "synth",
            "--customers",
            str(count),
            "--seed",
            "1",
            "--date",
            product.DAY,
            "--out",
            str(folder),
        ],
        home,
    )
    lines = sum(path.read_bytes().count(b"\n") for path in folder.glob("*.dat"))
    product.show(
        [
            ("rows", f"{lines:,}"),
            ("rows/s", f"{lines / seconds:,.0f}"),
            ("largest process", f"{memory:,.0f} MB"),
        ]
    )
    shutil.rmtree(folder)
