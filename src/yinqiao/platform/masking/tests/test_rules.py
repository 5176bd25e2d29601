"""Vectors of DOMAIN §1.2 and UI.md §11, and the properties that every mask has."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinqiao.platform.masking import rules
from yinqiao.platform.masking.rules import FieldClass, mask
from yinqiao.platform.masking.tests.strategies import VALUES


@pytest.mark.parametrize(
    ("field_class", "value", "masked"),
    [
        (FieldClass.NAME, "王小明", "王**"),
        (FieldClass.NAME, "王明", "王*"),
        (FieldClass.NAME, "欧阳小明", "欧阳**"),
        (FieldClass.NAME, "欧阳明", "欧阳*"),
        (FieldClass.NAME, "欧阳", "欧*"),
        (FieldClass.NAME, "诸葛亮", "诸葛*"),
        (FieldClass.NAME, "阿迪力·买买提", "阿**"),
        (FieldClass.NAME, "古丽娜扎尔", "古**"),
        (FieldClass.NAME, "John Smith", "J**"),
        (FieldClass.NAME, "王", "***"),
        (FieldClass.NAME, " 林婉清 ", "林**"),
        (FieldClass.NAME, "𠮷小明", "𠮷**"),
        (FieldClass.COMPANY_NAME, "杭州银桥科技有限公司", "杭州银桥科技有限公司"),
        (FieldClass.ID_NUMBER, "110105194912310021", "110***********0021"),
        (FieldClass.ID_NUMBER, "11010519491231002x", "110***********002X"),
        (FieldClass.ID_NUMBER, "E12345678", "E****78"),
        (FieldClass.ID_NUMBER, "110105491231002", "1****02"),
        (FieldClass.OTHER_ID, "E12345678", "E****78"),
        (FieldClass.OTHER_ID, "AB12", "***"),
        (FieldClass.GRADE, "MEDIUM_HIGH", "***"),
        (FieldClass.PHONE, "13800001234", "138****1234"),
        (FieldClass.PHONE, "+8613800001234", "138****1234"),
        (FieldClass.PHONE, "138-0000-1234", "138****1234"),
        (FieldClass.PHONE, "010-65880234", "010-****234"),
        (FieldClass.PHONE, "057188880234", "0571-****234"),
        (FieldClass.PHONE, "0571-8888234-801", "0571-****234"),
        (FieldClass.PHONE, "+852 9123 4567", "****567"),
        (FieldClass.PHONE, "95588", "***"),
        (FieldClass.CARD, "6217000000000000012", "6217 **** **** 0012"),
        (FieldClass.CARD, "6225 8800 0000 0001", "6225 **** **** 0001"),
        (FieldClass.CARD, "尾号1234", "尾号1234"),
        (FieldClass.ACCOUNT, "33010155003391", "尾号3391"),
        (FieldClass.ACCOUNT, "1234567", "***"),
        (FieldClass.EMAIL, "zhang@bank.cn", "z***@bank.cn"),
        (FieldClass.EMAIL, "z@bank.cn", "*@bank.cn"),
        (FieldClass.EMAIL, "nobody", "***"),
        (FieldClass.ADDRESS, "北京市朝阳区望京街道1号", "北京市朝阳区****"),
        (FieldClass.ADDRESS, "江西省南昌市东湖区八一大道1号", "江西省南昌市东湖区****"),
        (FieldClass.ADDRESS, "东湖区八一大道1号", "东湖区****"),
        (FieldClass.ADDRESS, "北京朝阳区城市广场", "北京朝阳区****"),
        (
            FieldClass.ADDRESS,
            "内蒙古自治区呼伦贝尔市鄂伦春自治旗阿里河镇",
            "内蒙古自治区呼伦贝尔市鄂伦春自治旗****",
        ),
        (
            FieldClass.ADDRESS,
            "云南省临沧市双江拉祜族佤族布朗族傣族自治县1号",
            "云南省临沧市双江拉祜族佤族布朗族傣族自治县****",
        ),
        (FieldClass.ADDRESS, "河北省唐山市路南区1号", "河北省唐山市路南区****"),
        (FieldClass.ADDRESS, "浙江省金华市义乌市稠城街道", "浙江省金华市义乌市****"),
        (FieldClass.ADDRESS, "广东省东莞市南城街道宏图路1号", "广东省东莞市****"),
        (FieldClass.ADDRESS, "花家地小区3号楼", "***"),
        (FieldClass.ADDRESS, "解放路12号区政府", "***"),
        (FieldClass.ADDRESS, "12 Main Street", "***"),
        (FieldClass.BIRTH_DATE, "1980-05-06", "1980-**-**"),
        (FieldClass.BIRTH_DATE, "19800506", "1980-**-**"),
        (FieldClass.BIRTH_DATE, "unknown", "***"),
        (FieldClass.AMOUNT, "1286400.55", "50 万–300 万"),
        (FieldClass.AMOUNT, "-5", "不足 5 万"),
        (FieldClass.AMOUNT, "much", "***"),
    ],
)
def test_masks(field_class: FieldClass, *, value: str, masked: str) -> None:
    assert mask(value, field_class) == masked


@pytest.mark.parametrize("field_class", FieldClass)
def test_missing_values_are_all_stars(field_class: FieldClass) -> None:
    assert {mask(value, field_class) for value in (None, "", " ", "\u3000")} == {"***"}


@pytest.mark.parametrize("field_class", FieldClass)
@given(value=VALUES)
def test_masking_twice_changes_nothing(field_class: FieldClass, value: str) -> None:
    once = mask(value, field_class)
    assert mask(once, field_class) == once


@given(st.from_regex(r"[1-9][0-9]{16}[0-9X]", fullmatch=True))
def test_an_id_never_shows_its_birth_date(number: str) -> None:
    assert mask(number, FieldClass.ID_NUMBER)[3:14] == "*" * 11


def test_strict_id_mask_keeps_one_and_one() -> None:
    masked = rules.mask_id_number("110105194912310021", strict=True)
    assert masked == "1****************1"


def test_cards_in_messages() -> None:
    assert rules.mask_card_tail("6217 0000 0000 0000 012") == "尾号0012"


@pytest.mark.parametrize(
    ("amount", "chinese", "english"),
    [
        ("0", "不足 5 万", "under 50 k"),
        ("49999.99", "不足 5 万", "under 50 k"),
        ("50000", "5 万–50 万", "50 k–500 k"),
        ("3000000", "300 万–600 万", "3 M–6 M"),
        ("6000000", "600 万以上", "6 M or more"),
    ],
)
def test_bands_include_their_lower_border(amount: str, *, chinese: str, english: str) -> None:
    assert rules.amount_band(Decimal(amount)) == chinese
    assert rules.amount_band(Decimal(amount), language="en") == english


def test_bands_follow_the_borders_given() -> None:
    assert rules.amount_band(Decimal(15), bounds=(Decimal(10_000), Decimal(20_000))) == "不足 1 万"
