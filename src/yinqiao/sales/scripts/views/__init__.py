"""Pages of scripts."""

from yinqiao.sales.scripts.views.acts import NewScript, NewVersion, Use, Withdraw
from yinqiao.sales.scripts.views.pages import ForOpportunity, Library, ScriptPage

__all__ = [
    "ForOpportunity",
    "Library",
    "NewScript",
    "NewVersion",
    "ScriptPage",
    "Use",
    "Withdraw",
]
