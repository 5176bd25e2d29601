"""Write down what a page of customers gave: who was screened, and each hit as a case; a decided one comes back only when a fact changed."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Final

from django.db import connection
from django.utils.translation import gettext as _

from yinqiao.compliance.screening.choices import UNDECIDED, CaseState, StepKind
from yinqiao.compliance.screening.models import Case, CaseStep, ListEntry, ListVersion, Screened
from yinqiao.compliance.screening.queries.subjects import Party
from yinqiao.compliance.screening.rules import Hit
from yinqiao.compliance.screening.services.matching import Listed

Found = Mapping[tuple[int, str], Sequence[Hit]]
Key = tuple[int, int, str, str, str]
_LONGEST: Final = {"ours": 240, "theirs": 300}


def write(
    listed: Listed, parties: Sequence[Party], found: Found, *, now: datetime, marks: bool
) -> int:
    """Open, renew and reopen cases, then say where each customer stands; return how many cases are new to somebody's desk."""
    digests = {party.customer_id: party.digest for party in parties}
    wanted = {
        _key(case): case
        for (pk, tie), hits in found.items()
        for hit in hits
        for case in [_case(listed.row(hit.entry), hit, pk=pk, tie=tie, digest=digests[pk], now=now)]
    }
    known = _known(wanted)
    fresh = [case for key, case in wanted.items() if key not in known]
    Case.objects.bulk_create(fresh)
    _step(fresh, StepKind.OPENED, now=now)
    again = [
        known[key]
        for key, case in wanted.items()
        if key in known and _renew(known[key], case, now=now)
    ]
    _step(again, StepKind.FOUND_AGAIN, now=now)
    hit = {pk for pk, _tie in found}
    marked = [party for party in parties if marks or party.customer_id in hit]
    _mark({party.customer_id: party.digest for party in marked}, now=now, may_add=marks)
    return len(fresh) + len(again)


def _known(wanted: Mapping[Key, Case]) -> dict[Key, Case]:
    if not wanted:
        return {}
    rows = Case.objects.select_for_update().filter(customer_id__in={key[0] for key in wanted})
    return {_key(case): case for case in rows}


def _key(case: Case) -> Key:
    return (case.customer_id, case.watch_list_id, case.entry_key, case.tie, case.ours)


def _case(row: ListEntry, hit: Hit, *, pk: int, tie: str, digest: str, now: datetime) -> Case:
    facts = hashlib.sha256(f"{digest} {row.digest}".encode()).hexdigest()
    return Case(
        customer_id=pk,
        watch_list_id=row.watch_list_id,
        entry=row,
        entry_key=row.key,
        tie=tie,
        score=hit.score,
        name_score=hit.name_score,
        is_certain=hit.is_certain,
        ours=hit.ours[: _LONGEST["ours"]],
        theirs=hit.theirs[: _LONGEST["theirs"]],
        reasons=[asdict(said) for said in hit.reasons],
        facts=facts,
        opened_at=now,
    )


def _renew(case: Case, hit: Case, *, now: datetime) -> bool:
    """Bring a known case up to what was found now; tell whether somebody has to look (again)."""
    if case.facts == hit.facts:
        return False
    for name in ("entry_id", "score", "name_score", "is_certain", "theirs", "reasons", "facts"):
        setattr(case, name, getattr(hit, name))
    if case.state == CaseState.CLEARED:
        case.state, case.opened_at, case.decided_at, case.decided_by_name = CaseState.OPEN, now, None, ""  # fmt: skip
    case.version += 1
    case.save()
    return True


def _step(cases: Iterable[Case], kind: StepKind, *, now: datetime, text: str = "") -> None:
    CaseStep.objects.bulk_create(
        CaseStep(case=case, kind=kind, at=now, by_name=_("List screening"), text=text)
        for case in cases
    )


_ADD: Final = (
    "insert into screening_screened (customer_id, state, digest, screened_at)"
    " select pk, 'CLEAR', digest, %s from unnest(%s::bigint[], %s::text[]) as asked (pk, digest)"
    " on conflict (customer_id) do update set digest = excluded.digest, screened_at = excluded.screened_at"
)
_STATES: Final = (
    "update screening_screened d set state = case"
    " when exists (select 1 from screening_case c where c.customer_id = d.customer_id and c.state = 'CONFIRMED') then 'CONFIRMED'"
    " when exists (select 1 from screening_case c where c.customer_id = d.customer_id and c.state = any(%s)) then 'IN_REVIEW'"
    " else 'CLEAR' end"
    " where d.customer_id = any(%s)"
)


def _mark(digests: Mapping[int, str], *, now: datetime, may_add: bool) -> None:
    if not digests:
        return
    with connection.cursor() as cursor:
        if may_add:
            cursor.execute(_ADD, [now, list(digests), list(digests.values())])
        cursor.execute(_STATES, [list(UNDECIDED), list(digests)])


def settle(customer_id: int) -> None:
    """Say anew where a customer stands, after a decision."""
    if not Screened.objects.filter(pk=customer_id).exists():
        return
    with connection.cursor() as cursor:
        cursor.execute(_STATES, [list(UNDECIDED), [customer_id]])


def note_delisted(version: ListVersion, *, now: datetime) -> None:
    """Tell the cases of parties that a version no longer names; a person decides what becomes of them."""
    gone = ListEntry.objects.filter(watch_list=version.watch_list_id, until=version.number)
    kept = ListEntry.objects.filter(watch_list=version.watch_list_id, since=version.number)
    keys = set(gone.values_list("key", flat=True)) - set(kept.values_list("key", flat=True))
    cases = Case.objects.filter(watch_list=version.watch_list_id, entry_key__in=keys).exclude(
        steps__kind=StepKind.DELISTED, steps__at__gte=version.loaded_at
    )
    _step(cases, StepKind.DELISTED, now=now, text=_("Version {number}").format(number=version.number))  # fmt: skip
