"""Writes of this room."""

from yinqiao.sales.services.taking import Taken, take_firings

__all__ = ["Taken", "take_firings"]
