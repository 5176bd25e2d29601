"""A list of made-up people for the sample bank, so that the desk of compliance has a few cases: namesakes of customers, one with a number alike."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from yinqiao.access import queries as access
from yinqiao.compliance import services
from yinqiao.compliance.services import ListOrder, SameVersion
from yinqiao.customers import queries as customers
from yinqiao.customers.queries import CustomerFilter
from yinqiao.lib import pinyin
from yinqiao.organization import queries as organization
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.scope import scope_session

CODE: Final = "DEMO"
TITLE: Final = "演示名单（虚构人物）"
HEADER: Final = ("编号", "类型", "姓名", "别名", "出生日期", "国籍", "名单类别", "备注")
# Nobody in the bank is meant by these.
OTHERS: Final = (
    ("个人", "阿卜杜勒·虚构", "Abdul Xugou", "1969", "", "演示：境外", "虚构人物"),
    ("单位", "远洋虚构航运有限公司", "Fictional Ocean Shipping Co Ltd", "", "", "演示：航运", "虚构单位"),
    ("个人", "Ivan Vymyshlenny", "Иван Вымышленный", "1975-05-01", "RUS", "演示：境外", "虚构人物"),
)  # fmt: skip
LOOKED_AT: Final = 400
PERSON_NAME: Final = 3
NAMESAKES: Final = 4


def bring_list(accounts: Iterable[tuple[str, str]], *, now: datetime) -> None:
    """Let the first compliance officer among (role, staff number) bring the list into force; a second time nothing happens."""
    for role, staff_no in accounts:
        person = organization.staff_by_no(staff_no) if role == "compliance_officer" else None
        actor = access.actor_of_staff(person.id, now) if person is not None else None
        if actor is not None:
            with TemporaryDirectory() as folder, scope_session(actor):
                _bring(actor, Path(folder) / "demo-list.csv", now=now)
            return


def _bring(actor: Actor, path: Path, *, now: datetime) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows((f"DEMO-{n:03}", *row) for n, row in enumerate(_rows(actor), start=1))
    order = ListOrder(code=CODE, title=TITLE, path=path, file_name=path.name)
    try:
        services.load_list(actor=actor, now=now, order=order)
    except SameVersion:
        return


def _rows(actor: Actor) -> list[Sequence[str]]:
    """The others, and namesakes: one born on the same day, one in the same year, one in another, one known by pinyin alone."""
    listed = customers.customer_list(actor=actor, wanted=CustomerFilter()).order_by("customer_no")
    found = [
        (row.name, row.birth_on)
        for row in listed[:LOOKED_AT]
        if row.birth_on is not None and len(row.name) == PERSON_NAME
    ]
    rows: list[Sequence[str]] = list(OTHERS)
    for place, (name, born) in enumerate(found[:: max(len(found) // NAMESAKES, 1)][:NAMESAKES]):
        rows.append(_namesake(place, name, born))
    return rows


def _namesake(place: int, name: str, born: date) -> Sequence[str]:
    reading = pinyin.romanise(name)
    latin = reading.sort_key.removesuffix(name).strip().title()
    birth = (born.isoformat(), str(born.year), str(born.year - 20), "")[place % NAMESAKES]
    shown = latin if place % NAMESAKES == NAMESAKES - 1 else name
    return ("个人", shown, "" if shown == latin else latin, birth, "CHN", "演示：境内", "虚构人物，与客户同名")  # fmt: skip
