"""Areas of China by name: provinces, cities, districts and counties, as they are called and as they were called.

The table is that of GB/T 2260 with its abolished entries, which python-stdnum carries for ID numbers: an address of 1998 names
the districts of 1998.
"""

import re
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Final

from yinqiao.lib.matching import characters

# Beijing, Tianjin, Shanghai, Chongqing: province and city in one.
MUNICIPALITIES: Final = frozenset({"11", "12", "31", "50"})
_UNREAL: Final = frozenset({"市辖区", "县", "郊区", "省直辖县级行政区划", "自治区直辖县级行政区划"})
_NATIONS: Final = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|"
    "布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|鄂温克|德昂|保安|裕固|京|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各|联合"
)
_SHORTER: Final = re.compile(
    rf"\A(..+?)(?:(?:(?:{_NATIONS})族?)*自治[区州县旗]|特别行政区|地区|新区|矿区|林区|特区|省|市|盟|县|区|旗)\Z"
)
# A short name in front of these is part of another name: 南京路, 北京西路, 吉林大厦.
_NO_AREA_BEFORE: Final = re.compile(
    r"[东南西北中内外环新老]{0,2}[一二三四五六七八九十]?(?:路|街|大道|大街|道|巷|胡同|里|弄|大厦|广场|花园|宾馆|饭店|酒店|银行|大学|医院|小区|公寓|商城|经济|高新|开发|新区|技术)"
)
_ENDED: Final = re.compile(r"\[[0-9]*-[0-9]+\]")
_PERIOD: Final = re.compile(r"\[[0-9]*-[0-9]*\]")
_LINE: Final = re.compile(r'\s*([0-9]+) (?:province|county)="([^"]+)"')
_PROVINCE_DIGITS: Final = 2
_SHORTEST: Final = 2


@dataclass(slots=True)
class _Names:
    """Names with their codes; `lengths` tells by the first characters how long names can be, the longest first: most texts begin none."""

    codes: dict[str, list[str]] = field(default_factory=dict)
    lengths: dict[str, list[int]] = field(default_factory=dict)

    def add(self, code: str, name: str) -> None:
        codes = self.codes.setdefault(name, [])
        if code not in codes:
            codes.append(code)
        lengths = self.lengths.setdefault(name[:_SHORTEST], [])
        if len(name) not in lengths:
            lengths.append(len(name))
            lengths.sort(reverse=True)


@dataclass(slots=True)
class _Level:
    """Names of one level with the codes that bear them; `full` by whole name, `short` without 市, 区, 县 and their like.

    Codes in `present` bear a name today: 阳谷县 has had two, under a prefecture that is gone and under the city of now.
    """

    full: _Names = field(default_factory=_Names)
    short: _Names = field(default_factory=_Names)
    present: set[tuple[str, str]] = field(default_factory=set)

    def add(self, code: str, name: str, *, is_present: bool) -> None:
        self._add(self.full, code, name, is_present=is_present)
        found = _SHORTER.match(name)
        if found:
            self._add(self.short, code, found[1], is_present=is_present)

    def _add(self, names: _Names, code: str, name: str, *, is_present: bool) -> None:
        names.add(code, name)
        if is_present:
            self.present.add((name, code))


@dataclass(frozen=True, slots=True)
class Table:
    """The three levels, and the present name of each code (2, 4 and 6 digits)."""

    provinces: _Level
    cities: _Level
    districts: _Level
    names: dict[str, str]


@cache
def table() -> Table:
    """Return the table, read once."""
    found = Table(_Level(), _Level(), _Level(), {})
    province = ""
    for code, text in _entries():
        if len(code) == _PROVINCE_DIGITS:
            province = code
            found.names[code] = text
            found.provinces.add(code, text, is_present=True)
            continue
        _add_below(found, province + code, text)
    return found


def _entries() -> list[tuple[str, str]]:
    text = resources.files("stdnum.cn").joinpath("loc.dat").read_text("utf-8")
    matches = (_LINE.match(line) for line in text.splitlines())
    return [(match[1], match[2]) for match in matches if match]


def _add_below(found: Table, code: str, text: str) -> None:
    written = [
        (_PERIOD.sub("", name), _ENDED.match(name) is None)
        for name in characters.simplify(text).split(",")
    ]
    names = {name: is_present for name, is_present in written if name not in _UNREAL}
    is_city = code.endswith("00")
    if not names or code.endswith("0000") or (is_city and code[:2] in MUNICIPALITIES):
        return
    key = code[:4] if is_city else code
    found.names[key] = list(names)[-1]
    level = found.cities if is_city else found.districts
    for name, is_present in names.items():
        level.add(key, name, is_present=is_present)


def at(
    level: _Level, text: str, *, within: str = "", is_short: bool = False
) -> tuple[str, list[str]]:
    """Return the longest name of `level` that `text` begins with and its codes that begin with `within`; ("", []) for none.

    `is_short` looks for names without 市, 区, 县: only where no street or house is named after the place.
    """
    names = level.short if is_short else level.full
    for length in names.lengths.get(text[:_SHORTEST], ()):
        known = names.codes.get(text[:length], ()) if length <= len(text) else ()
        codes = [code for code in known if code.startswith(within)]
        if codes and not (is_short and _NO_AREA_BEFORE.match(text, length)):
            now = [code for code in codes if (text[:length], code) in level.present]
            return text[:length], now or codes
    return "", []
