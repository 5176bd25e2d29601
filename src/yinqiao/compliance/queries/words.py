"""Decisions about contact in words for the person who wanted to contact the customer."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from yinqiao.compliance.choices import Channel
from yinqiao.compliance.rules import Cause, Decision
from yinqiao.platform.i18n.codes import label

_SENTENCES: Final[Mapping[Cause, Promise]] = MappingProxyType(
    {
        Cause.REVIEW: gettext_lazy("Under business review"),
        Cause.DECEASED: gettext_lazy("The customer has died."),
        Cause.MINOR: gettext_lazy("Under age: no marketing."),
        Cause.BLACKLIST: gettext_lazy("The bank does not market to this customer."),
        Cause.DO_NOT_DISTURB: gettext_lazy("The customer does not want to be disturbed."),
        Cause.REFUSED: gettext_lazy("The customer asked not to be contacted."),
        Cause.BEREAVEMENT: gettext_lazy("A bereavement in the family: no marketing."),
        Cause.PARTY_ROLE: gettext_lazy("Staff or a related party of the bank: no marketing."),
        Cause.HISTORY_ONLY: gettext_lazy(
            "Historical statement (no evidence, not usable for marketing)"
        ),
        Cause.PROFILE_REFUSED: gettext_lazy(
            "The customer refused automated decisions: only a person may choose her."
        ),
        Cause.UNSUITABLE: gettext_lazy("The product does not suit the customer."),
        Cause.PRIORITY: gettext_lazy(
            "The bank warned or reminded the customer today: no marketing on the same day."
        ),
        Cause.PREFERENCE: gettext_lazy("The customer likes another channel better."),
        Cause.COMPLAINT_OPEN: gettext_lazy("A complaint is being handled: no marketing."),
        Cause.OVERDUE: gettext_lazy("A payment is overdue: no marketing."),
        Cause.HOLIDAY: gettext_lazy("Statutory holiday: no marketing."),
        Cause.QUIET_HOURS: gettext_lazy("Outside the hours of contact."),
        Cause.CONTROL_GROUP: gettext_lazy("In the control group: no marketing."),
    }
)


def reason_of(decision: Decision | None, *, channel: str) -> str:
    """Return why the contact is refused, in a sentence; nothing when it is allowed. None: the reader may not see why."""
    if decision is None:
        return _("No marketing to this customer at present.")
    if decision.cause is None:
        return ""
    if decision.cause in {Cause.CAP, Cause.CALL_CAP}:
        return _of_cap(decision)
    if decision.cause in _SENTENCES:
        said = (
            decision.answer.reason if decision.cause is Cause.UNSUITABLE and decision.answer else ""
        )
        return said or str(_SENTENCES[decision.cause])
    return _of_consent(decision.cause, channel)


def _of_consent(cause: Cause, channel: str) -> str:
    how = {"channel": label(Channel, channel)}
    if cause is Cause.WITHDRAWN:
        return _("Consent to marketing (%(channel)s) is withdrawn.") % how
    if cause is Cause.EXPIRED:
        return _("Consent to marketing (%(channel)s) has expired.") % how
    return _("No consent to marketing (%(channel)s).") % how


def _of_cap(decision: Decision) -> str:
    numbers = {"count": decision.count, "days": decision.days}
    if decision.cause is Cause.CALL_CAP:
        said = ngettext(
            "%(count)s marketing call in %(days)s days: the limit is reached.",
            "%(count)s marketing calls in %(days)s days: the limit is reached.",
            decision.count,
        )
    elif decision.days == 1:
        said = _("Contacted for marketing today already: the limit is reached.")
    else:
        said = ngettext(
            "%(count)s marketing contact in %(days)s days: the limit is reached.",
            "%(count)s marketing contacts in %(days)s days: the limit is reached.",
            decision.count,
        )
    return said % numbers
