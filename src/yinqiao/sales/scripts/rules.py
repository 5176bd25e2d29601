"""Which script fits best: pure. A script that names a trait fits only whoever has it; the more it names, the closer it fits."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from yinqiao.sales.scripts.choices import Appetite

PRODUCT, APPETITE, TAG, TIER = 8, 4, 2, 1


@dataclass(frozen=True, slots=True)
class Words:
    """A script as it is matched; what is empty fits everybody."""

    version_id: int
    product_class: str = ""
    appetite: str = ""
    tag: str = ""
    tier: str = ""
    objection: str = ""
    effective_from: date = date.min


@dataclass(frozen=True, slots=True)
class Listener:
    """Who is spoken to: `product_class` of what is proposed (empty: nothing yet), `suitable` classes of which something may be recommended."""

    tier: str = ""
    grade: str = ""
    tags: frozenset[str] = field(default_factory=frozenset)
    product_class: str = ""
    suitable: frozenset[str] = field(default_factory=frozenset)


def appetite_of(grade: str) -> str:
    """Return the appetite of an assessment in force; empty without one."""
    found = {
        "C1": Appetite.CONSERVATIVE,
        "C2": Appetite.CONSERVATIVE,
        "C3": Appetite.BALANCED,
        "C4": Appetite.AGGRESSIVE,
        "C5": Appetite.AGGRESSIVE,
    }
    return str(found.get(grade, ""))


def is_in_force(day: date, *, since: date | None, until: date | None) -> bool:
    """Tell whether a reviewed version may be used on the day; the last day is included, and never the one after."""
    return since is not None and until is not None and since <= day <= until


def fit(words: Words, listener: Listener) -> int | None:
    """Return how closely a script fits; None where it must not be shown.

    One about a class of products needs the gate: where nothing of the class may be recommended it is not shown, however well the rest fits.
    Where a product is proposed, words about another class have no place.
    """
    has = (
        not words.product_class
        or (
            words.product_class in listener.suitable
            and listener.product_class in {"", words.product_class}
        ),
        not words.appetite or words.appetite == appetite_of(listener.grade),
        not words.tag or words.tag in listener.tags,
        not words.tier or words.tier == listener.tier,
    )
    if not all(has):
        return None
    weights = (
        (words.product_class, PRODUCT),
        (words.appetite, APPETITE),
        (words.tag, TAG),
        (words.tier, TIER),
    )
    return sum(weight for named, weight in weights if named)


def fitting(scripts: Iterable[Words], listener: Listener) -> list[Words]:
    """Return those that fit, the closest first, of two alike the newer."""
    found = [(fit(one, listener), one) for one in scripts]
    good = [(score, one) for score, one in found if score is not None]
    good.sort(key=lambda pair: (-pair[0], -pair[1].effective_from.toordinal(), pair[1].version_id))
    return [one for _score, one in good]
