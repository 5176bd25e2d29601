"""What the customer room tells the timeline: who managed the customer, what changed, what was to be corrected, what registers say."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from yinqiao.customers import choices
from yinqiao.customers.models import Assignment, CorrectionRequest, History
from yinqiao.customers.queries.corrections import correction_rows, corrections
from yinqiao.customers.queries.history import HistoryEntry, changes_of
from yinqiao.organization import queries as organization
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.versions import rows_as_of
from yinqiao.platform.i18n.codes import label
from yinqiao.platform.i18n.sources import source_title
from yinqiao.platform.ui.story import Happening, StoryPart, moment_of, wanted

MOST = 500
# Managers are told by their days, from which they hold.
_APART = {"main_rm_id", "staff_id", "role", "share"}


def changes_told(actor: Actor, part: StoryPart) -> list[Happening]:
    """Return what changed about the customer, fields that changed together in one; and the requests to correct core-owned fields."""
    entries = [
        entry
        for entry in changes_of(
            actor=actor, party_ids=part.party_ids, in_team=part.in_team, limit=MOST
        )
        if entry.field not in _APART
    ]
    told = [
        _changed(list(group)) for _pk, group in groupby(entries, key=lambda entry: entry.version_id)
    ]
    requests = corrections(actor=actor, customer_id=part.customer_id).order_by("-requested_at")
    told += _asked(list(requests[:MOST]), actor=actor, part=part)
    return wanted(told, part)


def managers_told(_actor: Actor, part: StoryPart) -> list[Happening]:
    """Return since when who manages the customer, and when that ended."""
    rows = rows_as_of(
        Assignment.objects.filter(customer_id=part.customer_id),
        History,
        customer_id=part.customer_id,
        as_of=part.as_of,
    )
    names = organization.staff_names({row.staff_id for row in rows})
    told = []
    for row in rows:
        role = label(choices.AssignmentRole, row.role)
        for day, title in (
            (row.valid_from, _("{role} from this day")),
            (row.valid_to, _("{role} until this day")),
        ):
            if day is None or day > part.today:
                continue
            told.append(
                Happening(
                    at=moment_of(day),
                    id=row.pk * 2 + (day == row.valid_from),
                    icon="user-check" if day == row.valid_from else "user-off",
                    title=title.format(role=role),
                    text=names.get(row.staff_id, ""),
                    staff_id=row.staff_id,
                    is_day=True,
                )
            )
    return wanted(told, part)


def _changed(entries: list[HistoryEntry]) -> Happening:
    first = entries[0]
    subjects = {entry.subject for entry in entries if entry.subject != entry.label}
    return Happening(
        at=first.at,
        id=first.version_id * 2,
        icon="database-import" if first.is_batch else "edit",
        title=_("Particulars changed"),
        text="\n".join(f"{entry.label}：{entry.old} → {entry.new}" for entry in entries),
        facts=tuple(sorted(subjects)),
        who=source_title(first.who) if first.is_batch else first.who,
        staff_id=first.staff_id,
        is_day=first.is_batch,
    )


def _asked(
    requests: Sequence[CorrectionRequest], *, actor: Actor, part: StoryPart
) -> Iterable[Happening]:
    if not requests:
        return
    for row in correction_rows(requests, actor=actor, now=part.as_of or part.now):
        url = reverse("customers:correction-detail", args=[row.id])
        text = f"{row.label}：{row.current or '—'} → {row.proposed}"
        yield Happening(
            at=row.requested_at,
            id=row.id * 4 + 1,
            icon="edit",
            title=_("Correction asked for"),
            text=text,
            who=row.requested_by_name,
            url=url if row.is_own else "",
        )
        if row.decided_at is not None:
            yield Happening(
                at=row.decided_at,
                id=row.id * 4 + 3,
                icon="check",
                title=_("Correction answered"),
                text="\n".join(said for said in (text, row.decision_note) if said),
                facts=(row.state_label,),
                who=row.decided_by_name,
                url=url if row.is_own else "",
            )
