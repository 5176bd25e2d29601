"""What imports put on offer: permissions, menu, what can be created, notices, parameters, object types."""

from pathlib import Path

from django.utils.translation import gettext as _

from yinqiao.platform import registry
from yinqiao.platform import rule_book as book
from yinqiao.platform.actor import Actor
from yinqiao.platform.imports import events, policies, rule_book
from yinqiao.platform.imports.engine import days, limits
from yinqiao.platform.parameters import trials
from yinqiao.platform.registry import MenuItem, ObjectType, ParameterDefinition
from yinqiao.platform.ui import help as words
from yinqiao.platform.ui import ports, tours

DEPARTMENT = "数据管理部"

registry.permissions.add(policies.VIEW, "See the import board")
registry.permissions.add(policies.RUN, "Run and undo imports")
registry.permissions.add(policies.QUARANTINE, "Work on quarantined rows")
registry.permissions.add(policies.MEND, "Mend quarantined rows of the own units")
registry.permissions.add(policies.CODES, "Edit code maps")
registry.permissions.add(policies.SIGN, "Sign reconciliations")
registry.audit_verbs.add("imports.errors-downloaded", policies.QUARANTINE)


def _waiting_rows(actor: Actor) -> int:
    from yinqiao.platform.imports.queries import attention

    return attention.waiting_rows(actor)


def _troubled_batches(_actor: Actor) -> int:
    from yinqiao.platform.imports.queries import attention

    return attention.troubled_batches()


def _open_codes(_actor: Actor) -> int:
    from yinqiao.platform.imports.queries import attention

    return attention.open_codes()


def _notices(actor: Actor) -> list[ports.Notice]:
    from yinqiao.platform.imports.views import notices

    return notices.notices_for(actor)


def _batch_label(_actor: Actor, pk: int) -> str:
    return _("Batch {number}").format(number=pk)


def _may_see_batch(actor: Actor, _pk: int) -> bool:
    return actor.can(policies.VIEW)


for item in (
    MenuItem(
        "imports",
        "Run board",
        "imports:board",
        "database-import",
        policies.VIEW,
        order=400,
        count=_troubled_batches,
    ),
    MenuItem(
        "quarantine",
        "Quarantine",
        "imports:quarantine",
        "filter",
        policies.MEND,
        order=410,
        count=_waiting_rows,
    ),
    MenuItem(
        "codes",
        "Code maps",
        "imports:codes",
        "list",
        policies.CODES,
        group="Governance",
        order=450,
        count=_open_codes,
    ),
):
    registry.menu.add(item.key, item)
ports.new_items.add(
    "import",
    ports.NewItem("import", "Import files", "imports:upload", "cloud-upload", policies.RUN),
)
ports.notices.add("imports", _notices)
ports.notice_kinds.add("imports", ports.NoticeKind("imports", "Import batches", policies.VIEW))
registry.object_types.add(
    "imports.batch",
    ObjectType(
        "imports.batch", "Import batch", "imports:batch", label=_batch_label, visible=_may_see_batch
    ),
)
for definition in (
    ParameterDefinition(
        "imports.max_upload_megabytes",
        "Largest upload in the import centre",
        500,
        "MB",
        "本行设定：数据导入",
        DEPARTMENT,
        least=1,
        most=10_000,
    ),
    ParameterDefinition(
        "imports.upload_hours",
        "Hours after which uploaded files that nobody loaded are deleted",
        24,
        "hours",
        "本行设定：数据导入",
        DEPARTMENT,
        least=1,
        most=720,
    ),
    ParameterDefinition(
        days.OLDEST,
        "Days after which a batch date must be confirmed as an older one",
        400,
        "days",
        "本行设定：数据导入",
        DEPARTMENT,
        least=1,
        most=40_000,
    ),
    ParameterDefinition(
        limits.MOST_ENDED,
        "Share of the rows held that a full file may lack before nothing is ended",
        "0.2",
        "fraction",
        "本行设定：数据质量",
        DEPARTMENT,
        least=0,
        most=1,
    ),
    ParameterDefinition(
        limits.FEW_ENDED,
        "Rows that a full file may lack in any case",
        20,
        "rows",
        "本行设定：数据质量",
        DEPARTMENT,
    ),
    ParameterDefinition(
        limits.MOSTLY_BAD_SHARE,
        "Share of rejected rows at its beginning above which a file is refused whole",
        "0.5",
        "fraction",
        "本行设定：数据质量",
        DEPARTMENT,
        least=0,
        most=1,
    ),
    ParameterDefinition(
        limits.MOSTLY_BAD_ROWS,
        "Rows at its beginning from which on a file can be refused for rejected ones",
        200,
        "rows",
        "本行设定：数据质量",
        DEPARTMENT,
    ),
    ParameterDefinition(
        limits.OLDEST_STUDENT,
        "Greatest age of a student",
        60,
        "years",
        "本行设定：客户信息合理性核对",
        DEPARTMENT,
    ),
    ParameterDefinition(
        limits.YOUNGEST_RETIRED,
        "Least age of a retired person",
        40,
        "years",
        "本行设定：客户信息合理性核对",
        DEPARTMENT,
    ),
    ParameterDefinition(
        limits.WORKING_AGE,
        "Least age of a working person",
        16,
        "years",
        "《中华人民共和国劳动法》第十五条",
        DEPARTMENT,
    ),
    ParameterDefinition(
        limits.ADULT_AGE,
        "Age from which nobody is a minor",
        18,
        "years",
        "《中华人民共和国民法典》第十七条",
        DEPARTMENT,
    ),
):
    registry.parameters.add(definition.key, definition)
    trials.cannot([definition.key], trials.AHEAD)
book.add(*rule_book.RULES)
book.add_technical(rule_book.TECHNICAL)
words.written(Path(__file__).parent)
for _step in (
    tours.TourStep(
        "imports.day",
        '[data-menu="imports"]',
        "The day's batches",
        "Tables that came, rows rejected, differences that nobody explained. Zero is what you want on the right.",
        policies.VIEW,
        20,
    ),
    tours.TourStep(
        "imports.quarantine",
        '[data-menu="quarantine"]',
        "Rows that did not go in",
        "Each with line and reason; mend them and run them alone.",
        policies.QUARANTINE,
        30,
    ),
    tours.TourStep(
        "imports.codes",
        '[data-menu="codes"]',
        "Codes of the sources",
        "A new code raises an alarm here until it has a meaning and a first day.",
        policies.CODES,
        40,
    ),
):
    tours.steps.add(_step.key, _step)
__all__ = ["events"]
