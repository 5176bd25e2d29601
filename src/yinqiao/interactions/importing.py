"""Where the files of contact history, notes and tasks go. Free text is masked before it is written."""

from collections.abc import Callable

import polars as pl
from django.db.backends.base.base import BaseDatabaseWrapper

from yinqiao.platform.imports.ports import Batch, Rejection
from yinqiao.platform.imports.tables import Column, Lookup, MasterTable, copying
from yinqiao.platform.masking.columns import mask_column
from yinqiao.platform.masking.rules import FieldClass

HISTORY = "interactions_history"
CUSTOMER = Lookup(
    "customer_no", "customers_customer", "customer_no", "customer_id", message="查无此客户号"
)
CLOSED_BUT_OPEN = "TASK_OPEN_CLOSED"
_DAY_SECONDS = 86_400


def _scanned(*names: str) -> Callable[[pl.DataFrame], pl.DataFrame]:
    """Return the step that masks the numbers in the texts `names`."""

    def scan(frame: pl.DataFrame) -> pl.DataFrame:
        return frame.with_columns(
            mask_column(pl.col(name), FieldClass.FREE_TEXT).alias(name) for name in names
        )

    return scan


def _linked(table: str, number: str, into: str) -> Callable[[BaseDatabaseWrapper, Batch], None]:
    """Return the step that links rows to staff who are in the organization; those who left long ago stay a number and a name."""

    def link(connection: BaseDatabaseWrapper, batch: Batch) -> None:
        copying.execute(
            connection,
            f"update {table} t set {into} = s.id from {table} u left join organization_staff s on s.staff_no = u.{number}"  # noqa: S608 - declared names
            f" where t.id = u.id and u.batch_id = %s and u.{into} is distinct from s.id",
            (batch.id,),
        )

    return link


def _refuse_tasks(
    _connection: BaseDatabaseWrapper, _batch: Batch, frame: pl.DataFrame
) -> list[Rejection]:
    wrong = frame.filter((pl.col("state") == "OPEN") & pl.col("closed_at").is_not_null())
    message = "任务状态为未完成，却有完成时间，请核对"
    return [
        Rejection(line, "closed_at", CLOSED_BUT_OPEN, message)
        for line in wrong.get_column("_line").to_list()
    ]


def _refuse_contacts(
    _connection: BaseDatabaseWrapper, _batch: Batch, frame: pl.DataFrame
) -> list[Rejection]:
    wrong = frame.filter(
        (pl.col("duration_seconds") < 0) | (pl.col("duration_seconds") > _DAY_SECONDS)
    )
    return [
        Rejection(line, "duration_seconds", "CONTACT_DURATION", "通话时长须在 0 到 86400 秒之间")
        for line in wrong.get_column("_line").to_list()
    ]


CONTACT_RECORD = MasterTable(
    name="interactions.contact_record",
    title="联系记录",
    table="interactions_contact_record",
    key=("record_no",),
    values=(
        Column("record_no", into="-", required=True),
        Column("staff_no"),
        Column("staff_name"),
        Column("channel", "code", required=True),
        Column("direction", "code", default="OUT"),
        Column("happened_at", "datetime", required=True),
        Column("duration_seconds", "integer"),
        Column("outcome", "code"),
        Column("subject", sensitive=FieldClass.FREE_TEXT),
        Column("summary", sensitive=FieldClass.FREE_TEXT),
    ),
    lookups=(CUSTOMER,),
    derive=_scanned("subject", "summary"),
    screen=_refuse_contacts,
    history=HISTORY,
    after_finish=_linked("interactions_contact_record", "staff_no", "staff_id"),
)
NOTE = MasterTable(
    name="interactions.note",
    title="拜访与备注",
    table="interactions_note",
    key=("note_no",),
    values=(
        Column("note_no", into="-", required=True),
        Column("author_no"),
        Column("author_name"),
        Column("kind", "code", default="REMARK"),
        # A source that does not say who may read is read narrowly.
        Column("readers", "code", default="TEAM"),
        Column("written_at", "datetime", required=True),
        Column("text", required=True, sensitive=FieldClass.FREE_TEXT),
    ),
    lookups=(CUSTOMER,),
    derive=_scanned("text"),
    history=HISTORY,
    after_finish=_linked("interactions_note", "author_no", "author_id"),
)
TASK = MasterTable(
    name="interactions.task",
    title="任务",
    table="interactions_task",
    key=("task_no",),
    values=(
        Column("task_no", into="-", required=True),
        Column("assignee_no"),
        Column("assignee_name"),
        Column("title", required=True, sensitive=FieldClass.FREE_TEXT),
        Column("detail", sensitive=FieldClass.FREE_TEXT),
        Column("due_on", "date"),
        Column("state", "code", required=True),
        Column("closed_at", "datetime"),
        Column("closing_note", sensitive=FieldClass.FREE_TEXT),
    ),
    lookups=(CUSTOMER,),
    derive=_scanned("title", "detail", "closing_note"),
    screen=_refuse_tasks,
    history=HISTORY,
    after_finish=_linked("interactions_task", "assignee_no", "assignee_id"),
)
TARGETS = (CONTACT_RECORD, NOTE, TASK)
