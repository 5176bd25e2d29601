"""Books for tests of this room and of rooms above."""

from datetime import UTC, date, datetime, timedelta
from functools import cached_property

from django.contrib.auth import get_user_model

from yinqiao.access.tests.factories import actor_of, make_account
from yinqiao.customers.models import Assignment, Customer
from yinqiao.customers.tests.factories import Bank, act_as, make_customer, whole_bank
from yinqiao.organization.models import Staff
from yinqiao.platform.actor import Actor
from yinqiao.sales.books import services
from yinqiao.sales.books.models import Cover, Handover, Line, Pooled
from yinqiao.workflow import services as workflow
from yinqiao.workflow.models import Approval

__all__ = ["NOW", "TODAY", "TOMORROW", "Books", "Cover", "Handover", "Line", "Pooled"]
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)  # a Tuesday, ten o'clock at the bank
TODAY = date(2026, 11, 24)
TOMORROW = TODAY + timedelta(days=1)
ONE_DAY = timedelta(days=1)


class Books(Bank):
    """`rm` gives, `second` and `third` of the same unit receive, `other_rm` works in another branch."""

    @cached_property
    def second(self) -> Actor:
        """A colleague of the first manager."""
        return self._person("relationship_manager", "river", "白敬亭")

    @cached_property
    def third(self) -> Actor:
        """Another one."""
        return self._person("relationship_manager", "river", "方以智")

    @cached_property
    def deputy_head(self) -> Actor:
        """A second head of the first branch."""
        return self._person("branch_head", "east", "钱副行长")

    def give(self, number: int, *, rm: Actor | None = None, **values: str) -> list[Customer]:
        """Let a manager have so many more customers."""
        staff_id = (rm or self.rm).staff_id
        return [
            make_customer(f"客户{one}", org=self.orgs["river"], rm=staff_id, **values)
            for one in range(number)
        ]

    def ask(self, *, taker: Actor | None = None, by: Actor | None = None, now: datetime = NOW, numbers: tuple[str, ...] = ()) -> int:  # fmt: skip
        """Ask that customers of the first manager go to another one."""
        actor = act_as(by or self.rm)
        return services.ask_transfer(
            actor=actor,
            now=now,
            giver_id=self.rm.staff_id or 0,
            taker_no=(taker or self.second).staff_no,
            reason="负荷调整",
            customer_nos=numbers,
        )

    def accept(self, pk: int, *, by: Actor | None = None, now: datetime = NOW) -> None:
        """Let the receiver agree."""
        services.accept(
            actor=act_as(by or self.second), now=now, handover_id=pk, version=row_of(pk).version
        )

    def approve(self, pk: int, *, by: Actor | None = None, now: datetime = NOW) -> str:
        """Let a head agree."""
        approval = Approval.objects.get(pk=row_of(pk).approval_id)
        return workflow.approve(
            actor=act_as(by or self.head),
            now=now,
            approval_id=approval.pk,
            version=approval.version,
        )

    def approved(self, *, taker: Actor | None = None, now: datetime = NOW) -> int:
        """Let a transfer come as far as the day of its effect."""
        pk = self.ask(taker=taker, now=now)
        self.accept(pk, by=taker, now=now)
        self.approve(pk, now=now)
        return pk


def row_of(pk: int) -> Handover:
    """Return a handover as it stands."""
    return Handover.objects.get(pk=pk)


def lines_of(pk: int) -> list[Line]:
    """Return its customers."""
    with whole_bank():
        return list(Line.objects.filter(handover_id=pk).order_by("customer_id"))


def main_of(customer: Customer) -> int | None:
    """Return who manages a customer now."""
    with whole_bank():
        return Customer.objects.get(pk=customer.pk).main_rm_id


def periods_of(customer: Customer) -> list[tuple[int, str, int, date, date | None]]:
    """Return staff, role, share and days of a customer's managers, the earliest first."""
    with whole_bank():
        rows = Assignment.objects.filter(customer=customer, ended_on__isnull=True).order_by(
            "valid_from", "pk"
        )
        return [
            (row.staff_id, str(row.role), int(row.share), row.valid_from, row.valid_to)
            for row in rows
        ]


def leave(actor: Actor, *, on: date = TODAY) -> None:
    """Let somebody leave, straight in the table."""
    Staff.objects.filter(pk=actor.staff_id).update(status="LEFT", left_on=on)


def again(actor: Actor, *, now: datetime) -> Actor:
    """Return how somebody may act at a later moment."""
    return actor_of(get_user_model().objects.get(pk=actor.user_id), now=now)


def make_head(org_name: str, bank: Bank) -> Actor:
    """Make one more head of a unit."""
    return actor_of(make_account("branch_head", org=bank.orgs[org_name], name="孙行长"))
