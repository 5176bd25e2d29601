"""One look or access that somebody answers for, with a verdict and a note."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import ClassVar, Protocol, cast

from django.urls import reverse

from yinqiao.platform.audit import record_read
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.ui.views.edit import EditPage


class Judged(Protocol):
    """What the page shows; a read model of the room."""

    @property
    def id(self) -> int: ...
    @property
    def version(self) -> int: ...
    @property
    def customer_id(self) -> int | None: ...


class VerdictPage(EditPage):
    """Shows `line`, takes the verdict, leads back to the list. Who opened it is in the trail under `opened_verb`."""

    list_name: ClassVar[str]
    list_title: ClassVar[str]
    opened_verb: ClassVar[str]
    object_type: ClassVar[str]
    line: Judged

    @abstractmethod
    def found(self, pk: int) -> Judged:
        """Return what is judged; raise NotFound for what she may not see."""

    @abstractmethod
    def judge(self, *, now: datetime, version: int, verdict: str, note: str) -> None:
        """Write the verdict."""

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """Read it, and write down who did."""
        self.line = self.found(cast("int", kwargs["pk"]))
        if self.request.method == "GET":
            record_read(
                actor=self.actor,
                verb=self.opened_verb,
                ref=ObjectRef(self.object_type, self.line.id),
                customer_id=self.line.customer_id,
            )
        return {}, self.line.version

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """One service call."""
        self.judge(
            now=now, version=version or 0, verdict=str(data["verdict"]), note=str(data["note"])
        )
        return None

    def extra(self) -> Mapping[str, object]:
        """What happened, and why."""
        return {"line": self.line}

    def done_url(self, saved: object) -> str:
        """The list."""
        return reverse(self.list_name)

    def cancel_url(self) -> str:
        """The same."""
        return reverse(self.list_name)

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """The list above."""
        return [(str(self.list_title), reverse(self.list_name))]
