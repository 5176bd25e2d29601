"""Files of due diligence at any stage, for tests of this room and of rooms above."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from yinqiao.compliance.diligence import services
from yinqiao.compliance.diligence.models import DiligenceFile, FileItem, FoundDifference, Reminder
from yinqiao.compliance.diligence.rules import Document
from yinqiao.compliance.diligence.services import ItemTold
from yinqiao.customers.tests.factories import NOW, act_as
from yinqiao.platform.actor import Actor

if TYPE_CHECKING:
    from yinqiao.customers.models import Customer

# Tests of rooms above may look at the rows too.
__all__ = ["DiligenceFile", "FileItem", "FoundDifference", "Reminder", "fill", "make_file", "told"]
USUAL: Final[Mapping[str, str]] = {
    "structure": "SIMPLE",
    "position": "NONE",
    "region": "HOME",
    "business": "ORDINARY",
    "products": "BASIC",
    "channel": "COUNTER",
}
EXPIRES: Final = date(2030, 5, 31)


def told(item: FileItem, options: Mapping[str, str], *, expires_on: date = EXPIRES) -> ItemTold:
    """Return what a usual customer supplies for an item."""
    document = Document("E12345678", "福州市公安局", date(2020, 6, 1), expires_on)
    return ItemTold(
        answer="" if item.item.options else "已核实",
        option=options.get(item.item.code, "") if item.item.options else "",
        document=document if item.item.needs_document else Document(),
    )


def fill(
    actor: Actor, file_id: int, *, now: datetime = NOW, options: Mapping[str, str] | None = None
) -> None:
    """Supply everything that is missing, as the actor."""
    act_as(actor)
    rows = FileItem.objects.filter(file_id=file_id, state__in=["MISSING", "RETURNED"])
    for item in rows.select_related("item"):
        services.supply_item(
            actor=actor,
            now=now,
            item_id=item.pk,
            version=item.version,
            told=told(item, {**USUAL, **(options or {})}),
        )


def make_file(
    customer: "Customer",
    people: tuple[Actor, Actor, Actor],
    *,
    state: str = "COMPLETE",
    grade: str = "LOW",
    now: datetime = NOW,
    options: Mapping[str, str] | None = None,
    party_type: str = "PERSON",
) -> int:
    """Open a file and bring it to a state through the services; `people` are manager, head and compliance officer."""
    maker, checker, officer = people
    file_id = services.open_file(
        actor=act_as(maker), now=now, customer_id=customer.pk, party_type=party_type
    )
    if state == "COLLECTING":
        return file_id
    fill(maker, file_id, now=now, options=options)
    services.submit_file(actor=maker, now=now, file_id=file_id, version=version_of(file_id))
    if state == "CHECKING":
        return file_id
    services.check_file(
        actor=act_as(checker), now=now, file_id=file_id, version=version_of(file_id), returned={}
    )
    if state == "GRADING":
        return file_id
    services.grade_customer(
        actor=act_as(officer),
        now=now,
        file_id=file_id,
        version=version_of(file_id),
        grade=grade,
        reason="资料齐全，与规则建议一致",
    )
    return file_id


def version_of(file_id: int) -> int:
    """Return the version that a form would carry."""
    return DiligenceFile.objects.get(pk=file_id).version
