"""Chinese identity numbers and the numbers that banks key people and companies by.

Owns: ID cards, travel papers, USCC, bank cards, phones, e-mail, CNAPS, LEI (DOMAIN §1.1).
Does not own: masking (platform.masking) and column-wise checks (platform.imports.checks).
Front door: `check_*(value) -> Problem | None`, `parse_*(value)` raising `InvalidNumber`.
"""

from yinqiao.lib.cn_id.cards import check_card_number, luhn_digit
from yinqiao.lib.cn_id.contacts import (
    Phone,
    PhoneKind,
    check_email,
    check_mobile,
    check_phone,
    compact_mobile,
    is_virtual,
    normalise_mobile,
    parse_phone,
)
from yinqiao.lib.cn_id.id_card import (
    FOREVER,
    CardKind,
    IdCard,
    Sex,
    area_name,
    card_expiry,
    check_area,
    check_digit,
    check_id_card,
    parse_id_card,
    upgrade_15,
)
from yinqiao.lib.cn_id.organizations import (
    check_cnaps,
    check_lei,
    check_organization_body,
    check_uscc,
    organization_check_character,
    uscc_check_character,
)
from yinqiao.lib.cn_id.problems import MESSAGES, InvalidNumber, Problem, is_warning
from yinqiao.lib.cn_id.travel import (
    check_foreign_passport,
    check_foreign_resident_card,
    check_hk_macao_permit,
    check_passport,
    check_taiwan_permit,
)

__all__ = [
    "FOREVER",
    "MESSAGES",
    "CardKind",
    "IdCard",
    "InvalidNumber",
    "Phone",
    "PhoneKind",
    "Problem",
    "Sex",
    "area_name",
    "card_expiry",
    "check_area",
    "check_card_number",
    "check_cnaps",
    "check_digit",
    "check_email",
    "check_foreign_passport",
    "check_foreign_resident_card",
    "check_hk_macao_permit",
    "check_id_card",
    "check_lei",
    "check_mobile",
    "check_organization_body",
    "check_passport",
    "check_phone",
    "check_taiwan_permit",
    "check_uscc",
    "compact_mobile",
    "is_virtual",
    "is_warning",
    "luhn_digit",
    "normalise_mobile",
    "organization_check_character",
    "parse_id_card",
    "parse_phone",
    "upgrade_15",
    "uscc_check_character",
]
