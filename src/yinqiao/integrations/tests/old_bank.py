"""A bank with two branches, three customers and an old CRM's files, for the tests of the migration."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from yinqiao.access.tests.factories import make_account
from yinqiao.integrations.old_crm.sample import Person, Row, Sample, write_file, write_sample
from yinqiao.interactions.tests.factories import DAY, NOW, make_customers
from yinqiao.organization.tests.factories import make_org
from yinqiao.platform.actor import system_actor
from yinqiao.platform.imports import policies
from yinqiao.platform.imports import services as imports
from yinqiao.platform.imports.engine.report import BatchReport
from yinqiao.platform.imports.profile import find_profile

if TYPE_CHECKING:
    from yinqiao.access.models import User

RUNNER = system_actor(
    name="import", permissions=frozenset({policies.RUN, policies.QUARANTINE, policies.MEND})
)
CUSTOMERS = tuple(f"61000000{number:02}" for number in range(1, 31))


@dataclass
class OldBank:
    """`manager` manages every customer since 2025-01-01."""

    folder: Path
    manager: "User" = field(init=False)
    ids: Mapping[str, int] = field(init=False)

    def __post_init__(self) -> None:
        head = make_org("总行", code="001")
        self.head = head
        river = make_org("河畔支行", parent=head, code="011")
        self.manager = make_account("relationship_manager", org=river)
        self.colleague = make_account("relationship_manager", org=river, name="李雷")
        self.ids = make_customers(CUSTOMERS, org_code="011", manager_no=self.manager.staff.staff_no)

    @property
    def staff(self) -> list[Person]:
        """People whom the old system knows; the same two work here."""
        return [
            Person(user.staff.staff_no, user.staff.name) for user in (self.manager, self.colleague)
        ]

    def write(self, **options: object) -> Sample:
        """Write the whole sample."""
        return write_sample(
            self.folder,
            day=DAY,
            customer_nos=CUSTOMERS,
            staff=self.staff,
            known_since=date(2025, 1, 1),
            **options,
        )

    def write_only(
        self, name: str, rows: Sequence[Row], *, day: date = DAY, **options: object
    ) -> None:
        """Write one file, and drop the others."""
        self.folder.mkdir(exist_ok=True)
        for path in self.folder.iterdir():
            path.unlink()
        write_file(self.folder, name, rows, day=day, **options)

    def run(
        self, *, profile: str = "old_crm", minutes: int = 60, day: date = DAY, **options: object
    ) -> BatchReport:
        """Run the migration; a later run is known later."""
        moment = NOW + timedelta(minutes=minutes)
        return imports.run_batch(
            actor=RUNNER,
            now=moment,
            profile=find_profile(profile),
            folder=self.folder,
            on=day,
            clock=lambda: moment,
            **options,
        )


def states(report: BatchReport) -> dict[str, tuple[str, int, int, int]]:
    """Return state, rows, accepted and rejected of each table."""
    return {
        file.table_name: (str(file.state), file.rows, file.accepted, file.rejected)
        for file in report.files
    }


def moment(minutes: int) -> datetime:
    """Return a moment after the runs."""
    return NOW + timedelta(minutes=minutes)
