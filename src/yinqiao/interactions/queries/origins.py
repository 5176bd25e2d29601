"""Where a row comes from, as a reader needs to know it."""

from yinqiao.platform.db.sourced import SourcedRow

OWN = "CRM"


def is_history(row: SourcedRow) -> bool:
    """Tell whether the row was taken over from another system: then it is shown as history and cannot be worked on."""
    return row.source != OWN
