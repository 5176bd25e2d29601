"""What is answered where two records cannot become one, or cannot be parted."""

from yinqiao.platform.errors import DomainError


class AlreadyMerged(DomainError):
    """The record went into another: `extra["survivor_id"]`."""

    code = "ALREADY_MERGED"
    status = 409


class MergeClosed(DomainError):
    """It was decided, undone, or another request is under way."""

    code = "MERGE_CLOSED"
    status = 409


class UndoOver(DomainError):
    """The days in which a merge can be undone are over."""

    code = "UNDO_OVER"
    status = 409


class LaterMerge(DomainError):
    """A later merge builds on this one: `extra["merge_id"]`."""

    code = "LATER_MERGE"
    status = 409


class SideGone(DomainError):
    """One of the two records is deleted."""

    code = "SIDE_GONE"
    status = 409


class PairRejected(DomainError):
    """Somebody found that these are two customers."""

    code = "PAIR_REJECTED"
    status = 409
