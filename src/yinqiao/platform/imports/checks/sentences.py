"""What is said to people about a value that a check refuses."""

from collections.abc import Mapping
from types import MappingProxyType

from yinqiao.lib.cn_id import Problem
from yinqiao.lib.text import tidy
from yinqiao.platform.imports import reasons

_CHINESE: dict[str, str] = {
    Problem.EMPTY: "号码为空",
    Problem.ID_LENGTH: "身份证号应为 18 位，现在是 {length} 位",
    Problem.ID_OLD_15: "15 位身份证号已于 2013-01-01 停用，请提供 18 位号码",
    Problem.ID_CHARACTERS: "身份证号应为 17 位数字加末位数字或 X",
    Problem.ID_AREA: "身份证号前两位不是有效的地区代码",
    Problem.ID_AREA_UNKNOWN: "身份证号的区县代码不在代码表中，请核对原件",
    Problem.ID_BIRTH: "身份证号中的出生日期不存在",
    Problem.ID_BIRTH_FUTURE: "身份证号中的出生日期晚于今天",
    Problem.ID_BIRTH_TOO_OLD: "按身份证号推算年龄超过 120 岁",
    Problem.ID_CHECK_DIGIT: "证件号末位校验不符，请核对原件",
    Problem.USCC_LENGTH: "统一社会信用代码应为 18 位，现在是 {length} 位",
    Problem.USCC_CHARACTERS: "统一社会信用代码只含数字和大写字母，不含 I、O、Z、S、V",
    Problem.USCC_CHECK: "统一社会信用代码末位校验不符，请核对营业执照",
    Problem.USCC_BODY: "统一社会信用代码第 9-17 位不是有效的组织机构代码，请核对营业执照",
    Problem.CARD_CHARACTERS: "卡号只能是数字",
    Problem.CARD_LENGTH: "卡号应为 13 至 19 位，现在是 {length} 位",
    Problem.CARD_LUHN: "卡号末位校验不符，请核对卡片",
    Problem.PHONE_CHARACTERS: "手机号只能是数字",
    Problem.PHONE_LENGTH: "手机号应为 11 位数字，现在是 {length} 位",
    Problem.PHONE_PREFIX: "手机号应以 13 至 19 开头",
    Problem.PHONE_IOT: "13 位号码是物联网号码，不是个人手机号",
    Problem.PHONE_LANDLINE: "这是固定电话，此处应填手机号",
    Problem.PHONE_SERVICE: "这是服务号码，不是个人号码",
    Problem.PHONE_FORMAT: "既不是手机号，也不是带区号的固定电话",
    Problem.EMAIL_FORMAT: "邮箱格式应如 name@bank.cn",
    Problem.CNAPS_FORMAT: "联行号应为 12 位数字",
    Problem.LEI_FORMAT: "全球法人识别编码应为 20 位字母和数字",
    Problem.LEI_CHECK: "全球法人识别编码校验位不符",
    Problem.PASSPORT_FORMAT: "护照号格式不符",
    Problem.PERMIT_FORMAT: "通行证或居留证号格式不符",
    "NOT_ALLOWED": "不在允许的取值范围内",
    "AGE_RETIRED": "未满 {retired} 岁而职业为退休，请核对出生日期或职业",
    "AGE_STUDENT": "超过 {student} 岁而职业为学生，请核对出生日期或职业",
    "AGE_NOT_MINOR": "已满 {adult} 岁而职业为未成年人，请核对出生日期或职业",
    "AGE_CHILD_WORKS": "未满 {working} 岁而登记了职业，请核对出生日期或职业",
    "AGE_DOCUMENT": "证件有效期与签发时的年龄不符，请核对原件",
    "BIRTH_FUTURE": "出生日期晚于今天",
    "BIRTH_TOO_OLD": "按出生日期推算年龄超过 120 岁",
    "BIRTH_NOT_ID": "出生日期与证件号不一致",
    "DATE_ORDER": "结束日期早于开始日期",
    "AMOUNT_NEGATIVE": "金额不能为负",
}
# Code → Chinese sentence; the forms of values (REQUIRED, NOT_DATE …) have theirs in `reasons`.
REASONS: Mapping[str, str] = MappingProxyType(
    {**{code: r.chinese for code, r in reasons.REASONS.items()}, **_CHINESE}
)


def describe(code: str, value: str | None = None, **fields: object) -> str:
    """Return the Chinese sentence for `code`; `{length}` is that of `value`, which itself never appears."""
    written = tidy(value or "")
    if code.startswith(("PHONE", "CARD")):
        written = written.replace(" ", "").replace("-", "").removeprefix("+86").removeprefix("0086")
    return REASONS[code].format(length=len(written), **fields)
