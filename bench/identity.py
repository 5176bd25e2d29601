"""The linkage over a million customers of whom the truth is known, and over the public sets of record linkage where they are at hand."""

import os
import resource
import time
from pathlib import Path

import polars as pl

from bench import duplicates_made, product

SETS = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "er"
_FEBRL = """given: given_name
surname: surname
birth: date_of_birth
id: soc_sec_id
address: [street_number, address_1, address_2]
city: suburb
province: state
postcode: postcode
truth_pattern: '^rec-(\\d+)-'
"""
_FAKE = "record: unique_id\ncolumns:\n  given: first_name\n  surname: surname\n  birth: dob\n  city: city\n  email: email\n"
_PUBLIC = (
    ("febrl1", _FEBRL, "rec_id"),
    ("febrl2", _FEBRL, "rec_id"),
    ("febrl3", _FEBRL, "rec_id"),
    ("fake_1000", _FAKE, "cluster"),
    ("fake_1000", _FAKE, "fake_1000_labels.parquet"),
    ("fake_20000", _FAKE, "group"),
)


def run(home: Path, customers: int) -> None:
    """Print precision, recall, F1, clusters and seconds of each."""
    os.environ.update(product.environment(home), DJANGO_SETTINGS_MODULE="yinqiao.config.settings")
    from yinqiao.config.runtime import application

    application.set_up_django()
    for name, columns, truth in _PUBLIC:
        path = SETS / f"{name}.parquet"
        if path.is_file():
            answers = str(SETS / truth) if truth.endswith(".parquet") else truth
            title = name if answers == truth else f"{name}, clerical labels"
            _show(home, title, path, columns=columns, truth=answers)
    path = _people(home, customers)
    title = f"{customers:,} customers"
    _show(home, title, path, columns=duplicates_made.MAP, truth="cluster")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    product.show([("largest process", f"{memory:,.0f} MB")])


def _people(home: Path, customers: int) -> Path:
    path = home / f"duplicates_{customers}.parquet"
    if not path.is_file():
        began = time.monotonic()
        duplicates_made.made(customers).with_columns(
            pl.col("cluster").cast(pl.String)
        ).write_parquet(path)
        product.show([("records made", f"{time.monotonic() - began:,.1f} s")])
    return path


def _show(home: Path, title: str, path: Path, *, columns: str, truth: str) -> None:
    from yinqiao.customers.linkage import settings, trial

    written = home / "columns.yaml"
    written.write_text(columns, encoding="utf-8")
    found = trial.evaluate(path=path, columns=written, truth=truth, plan=settings.shipped_plan())
    score = found.score
    product.show(
        [
            (
                title,
                f"precision {score.precision:.4f}, recall {score.recall:.4f}, F1 {score.f1:.4f}; {found.clusters:,} clusters; {found.seconds:,.1f} s",
            ),
            (
                "steps",
                ", ".join(f"{step} {seconds:,.1f} s" for step, seconds in found.steps.items()),
            ),
        ]
    )
