"""Chinese addresses in their parts: province, city, district, town, street, numbers, and what is left.

What the text does not say is filled in where only one answer is possible: 昆山市 lies in 苏州市, 江苏省; 鼓楼区 alone lies in four cities,
so that its city stays open.
"""

import re
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from yinqiao.lib.matching import areas, characters

_COUNTRY: Final = re.compile(r"\A(?:地址[:：]?)?(?:中华人民共和国|中国)?")
_NOISE: Final = re.compile(r"[\s,，、;；。.·\-—_|]+(?=\D|\Z)|[\s,，、;；。]+")
_UNREAL: Final = re.compile(r"\A(?:市辖区|市辖县|县辖区|市区)")
_TOWN: Final = re.compile(
    r"\A([一-鿿]{2,8}?(?:街道办事处|街道办|街道|民族乡|苏木|镇|乡))(?!路|街|大道|村委)"
)
# 开发区 and their like have no code of their own: they stand where a town would.
_ZONE: Final = re.compile(
    r"\A([一-鿿]{2,14}?(?:开发区|高新区|新区|新城|管理区|示范区|产业园区|工业园区|保税区|园区))"
)
_STREET: Final = re.compile(
    r"([一-鿿0-9A-Z]{1,12}?(?:大道|大街|路|街|胡同|巷|弄|道)(?:[东西南北中]段)?)(?=[0-9]|[A-Z]|[东西南北侧口]|\Z|\D)"
)
_DIGITS: Final = re.compile(r"[0-9]+")
_ORDINAL: Final = re.compile(
    r"([〇零一二三四五六七八九十百两]+)(?=号|弄|栋|幢|座|楼|层|室|单元|期|组|路|街|大道|道|巷|段|区|村)"
)
_VALUES: Final = {mark: value for value, mark in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
}
_TENS: Final = {"十": 10, "百": 100}
_DISTRICT: Final = 2


@dataclass(frozen=True, slots=True)
class Parsed:
    """The parts of an address, each "" where unknown. Areas bear their present full names.

    `numbers` are the numbers behind the street, joined by ``-`` (128 号 6 楼 → ``128-6``); `rest` the text behind the town.
    """

    province: str = ""
    city: str = ""
    district: str = ""
    town: str = ""
    street: str = ""
    numbers: str = ""
    rest: str = ""

    @property
    def key(self) -> str:
        """The place within its district in one spelling: street and numbers, or all that is left; "" when there is no such place."""
        if self.street and self.numbers:
            return f"{self.street}{self.numbers}"
        return self.rest if self.numbers else ""


def parse(address: str | None) -> Parsed:
    """Return the parts of `address`; an address in letters has only `numbers` and `rest` (lower-case words)."""
    text = characters.simplify(address or "").strip()
    if not characters.has_han(text):
        words = re.sub(r"[^\w]+", " ", text.lower()).split()
        return Parsed(numbers="-".join(_DIGITS.findall(text)), rest=" ".join(words))
    code, rest = _area(_COUNTRY.sub("", _NOISE.sub("", text.upper())))
    return _within(_named(code), rest)


def _area(text: str) -> tuple["_Code", str]:
    """Take the areas off the front of `text`: whole names first, then short ones."""
    found = _Code()
    table = areas.table()
    for _turn in range(2):
        for level, at in enumerate((table.provinces, table.cities, table.districts)):
            if level < found.depth:
                continue
            for is_short in (False, True):
                name, codes = areas.at(at, text, within=found.within, is_short=is_short)
                # 吉林市 is a city: a whole name of the level below comes before a short one of this.
                if name and not (is_short and _is_whole_below(text, level)):
                    found = found.taking(level, name, codes)
                    text = _UNREAL.sub("", text[len(name) :])
                    break
    return found, text


def _is_whole_below(text: str, level: int) -> bool:
    table = areas.table()
    below = (table.cities, table.districts)[level:]
    return any(areas.at(other, text)[0] for other in below)


class _Code(NamedTuple):
    """What the text said so far: the possible codes of the deepest level named, how many levels are past, and a district's name when several bear it."""

    codes: tuple[str, ...] = ("",)
    depth: int = 0
    district: str = ""

    @property
    def within(self) -> str:
        return self.codes[0] if len(self.codes) == 1 else ""

    def taking(self, level: int, name: str, codes: list[str]) -> "_Code":
        """Return what is known with a name of `level` (0 province, 1 city, 2 district) taken."""
        return _Code(tuple(codes), level + 1, name if level == _DISTRICT else self.district)


def _named(found: _Code) -> Parsed:
    names = areas.table().names
    common = _common(found.codes)
    province = names.get(common[:2], "")
    city = names.get(common[:4], "") if len(common) >= 4 else ""  # noqa: PLR2004 - digits of a city's code
    if common[:2] in areas.MUNICIPALITIES:
        city = province
    district = names.get(common, "") if len(common) == 6 else found.district  # noqa: PLR2004 - digits of a district's code
    return Parsed(province, city, district)


def _common(codes: tuple[str, ...]) -> str:
    """Return what all codes begin with, by whole levels."""
    for digits in (6, 4, 2):
        heads = {code[:digits] for code in codes}
        if len(heads) == 1 and len(next(iter(heads))) in {2, 4, 6}:
            return heads.pop()
    return ""


def _within(area: Parsed, text: str) -> Parsed:
    town = _TOWN.match(text) or _ZONE.match(text)
    text = _ORDINAL.sub(lambda found: _arabic(found[1]), text[town.end() :] if town else text)
    text = text.replace("#", "号")
    street = _STREET.search(text)
    behind = text[street.end() :] if street else text
    return replace(
        area,
        town=town[1] if town else "",
        street=street[1] if street else "",
        numbers="-".join(number.lstrip("0") or "0" for number in _DIGITS.findall(behind)),
        rest=text,
    )


def _arabic(text: str) -> str:
    """Return 一百二十八 as 128, 二〇三 as 203."""
    if not any(mark in _TENS for mark in text):
        return "".join(str(_VALUES[mark]) for mark in text)
    total, digit = 0, 0
    for mark in text:
        if mark in _TENS:
            total += max(digit, 1) * _TENS[mark]
            digit = 0
        else:
            digit = _VALUES[mark]
    return str(total + digit)
