"""What the sample bank has before anybody sells: licences, a published questionnaire, an assessment at the counter, evidence kept."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Final

from yinqiao.access import queries as access
from yinqiao.compliance import queries as compliance
from yinqiao.compliance import services
from yinqiao.compliance.services import (
    Confirmation,
    EvidenceDetails,
    LicenceDetails,
    PaperDetails,
)
from yinqiao.customers import queries as customers
from yinqiao.customers.queries import CustomerFilter
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.scope import scope_session
from yinqiao.workflow import services as workflow

SELLERS: Final = ("relationship_manager", "wealth_manager", "corporate_manager", "branch_head")
# The corporate manager sells no funds: the register shows what that means.
HELD: Final[Mapping[str, tuple[str, ...]]] = {
    "relationship_manager": ("FUND", "INSURANCE", "WEALTH"),
    "wealth_manager": ("FUND", "INSURANCE", "WEALTH"),
    "corporate_manager": ("WEALTH",),
    "branch_head": ("FUND", "WEALTH"),
}
PAPER: Final = PaperDetails(
    "Q2026-11", "个人客户风险承受能力测评问卷", "PERSON", compliance.sample_paper()
)
ANSWERS: Final[Mapping[str, list[str]]] = {
    "1": ["B"],
    "2": ["C"],
    "3": ["B"],
    "4": ["B"],
    "5": ["B"],
    "6": ["C"],
    "7": ["A", "B"],
    "8": ["B"],
    "9": ["B"],
    "10": ["B"],
}


def prepare_sales(accounts: Iterable[tuple[str, str]], *, now: datetime) -> None:
    """Record licences, publish the questionnaire and let one customer be assessed, each by whose work it is. Run again, it adds nothing."""
    people = dict(_people(accounts, now))
    officer, maker = people.get("compliance_officer"), people.get("product_manager")
    if officer is None or maker is None or _is_done(now):
        return
    for role in SELLERS:
        if role in people:
            _license(people[role], HELD[role], officer=officer, now=now)
    _publish(maker, officer, now=now)
    if "relationship_manager" in people:
        _assess(people["relationship_manager"], now=now)


def _people(accounts: Iterable[tuple[str, str]], now: datetime) -> Iterable[tuple[str, Actor]]:
    for role, staff_no in accounts:
        person = organization.staff_by_no(staff_no)
        actor = access.actor_of_staff(person.id, now) if person is not None else None
        if actor is not None:
            yield role, actor


def _is_done(now: datetime) -> bool:
    return compliance.paper_in_force(is_person=True, on=clock.bank_date(now)) is not None


def _license(actor: Actor, kinds: tuple[str, ...], *, officer: Actor, now: datetime) -> None:
    today = clock.bank_date(now)
    with scope_session(officer):
        for place, kind in enumerate(kinds, start=1):
            # One ends soon, so that the list of those shows something.
            ends = today + timedelta(days=40) if kind == "INSURANCE" else None
            services.record_licence(
                actor=officer,
                now=now,
                details=LicenceDetails(
                    staff_no=actor.staff_no,
                    kind=kind,
                    licence_no=f"{kind[0]}{actor.staff_no}{place:02}",
                    valid_from=date(today.year - 2, 3, 1),
                    valid_to=ends,
                ),
            )


def _publish(maker: Actor, officer: Actor, *, now: datetime) -> None:
    with scope_session(maker):
        paper_id = services.write_paper(actor=maker, now=now, details=PAPER)
        approval_id = services.request_publication(
            actor=maker,
            now=now,
            paper_id=paper_id,
            version=1,
            effective_from=clock.bank_date(now),
            reason="按适当性管理办法更新测评问卷",
        )
    with scope_session(officer):
        workflow.approve(actor=officer, now=now, approval_id=approval_id, version=1)


def _assess(manager: Actor, *, now: datetime) -> None:
    """The first person of the manager's book whose grade has run out comes to the counter."""
    with scope_session(manager):
        book = customers.customer_list(actor=manager, wanted=CustomerFilter(kind="PERSON"))
        for row in book.order_by("-aum", "customer_id")[:20]:
            standing = compliance.buyer_standing(
                actor=manager, customer_id=row.customer_id, now=now
            )
            if not standing.is_valid and not standing.refusal:
                _sit(manager, row.customer_id, now=now)
                return


def _sit(manager: Actor, customer_id: int, *, now: datetime) -> None:
    sitting_id = services.start_sitting(actor=manager, now=now, customer_id=customer_id)
    services.answer_sitting(
        actor=manager, now=now, customer_id=customer_id, sitting_id=sitting_id, answers=ANSWERS
    )
    services.confirm_sitting(
        actor=manager,
        now=now,
        customer_id=customer_id,
        sitting_id=sitting_id,
        confirmation=Confirmation(is_own=True, is_second=True),
    )
    note = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    services.keep_evidence(
        actor=manager,
        now=now,
        customer_id=customer_id,
        details=EvidenceDetails("OTHER", "风险测评签字页", clock.bank_date(now)),
        file=BytesIO(note),
        size=len(note),
    )
