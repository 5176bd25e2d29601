"""Names as they are compared: scripts taken apart, accents and punctuation dropped, words told from particles and legal forms."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from yinqiao.lib.matching import characters

_SPECIAL = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ŋ": "n", "ə": "a",
        # Cyrillic, after the passports of Russia and Ukraine.
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "к": "k", "л": "l", "м": "m",
        "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
        "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya", "і": "i", "є": "ye", "ґ": "g", "ў": "u", "ј": "j",
        "љ": "lj", "њ": "nj", "ћ": "c", "ђ": "dj", "џ": "dz",
        # Arabic letters that are written in several ways.
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ک": "ك", "ی": "ي", "ـ": "",
    }
)  # fmt: skip
_DROPPED = re.compile(r"['’‘`´ʼʻʿʾ\"“”]")
# Abdulrahman, Abdurrahman, Abdelrahman: abd al-rahman in one word. Abdullah is a name of its own.
_SERVANT = re.compile(r"abd[aeiu](?!ll)[lrsnzdt]?([a-z]{4,})$")
_BREAK = re.compile(r"[^\w]+|_+")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]+")
_HAN_GAP = re.compile(r"(?<=[\u3400-\u9fff])[\s·•・．.‧\-]+(?=[\u3400-\u9fff])")

_PARTICLES = (
    "al el ul ur ar as ad ud az bin ben ibn bint bt abd abu umm de da do dos del della di du la le les van von der den and of the et y"
    " for in mr mrs ms miss dr haji hajji alhaj al-hajj mullah mulla maulavi mawlawi qari sheikh shaykh sheik general gen colonel col major"
    " captain lieutenant sayyid sayed said ustad engineer eng hajj prof st"
)
_LEGAL_FORMS = (
    "co ltd limited company corp corporation inc incorporated llc llp lp plc pte pty pvt gmbh ag kg ohg sa sas sarl srl spa nv bv oy ab as"
    " asa aps fze fzco fzc jsc ojsc cjsc pjsc ooo oao zao pao ao ltda sdn bhd est cie sl sc doo dd kft zrt sro kk"
)
_GENERIC = (
    "trading general international import export group bank shipping industrial industries industry enterprise enterprises foundation"
    " committee association organization organisation establishment services service development investment investments holding holdings"
    " commercial technology technologies engineering corporation trade company national global"
)
# Spellings of one name that share neither letters nor consonants enough to be found by them.
_GROUPS = (
    "ri li lee rhee yi", "pak park bak", "kim gim", "choe choi chwe", "chong jong jung chung cheong jeong", "yong young yeong", "chol cheol chul",
    "paek baek", "sin shin", "kang gang", "im lim rim", "no roh noh", "yu yoo ryu", "o oh", "su soo", "song sung seong", "hyon hyun hyeon",
    "myong myung myeong", "kyong kyung gyeong", "yo yeo", "son sun seon", "un eun", "hui hee", "cho jo", "chang jang", "chon jon jeon",
    "al el ul", "bin ben ibn", "abdul abdel abdal abd", "yusuf youssef yousef yousif joseph", "ibrahim ebrahim abraham",
    "musa moussa moses", "isa issa eisa", "yahya yahia", "gaddafi qadhafi kadafi qaddafi", "abdullah abdallah abdulla",
    "said saeed saied sayed sayyid",
    "ahmed ahmad akhmed akhmad ahmet", "omar umar omer umer", "hussein husain husayn hossein hussain husein",
    "mohammed muhammad mohamed mohammad mohamad muhammed mehmet", "jamal gamal djamal cemal", "hajj haj haji hajji", "noor nur nour", "aisha ayesha aicha",
)  # fmt: skip
_OTHERS: dict[str, frozenset[str]] = {}
for _group in _GROUPS:
    for _word in _group.split():
        _OTHERS[_word] = _OTHERS.get(_word, frozenset()) | frozenset(_group.split())


def other_spellings(word: str) -> frozenset[str]:
    """Return the other usual spellings of a part of a name."""
    return _OTHERS.get(word, frozenset()) - {word}


PARTICLES = frozenset(_PARTICLES.split())
LEGAL_FORMS = frozenset(_LEGAL_FORMS.split())
GENERIC = frozenset(_GENERIC.split())
_HAN_FORMS = re.compile(
    "股份有限公司|有限责任公司|责任有限公司|有限公司|集团公司|总公司|分公司|公司|株式会社|集团|会社|會社|集團|責任|股份"
)
_HAN_PLACES = re.compile(
    "^(中国|北京市?|上海市?|天津市?|重庆市?|广东省?|深圳市?|香港|[(（].*?[)）])"
)


@dataclass(frozen=True, slots=True)
class Spelt:
    """A name taken apart: `words` of scripts that have words, `han` the Chinese characters joined, in simplified writing."""

    words: tuple[str, ...]
    han: tuple[str, ...]


def plain(text: str) -> str:
    """Return text lower-cased, without accents, in half width, other alphabets spelt in Latin where a table does it."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).lower())
    kept = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return kept.translate(_SPECIAL)


@lru_cache(maxsize=65_536)
def spell(text: str) -> Spelt:
    """Take a name apart. Words keep their order; an initial with a full stop is a word of one letter."""
    if _HAN.search(text) is None:
        return Spelt(_words(text), ())
    joined = _HAN_GAP.sub("", characters.simplify(text))
    runs = tuple(_HAN.findall(joined))
    return Spelt(_words(_HAN.sub(" ", joined)), runs)


def _words(text: str) -> tuple[str, ...]:
    found: list[str] = []
    for word in _BREAK.split(_DROPPED.sub("", plain(text))):
        servant = _SERVANT.match(word)
        found += ("abd", servant[1]) if servant else (word,) if word else ()
    return tuple(found)


def company_core(han: str) -> str:
    """Return a Chinese company's name without its legal form and the place before it; the name itself when nothing would be left."""
    core = _HAN_PLACES.sub("", _HAN_FORMS.sub("", han))
    return core if len(core) >= _SHORTEST_CORE else han


_SHORTEST_CORE = 2

_SKELETON = (
    (re.compile(r"sch|tsch|tch"), "ch"), (re.compile(r"ph"), "f"), (re.compile(r"dj|dzh|zh"), "j"), (re.compile(r"gh|gu(?=[ei])"), "g"),
    (re.compile(r"kh|ck|q|cc"), "k"), (re.compile(r"c(?=[eiy])"), "s"), (re.compile(r"c(?!h)"), "k"), (re.compile(r"x"), "ks"),
    (re.compile(r"dh"), "d"), (re.compile(r"th"), "t"), (re.compile(r"tz|ts"), "z"), (re.compile(r"z"), "s"), (re.compile(r"w"), "v"),
    (re.compile(r"(.)\1+"), r"\1"), (re.compile(r"^[aeiouy]+"), "a"), (re.compile(r"(?<!^)[aeiouy]+"), ""), (re.compile(r"(?<!^)(?<![cs])h"), ""),
)  # fmt: skip


@lru_cache(maxsize=262_144)
def skeleton(word: str) -> str:
    """Return the consonants by which two romanisations of one name agree: mohammed, muhammad, mohamed → ``mhmd`` without the h."""
    for pattern, other in _SKELETON:
        word = pattern.sub(other, word)
    return word
