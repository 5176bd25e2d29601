"""What changes if: accounts that count as dormant, passwords that must be changed."""

from datetime import timedelta

from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from yinqiao.access.models import User
from yinqiao.platform.parameters.trials import (
    AHEAD,
    WORKED_OUT,
    Asked,
    Line,
    Trial,
    cannot,
    trials,
)


def _dormant(asked: Asked) -> list[Line]:
    people = User.objects.filter(is_active=True, is_service=False).annotate(
        seen_at=Coalesce("last_login", "created_at")
    )
    before, after = (
        people.filter(seen_at__lt=asked.now - timedelta(days=int(str(days)))).count()
        for days in (asked.before, asked.after)
    )
    return [Line(_("Accounts that count as dormant"), before, after)]


def _old_passwords(asked: Asked) -> list[Line]:
    people = User.objects.filter(is_active=True, is_service=False)
    before, after = (
        people.filter(password_changed_at__lt=asked.now - timedelta(days=int(str(days)))).count()
        for days in (asked.before, asked.after)
    )
    return [Line(_("People who change their password at the next sign-in"), before, after)]


def offer() -> None:
    """Register the trials, and why what is missing cannot be counted."""
    said = lazy("Of the accounts of people that are enabled.")
    trials.add("access.dormant_days", Trial(said, _dormant))
    trials.add("access.password_days", Trial(said, _old_passwords))
    cannot(("access.shared_times", "access.shared_days", "access.shared_minutes"), WORKED_OUT)
    cannot(
        (
            "access.lock_tries",
            "access.source_lock_tries",
            "access.lock_minutes",
            "access.idle_minutes",
            "access.session_hours",
            "access.is_address_bound",
            "access.password_profile",
            "access.password_history",
            "access.recertification_days",
            "access.recertification_unanswered",
            "access.grant_hours",
            "access.second_person_hours",
            "access.token_days",
        ),
        AHEAD,
    )
