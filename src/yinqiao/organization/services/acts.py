"""What a second person agrees to when a post is entered by hand (双人复核): every detail, JSON-plain, and back again."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from yinqiao.organization.choices import StaffAct
from yinqiao.platform import second_person
from yinqiao.platform.actor import Actor


@dataclass(frozen=True, slots=True)
class PostDetails:
    """A post to give: kind, unit, business line (by id), title as printed on the card."""

    kind: str
    org_id: int
    line_id: int | None = None
    title: str = ""
    is_main: bool = True


def hire_details(
    *, staff_no: str, name: str, joined_on: date, post: PostDetails
) -> dict[str, object]:
    """Who is entered, from when, with which post."""
    return {
        "staff_no": staff_no,
        "name": name,
        "joined_on": joined_on.isoformat(),
        "post": _plain(post),
    }


def move_details(*, staff_id: int, version: int, post: PostDetails, on: date) -> dict[str, object]:
    """Who moves, as she was when it was asked for, to which post."""
    return {"staff_id": staff_id, "version": version, "post": _plain(post), "on": on.isoformat()}


def post_details(
    *,
    staff_id: int,
    version: int,
    post: PostDetails,
    valid_from: date,
    valid_to: date | None,
) -> dict[str, object]:
    """Who gets which further post, over which time."""
    return {
        "staff_id": staff_id,
        "version": version,
        "post": _plain(post),
        "valid_from": valid_from.isoformat(),
        "valid_to": valid_to.isoformat() if valid_to else None,
    }


def spend(
    kind: StaffAct,
    details: Mapping[str, object],
    *,
    actor: Actor,
    now: datetime,
    act_id: int | None,
) -> None:
    """Spend the second person's word for just this act; raise SecondPersonNeeded without it."""
    second_person.dual_control().spend(
        actor=actor, now=now, act_id=act_id, kind=kind.value, details=details
    )


def arguments_of(details: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the service of the act is called with, from the details that were agreed to."""
    found = dict(details)
    found["post"] = PostDetails(**found["post"])
    for name in ("joined_on", "on", "valid_from", "valid_to"):
        if found.get(name):
            found[name] = date.fromisoformat(found[name])
    return found


def _plain(post: PostDetails) -> dict[str, object]:
    return {**asdict(post), "kind": str(post.kind)}
