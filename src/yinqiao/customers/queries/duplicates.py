"""The stewards' queue of suggested duplicates, the list of merges, and what a merged number leads to."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from yinqiao.customers import choices, policies
from yinqiao.customers.choices import MatchKey, MergeState, SuggestionState
from yinqiao.customers.identity import rules
from yinqiao.customers.models import Customer, LinkageEvaluation, Merge, Merged, Suggestion
from yinqiao.customers.queries.card import customer_names
from yinqiao.customers.queries.comparing import Comparison, MovingLine, compare, moved_lines
from yinqiao.customers.queries.taking import TakenLine, other_values
from yinqiao.customers.queries.tiers import tier_bounds
from yinqiao.lib.text import tidy
from yinqiao.platform.actor import Actor
from yinqiao.platform.errors import NotFound
from yinqiao.platform.i18n.codes import label, labels
from yinqiao.platform.masking.rules import amount_band

PENDING = choices.PENDING


@dataclass(frozen=True, slots=True)
class SuggestionRow:
    """A pair in the queue. `score` in percent; `band` is where the assets of both together lie."""

    id: int
    first: str
    second: str
    is_company: bool
    score: Decimal
    keys: tuple[str, ...]
    is_strong: bool
    is_model: bool
    band: str
    doubt_text: str
    state: str
    state_label: str
    suggested_at: datetime
    decided_by_name: str
    note: str
    version: int


@dataclass(frozen=True, slots=True)
class SuggestionCard:
    """A pair with both records side by side, and the next pair of the queue."""

    row: SuggestionRow
    comparison: Comparison
    next_id: int | None
    place: int
    waiting: int
    merge_id: int | None


@dataclass(frozen=True, slots=True)
class MergeRowRead:
    """A merge in the list."""

    id: int
    member: str
    survivor: str
    survivor_id: int
    state: str
    state_label: str
    reason: str
    maker_name: str
    asked_at: datetime
    checker_name: str
    done_at: datetime | None
    undo_until: datetime | None
    undone_at: datetime | None
    undone_by_name: str
    undo_reason: str
    can_undo: bool
    version: int


@dataclass(frozen=True, slots=True)
class MergeCard:
    """One merge: side by side while it waits, what it moved once it is done, and the values that do not stand while it does."""

    row: MergeRowRead
    comparison: Comparison | None
    chosen: tuple[str, ...]
    moved: tuple[MovingLine, ...]
    approval_id: int | None
    others: tuple[TakenLine, ...] = ()


@dataclass(frozen=True, slots=True)
class EvaluationRow:
    """How the linkage model did on labelled records, and who trusts it."""

    id: int
    file_name: str
    file_digest: str
    settings_digest: str
    records: int
    true_pairs: int
    precision: Decimal
    recall: Decimal
    f1: Decimal
    measured_at: datetime
    remark: str
    submitted_by_name: str
    submitted_at: datetime
    signed_by_name: str
    signed_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_by_name: str
    is_in_force: bool


def suggestions(
    *,
    actor: Actor,
    state: str = PENDING,
    kind: str = "",
    key: str = "",
    is_strong: bool | None = None,
) -> QuerySet[Suggestion]:
    """Return the pairs that the actor may see; `state` may be ``PENDING`` for those to decide. Records merged meanwhile are left out there."""
    rows = Suggestion.objects.filter(_in_scope(actor, "first_id", "second_id"))
    if state == PENDING:
        merged = Merged.objects.filter(Q(pk=OuterRef("first_id")) | Q(pk=OuterRef("second_id")))
        rows = rows.filter(~Exists(merged), state__in=choices.OPEN_SUGGESTIONS)
    elif state:
        rows = rows.filter(state=state)
    rows = rows.filter(kind=kind) if kind else rows
    rows = rows.filter(keys__contains=[key]) if key else rows
    if is_strong is None:
        return rows
    weak = Q(keys__contained_by=sorted(rules.NEVER_ALONE))
    return rows.filter(~weak) if is_strong else rows.filter(weak)


def suggestion_rows(rows: Iterable[Suggestion], *, actor: Actor) -> list[SuggestionRow]:
    """Return the read models of one page, names masked, in one query."""
    found = list(rows)
    names = customer_names(
        actor=actor, customer_ids={pk for row in found for pk in (row.first_id, row.second_id)}
    )
    bounds, words = tier_bounds(), labels(MatchKey)
    return [_suggestion(row, names, bounds=bounds, words=words) for row in found]


def suggestion_card(
    *, actor: Actor, suggestion_id: int, kept_id: int | None = None
) -> SuggestionCard:
    """Return one pair side by side; raise NotFound outside the scope and when a record is gone.

    The walk goes by value, and where that is equal by doubt: a person is needed least where the machine is surest.
    """
    row = suggestions(actor=actor, state="").filter(pk=suggestion_id).first()
    if row is None:
        raise NotFound(_("There is no such suggestion."))
    queue = suggestions(actor=actor).filter(state=SuggestionState.SUGGESTED)
    ahead = queue.filter(
        Q(value__gt=row.value)
        | Q(value=row.value, doubt__gt=row.doubt)
        | Q(value=row.value, doubt=row.doubt, pk__lt=row.pk)
    ).count()
    following = (
        queue.filter(
            Q(value__lt=row.value)
            | Q(value=row.value, doubt__lt=row.doubt)
            | Q(value=row.value, doubt=row.doubt, pk__gt=row.pk)
        )
        .order_by("-value", "-doubt", "pk")
        .values_list("pk", flat=True)
        .first()
    )
    return SuggestionCard(
        row=suggestion_rows([row], actor=actor)[0],
        comparison=compare(
            actor=actor,
            first_id=row.first_id,
            second_id=row.second_id,
            kept_id=kept_id,
            suggestion_id=row.pk,
        ),
        next_id=following,
        place=ahead + 1,
        waiting=queue.count(),
        merge_id=Merge.objects.filter(suggestion=row)
        .order_by("-pk")
        .values_list("pk", flat=True)
        .first(),
    )


def suggestions_waiting(actor: Actor) -> int | None:
    """Return how many pairs wait to be compared (the number in the menu)."""
    return suggestions(actor=actor, state=SuggestionState.SUGGESTED).count() or None


def merges(*, actor: Actor, state: str = "") -> QuerySet[Merge]:
    """Return the merges of records that the actor may see; one with a deleted record is seen by who sees all."""
    rows = Merge.objects.filter(_in_scope(actor, "survivor_id", "member_id"))
    return rows.filter(state=state) if state else rows


def merge_rows(rows: Iterable[Merge], *, actor: Actor, now: datetime) -> list[MergeRowRead]:
    """Return the read models of one page."""
    found = list(rows)
    ids = {pk for row in found for pk in (row.survivor_id, row.member_id)}
    names = customer_names(actor=actor, customer_ids=ids)
    may = actor.can(policies.MERGE)
    return [_merge(row, names, may=may, now=now) for row in found]


def merge_card(*, actor: Actor, merge_id: int, now: datetime) -> MergeCard:
    """Return one merge; raise NotFound outside the scope."""
    row = merges(actor=actor).filter(pk=merge_id).first()
    if row is None:
        raise NotFound(_("There is no such merge."))
    comparison = None
    if row.state in {MergeState.WAITING, MergeState.REFUSED}:
        comparison = compare(
            actor=actor,
            first_id=row.survivor_id,
            second_id=row.member_id,
            kept_id=row.survivor_id,
        )
    return MergeCard(
        row=merge_rows([row], actor=actor, now=now)[0],
        comparison=comparison,
        chosen=tuple(
            str(field) for field, side in row.sides.items() if side == choices.Side.MEMBER
        ),
        moved=moved_lines(row),
        approval_id=row.approval_id,
        others=other_values(row, actor=actor) if row.state == MergeState.DONE else (),
    )


def merge_label(*, actor: Actor, merge_id: int) -> str:
    """Return what a merge is called, or nothing outside the scope."""
    row = merges(actor=actor).filter(pk=merge_id).first()
    return f"{row.member_no} → {row.survivor_no}" if row else ""


def survivor_of(customer_id: int) -> int:
    """Return the record that answers for this one: itself unless it went into another that the session may see."""
    found = Merged.objects.filter(pk=customer_id).values_list("survivor_id", flat=True).first()
    return found if found is not None else customer_id


def survivors_of(customer_ids: Iterable[int]) -> dict[int, int]:
    """Return the record that answers, by each of these that went into another the session may see; one query."""
    rows = Merged.objects.filter(pk__in=set(customer_ids))
    return dict(rows.values_list("pk", "survivor_id"))


def party_ids(customer_id: int) -> list[int]:
    """Return the ids under which rows of this customer may stand: its own, and those of the records that went into it."""
    members = Merged.objects.filter(survivor_id=customer_id).values_list("pk", flat=True)
    return [customer_id, *members]


def survivors_of_number(number: str) -> set[int]:
    """Return who answers for a customer number that was merged."""
    rows = Merged.objects.filter(member_no=tidy(number).upper())
    return set(rows.values_list("survivor_id", flat=True))


def went_into_another(column: str) -> Exists:
    """Return the condition that the customer of a row, named by `column`, was merged into another."""
    return Exists(Merged.objects.filter(pk=OuterRef(column)))


def merged_numbers(customer_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Return the numbers for which each of these customers answers beside its own."""
    found: dict[int, list[str]] = {}
    rows = Merged.objects.filter(survivor_id__in=customer_ids).order_by("member_no")
    for survivor_id, number in rows.values_list("survivor_id", "member_no"):
        found.setdefault(survivor_id, []).append(number)
    return {pk: tuple(numbers) for pk, numbers in found.items()}


def evaluations() -> list[EvaluationRow]:
    """Return the evaluations of the linkage model, the newest first."""
    return [_evaluation(row) for row in LinkageEvaluation.objects.order_by("-submitted_at", "-pk")]


def _in_scope(actor: Actor, *columns: str) -> Q:
    if actor.scope.is_all:
        return Q()
    condition = Q()
    for column in columns:
        seen = Customer.objects.filter(policies.visible_to(actor), pk=OuterRef(column))
        condition &= Q(Exists(seen))
    return condition


def _suggestion(
    row: Suggestion,
    names: dict[int, str],
    *,
    bounds: Collection[Decimal],
    words: dict[str, str],
) -> SuggestionRow:
    return SuggestionRow(
        id=row.pk,
        first=names.get(row.first_id, ""),
        second=names.get(row.second_id, ""),
        is_company=row.kind == choices.Kind.COMPANY,
        score=row.score * 100,
        keys=tuple(words.get(key, key) for key in row.keys),
        is_strong=bool(row.keys) and rules.is_strong(row.keys),
        is_model=row.is_model,
        band=amount_band(row.value, bounds=tuple(bounds)),
        doubt_text=f"{row.doubt * 100:.0f}%",
        state=row.state,
        state_label=label(SuggestionState, row.state),
        suggested_at=row.suggested_at,
        decided_by_name=row.decided_by_name,
        note=row.note,
        version=row.version,
    )


def _merge(row: Merge, names: dict[int, str], *, may: bool, now: datetime) -> MergeRowRead:
    is_open = row.state == MergeState.DONE and (row.undo_until is None or now <= row.undo_until)
    return MergeRowRead(
        id=row.pk,
        member=names.get(row.member_id, row.member_no),
        survivor=names.get(row.survivor_id, row.survivor_no),
        survivor_id=row.survivor_id,
        state=row.state,
        state_label=label(MergeState, row.state),
        reason=row.reason,
        maker_name=row.maker_name,
        asked_at=row.asked_at,
        checker_name=row.checker_name,
        done_at=row.done_at,
        undo_until=row.undo_until,
        undone_at=row.undone_at,
        undone_by_name=row.undone_by_name,
        undo_reason=row.undo_reason,
        can_undo=may and is_open,
        version=row.version,
    )


def _evaluation(row: LinkageEvaluation) -> EvaluationRow:
    return EvaluationRow(
        id=row.pk,
        file_name=row.file_name,
        file_digest=row.file_digest,
        settings_digest=row.settings_digest,
        records=row.records,
        true_pairs=row.true_pairs,
        precision=row.precision,
        recall=row.recall,
        f1=row.f1,
        measured_at=row.measured_at,
        remark=row.remark,
        submitted_by_name=row.submitted_by_name,
        submitted_at=row.submitted_at,
        signed_by_name=row.signed_by_name,
        signed_at=row.signed_at,
        withdrawn_at=row.withdrawn_at,
        withdrawn_by_name=row.withdrawn_by_name,
        is_in_force=row.signed_at is not None and row.withdrawn_at is None,
    )
