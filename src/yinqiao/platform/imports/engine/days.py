"""Which batch dates are taken: a mistyped year must not pass for a delivery."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.imports.profile.shapes import Profile
from yinqiao.platform.parameters import queries as parameters

OLDEST = "imports.oldest_batch_days"
# No source has files of days before this one; only a mistyped date does.
EARLIEST = date(1990, 1, 1)


class BatchDateRefused(InvalidInput):
    """No file of this profile can be of that day, or nobody has confirmed that it is."""

    code = "IMPORT_BATCH_DATE"


def check_day(profile: Profile, on: date, *, today: date, is_older: bool) -> None:
    """Raise BatchDateRefused for a day to come, a day before 1990, and one long past that nobody has confirmed.

    A profile of historic data needs no confirmation.
    """
    if on > today:
        raise _refused(
            _("The batch date {day} lies in the future; today is {today}.").format(
                day=on, today=today
            )
        )
    if on < EARLIEST:
        raise _refused(
            _("The batch date {day} lies before {earliest}.").format(day=on, earliest=EARLIEST)
        )
    days = parameters.integer(OLDEST, on=today)
    if not is_older and not profile.historic and on < today - timedelta(days=days):
        raise _refused(
            _(
                "The batch date {day} lies more than {days} days back. If it is meant, confirm it as an older batch (--older on the command line)."
            ).format(day=on, days=days)
        )


def _refused(text: str) -> BatchDateRefused:
    return BatchDateRefused(text, fields={"batch_on": text})
