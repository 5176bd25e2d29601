"""What stands beside a name: birth, nationality, sex, documents. Each speaks for or against, in points of the score."""

from dataclasses import dataclass
from datetime import date

from yinqiao.compliance.screening.rules.entries import Birth, Entry, PartyKind, Subject


@dataclass(frozen=True, slots=True)
class Points:
    """How many points of 100 each piece of evidence adds or takes (parameter `screening.points`)."""

    birth_day: float = 6.0
    birth_year: float = 3.0
    near_year: float = 0.0
    other_day: float = -2.0
    other_year: float = -14.0
    country: float = 2.0
    other_country: float = -3.0
    other_sex: float = -10.0
    other_kind: float = -30.0


@dataclass(frozen=True, slots=True)
class Said:
    """One piece of evidence: a code of `REASONS`, what either side says, and its points."""

    code: str
    ours: str = ""
    theirs: str = ""
    points: float = 0.0


NEAR_YEARS = 1
ROUGH_YEARS = 3


def beside(subject: Subject, entry: Entry, points: Points) -> tuple[Said, ...]:
    """Return what speaks for and against that the subject is the listed party, the name left aside."""
    found = (
        _kind(subject, entry, points),
        _birth(subject, entry, points),
        _country(subject, entry, points),
        _sex(subject, entry, points),
    )
    return tuple(said for said in found if said is not None)


def _kind(subject: Subject, entry: Entry, points: Points) -> Said | None:
    if (
        subject.kind is None
        or PartyKind.OTHER in {entry.kind, subject.kind}
        or subject.kind == entry.kind
    ):
        return None  # fmt: skip
    return Said("other_kind", subject.kind, entry.kind, points.other_kind)


def _birth(subject: Subject, entry: Entry, points: Points) -> Said | None:
    if subject.year is None or not entry.births or entry.kind == PartyKind.COMPANY:
        return None
    judged = [
        _one_birth(subject.birth_on, subject.year, birth=birth, points=points)
        for birth in entry.births
    ]
    return max(judged, key=lambda said: said.points)


def _one_birth(on: date | None, year: int, *, birth: Birth, points: Points) -> Said:
    ours = str(on or year)
    theirs = _told(birth)
    if on is not None and birth.on == on:
        return Said("birth_day", ours, theirs, points.birth_day)
    if birth.first_year <= year <= birth.last_year:
        if on is not None and birth.on is not None and birth.is_exact:
            return Said("other_day", ours, theirs, points.other_day)
        return Said("birth_year", ours, theirs, points.birth_year)
    slack = NEAR_YEARS if birth.is_exact else ROUGH_YEARS
    if birth.first_year - slack <= year <= birth.last_year + slack:
        return Said("near_year", ours, theirs, points.near_year)
    return Said("other_year", ours, theirs, points.other_year)


def _told(birth: Birth) -> str:
    if birth.on is not None:
        return str(birth.on)
    if birth.first_year == birth.last_year:
        return str(birth.first_year)
    return f"{birth.first_year}-{birth.last_year}"


def _country(subject: Subject, entry: Entry, points: Points) -> Said | None:
    if not subject.country or not entry.countries:
        return None
    theirs = "/".join(entry.countries)
    if subject.country in entry.countries:
        return Said("country", subject.country, theirs, points.country)
    return Said("other_country", subject.country, theirs, points.other_country)


def _sex(subject: Subject, entry: Entry, points: Points) -> Said | None:
    if subject.sex not in {"M", "F"} or entry.sex not in {"M", "F"} or subject.sex == entry.sex:
        return None
    return Said("other_sex", subject.sex, entry.sex, points.other_sex)
