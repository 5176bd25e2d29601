"""Readings of Chinese names: pinyin of characters, syllables inside a word, Wade-Giles and other romanisations turned into pinyin."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product

from yinqiao.lib import pinyin
from yinqiao.lib.surnames import COMMON, COMPOUND_READINGS, SINGLE_READINGS

_WORDS = (
    "a o e ai ei ao ou an en ang eng er ba bo bai bei bao ban ben bang beng bi bie biao bian bin bing bu pa po pai pei pao pou pan pen pang"
    " peng pi pie piao pian pin ping pu ma mo me mai mei mao mou man men mang meng mi mie miao miu mian min ming mu fa fo fei fou fan fen"
    " fang feng fu da de dai dei dao dou dan den dang deng dong di die diao diu dian ding du duo dui duan dun ta te tai tao tou tan tang"
    " teng tong ti tie tiao tian ting tu tuo tui tuan tun na ne nai nei nao nou nan nen nang neng nong ni nie niao niu nian nin niang ning"
    " nu nuo nuan nv nve la le lai lei lao lou lan lang leng long li lia lie liao liu lian lin liang ling lu luo luan lun lv lve ga ge gai"
    " gei gao gou gan gen gang geng gong gu gua guo guai gui guan gun guang ka ke kai kao kou kan ken kang keng kong ku kua kuo kuai kui"
    " kuan kun kuang ha he hai hei hao hou han hen hang heng hong hu hua huo huai hui huan hun huang ji jia jie jiao jiu jian jin jiang jing"
    " jiong ju jue juan jun qi qia qie qiao qiu qian qin qiang qing qiong qu que quan qun xi xia xie xiao xiu xian xin xiang xing xiong xu"
    " xue xuan xun zha zhe zhi zhai zhao zhou zhan zhen zhang zheng zhong zhu zhua zhuo zhui zhuan zhun zhuang cha che chi chai chao chou"
    " chan chen chang cheng chong chu chuo chuai chui chuan chun chuang sha she shi shai shei shao shou shan shen shang sheng shu shua shuo"
    " shuai shui shuan shun shuang re ri rao rou ran ren rang reng rong ru ruo rui ruan run za ze zi zai zei zao zou zan zen zang zeng zong"
    " zu zuo zui zuan zun ca ce ci cai cao cou can cen cang ceng cong cu cuo cui cuan cun sa se si sai sao sou san sen sang seng song su suo"
    " sui suan sun ya yo ye yao you yan yin yang ying yong yi yu yue yuan yun wa wo wai wei wan wen wang weng wu lu nu lue nue"
)
_SYLLABLES = frozenset(_WORDS.split())
_LONGEST = 6
# Two of one vowel never meet inside a name: it is a slip of the pen.
_DOUBLED = re.compile(r"([aeiou])\1")
# Surnames as Hong Kong, Taiwan, Macau and overseas families write them → pinyin.
OTHER_SURNAMES = {
    "lee": "li", "chan": "chen", "wong": "wang", "cheung": "zhang", "chang": "zhang", "chow": "zhou", "chou": "zhou", "tsai": "cai", "choi": "cai",
    "hsu": "xu", "hsieh": "xie", "tse": "xie", "ng": "wu", "lau": "liu", "leung": "liang", "kwok": "guo", "kuo": "guo", "chung": "zhong",
    "tsang": "zeng", "tseng": "zeng", "lam": "lin", "chiang": "jiang", "yeung": "yang", "tang": "deng", "teng": "deng", "chu": "zhu",
    "hui": "xu", "ho": "he", "yip": "ye", "yeh": "ye", "poon": "pan", "pun": "pan", "fung": "feng", "mak": "mai", "kwan": "guan",
    "lo": "luo", "law": "luo", "so": "su", "tan": "chen", "lim": "lin", "goh": "wu", "ong": "wang", "chua": "cai", "teo": "zhang",
}  # fmt: skip
_WADE_STARTS = {
    "ts": ("z", "c"), "tz": ("z", "c"), "hs": ("x",), "ch": ("zh", "ch"), "j": ("r",), "k": ("g", "k"), "p": ("b", "p"), "t": ("d", "t"),
}  # fmt: skip
_WADE_ENDS = {
    "ien": "ian", "ieh": "ie", "ueh": "ue", "ung": "ong", "eh": "e", "uei": "ui", "erh": "er", "ih": "i", "u": "u", "ao": "ao",
}  # fmt: skip


def is_syllable(word: str) -> bool:
    """Tell whether a word is one syllable of pinyin."""
    return word in _SYLLABLES


@lru_cache(maxsize=65_536)
def syllables(word: str) -> tuple[str, ...]:
    """Return a word as syllables of pinyin (fewest first), or nothing when it is not pinyin."""
    if _DOUBLED.search(word):
        return ()
    best: list[tuple[str, ...] | None] = [(), *[None] * len(word)]
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - _LONGEST), end):
            before = best[start]
            if before is None or word[start:end] not in _SYLLABLES:
                continue
            known = best[end]
            if known is None or len(before) + 1 < len(known):
                best[end] = (*before, word[start:end])
    return best[-1] or ()


@lru_cache(maxsize=262_144)
def variants(words: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    """Return for each word of a name in Latin letters what it may be in pinyin; empty sets where it is none.

    Where a word is no pinyin, the whole name may be Wade-Giles; otherwise only the surnames of families overseas are another spelling.
    """
    is_other = not all(map(syllables, words))
    found = []
    for place, word in enumerate(words):
        known = {word} if syllables(word) else set()
        if is_other:
            known |= wade_giles(word)
        if place in {0, len(words) - 1} and word in OTHER_SURNAMES:
            known.add(OTHER_SURNAMES[word])
        found.append(frozenset(known))
    return tuple(found)


@lru_cache(maxsize=262_144)
def is_chinese(words: tuple[str, ...]) -> bool:
    """Tell whether a name in Latin letters reads as a Chinese one: pinyin throughout, a surname at one end, at most four syllables."""
    if not _FEWEST_WORDS <= len(words) <= _MOST_SYLLABLES:
        return False
    known = variants(words)
    if not all(known):
        return False
    if sum(min(len(syllables(word)) for word in found) for found in known) > _MOST_SYLLABLES:
        return False
    return not surname_readings().isdisjoint(known[0] | known[-1])


_FEWEST_WORDS = 2
_MOST_SYLLABLES = 4


@lru_cache(maxsize=1)
def surname_readings() -> frozenset[str]:
    """Return the readings of the surnames that are known, compound ones joined."""
    single = {pinyin.full(character) for character in COMMON} | set(SINGLE_READINGS.values())
    return frozenset(single | {"".join(reading) for reading in COMPOUND_READINGS.values()})


@lru_cache(maxsize=262_144)
def read(han: str) -> tuple[str, ...]:
    """Return the syllables of a person's name in characters, the surname in its reading as one; other signs drop out."""
    spelt = pinyin.romanise(han).sort_key[: -len(han) - 1]
    return tuple(spelt.split())


@lru_cache(maxsize=65_536)
def wade_giles(word: str) -> frozenset[str]:
    """Return what a word may be in pinyin if it is Wade-Giles: with and without breath, since apostrophes are gone by then."""
    tails = [word]
    tails += [word[: -len(end)] + other for end, other in _WADE_ENDS.items() if word.endswith(end)]
    found = {candidate for tail in tails for candidate in _from_wade(tail)}
    return frozenset(candidate for candidate in found if candidate in _SYLLABLES)


def _from_wade(tail: str) -> Iterator[str]:
    for start, others in _WADE_STARTS.items():
        if tail.startswith(start):
            rest = tail[len(start) :]
            for other in others:
                yield _soft(other, rest)
            return
    yield tail


def _soft(start: str, rest: str) -> str:
    """Before i and ü Wade's ch is j or q: chien → jian, qian."""
    if start in _SOFT and rest[:1] in {"i", "ü"} and rest not in {"i", "ih"}:
        return f"{_SOFT[start]}{rest}"
    return start + rest


_SOFT = {"zh": "j", "ch": "q"}
_MOST_FORMS = 64


def spelt_in_order(words: tuple[str, ...]) -> frozenset[str]:
    """Return the letters of a Chinese name in Latin writing, in all pinyin that it may be."""
    return frozenset("".join(one) for one in islice(product(*variants(words)), _MOST_FORMS))


def joined_forms(words: tuple[str, ...]) -> frozenset[str]:
    """Return the same in the orders it may stand in: as written, and the surname last or first.

    Used to look a name in characters up by its reading.
    """
    forms: set[str] = set()
    for one in islice(product(*variants(words)), _MOST_FORMS):
        forms |= {"".join(one), "".join((one[-1], *one[:-1])), "".join((*one[1:], one[0]))}
    return frozenset(forms)


def reading_forms(parts: tuple[str, ...]) -> frozenset[str]:
    """Return the same letters for a name in characters, read as `parts`: surname first only, ü also as u and yu."""
    joined = "".join(parts)
    return frozenset({joined, joined.replace("v", "u"), joined.replace("v", "yu")})
