"""What an actor sees: team, clearances, and what nobody sees in clear."""

from datetime import date
from decimal import Decimal

import pytest

from yinqiao.platform.actor import Actor, ActorKind
from yinqiao.platform.masking.door import Masker
from yinqiao.platform.masking.rules import FieldClass


def make_actor(*clearances: str) -> Actor:
    return Actor(
        kind=ActorKind.PERSON,
        staff_id=1,
        user_id=1,
        staff_no="0001",
        name="陈思远",
        clearances=frozenset(clearances),
    )


STRANGER = Masker.of(make_actor())
READER = Masker.of(make_actor("name:scope", "amount:scope", "birth_date:scope"))

NUMBERS = [
    (FieldClass.PHONE, "13800001234", "138****1234"),
    (FieldClass.ID_NUMBER, "11010519491231002X", "110***********002X"),
    (FieldClass.OTHER_ID, "E12345678", "E****78"),
    (FieldClass.CARD, "6217000000000000012", "6217 **** **** 0012"),
    (FieldClass.ACCOUNT, "33010155003391", "尾号3391"),
    (FieldClass.EMAIL, "zhang@bank.cn", "z***@bank.cn"),
    (FieldClass.ADDRESS, "北京市朝阳区望京街道1号", "北京市朝阳区****"),
    (FieldClass.FREE_TEXT, "手机13800001234", "手机138****1234"),
]


def test_names_in_full_for_the_team_and_cleared_readers() -> None:
    assert STRANGER.name("林婉清", in_team=False) == "林**"
    assert STRANGER.name("林婉清", in_team=True) == "林婉清"
    assert READER.name("林婉清", in_team=False) == "林婉清"
    assert (
        STRANGER.name("杭州银桥科技有限公司", in_team=False, is_company=True)
        == "杭州银桥科技有限公司"
    )


@pytest.mark.parametrize(("field_class", "value", "masked"), NUMBERS)
def test_numbers_are_masked_for_everybody(
    field_class: FieldClass, *, value: str, masked: str
) -> None:
    for masker in (STRANGER, READER):
        assert masker.display(value, field_class, in_team=True) == masked
        assert getattr(masker, field_class.value)(value) == masked


def test_amounts_become_bands_without_the_right() -> None:
    amount = Decimal("3200000.00")
    assert STRANGER.amount(amount, in_team=False) == "300 万–600 万"
    assert STRANGER.amount(amount, in_team=False, language="en") == "3 M–6 M"
    assert STRANGER.amount(amount, in_team=True) == "320.0 万"
    assert READER.amount(amount, in_team=False) == "320.0 万"
    assert STRANGER.display(amount, FieldClass.AMOUNT) == "300 万–600 万"
    assert READER.display(amount, FieldClass.AMOUNT) == "3200000.00"


def test_tier_borders_come_from_the_caller() -> None:
    masker = Masker.of(make_actor(), tier_bounds=[Decimal(10_000), Decimal(20_000)])
    assert masker.amount(Decimal(15_000), in_team=False) == "1 万–2 万"
    assert masker.display(Decimal(15_000), FieldClass.AMOUNT) == "1 万–2 万"


def test_birth_dates() -> None:
    born = date(1980, 5, 6)
    assert (
        STRANGER.birth_date(born)
        == STRANGER.display(born, FieldClass.BIRTH_DATE, in_team=True)
        == "1980-**-**"
    )
    assert READER.birth_date(born) == READER.display(born, FieldClass.BIRTH_DATE) == "1980-05-06"


def test_missing_values_stay_empty() -> None:
    assert STRANGER.name(None, in_team=False) == ""
    assert (
        STRANGER.phone(None)
        == STRANGER.birth_date(None)
        == STRANGER.amount(None, in_team=False)
        == ""
    )
    assert {STRANGER.display(None, field_class) for field_class in FieldClass} == {""}


def test_names_and_companies_through_display() -> None:
    assert STRANGER.display("林婉清", FieldClass.NAME) == "林**"
    assert STRANGER.display("林婉清", FieldClass.NAME, in_team=True) == "林婉清"
    assert STRANGER.display("银桥公司", FieldClass.COMPANY_NAME) == "银桥公司"
