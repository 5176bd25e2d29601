"""Synthetic licences and marks for tests of this package and of rooms above."""

from datetime import date, datetime
from itertools import count
from typing import TYPE_CHECKING

from yinqiao.compliance.suitability.models import BuyerMark, Questionnaire, SalesLicence
from yinqiao.compliance.suitability.rules import content_of, digest_of, read_paper
from yinqiao.customers.tests.factories import KNOWN_FROM, whole_bank

if TYPE_CHECKING:
    from yinqiao.customers.models import Customer

_numbers = count(1)


def make_licence(
    staff_id: int,
    kind: str = "WEALTH",
    *,
    valid_from: date = date(2020, 1, 1),
    valid_to: date | None = None,
    withdrawn_on: date | None = None,
) -> SalesLicence:
    """Give a member of staff a licence."""
    number = next(_numbers)
    return SalesLicence.objects.create(
        staff_id=staff_id,
        kind=kind,
        licence_no=f"L{number:06}",
        valid_from=valid_from,
        valid_to=valid_to,
        withdrawn_on=withdrawn_on,
        source="HR",
        source_key=f"licence-{number}",
        known_from=KNOWN_FROM,
    )


def license_all(staff_id: int) -> None:
    """Give a member of staff every licence there is."""
    for kind in ("FUND", "INSURANCE", "WEALTH"):
        make_licence(staff_id, kind)


def make_mark(
    customer: "Customer",
    kind: str,
    *,
    valid_from: date = date(2026, 1, 1),
    valid_to: date | None = None,
) -> BuyerMark:
    """Note something about a customer."""
    with whole_bank():
        return BuyerMark.objects.create(
            customer=customer,
            kind=kind,
            valid_from=valid_from,
            valid_to=valid_to,
            reason="已核验证明材料",
            evidence_no="EV-7",
            set_at=KNOWN_FROM,
            set_by_name="林合规",
        )


PAPER = "\n".join(
    [
        *(f"? 题目{n}\nA 1 选项甲\nB 3 选项乙\nC 5 选项丙" for n in range(1, 5)),
        "?* 题目5\nA 0 不愿损失本金 !\nB 3 选项乙\nC 5 选项丙",
        "C1 >= 4\nC2 >= 9\nC3 >= 13\nC4 >= 17\nC5 >= 21",
    ]
)
"""Five questions: all A but the last comes to C1, all C to C5."""


def answers_of(letters: str) -> dict[str, list[str]]:
    """Return answers by question: one letter for each."""
    return {str(number): [letter] for number, letter in enumerate(letters, start=1)}


def make_paper(
    code: str = "Q2026-11",
    *,
    audience: str = "PERSON",
    effective_from: date = date(2026, 1, 1),
    text: str = PAPER,
) -> Questionnaire:
    """Publish a questionnaire."""
    content = content_of(read_paper(text))
    return Questionnaire.objects.create(
        code=code,
        title="个人客户风险承受能力测评问卷",
        audience=audience,
        text=text,
        content=content,
        digest=digest_of(content),
        state="PUBLISHED",
        effective_from=effective_from,
        made_at=KNOWN_FROM,
        made_by_name="孙产品",
        published_at=KNOWN_FROM,
        published_by_name="林合规",
    )


def moment(day: date, hour: int = 2) -> datetime:
    """Return an hour (UTC) of a day."""
    return datetime.combine(day, datetime.min.time(), tzinfo=KNOWN_FROM.tzinfo).replace(hour=hour)
