"""Enumerations of contacts, notes and tasks, in the words of the glossary."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(TextChoices):
    """How bank and customer met."""

    CALL = "CALL", _("Telephone")
    VISIT = "VISIT", _("Visit at the customer's")
    BRANCH = "BRANCH", _("Meeting at the branch")
    WECOM = "WECOM", _("WeCom")
    SMS = "SMS", _("Text message")
    APP_PUSH = "APP_PUSH", _("App message")
    EMAIL = "EMAIL", _("E-mail")
    LETTER = "LETTER", _("Letter")
    OTHER = "OTHER", _("Other way")


class Direction(TextChoices):
    """Who began."""

    OUT = "OUT", _("From the bank")
    IN = "IN", _("From the customer")


class Outcome(TextChoices):
    """How a contact ended (disposition)."""

    REACHED = "REACHED", _("Reached")
    INTERESTED = "INTERESTED", _("Interested")
    NOT_INTERESTED = "NOT_INTERESTED", _("Not interested")
    CALL_BACK = "CALL_BACK", _("Call back agreed")
    NO_ANSWER = "NO_ANSWER", _("No answer")
    WRONG_NUMBER = "WRONG_NUMBER", _("Wrong number")
    REFUSED = "REFUSED", _("Refused contact")
    EMPTY_NUMBER = "EMPTY_NUMBER", _("Number not in service")
    SUSPENDED = "SUSPENDED", _("Number suspended")
    NOT_PERSON = "NOT_PERSON", _("Somebody else answers")
    SENT = "SENT", _("Message sent")
    OTHER = "OTHER", _("Other outcome")


class CounterCheck(TextChoices):
    """What a counter compares before it serves a visitor."""

    CERTIFICATE = "CERTIFICATE", _("Original certificate seen")
    FACE = "FACE", _("Face matches the certificate")
    PHONE = "PHONE", _("Phone number confirmed by the visitor")


class NoteKind(TextChoices):
    """What a note is about."""

    VISIT = "VISIT", _("Visit note")
    REMARK = "REMARK", _("Note")


class Readers(TextChoices):
    """Who may read a note; the page says so beside it (D11)."""

    TEAM = "TEAM", _("Only the managing team and the author")
    BRANCH = "BRANCH", _("Everybody who may open the customer")


class TaskState(TextChoices):
    """Life of a task."""

    OPEN = "OPEN", _("Open task")
    DONE = "DONE", _("Task done")
    CANCELLED = "CANCELLED", _("Task cancelled")


class TaskKind(TextChoices):
    """What a task asks for."""

    FOLLOW_UP = "FOLLOW_UP", _("Follow-up")
    VISIT = "VISIT", _("Visit")
    CHECK_NUMBER = "CHECK_NUMBER", _("Check the telephone number")
    OTHER = "OTHER", _("Other task")


class DocumentKind(TextChoices):
    """What was drawn up for the customer."""

    ASSET_REPORT = "ASSET_REPORT", _("Report on the allocation of assets")


class Repeat(TextChoices):
    """How often a task comes again."""

    ONCE = "", _("Once")
    WORKDAYS = "WORKDAYS", _("Every workday")
    WEEKLY = "WEEKLY", _("Every week")
    MONTHLY = "MONTHLY", _("Every month")
