"""A second person's word for rooms that stand below `workflow`, which keeps the desk (contracts 11 and "down: call").

`workflow` registers its functions under the names of `Desk`, `access` under those of `DualControl`; a room below asks here
and never knows them.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol, cast

from yinqiao.platform import registry
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import DomainError


class SecondPersonNeeded(DomainError):
    """What keeps the bank safe is not one administrator's to change."""

    code = "SECOND_PERSON_NEEDED"
    status = 403


class Granted(Protocol):
    """A request that was granted and still holds."""

    @property
    def approval_id(self) -> int:
        """The approval."""

    @property
    def decided_at(self) -> datetime:
        """When it was granted."""


class Desk(Protocol):
    """What `workflow` offers."""

    def request(
        self,
        *,
        actor: Actor,
        now: datetime,
        kind: str,
        payload: Mapping[str, object],
        reason: str,
        org_id: int | None,
        ref: ObjectRef | None = None,
        summary: str = "",
    ) -> int:
        """Open a request of a registered kind; return its id."""

    def waiting(self, *, maker_id: int, kind: str, ref: ObjectRef, now: datetime) -> int | None:
        """Return the maker's request of `kind` about `ref` that still waits."""

    def granted(
        self, *, maker_id: int, kind: str, ref: ObjectRef, lasts: timedelta, now: datetime
    ) -> Granted | None:
        """Return the maker's latest grant of `kind` about `ref` that is younger than `lasts`."""

    def outcomes(self, ids: Collection[int]) -> Mapping[int, str]:
        """Return the states of these approvals."""


class DualControl(Protocol):
    """What `access` offers: an act is asked for, agreed to by another administrator, then done once by who asked (ADR 7)."""

    def ask(
        self,
        *,
        actor: Actor,
        now: datetime,
        kind: str,
        details: Mapping[str, object],
        summary: str,
        facts: Sequence[tuple[str, str]],
        reason: str,
        staff_id: int | None = None,
    ) -> ObjectRef:
        """Ask for the act and return the request; `facts` say `details` in words, `staff_id` is whom it is about."""

    def spend(
        self,
        *,
        actor: Actor,
        now: datetime,
        act_id: int | None,
        kind: str,
        details: Mapping[str, object],
    ) -> None:
        """Spend the grant for just this act in the running transaction; raise SecondPersonNeeded without one."""


def desk() -> Desk:
    """Return the desk."""
    return cast("Desk", registry.approval_desk.get("workflow"))


def dual_control() -> DualControl:
    """Return where acts are put under dual control."""
    return cast("DualControl", registry.dual_control.get("access"))
