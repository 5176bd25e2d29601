from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinqiao.customers import rules
from yinqiao.customers.rules import ExportTier, Position, SearchKind


@pytest.mark.parametrize(
    ("birth_on", "day", "expected"),
    [
        (date(1980, 3, 14), date(2026, 3, 13), 45),
        (date(1980, 3, 14), date(2026, 3, 14), 46),
        (date(2000, 2, 29), date(2026, 2, 28), 25),
        (date(2000, 2, 29), date(2026, 3, 1), 26),
        (date(2026, 11, 23), date(2026, 11, 22), None),
        (None, date(2026, 11, 22), None),
    ],
)
def test_age(birth_on, day, expected):
    assert rules.age_on(birth_on, day) == expected


def test_net_worth_and_debt_ratio():
    position = Position(Decimal(240_000), Decimal(5_000_000), Decimal(2_000_000))
    assert (position.net_worth, position.debt_ratio) == (Decimal(3_000_000), Decimal("0.4000"))
    assert Position(Decimal(0), Decimal(0), Decimal(10)).debt_ratio is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", SearchKind.EMPTY),
        (" 　", SearchKind.EMPTY),
        ("林", SearchKind.NAME),
        ("欧阳小明", SearchKind.NAME),
        ("恒瑞新材料3厂", SearchKind.NAME),
        ("lwq", SearchKind.LETTERS),
        ("Lin Wan", SearchKind.LETTERS),
        ("6100287419", SearchKind.NUMBER),
        ("１３８００００１２３４", SearchKind.NUMBER),
        ("E12345678", SearchKind.NUMBER),
        ("a@b.cn", SearchKind.NUMBER),
    ],
)
def test_search_kind(text, kind):
    assert rules.search_kind(text) is kind


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("138 0000 1234", "13800001234"),
        ("+8613800001234", "13800001234"),
        ("１３８００００１２３４", "13800001234"),
        ("0591-87654321", "0591-87654321"),
        (" Lin.W@Bank.CN ", "lin.w@bank.cn"),
    ],
)
def test_a_contact_has_one_key_however_it_is_written(written, key):
    assert rules.contact_key(written) == key


@pytest.mark.parametrize(
    "text",
    [
        "13800001234",
        "138-0000-1234",
        "0591-87654321",
        "11010519491231002x",
        "E12345678",
        "a@b.cn",
        "91350100M000100Y43",
    ],
)
def test_personal_numbers_are_recognised(text):
    assert rules.is_personal_number(text)


@pytest.mark.parametrize("text", ["6100287419", "林婉清", "lwq", "R2"])
def test_customer_numbers_and_names_are_no_personal_numbers(text):
    assert not rules.is_personal_number(text)


@pytest.mark.parametrize(
    ("rows", "is_unmasked", "tier"),
    [
        (1, False, ExportTier.SELF),
        (100, False, ExportTier.SELF),
        (101, False, ExportTier.SUPERVISOR),
        (5000, False, ExportTier.SUPERVISOR),
        (5001, False, ExportTier.DATA_SECURITY),
        (10, True, ExportTier.DATA_SECURITY),
    ],
)
def test_export_tier(rows, is_unmasked, tier):
    assert (
        rules.export_tier(rows=rows, is_unmasked=is_unmasked, self_limit=100, supervisor_limit=5000)
        is tier
    )


@given(st.text())
def test_no_cell_starts_a_formula_and_no_text_is_lost(text):
    safe = rules.safe_cell(text)
    assert safe.endswith(text)
    assert safe.lstrip(" \u3000")[:1] not in {*"=+-@\t\r\n＝＋－＠"}


@pytest.mark.parametrize(
    ("field", "source", "expected"),
    [
        ("name", "CORE", False),
        ("occupation", "CORE", True),
        ("remark", "CORE", True),
        ("name", "CRM", True),
        ("anything", "CORE", False),
    ],
)
def test_who_may_edit_a_field(field, source, expected):
    assert rules.is_editable(field, source=source) is expected


def test_only_fields_of_a_source_system_are_corrected():
    assert rules.can_correct("name", source="CORE")
    assert not rules.can_correct("name", source="CRM")
    assert not rules.can_correct("remark", source="CORE")


@pytest.mark.parametrize(
    ("field", "proposed", "present", "expected"),
    [
        ("name", " 林婉卿", ["林婉卿"], True),
        ("name", "林婉卿", ["林婉清"], False),
        ("name", "Ｌｉ Na", ["li na"], True),
        ("birth_on", "1980年3月5日", ["1980-03-05"], True),
        ("birth_on", "19800305", ["1980-03-05"], True),
        ("birth_on", "1980-03-06", ["1980-03-05"], False),
        ("sex", "女", ["F"], True),
        ("contact", "+86 138 0000 1234", ["13800001234"], True),
        ("registered_capital", "5,000,000", ["5000000.00"], True),
        ("registered_capital", "五百万", ["5000000.00"], False),
        ("address", "五四路128号", ["福建省福州市鼓楼区五四路 128 号", "五四路 128 号"], True),
        ("name", "", [""], False),
        ("name", "林婉卿", [], False),
    ],
)
def test_a_correction_is_fulfilled_by_its_value_however_it_is_written(
    field, proposed, present, expected
):
    assert rules.is_fulfilled(field, proposed=proposed, present=present) is expected
