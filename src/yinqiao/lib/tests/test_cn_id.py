"""Vectors of DOMAIN §1.1 and the edges around them. All numbers are synthetic."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinqiao.lib import cn_id
from yinqiao.lib.cn_id import CardKind, InvalidNumber, PhoneKind, Problem, Sex

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("number", "sex", "birth_on", "kind"),
    [
        ("11010519491231002X", Sex.FEMALE, date(1949, 12, 31), CardKind.RESIDENT),
        ("440306199001010014", Sex.MALE, date(1990, 1, 1), CardKind.RESIDENT),
        ("310101200002291237", Sex.MALE, date(2000, 2, 29), CardKind.RESIDENT),
        ("810000198808060012", Sex.MALE, date(1988, 8, 6), CardKind.HK_MACAO_TAIWAN),
        ("820000199006150020", Sex.FEMALE, date(1990, 6, 15), CardKind.HK_MACAO_TAIWAN),
        ("830000198503200030", Sex.MALE, date(1985, 3, 20), CardKind.HK_MACAO_TAIWAN),
        ("911840199003070102", Sex.FEMALE, date(1990, 3, 7), CardKind.FOREIGN),
    ],
)
def test_valid_cards_are_read(number: str, *, sex: Sex, birth_on: date, kind: CardKind) -> None:
    card = cn_id.parse_id_card(number, today=TODAY)
    assert (card.number, card.sex, card.birth_on, card.kind) == (number, sex, birth_on, kind)


def test_parts_of_resident_and_foreign_cards() -> None:
    assert cn_id.parse_id_card("11010519491231002X", today=TODAY).area == "110105"
    foreign = cn_id.parse_id_card("911840199003070102", today=TODAY)
    assert (foreign.area, foreign.country) == ("11", "840")


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        ("440306199001010015", Problem.ID_CHECK_DIGIT),
        ("310101200102291237", Problem.ID_BIRTH),
        ("", Problem.EMPTY),
        ("110105491231002", Problem.ID_OLD_15),
        ("11010519491231002", Problem.ID_LENGTH),
        ("11010519491231002Y", Problem.ID_CHARACTERS),
        ("1101051949123100XX", Problem.ID_CHARACTERS),
        ("16010519491231002X", Problem.ID_AREA),
        ("110105202611230017", Problem.ID_BIRTH_FUTURE),
        ("110105190511220011", Problem.ID_BIRTH_TOO_OLD),
        ("110105000001010010", Problem.ID_BIRTH),
    ],
)
def test_bad_cards_are_named(number: str, problem: Problem) -> None:
    assert cn_id.check_id_card(number, today=TODAY) is problem


def test_age_of_120_is_still_possible() -> None:
    body = "11010519061122001"
    assert cn_id.check_id_card(body + cn_id.check_digit(body), today=TODAY) is None


def test_typing_habits_are_forgiven() -> None:
    for written in (
        " 11010519491231002x ",
        "１１０１０５１９４９１２３１００２Ｘ",
        "\u300011010519491231002X",
    ):
        assert cn_id.parse_id_card(written, today=TODAY).number == "11010519491231002X"


def test_problem_text_never_holds_the_number() -> None:
    with pytest.raises(InvalidNumber) as error:
        cn_id.parse_id_card("440306199001010015", today=TODAY)
    assert error.value.problem is Problem.ID_CHECK_DIGIT
    assert "4403" not in str(error.value)


def test_old_number_is_upgraded_for_history() -> None:
    assert cn_id.upgrade_15("110105491231002") == "11010519491231002X"
    with pytest.raises(InvalidNumber):
        cn_id.upgrade_15("11010549123100")


def test_unknown_county_is_only_a_warning() -> None:
    body = "11999919900101001"
    number = body + cn_id.check_digit(body)
    assert cn_id.check_id_card(number, today=TODAY) is None
    assert cn_id.check_area(number) is Problem.ID_AREA_UNKNOWN
    assert cn_id.is_warning(Problem.ID_AREA_UNKNOWN)
    assert not cn_id.is_warning(Problem.ID_CHECK_DIGIT)
    assert cn_id.check_area("11010519491231002X") is None
    assert cn_id.check_area("810000198808060012") is None


def test_area_names() -> None:
    assert cn_id.area_name("110105") == "北京市朝阳区"
    assert cn_id.area_name("830000") == "台湾"
    assert cn_id.area_name("119999") == ""


@pytest.mark.parametrize(
    ("birth_on", "issued_on", "expiry"),
    [
        (date(2010, 6, 1), date(2026, 5, 31), date(2031, 5, 31)),
        (date(2010, 6, 1), date(2026, 6, 1), date(2036, 6, 1)),
        (date(2000, 6, 1), date(2026, 5, 31), date(2036, 5, 31)),
        (date(2000, 6, 1), date(2026, 6, 1), date(2046, 6, 1)),
        (date(1980, 6, 1), date(2026, 5, 31), date(2046, 5, 31)),
        (date(1980, 6, 1), date(2026, 6, 1), cn_id.FOREVER),
        (date(2010, 1, 1), date(2024, 2, 29), date(2029, 2, 28)),
    ],
)
def test_card_expiry_follows_the_age_at_issue(
    birth_on: date, issued_on: date, expiry: date
) -> None:
    assert cn_id.card_expiry(birth_on=birth_on, issued_on=issued_on) == expiry


def test_permits_last_five_years() -> None:
    issued_on = date(2024, 3, 1)
    expiry = cn_id.card_expiry(
        birth_on=date(1950, 1, 1), issued_on=issued_on, kind=CardKind.HK_MACAO_TAIWAN
    )
    assert expiry == date(2029, 3, 1)


@given(
    st.from_regex(r"[1-9][0-9]{16}", fullmatch=True),
    st.integers(0, 17),
    st.sampled_from("0123456789"),
)
def test_one_wrong_digit_is_always_noticed(body: str, place: int, digit: str) -> None:
    number = body + cn_id.check_digit(body)
    changed = number[:place] + digit + number[place + 1 :]
    if changed != number:
        assert cn_id.check_digit(changed) != changed[17]


@pytest.mark.parametrize(
    "code", ["91350100M000100Y43", "9111000071092841HW", " 91350100m000100y43"]
)
def test_good_credit_codes(code: str) -> None:
    assert cn_id.check_uscc(code) is None


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("91350100M000100Y44", Problem.USCC_CHECK),
        ("91350100M000100I43", Problem.USCC_CHARACTERS),
        ("91350100M000100O43", Problem.USCC_CHARACTERS),
        ("91350100M000100Z43", Problem.USCC_CHARACTERS),
        ("91350100M000100S43", Problem.USCC_CHARACTERS),
        ("91350100M000100V43", Problem.USCC_CHARACTERS),
        ("91350100M000100Y4", Problem.USCC_LENGTH),
        ("", Problem.EMPTY),
    ],
)
def test_bad_credit_codes(code: str, problem: Problem) -> None:
    assert cn_id.check_uscc(code) is problem


def test_organization_body_is_a_separate_warning() -> None:
    assert cn_id.check_organization_body("91350100M000100Y43") is None
    assert cn_id.check_organization_body("9111000071092841HW") is Problem.USCC_BODY
    assert cn_id.check_organization_body("broken") is None
    assert cn_id.is_warning(Problem.USCC_BODY)


def test_card_numbers() -> None:
    assert cn_id.check_card_number("6217000000000000012") is None
    assert cn_id.check_card_number("6225 8800 0000 0001") is None
    assert cn_id.check_card_number("6217000000000000013") is Problem.CARD_LUHN
    assert cn_id.check_card_number("621700000001") is Problem.CARD_LENGTH
    assert cn_id.check_card_number("62170000A0000012") is Problem.CARD_CHARACTERS
    assert cn_id.check_card_number("") is Problem.EMPTY
    assert cn_id.luhn_digit("621700000000000001") == "2"


@pytest.mark.parametrize(
    "written",
    [
        "13800001234",
        "+86 138-0000-1234",
        "0086 13800001234",
        "8613800001234",
        "１３８００００１２３４",
    ],
)
def test_mobiles_are_stored_as_e164(written: str) -> None:
    assert cn_id.normalise_mobile(written) == "+8613800001234"


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("1380000123", Problem.PHONE_LENGTH),
        ("138000012345", Problem.PHONE_LENGTH),
        ("12800001234", Problem.PHONE_PREFIX),
        ("1440000123456", Problem.PHONE_IOT),
        ("010-65880001", Problem.PHONE_LANDLINE),
        ("010 65880001", Problem.PHONE_LANDLINE),
        ("0571-88880001-801", Problem.PHONE_LANDLINE),
        ("95588", Problem.PHONE_SERVICE),
        ("4008001234", Problem.PHONE_SERVICE),
        ("1065712345678", Problem.PHONE_IOT),
        ("106571234567", Problem.PHONE_SERVICE),
        ("1380000123a", Problem.PHONE_CHARACTERS),
        ("", Problem.EMPTY),
    ],
)
def test_what_is_no_mobile_is_named(written: str, problem: Problem | None) -> None:
    assert cn_id.check_mobile(written) is problem


def test_virtual_ranges() -> None:
    for prefix in ("162", "165", "167", "170", "171"):
        assert cn_id.parse_phone(f"{prefix}00001234").kind is PhoneKind.VIRTUAL_MOBILE
    assert cn_id.parse_phone("13800001234").kind is PhoneKind.MOBILE


def test_landlines_and_foreign_numbers() -> None:
    landline = cn_id.parse_phone("0571-88880001-801")
    assert (landline.e164, landline.kind, landline.extension) == (
        "+8657188880001",
        PhoneKind.LANDLINE,
        "801",
    )
    assert cn_id.parse_phone("+86 10 65880001").kind is PhoneKind.LANDLINE
    assert cn_id.parse_phone("+852 9123 4567").e164 == "+85291234567"
    assert cn_id.parse_phone("00852 91234567").kind is PhoneKind.FOREIGN
    assert cn_id.check_phone("+999") is Problem.PHONE_FORMAT
    assert cn_id.check_phone("95588") is Problem.PHONE_SERVICE
    assert cn_id.check_phone("010-65880001") is None


def test_email() -> None:
    assert cn_id.check_email("zhang.san+a@mail.bank.cn") is None
    for wrong in (
        "zhang",
        "zhang@",
        "@bank.cn",
        "a..b@bank.cn",
        "a@bank",
        "a b@bank.cn",
        "a@-bank.cn",
        "a@bank.cn\n.x",
    ):
        assert cn_id.check_email(wrong) is Problem.EMAIL_FORMAT, wrong


def test_travel_papers() -> None:
    assert cn_id.check_passport("E12345678") is None
    assert cn_id.check_passport("EA1234567") is None
    assert cn_id.check_passport("EO1234567") is Problem.PASSPORT_FORMAT
    assert cn_id.check_foreign_passport("C01X00T47") is None
    assert cn_id.check_foreign_passport("C01") is Problem.PASSPORT_FORMAT
    assert cn_id.check_hk_macao_permit("H12345678") is None
    assert cn_id.check_hk_macao_permit("M1234567801") is None
    assert cn_id.check_hk_macao_permit("X12345678") is Problem.PERMIT_FORMAT
    assert cn_id.check_taiwan_permit("12345678") is None
    assert cn_id.check_taiwan_permit("123456789") is Problem.PERMIT_FORMAT


def test_foreign_residence_cards_in_both_forms() -> None:
    assert cn_id.check_foreign_resident_card("USA110090030701", today=TODAY) is None
    assert cn_id.check_foreign_resident_card("911840199003070102", today=TODAY) is None
    assert (
        cn_id.check_foreign_resident_card("911840199003070103", today=TODAY)
        is Problem.ID_CHECK_DIGIT
    )
    assert cn_id.check_foreign_resident_card("US1100900307", today=TODAY) is Problem.PERMIT_FORMAT


def test_cnaps_and_lei() -> None:
    assert cn_id.check_cnaps("102100099996") is None
    assert cn_id.check_cnaps("10210009999") is Problem.CNAPS_FORMAT
    assert cn_id.check_lei("213800KUD8LAJWSQ9D15") is None
    assert cn_id.check_lei("213800KUD8LAJWSQ9D16") is Problem.LEI_CHECK
    assert cn_id.check_lei("213800KUD8") is Problem.LEI_FORMAT


def test_every_problem_has_a_message() -> None:
    assert set(cn_id.MESSAGES) == set(Problem)
