"""Text of the interface: translated when shown. The sentences our scripts say travel as JSON data in the page."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _

Text = str | Promise


def for_scripts() -> Mapping[str, str]:
    """Return text by the key the scripts use; ``{name}`` places are filled there."""
    return {
        "undo": _("Undo"),
        "close": _("Close"),
        "undone": _("Undone."),
        "failed": _("That did not work. Nothing was changed."),
        "offline": _("Not saved; what you typed is still here. Check the network and try again."),
        "leave": _("You have typed something that is not sent yet. Leave all the same?"),
        "idle_title": _("Still there?"),
        "idle_text": _(
            "You will be signed out in {seconds} seconds. What you typed stays until then."
        ),
        "idle_stay": _("Stay signed in"),
        "ended_title": _("You were signed out"),
        "ended_text": _(
            "What you typed is kept in this page. Sign in in the new tab, then come back and go on."
        ),
        "ended_go_on": _("Go on"),
        "selected": _("{count} selected"),
        "no_hits": _("Nothing found"),
        "not_loaded": _("This part did not load. The rest of the page works."),
        "again": _("Try again"),
        "tour_next": _("Next step of the tour"),
        "tour_back": _("Back"),
        "tour_done": _("Begin to work"),
        "tour_skip": _("Skip the tour"),
        "tour_at": _("{at} of {all}"),
        "chart_data": _("Show the data"),
        "copied": _("Copied."),
        "not_copied": _("Your browser did not allow copying. Select the words and copy them."),
    }
