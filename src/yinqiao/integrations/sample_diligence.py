"""What due diligence of the sample bank has before it: files at every stage, one late, a company whose owners differ."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from yinqiao.access import queries as access
from yinqiao.compliance import queries, services
from yinqiao.compliance.services import DiligenceDocument, ItemTold
from yinqiao.customers import queries as customers
from yinqiao.lib.periods import add_years
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.scope import scope_session

ROLES: Final = ("relationship_manager", "branch_head", "compliance_officer")
TOLD: Final = {
    "occupation": "企业管理人员，现单位任职五年",
    "address": "与证件住址一致，已上门核实",
    "purpose": "工资代发与理财，预计月交易 20 笔以内",
    "scope": "与营业执照一致，主营机械零部件加工",
    "agent": "财务负责人持授权书办理，电话已核实",
    "owners": "按股东名册与章程逐层识别",
}
CHOSEN: Final = {
    "structure": "LAYERED",
    "position": "NONE",
    "region": "HOME",
    "business": "ORDINARY",
    "products": "BASIC",
    "channel": "COUNTER",
}
# How far each file of the manager's book has come, and how many days ago it was opened.
STAGES: Final = (("COMPLETE", 12), ("GRADING", 6), ("CHECKING", 4), ("COLLECTING", 25))


def fill_diligence(accounts: Iterable[tuple[str, str]], *, now: datetime) -> None:
    """Let manager, head and compliance among (role, staff number) work on files; again, it adds nothing."""
    found = dict(accounts)
    people = [_actor(found.get(role, ""), now) for role in ROLES]
    manager, head, officer = people
    if manager is None or head is None or officer is None or manager.staff_id is None:
        return
    with scope_session(manager):
        book = customers.books(actor=manager, staff_ids=[manager.staff_id])
        persons = sorted(line.customer_id for line in book if not line.is_company)[6:10]
        if not persons or queries.diligence_file(actor=manager, customer_id=persons[0], now=now):
            return
    for customer_id, (stage, days) in zip(persons, STAGES, strict=False):
        opened = now - timedelta(days=days)
        _work((manager, head, officer), customer_id=customer_id, stage=stage, now=opened)
    _company(_actor(found.get("corporate_manager", ""), now), now)


def _actor(staff_no: str, now: datetime) -> Actor | None:
    person = organization.staff_by_no(staff_no) if staff_no else None
    return access.actor_of_staff(person.id, now) if person is not None else None


def _work(
    people: tuple[Actor, Actor, Actor], *, customer_id: int, stage: str, now: datetime
) -> None:
    """Bring a file to its stage, each step by whose work it is."""
    manager, head, officer = people
    with scope_session(manager):
        file_id = services.open_diligence_file(
            actor=manager, now=now, customer_id=customer_id, party_type="PERSON"
        )
        _supply(manager, customer_id, now, leaves=3 if stage == "COLLECTING" else 0)
        if stage == "COLLECTING":
            return
        services.submit_diligence_file(
            actor=manager, now=now, file_id=file_id, version=_version(manager, customer_id, now)
        )
    if stage == "CHECKING":
        return
    with scope_session(head):
        version = _version(head, customer_id, now)
        services.check_diligence_file(
            actor=head, now=now, file_id=file_id, version=version, returned={}
        )
    if stage == "GRADING":
        return
    with scope_session(officer):
        services.grade_customer(
            actor=officer,
            now=now,
            file_id=file_id,
            version=_version(officer, customer_id, now),
            grade="LOW",
            reason="资料齐全，交易与职业相符，与规则建议一致",
        )


def _supply(actor: Actor, customer_id: int, now: datetime, *, leaves: int = 0) -> None:
    card = queries.diligence_file(actor=actor, customer_id=customer_id, now=now)
    if card is None:
        return
    today = clock.bank_date(now)
    for row in card.items[: len(card.items) - leaves]:
        services.supply_diligence_item(
            actor=actor,
            now=now,
            item_id=row.id,
            version=row.version,
            told=ItemTold(
                answer=TOLD.get(row.code, ""),
                option=CHOSEN.get(row.code, ""),
                document=_document(today) if row.needs_document else DiligenceDocument(),
            ),
        )


def _document(today: date) -> DiligenceDocument:
    return DiligenceDocument(
        "E60318842", "市公安局", add_years(today, -9), add_years(today, 1) - timedelta(days=320)
    )


def _version(actor: Actor, customer_id: int, now: datetime) -> int:
    card = queries.diligence_file(actor=actor, customer_id=customer_id, now=now)
    return card.version if card is not None else 0


def _company(manager: Actor | None, now: datetime) -> None:
    """A company whose file is begun, and the comparison of its owners."""
    if manager is None or manager.staff_id is None:
        return
    with scope_session(manager):
        book = customers.books(actor=manager, staff_ids=[manager.staff_id])
        firms = sorted(line.customer_id for line in book if line.is_company)[:2]
        for customer_id in firms:
            services.open_diligence_file(
                actor=manager, now=now, customer_id=customer_id, party_type="COMPANY"
            )
            _supply(manager, customer_id, now, leaves=4)
    services.compare_owners_of_all(now=now)
