"""What the systems that deliver data are called on a page; their codes stand in rows and files."""

from django.utils.translation import gettext as _


def source_title(code: str) -> str:
    """Return the name of a source; a source that nobody named keeps its code."""
    titles = {
        "CORE": _("Core banking"),
        "CRM": _("Entered in the CRM"),
        "OLD_CRM": _("Old CRM"),
        "HR": _("HR system"),
        "BERKA": "Berka",
        "chinesecalendar": _("State Council notice"),
    }
    return titles.get(code, code)
