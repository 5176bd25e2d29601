"""Column-wise checks: expressions that are null where a value is fine and else a reason code. No Python per row.

Texts are checked as `lib.cn_id` checks them (same codes, same order of faults); nulls and blanks are fine everywhere but
in `required`. `CHECKS` holds those that profiles may name; rules over several columns take typed columns (dates, decimals).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import polars as pl

from yinqiao.lib import cn_id, money
from yinqiao.lib.cn_id import Problem, cards, contacts, id_card, organizations
from yinqiao.lib.text import tidy
from yinqiao.platform.imports import reasons
from yinqiao.platform.masking.columns import tidy_column

TEXT = pl.col("text")
BIRTH_YEARS = 10_000  # one year in the figure yyyymmdd


@dataclass(frozen=True, slots=True)
class AgeLimits:
    """Students are at most `student` years old, the retired at least `retired`; who works at least `working`, no minor is `adult`."""

    student: int
    retired: int
    working: int
    adult: int


@dataclass(frozen=True, slots=True)
class Check:
    """A check that a profile names: how many columns it takes and the expression for them on the day `today`."""

    columns: int
    build: Callable[[Sequence[str], date, AgeLimits], pl.Expr]


def _verdict(*faults: tuple[pl.Expr, str]) -> pl.Expr:
    """Return the code of the first fault that holds, else null. An undecided (null) condition does not hold."""
    result = pl.lit(None, dtype=pl.String)
    for fault, code in reversed(faults):
        result = pl.when(fault).then(pl.lit(str(code))).otherwise(result)
    return result


def _of_text(text: pl.Expr, *faults: tuple[pl.Expr, str], **parts: pl.Expr) -> pl.Expr:
    """Return the verdict on a tidied text; null for a blank one.

    `parts` are expressions over the column ``text``, and `faults` over ``text`` and the parts: each part is computed
    once for the batch. (As one big expression Polars computes it anew wherever it stands: four times as slow.)
    """

    def judge(batch: pl.Series) -> pl.Series:
        frame = pl.DataFrame({"text": batch}).with_columns(**parts)
        return frame.select(pl.when(TEXT.str.len_chars() > 0).then(_verdict(*faults))).to_series()

    return text.map_batches(judge, return_dtype=pl.String)


def _tidy(column: str) -> pl.Expr:
    return tidy_column(pl.col(column))


def _figure(day: pl.Expr) -> pl.Expr:
    """Return a date as the figure yyyymmdd: a difference, divided by 10,000, is the age in full years."""
    return (
        day.dt.year().cast(pl.Int64) * 10_000 + day.dt.month().cast(pl.Int64) * 100 + day.dt.day()
    )


def _age(birth: pl.Expr, day: pl.Expr) -> pl.Expr:
    return (_figure(day) - _figure(birth)) // BIRTH_YEARS


# --- Numbers of people and companies -------------------------------------------------------------------------------


def id_card_number(column: str, *, today: date) -> pl.Expr:
    """Check 18-character ID numbers, as `cn_id.check_id_card` does."""
    province = (
        pl.when(TEXT.str.starts_with(id_card.FOREIGN_MARK))
        .then(TEXT.str.slice(1, 2))
        .otherwise(TEXT.str.head(2))
    )
    birth = pl.col("birth")
    return _of_text(
        _tidy(column).str.to_uppercase(),
        (TEXT.str.contains(r"^[0-9]{15}$"), Problem.ID_OLD_15),
        (TEXT.str.len_chars() != id_card.LENGTH, Problem.ID_LENGTH),
        (~TEXT.str.contains(r"^[0-9]{17}[0-9X]$"), Problem.ID_CHARACTERS),
        (~province.is_in(list(id_card.PROVINCES)), Problem.ID_AREA),
        (birth.is_null(), Problem.ID_BIRTH),
        (birth > today, Problem.ID_BIRTH_FUTURE),
        (_age(birth, pl.lit(today)) > id_card.MAX_AGE, Problem.ID_BIRTH_TOO_OLD),
        (_mod_11_2(pl.col("body"), TEXT.str.slice(17, 1)) != 1, Problem.ID_CHECK_DIGIT),
        birth=_birth_in(TEXT),
        body=TEXT.str.head(17).cast(pl.Int64, strict=False),
    )


def _birth_in(number: pl.Expr) -> pl.Expr:
    """Return the date in digits 7-14, null where there is none (Polars knows a year 0, calendars do not)."""
    digits = number.str.slice(6, 8)
    is_date = digits.str.contains("^[0-9]{8}$") & ~digits.str.starts_with("0000")
    return pl.when(is_date).then(digits).str.to_date("%Y%m%d", strict=False)


def _mod_11_2(body: pl.Expr, last: pl.Expr) -> pl.Expr:
    """Return the weighted sum mod 11 of 17 digits with the check character in it (X = 10): 1 for a valid number."""
    weighted = [_digit(body, 16 - place) * weight for place, weight in enumerate(id_card.WEIGHTS)]
    check = pl.when(last == "X").then(10).otherwise(last.cast(pl.Int64, strict=False))
    return (pl.sum_horizontal(*weighted) + check) % 11


def _digit(number: pl.Expr, power: int) -> pl.Expr:
    step: int = 10**power
    return (number // step) % 10


def credit_code(column: str) -> pl.Expr:
    """Check unified social credit codes, as `cn_id.check_uscc` does."""
    total = _weighted(TEXT, organizations.USCC_ALPHABET, (*organizations.USCC_WEIGHTS, 1))
    return _of_text(
        _tidy(column).str.to_uppercase(),
        (TEXT.str.len_chars() != organizations.USCC_LENGTH, Problem.USCC_LENGTH),
        (~TEXT.str.contains(f"^[{organizations.USCC_ALPHABET}]*$"), Problem.USCC_CHARACTERS),
        (total % 31 != 0, Problem.USCC_CHECK),
    )


def organization_body(column: str) -> pl.Expr:
    """Warn where characters 9-17 of a valid credit code break GB 11714 (`USCC_BODY`)."""
    body = _tidy(column).str.to_uppercase().str.slice(8, 9)
    total = _weighted(body, organizations.BODY_ALPHABET, organizations.BODY_WEIGHTS)
    last = body.str.slice(8, 1)
    check = pl.when(last == "X").then(10).otherwise(last.cast(pl.Int64, strict=False))
    is_fine = ((total + check) % 11 == 0).fill_null(value=False)
    is_judged = (body.str.len_chars() > 0) & credit_code(column).is_null()
    return _verdict((is_judged & ~is_fine, Problem.USCC_BODY))


def _weighted(text: pl.Expr, alphabet: str, weights: Sequence[int]) -> pl.Expr:
    """Return the sum of each character's place in `alphabet` times its weight; null with a foreign character."""
    values = {character: value for value, character in enumerate(alphabet)}
    places = [
        text.str.slice(place, 1).replace_strict(values, default=None, return_dtype=pl.Int64)
        * weight
        for place, weight in enumerate(weights)
    ]
    return pl.sum_horizontal(*places, ignore_nulls=False)


def card_number(column: str) -> pl.Expr:
    """Check bank card numbers, as `cn_id.check_card_number` does."""
    number, low, high = pl.col("number"), pl.col("low"), pl.col("high")
    length = number.str.len_chars()
    digits = [_digit(low, power) for power in range(9)] + [
        _digit(high, power) for power in range(10)
    ]
    doubled = [digit * 2 // 10 + digit * 2 % 10 for digit in digits[1::2]]
    compact = TEXT.str.replace_all("[ -]", "")
    # 19 digits overflow an integer: the last 9 and the others apart.
    padded = compact.str.zfill(cards.MAX_LENGTH)
    return _of_text(
        _tidy(column),
        (length == 0, Problem.EMPTY),
        (~number.str.contains("^[0-9]+$"), Problem.CARD_CHARACTERS),
        (~length.is_between(cards.MIN_LENGTH, cards.MAX_LENGTH), Problem.CARD_LENGTH),
        (pl.sum_horizontal(*digits[::2], *doubled) % 10 != 0, Problem.CARD_LUHN),
        number=compact,
        low=padded.str.tail(9).cast(pl.Int64, strict=False),
        high=padded.str.head(10).cast(pl.Int64, strict=False),
    )


# --- Phones and e-mail ---------------------------------------------------------------------------------------------


def mobile(column: str) -> pl.Expr:
    """Check mainland mobile numbers, as `cn_id.check_mobile` does."""
    return _mobile(_tidy(column))


def _mobile(tidied: pl.Expr) -> pl.Expr:
    number, is_digits, is_landline = pl.col("number"), pl.col("is_digits"), pl.col("is_landline")
    written = TEXT.str.replace_all(" ", "", literal=True)
    compact = written.str.replace_all("-", "", literal=True).str.replace(
        contacts.COUNTRY_PREFIX, "${1}"
    )
    is_mobile = number.str.contains(contacts.MOBILE)
    return _of_text(
        tidied,
        (number.str.len_chars() == 0, Problem.EMPTY),
        (~is_digits & is_landline, Problem.PHONE_LANDLINE),
        (~is_digits, Problem.PHONE_CHARACTERS),
        (number.str.contains(contacts.IOT), Problem.PHONE_IOT),
        (number.str.contains(contacts.SERVICE), Problem.PHONE_SERVICE),
        (is_landline & ~is_mobile, Problem.PHONE_LANDLINE),
        (number.str.len_chars() != contacts.MOBILE_LENGTH, Problem.PHONE_LENGTH),
        (~is_mobile, Problem.PHONE_PREFIX),
        number=compact,
        is_digits=compact.str.contains("^[0-9]+$"),
        is_landline=written.str.contains(contacts.LANDLINE),
    )


def phone(column: str) -> pl.Expr:
    """Check mobile, landline and foreign numbers, as `cn_id.check_phone` does."""
    is_foreign = TEXT.str.contains(r"^(?:\+|00)")

    def judge(batch: pl.Series) -> pl.Series:
        frame = pl.DataFrame({"text": batch}).with_columns(found=_mobile(TEXT))
        return (
            frame.with_columns(is_foreign=is_foreign & pl.col("found").is_not_null())
            .select(_phone())
            .to_series()
        )

    return _tidy(column).map_batches(judge, return_dtype=pl.String)


def _phone() -> pl.Expr:
    """Return the verdict on phones from that on mobiles (``found``)."""
    found, is_foreign = pl.col("found"), pl.col("is_foreign")
    return (
        pl.when(found == Problem.PHONE_LANDLINE.value)
        .then(None)
        .when(is_foreign)
        .then(_foreign_phone(pl.when(is_foreign).then(TEXT)))
        .when(found == Problem.PHONE_PREFIX.value)
        .then(pl.lit(Problem.PHONE_FORMAT.value))
        .otherwise(found)
    )


def _foreign_phone(text: pl.Expr) -> pl.Expr:
    # The numbering plans of the world are a library of their own; a bank has few such numbers.
    return text.map_elements(cn_id.check_phone, return_dtype=pl.String, skip_nulls=True)


def email(column: str) -> pl.Expr:
    """Check e-mail addresses, as `cn_id.check_email` does."""
    is_fine = TEXT.str.contains(contacts.EMAIL) & (
        TEXT.str.len_chars() <= contacts.EMAIL_MAX_LENGTH
    )
    return _of_text(_tidy(column), (~is_fine, Problem.EMAIL_FORMAT))


# --- Forms of values -----------------------------------------------------------------------------------------------


def required(column: str) -> pl.Expr:
    """Refuse nulls and blanks."""
    return _verdict((pl.col(column).is_null() | (_tidy(column).str.len_chars() == 0), "REQUIRED"))


def max_length(column: str, limit: int) -> pl.Expr:
    """Refuse texts of more than `limit` characters (not bytes)."""
    return _verdict((pl.col(column).str.len_chars() > limit, "TOO_MANY_CHARACTERS"))


def allowed(column: str, codes: Sequence[str]) -> pl.Expr:
    """Refuse codes outside `codes`."""
    return _of_text(_tidy(column), (~TEXT.is_in(list(codes)), "NOT_ALLOWED"))


def integer(column: str) -> pl.Expr:
    """Refuse what is no whole number of at most 18 digits."""
    return _form(column, "^[+-]?[0-9]{1,18}$", "NOT_INTEGER")


def decimal(column: str, *, scale: int = 2, digits: int = 20) -> pl.Expr:
    """Refuse what does not fit DECIMAL(`digits`, `scale`): nothing is rounded silently."""
    return _form(
        column,
        rf"^[+-]?[0-9]{{1,{digits - scale}}}(?:\.[0-9]{{1,{max(scale, 1)}}})?$",
        "NOT_DECIMAL",
    )


def cents(column: str, *, trailing_sign: bool = True) -> pl.Expr:
    """Refuse what is no count of 分 with its sign on the given side."""
    return _form(column, _cents_form(trailing_sign=trailing_sign), "NOT_CENTS")


def _cents_form(*, trailing_sign: bool) -> str:
    return money.TRAILING_SIGN_CENTS if trailing_sign else money.LEADING_SIGN_CENTS


def rate(column: str, *, percent: bool = True) -> pl.Expr:
    """Refuse what is no rate: as percent at most 4 decimals (a final % may stand), as fraction at most 6."""
    form = (
        r"^[+-]?[0-9]{1,5}(?:\.[0-9]{1,4})?%?$"
        if percent
        else r"^[+-]?[0-9]{1,3}(?:\.[0-9]{1,6})?$"
    )
    return _form(column, form, "NOT_RATE")


def _form(column: str, pattern: str, code: str) -> pl.Expr:
    return _of_text(pl.col(column).str.strip_chars(" "), (~TEXT.str.contains(pattern), code))


def date_format(column: str, *, form: str, nulls: Sequence[str] = (), forever: str = "") -> pl.Expr:
    """Refuse what is not a real date written exactly as `form` (``%Y%m%d``), a null token or the token for no end."""
    is_exact = TEXT.str.to_date(form, strict=False).dt.to_string(form) == TEXT
    is_token = TEXT.is_in([*nulls, forever])
    return _of_text(
        pl.col(column).str.strip_chars(" "),
        (~is_token & ~is_exact.fill_null(value=False), "NOT_DATE"),
    )


# --- Values, once their form is right ------------------------------------------------------------------------------


def to_date(column: str, *, form: str, nulls: Sequence[str] = (), forever: str = "") -> pl.Expr:
    """Return dates; null tokens become null, `forever` becomes 9999-12-31."""
    text = pl.col(column).str.strip_chars(" ")
    parsed = pl.when(~text.is_in(list(nulls))).then(text).str.to_date(form, strict=False)
    return (
        pl.when(text == forever).then(pl.lit(cn_id.FOREVER)).otherwise(parsed)
        if forever
        else parsed
    )


def to_yuan(column: str, *, trailing_sign: bool = True) -> pl.Expr:
    """Return Decimal(20, 2) yuan from counts of 分: ``0000012345-`` → -123.45; null where the form is wrong."""
    text = pl.col(column).str.strip_chars(" ")
    digits = text.str.strip_chars("+-").str.zfill(3)
    yuan = pl.concat_str([digits.str.head(-2), pl.lit("."), digits.str.tail(2)])
    sign = pl.when(text.str.contains("-", literal=True)).then(pl.lit("-")).otherwise(pl.lit(""))
    is_cents = text.str.contains(_cents_form(trailing_sign=trailing_sign))
    return pl.when(is_cents).then(pl.concat_str([sign, yuan])).cast(pl.Decimal(20, 2), strict=False)


def to_rate(column: str, *, percent: bool = True) -> pl.Expr:
    """Return Decimal(9, 6) fractions: with `percent`, ``3.10`` → 0.031000."""
    text = pl.col(column).str.strip_chars(" ").str.strip_chars_end("%")
    if not percent:
        return text.cast(pl.Decimal(9, 6), strict=False)
    # A hundredth of four decimals is six: shift the point by way of whole numbers.
    millionths = (text.cast(pl.Decimal(18, 4), strict=False) * 10_000).cast(pl.Int64)
    return (millionths.cast(pl.Decimal(18, 6)) / 1_000_000).cast(pl.Decimal(9, 6))


# --- Rules over several columns of the target ----------------------------------------------------------------------

STUDENTS = ("STUDENT",)
RETIRED = ("RETIRED",)
MINORS = ("MINOR",)
# What somebody below the working age may be.
FOR_CHILDREN = (*STUDENTS, *MINORS, "UNEMPLOYED", "UNKNOWN")


def age_occupation(birth: str, occupation: str, *, today: date, ages: AgeLimits) -> pl.Expr:
    """Refuse occupations that do not fit the age: old students, young retired, working children, adult minors."""
    age, code = _age(pl.col(birth), pl.lit(today)), pl.col(occupation)
    return _verdict(
        (code.is_in(RETIRED) & (age < ages.retired), "AGE_RETIRED"),
        (code.is_in(STUDENTS) & (age > ages.student), "AGE_STUDENT"),
        (code.is_in(MINORS) & (age >= ages.adult), "AGE_NOT_MINOR"),
        ((age < ages.working) & ~code.is_in(FOR_CHILDREN), "AGE_CHILD_WORKS"),
    )


def birth_date(column: str, *, today: date) -> pl.Expr:
    """Refuse birth dates after today or more than 120 years ago."""
    birth = pl.col(column)
    too_old = _age(birth, pl.lit(today)) > id_card.MAX_AGE
    return _verdict((birth > today, "BIRTH_FUTURE"), (too_old, "BIRTH_TOO_OLD"))


def birth_matches_id(birth: str, number: str) -> pl.Expr:
    """Refuse a birth date that differs from the one in an 18-character ID number."""
    text = _tidy(number).str.to_uppercase()
    inside = pl.when(text.str.contains(r"^[0-9]{17}[0-9X]$")).then(_birth_in(text))
    return _verdict((inside != pl.col(birth), "BIRTH_NOT_ID"))


def age_document(number: str, issued: str, ends: str) -> pl.Expr:
    """Refuse a card whose term does not fit the holder's age at issue (DOMAIN §1.1; a day's difference is fine)."""
    text, begun = _tidy(number).str.to_uppercase(), pl.col(issued)
    age = _age(_birth_in(text), begun)
    term = pl.lit(id_card.VALIDITY_YEARS[0][1])
    for start, years in id_card.VALIDITY_YEARS[1:]:
        term = pl.when(age >= start).then(pl.lit(years)).otherwise(term)
    has_no_end = age >= id_card.NO_END_AGE
    expected = begun.dt.offset_by(pl.format("{}y", term))
    is_off = (pl.col(ends) - expected).dt.total_days().abs() > 1
    return _verdict(
        (
            pl.when(has_no_end).then(pl.col(ends) != pl.lit(cn_id.FOREVER)).otherwise(is_off),
            "AGE_DOCUMENT",
        )
    )


def date_order(first: str, last: str) -> pl.Expr:
    """Refuse a `last` date before the `first`."""
    return _verdict((pl.col(last) < pl.col(first), "DATE_ORDER"))


def amount_not_negative(column: str) -> pl.Expr:
    """Refuse amounts below zero."""
    return _verdict((pl.col(column) < 0, "AMOUNT_NEGATIVE"))


CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "id_card": Check(1, lambda names, today, _ages: id_card_number(names[0], today=today)),
        "uscc": Check(1, lambda names, _today, _ages: credit_code(names[0])),
        "uscc_body": Check(1, lambda names, _today, _ages: organization_body(names[0])),
        "mobile": Check(1, lambda names, _today, _ages: mobile(names[0])),
        "phone": Check(1, lambda names, _today, _ages: phone(names[0])),
        "luhn": Check(1, lambda names, _today, _ages: card_number(names[0])),
        "email": Check(1, lambda names, _today, _ages: email(names[0])),
        "birth_date": Check(1, lambda names, today, _ages: birth_date(names[0], today=today)),
        "amount_not_negative": Check(1, lambda names, _today, _ages: amount_not_negative(names[0])),
        "date_order": Check(2, lambda names, _today, _ages: date_order(names[0], names[1])),
        "birth_matches_id": Check(
            2, lambda names, _today, _ages: birth_matches_id(names[0], names[1])
        ),
        "age_occupation": Check(
            2, lambda names, today, ages: age_occupation(names[0], names[1], today=today, ages=ages)
        ),
        "age_document": Check(
            3, lambda names, _today, _ages: age_document(names[0], names[1], names[2])
        ),
    }
)

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
