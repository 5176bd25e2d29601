"""Names of companies without their legal form and place: what is left is what people remember of them.

A branch is another record than its company (分公司 has a credit code of its own), so that its part is kept and compared.
"""

import re
from typing import Final, NamedTuple

from yinqiao.lib import pinyin
from yinqiao.lib.matching import areas, characters

# Longest first: a shorter one is the end of a longer one.
_FORMS: Final = (
    "有限责任公司",
    "股份有限公司",
    "股份责任公司",
    "无限责任公司",
    "个人独资企业",
    "农民专业合作社联合社",
    "农民专业合作社",
    "股份合作公司",
    "股份合作企业",
    "特殊普通合伙企业",
    "普通合伙企业",
    "有限合伙企业",
    "特殊普通合伙",
    "普通合伙",
    "有限合伙",
    "合伙企业",
    "个体工商户",
    "民办非企业单位",
    "股份合作",
    "有限公司",
    "股份公司",
    "责任公司",
    "株式会社",
    "有限会社",
    "总公司",
    "公司",
)
_FORM: Final = re.compile(f"(?:{'|'.join(_FORMS)})+\\Z")
_BRANCH: Final = re.compile(
    r"\A(.{2,}?(?:公司|银行(?!.*公司)|合作社|企业|集团(?!.*公司.)))(.{0,14}?(?:分公司|支公司|子公司|办事处|营业部|营业厅|分行|支行|分店|分部|分理处|代表处|专卖店|门店))\Z"
)
_BRACKETS: Final = re.compile(r"\((.*?)\)")
_NOISE: Final = re.compile(r"[\s·•・.．,，、\-—_/\\'\"“”‘’《》&]+")
# Behind a place alone these say too little: 北京银行 is not 银行.
_LEAST: Final = 3
_LATIN_WORDS: Final = """
ltd limited co company corp corporation inc incorporated llc llp lp plc pte pty bhd sdn gmbh ag kg ohg ug se sa sas sarl srl spa snc bv nv
ab as asa aps oy oyj kk kgaa sro zoo doo ooo oao pao zao jsc ojsc cjsc ltda eirl cv sl slu sia uab ad the group holding holdings
unlimited proprietary cooperative coop partnership ilp ulc clg dac gbr eg ev ggmbh partg is ps ks eeig ewiv geie sce scarl scrl srls sagl slp scp scr eesv enk pllc pllp lllp rllp lc pc hb kb ivs cyf ccc scs sca eurl gie vof cvba bvba sprl
"""
_LATIN_FORMS: Final = frozenset(_LATIN_WORDS.split())


class Forms(NamedTuple):
    """One company's name in its forms; all empty for no name.

    `plain` simplified and without signs; `core` without place, form and branch; `alike` the core with look-alikes folded; `sound` the core as
    read; `place` the areas named (codes, longest wins, "" = none); `branch` the branch's own part.
    """

    plain: str
    core: str
    alike: str
    sound: str
    place: str
    branch: str


NOTHING: Final = Forms("", "", "", "", "", "")


def forms_of(name: str | None) -> Forms:
    """Return the forms of `name`."""
    text = characters.simplify(name or "").strip()
    if not text:
        return NOTHING
    return _chinese(text) if characters.has_han(text) else _latin(text)


def _chinese(text: str) -> Forms:
    text = _NOISE.sub("", text).upper()
    plain = text.replace("(", "").replace(")", "")
    text, place = _without_bracketed_place(text)
    found = _BRANCH.match(text)
    text, branch = (found[1], found[2]) if found else (text, "")
    core = _FORM.sub("", text) or text
    core, code = _without_place(core)
    reading = pinyin.romanise(core).full
    return Forms(plain, core, characters.fold(core), reading, code or place, branch)


def _without_bracketed_place(text: str) -> tuple[str, str]:
    """Take (中国), (北京) and (有限合伙) out; keep the words of other brackets."""
    code = ""

    def judged(found: re.Match[str]) -> str:
        nonlocal code
        inside = found[1]
        place, codes = _place_of(inside)
        if inside in {"中国", "CHINA"} or place == inside:
            code = code or (codes[0] if len(codes) == 1 else "")
            return ""
        return "" if inside in _FORMS else inside

    return _BRACKETS.sub(judged, text).replace("(", "").replace(")", ""), code


def _without_place(core: str) -> tuple[str, str]:
    """Take the areas off the front while enough is left."""
    code = ""
    while True:
        name, codes = _place_of(core, within=code)
        if not name or len(core) - len(name) < _LEAST:
            return core, code
        core, code = core[len(name) :], codes[0] if len(codes) == 1 else code


def _place_of(text: str, *, within: str = "") -> tuple[str, list[str]]:
    table = areas.table()
    for is_short in (False, True):
        for level in (table.provinces, table.cities, table.districts):
            name, codes = areas.at(level, text, within=within, is_short=is_short)
            if name:
                return name, codes
    return "", []


def _latin(text: str) -> Forms:
    words = re.sub(
        r"[^\w\s]+",
        " ",
        re.sub(r"(?<=\b\w)[./](?=\w\b)", "", text.lower().replace("co-op", "coop")),
    ).split()
    core = [word for word in words if word not in _LATIN_FORMS] or words
    joined = " ".join(core)
    return Forms(" ".join(words), joined, joined, "".join(core), "", "")
