"""Files of the core-banking profile as large as a test wants them: only required columns are filled."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from yinqiao.platform.imports.profile import find_profile

PROFILE = "core_banking"
ACCOUNTS = 2_000


@dataclass(frozen=True, slots=True)
class Written:
    """What a file holds: its rows and the sum of its control column in 分."""

    path: Path
    rows: int
    sum: int = 0


def write_masters(folder: Path, *, on: date, org: str, customers: int) -> Written:
    """Write a product, `customers` persons of the org `org`, and an account for the first ACCOUNTS of them; return the persons."""
    day = f"{on:%Y%m%d}"
    shelf = {"product_code": "D01", "name": "活期存款", "product_class": "101"}
    write_table(folder, "product", on=on, rows=[{**shelf, "currency": "156", "is_on_sale": "1"}])
    person = {"name": "王小明", "sex": "1", "org_code": org, "opened_on": day, "status": "1"}
    account = {"product_code": "D01", "org_code": org, "account_type": "01", "currency": "156"}
    owned = {**account, "status": "1", "opened_on": day, "balance": "0"}
    write_table(
        folder,
        "account",
        on=on,
        rows=(
            {**owned, "account_no": account_no(number), "customer_no": customer_no(number)}
            for number in range(min(customers, ACCOUNTS))
        ),
    )
    return write_table(
        folder,
        "customer_person",
        on=on,
        rows=({**person, "customer_no": customer_no(number)} for number in range(customers)),
    )


def write_transactions(folder: Path, *, on: date, rows: int) -> Written:
    """Write `rows` postings of `on`; amounts differ, every third is a debit."""
    day = f"{on:%Y%m%d}"
    posting = {"posted_on": day, "posted_at": f"{day}093000", "balance_after": "0", "channel": "03"}
    posted = {**posting, "transaction_type": "1002"}
    return write_table(
        folder,
        "transaction",
        on=on,
        rows=(
            {
                **posted,
                "transaction_no": f"T{day}{number:09d}",
                "account_no": account_no(number % ACCOUNTS),
                "direction": "C" if number % 3 else "D",
                "amount": f"{number + 1}" if number % 3 else f"{number + 1}-",
            }
            for number in range(rows)
        ),
    )


def customer_no(number: int) -> str:
    """Return the number of a customer."""
    return f"10{number:08d}"


def account_no(number: int) -> str:
    """Return the number of an account."""
    return f"62{number:014d}"


def write_table(
    folder: Path, table: str, *, on: date, rows: Iterable[Mapping[str, str]]
) -> Written:
    """Write part 01 of a table with its control file, line by line."""
    shape = find_profile(PROFILE).table(table)
    names = [column.name for column in shape.columns]
    name = str(shape.file).format(date=f"{on:%Y%m%d}", part="01")
    path, digest, count, total = folder / name, hashlib.sha256(), 0, 0
    with path.open("wb") as stream:
        for row in rows:
            line = ("|+|".join(row.get(name, "") for name in names) + "\n").encode("gb18030")
            digest.update(line)
            stream.write(line)
            count += 1
            if shape.control_sum:
                total += _cents(row[shape.control_sum])
    said = f"date={on:%Y%m%d}\nrows={count}\nsum={total}\nsha256={digest.hexdigest()}\n"
    path.with_suffix(".ok").write_text(
        said if shape.control_sum else said.replace(f"sum={total}\n", "")
    )
    return Written(path, count, total)


def _cents(text: str) -> int:
    return -int(text[:-1]) if text.endswith("-") else int(text)
