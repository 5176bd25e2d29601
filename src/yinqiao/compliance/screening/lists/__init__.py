"""Readers of list files, streamed: whatever is forged, too large or unreadable is refused as a whole, with the reason in one sentence."""

from yinqiao.compliance.screening.lists.guard import Limits, ListRefused
from yinqiao.compliance.screening.lists.reading import ListFile, read_list

__all__ = ["Limits", "ListFile", "ListRefused", "read_list"]
