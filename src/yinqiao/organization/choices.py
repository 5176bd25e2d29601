"""Codes of the organization: kinds of unit, states of staff, kinds of post."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OrgKind(TextChoices):
    """What a unit is. Branches of the first and the second tier are both BRANCH; their level tells them apart."""

    HEAD_OFFICE = "HEAD_OFFICE", _("Head office")
    BRANCH = "BRANCH", _("Branch")
    SUB_BRANCH = "SUB_BRANCH", _("Sub-branch")
    OUTLET = "OUTLET", _("Outlet")
    DEPARTMENT = "DEPARTMENT", _("Department")


class OrgState(TextChoices):
    """Whether a unit still does business, as files say it; the unit itself has the day on which it closed."""

    OPEN = "OPEN", _("In business")
    CLOSED = "CLOSED", _("No longer in business")


class StaffStatus(TextChoices):
    """Whether a person works here now. Only ACTIVE staff can use the system."""

    ACTIVE = "ACTIVE", _("In service")
    ON_LEAVE = "ON_LEAVE", _("On long leave")
    LEFT = "LEFT", _("Left")


class PostKind(TextChoices):
    """What a post is for. The role that comes with it is decided in `access`."""

    RELATIONSHIP_MANAGER = "RELATIONSHIP_MANAGER", _("Relationship manager")
    WEALTH_MANAGER = "WEALTH_MANAGER", _("Wealth manager")
    CORPORATE_MANAGER = "CORPORATE_MANAGER", _("Corporate relationship manager")
    TELLER = "TELLER", _("Teller or lobby manager")
    BRANCH_HEAD = "BRANCH_HEAD", _("Branch head")
    DEPUTY_PRESIDENT = "DEPUTY_PRESIDENT", _("Deputy president")
    MARKETER = "MARKETER", _("Marketing manager")
    PRODUCT_MANAGER = "PRODUCT_MANAGER", _("Product manager")
    AGENT = "AGENT", _("Service agent")
    DATA_STEWARD = "DATA_STEWARD", _("Data steward")
    COMPLIANCE = "COMPLIANCE", _("Compliance officer")
    AUDITOR = "AUDITOR", _("Auditor")
    SECURITY_ADMIN = "SECURITY_ADMIN", _("Security administrator")
    SYSTEM_ADMIN = "SYSTEM_ADMIN", _("System administrator")
    OTHER = "OTHER", _("Other")


class StaffAct(TextChoices):
    """What brings a post and with it roles: nobody enters it alone (双人复核)."""

    HIRE = "HIRE", _("Enter a person")
    MOVE = "MOVE", _("Transfer to another post")
    POST = "POST", _("Give a further post")


class BusinessLineCode(TextChoices):
    """The business lines that come with the product; a feed or a bank may add rows of its own."""

    RETAIL = "RETAIL", _("Retail banking")
    CORPORATE = "CORPORATE", _("Corporate banking")
    PRIVATE = "PRIVATE", _("Private banking")
    CARD = "CARD", _("Credit cards")
    OPERATIONS = "OPERATIONS", _("Operations")
    RISK = "RISK", _("Risk and compliance")
    TECHNOLOGY = "TECHNOLOGY", _("Technology")
    AUDIT = "AUDIT", _("Internal audit")
    MANAGEMENT = "MANAGEMENT", _("Management")


class MergerState(TextChoices):
    """How far a merger of units has come that was agreed to."""

    PLANNED = "PLANNED", _("Planned for its day")
    RUNNING = "RUNNING", _("Being carried out")
    DONE = "DONE", _("Carried out")
    STOPPED = "STOPPED", _("Cannot be carried out")
