"""Enumerations of the customer model, in the words of the glossary."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What a party is."""

    PERSON = "PERSON", _("Person")
    COMPANY = "COMPANY", _("Company")


class PartyType(TextChoices):
    """对私 / 对公 / 同业 / 机构客户 (DOMAIN §2)."""

    RETAIL = "RETAIL", _("Retail")
    CORP = "CORP", _("Corporate")
    FI = "FI", _("Financial institution")
    GOV = "GOV", _("Institution")


class Status(TextChoices):
    """Life of the customer record."""

    PROSPECT = "PROSPECT", _("Prospect")
    ACTIVE = "ACTIVE", _("Active")
    DORMANT = "DORMANT", _("Dormant")
    CLOSED = "CLOSED", _("Closed")
    DECEASED = "DECEASED", _("Deceased")


class Sex(TextChoices):
    """GB/T 2261.1, spelt out."""

    MALE = "M", _("Male")
    FEMALE = "F", _("Female")
    UNKNOWN = "U", _("Unknown")


class Tier(TextChoices):
    """The five tiers of persons by month-average AUM; thresholds are parameters. A company has none."""

    MASS = "MASS", _("Mass")
    BASIC_WEALTH = "BASIC_WEALTH", _("Basic wealth")
    WEALTH = "WEALTH", _("Wealth")
    PREMIER = "PREMIER", _("Premier")
    PRIVATE = "PRIVATE", _("Private bank")


class IdType(TextChoices):
    """Kinds of identification."""

    ID_CARD = "ID_CARD", _("ID card")
    OLD_ID_CARD = "OLD_ID_CARD", _("First-generation ID card")
    RESIDENCE_PERMIT = "RESIDENCE_PERMIT", _("Residence permit (HK/MO/TW)")
    FOREIGN_RESIDENT_CARD = "FOREIGN_RESIDENT_CARD", _("Foreign permanent resident card")
    PASSPORT = "PASSPORT", _("Passport")
    HK_MACAO_PERMIT = "HK_MACAO_PERMIT", _("Mainland travel permit (HK/MO)")
    TAIWAN_PERMIT = "TAIWAN_PERMIT", _("Mainland travel permit (TW)")
    MILITARY_CARD = "MILITARY_CARD", _("Military ID")
    HOUSEHOLD_BOOK = "HOUSEHOLD_BOOK", _("Household register")
    USCC = "USCC", _("Unified social credit code")
    ORGANIZATION_CODE = "ORGANIZATION_CODE", _("Organization code")
    LEI = "LEI", _("Legal entity identifier")
    OTHER = "OTHER", _("Other document")


class ContactKind(TextChoices):
    """Ways to reach a customer."""

    MOBILE = "MOBILE", _("Mobile")
    LANDLINE = "LANDLINE", _("Landline")
    EMAIL = "EMAIL", _("E-mail")
    WECOM = "WECOM", _("WeCom")


class ContactUsage(TextChoices):
    """What a contact point is, in the words of the source."""

    MOBILE = "MOBILE", _("Mobile")
    HOME_PHONE = "HOME_PHONE", _("Home telephone")
    WORK_PHONE = "WORK_PHONE", _("Office telephone")
    EMAIL = "EMAIL", _("E-mail")
    WECOM = "WECOM", _("WeCom")


class FaultReason(TextChoices):
    """Why a number does not lead to the customer."""

    EMPTY = "EMPTY", _("Number not in service")
    SUSPENDED = "SUSPENDED", _("Number suspended")
    NOT_PERSON = "NOT_PERSON", _("Somebody else answers")


class AddressKind(TextChoices):
    """What an address is for."""

    HOME = "HOME", _("Home address")
    WORK = "WORK", _("Work address")
    MAILING = "MAILING", _("Mailing address")
    REGISTERED = "REGISTERED", _("Registered address")
    OPERATING = "OPERATING", _("Business address")


class RelationKind(TextChoices):
    """Relations between parties (DOMAIN §2), read from the customer to the other."""

    SPOUSE = "SPOUSE", _("Spouse")
    PARENT = "PARENT", _("Parent")
    CHILD = "CHILD", _("Child")
    HOUSEHOLD = "HOUSEHOLD", _("Household member")
    GUARDIAN = "GUARDIAN", _("Guardian")
    GUARANTEE = "GUARANTEE", _("Guarantor")
    LEGAL_REPRESENTATIVE = "LEGAL_REPRESENTATIVE", _("Legal representative")
    SHAREHOLDER = "SHAREHOLDER", _("Shareholder")
    VOTING_RIGHTS = "VOTING_RIGHTS", _("Holder of voting rights")
    INCOME_RIGHTS = "INCOME_RIGHTS", _("Holder of rights to income")
    ACTUAL_CONTROLLER = "ACTUAL_CONTROLLER", _("Actual controller")
    MANAGER = "MANAGER", _("In charge of daily management")
    BENEFICIAL_OWNER = "BENEFICIAL_OWNER", _("Beneficial owner")
    GROUP_MEMBER = "GROUP_MEMBER", _("Group parent")
    RELATED_PARTY = "RELATED_PARTY", _("Related party")
    KEY_STAFF = "KEY_STAFF", _("Key staff")
    EMPLOYER = "EMPLOYER", _("Employer")
    SUPPLIER = "SUPPLIER", _("Supplier")
    REFERRER = "REFERRER", _("Referrer")
    OTHER = "OTHER", _("Other")


FAMILY = frozenset(
    {
        RelationKind.SPOUSE,
        RelationKind.PARENT,
        RelationKind.CHILD,
        RelationKind.HOUSEHOLD,
        RelationKind.GUARDIAN,
    }
)
"""Relations between relatives."""
WITH_PERCENT = (
    RelationKind.SHAREHOLDER,
    RelationKind.VOTING_RIGHTS,
    RelationKind.INCOME_RIGHTS,
)
"""Relations to a company of which there is a whole: their percentages never sum to more."""
BY_TWO = frozenset(
    {
        *WITH_PERCENT,
        RelationKind.ACTUAL_CONTROLLER,
        RelationKind.BENEFICIAL_OWNER,
        RelationKind.MANAGER,
        RelationKind.LEGAL_REPRESENTATIVE,
    }
)
"""Who owns, controls or leads a company is written down by two people: any of them may turn out to be its beneficial owner."""
OWNERS = (
    RelationKind.LEGAL_REPRESENTATIVE,
    RelationKind.ACTUAL_CONTROLLER,
    RelationKind.SHAREHOLDER,
    RelationKind.VOTING_RIGHTS,
    RelationKind.INCOME_RIGHTS,
    RelationKind.BENEFICIAL_OWNER,
    RelationKind.GROUP_MEMBER,
    RelationKind.MANAGER,
    RelationKind.KEY_STAFF,
)
"""Who stands behind a company, in the order in which they are told."""
OTHER_END = {
    RelationKind.PARENT: _("Child"),
    RelationKind.CHILD: _("Parent"),
    RelationKind.GUARDIAN: _("Ward"),
    RelationKind.GUARANTEE: _("Guaranteed party"),
    RelationKind.LEGAL_REPRESENTATIVE: _("Company represented"),
    RelationKind.SHAREHOLDER: _("Company held"),
    RelationKind.VOTING_RIGHTS: _("Company voted in"),
    RelationKind.INCOME_RIGHTS: _("Company with income due"),
    RelationKind.ACTUAL_CONTROLLER: _("Company controlled"),
    RelationKind.MANAGER: _("Company managed"),
    RelationKind.BENEFICIAL_OWNER: _("Company benefiting from"),
    RelationKind.GROUP_MEMBER: _("Group member"),
    RelationKind.KEY_STAFF: _("Company worked for"),
    RelationKind.EMPLOYER: _("Employee"),
    RelationKind.SUPPLIER: _("Buyer"),
    RelationKind.REFERRER: _("Referred customer"),
}
"""What the party at the other end is called, where that is another word: the row says what the first is to the second."""


class AssignmentRole(TextChoices):
    """主办 / 协办."""

    MAIN = "MAIN", _("Main RM")
    ASSIST = "ASSIST", _("Assisting RM")


class FinanceKind(TextChoices):
    """Self-declared or documented figures; never part of AUM."""

    INCOME = "INCOME", _("Income")
    ASSET = "ASSET", _("Assets")
    LIABILITY = "LIABILITY", _("Liabilities")


class CorrectionState(TextChoices):
    """Life of a correction request."""

    OPEN = "OPEN", _("Waiting")
    SENT = "SENT", _("Sent to the source system")
    CONFIRMED = "CONFIRMED", _("Changed at the source, waits for the batch")
    DONE = "DONE", _("Corrected at the source")
    REJECTED = "REJECTED", _("Rejected")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")


PENDING_CORRECTIONS = (CorrectionState.OPEN, CorrectionState.SENT, CorrectionState.CONFIRMED)
"""States in which a correction request still waits for something."""

PENDING = "PENDING"
"""All of them, in the filter of a list."""


class ExportState(TextChoices):
    """Life of an export."""

    WAITING = "WAITING", _("Waiting for approval")
    QUEUED = "QUEUED", _("Being prepared")
    READY = "READY", _("Ready")
    REFUSED = "REFUSED", _("Refused")
    FAILED = "FAILED", _("Failed")
    EXPIRED = "EXPIRED", _("Expired")


class FileFormat(TextChoices):
    """What an export is written as."""

    XLSX = "xlsx", _("Excel workbook")
    CSV = "csv", _("CSV file")


class MaritalStatus(TextChoices):
    """GB/T 2261.2, spelt out."""

    SINGLE = "SINGLE", _("Single")
    MARRIED = "MARRIED", _("Married")
    WIDOWED = "WIDOWED", _("Widowed")
    DIVORCED = "DIVORCED", _("Divorced")
    UNKNOWN = "UNKNOWN", _("Not stated")


class Education(TextChoices):
    """After GB/T 4658."""

    DOCTOR = "DOCTOR", _("Doctor")
    MASTER = "MASTER", _("Master")
    BACHELOR = "BACHELOR", _("Bachelor")
    COLLEGE = "COLLEGE", _("College")
    VOCATIONAL = "VOCATIONAL", _("Vocational school")
    HIGH_SCHOOL = "HIGH_SCHOOL", _("Senior middle school")
    MIDDLE_SCHOOL = "MIDDLE_SCHOOL", _("Junior middle school")
    PRIMARY = "PRIMARY", _("Primary school")
    UNKNOWN = "UNKNOWN", _("Not stated")


class Occupation(TextChoices):
    """Major groups of GB/T 6565 and the bank's own."""

    LEADER = "LEADER", _("Head of an organization")
    PROFESSIONAL = "PROFESSIONAL", _("Professional or technician")
    CLERK = "CLERK", _("Office clerk")
    SERVICE = "SERVICE", _("Service and sales")
    AGRICULTURE = "AGRICULTURE", _("Agriculture, forestry, fishery")
    PRODUCTION = "PRODUCTION", _("Production and transport")
    MILITARY = "MILITARY", _("Military")
    STUDENT = "STUDENT", _("Student")
    RETIRED = "RETIRED", _("Retired")
    UNEMPLOYED = "UNEMPLOYED", _("Not employed")
    SELF_EMPLOYED = "SELF_EMPLOYED", _("Self-employed")
    FREELANCE = "FREELANCE", _("Freelance")
    MINOR = "MINOR", _("Minor")
    OTHER = "OTHER", _("Other")


class PartyRoleKind(TextChoices):
    """What somebody is to the bank beside being its customer (A13)."""

    STAFF = "STAFF", _("Staff of the bank")
    SHAREHOLDER = "SHAREHOLDER", _("Shareholder of the bank")
    RELATED = "RELATED", _("Related party of the bank")
    SUPPLIER = "SUPPLIER", _("Supplier of the bank")
    PARTNER = "PARTNER", _("Cooperation partner of the bank")
    INTERMEDIARY = "INTERMEDIARY", _("Intermediate customer")


class LifeEventKind(TextChoices):
    """What happens in a person's life and changes what she needs of a bank."""

    MARRIAGE = "MARRIAGE", _("Wedding")
    DIVORCE = "DIVORCE", _("Divorce")
    BIRTH = "BIRTH", _("Child born")
    SCHOOL = "SCHOOL", _("Child starts or changes school")
    STUDY_ABROAD = "STUDY_ABROAD", _("Studies or moves abroad")
    HOME = "HOME", _("New home")
    JOB = "JOB", _("Change of job")
    BUSINESS = "BUSINESS", _("Own business founded")
    RETIREMENT = "RETIREMENT", _("Retirement")
    INHERITANCE = "INHERITANCE", _("Inheritance or large gift")
    BEREAVEMENT = "BEREAVEMENT", _("Loss of a relative")
    OTHER = "OTHER", _("Other life event")


class ToldBy(TextChoices):
    """How the bank knows of a life event."""

    CUSTOMER = "CUSTOMER", _("Told by the customer")
    RELATIVE = "RELATIVE", _("Told by a relative")
    OBSERVED = "OBSERVED", _("Noticed by the manager")
    DOCUMENT = "DOCUMENT", _("Seen on a document")


class DependantKind(TextChoices):
    """Whom a person cares for."""

    CHILD = "CHILD", _("Child")
    ELDER = "ELDER", _("Elder to care for")


class Stage(TextChoices):
    """Where a child stands."""

    INFANT = "INFANT", _("Infant")
    PRESCHOOL = "PRESCHOOL", _("Kindergarten")
    PRIMARY = "PRIMARY", _("Primary school")
    MIDDLE = "MIDDLE", _("Junior middle school")
    HIGH = "HIGH", _("Senior middle school")
    COLLEGE = "COLLEGE", _("College or university")
    ADULT = "ADULT", _("Grown up")


class ExternalKind(TextChoices):
    """What is said about a customer outside the bank."""

    SENTIMENT = "SENTIMENT", _("Public opinion")
    INDUSTRY = "INDUSTRY", _("Industry report")
    REGISTRY = "REGISTRY", _("Company register")
    JUDICIAL = "JUDICIAL", _("Courts and penalties")
    NEWS = "NEWS", _("News")
    OTHER = "OTHER", _("Other information")


class Relevance(TextChoices):
    """How much an item matters for the customer."""

    HIGH = "HIGH", _("High relevance")
    MEDIUM = "MEDIUM", _("Medium relevance")
    LOW = "LOW", _("Low relevance")


class RegistryEventKind(TextChoices):
    """What the company register, the courts and the tax office tell of a company; a bank's code map may name others."""

    LEGAL_REPRESENTATIVE = "LEGAL_REPRESENTATIVE", _("Legal representative changed")
    SHAREHOLDER = "SHAREHOLDER", _("Shareholders changed")
    CAPITAL = "CAPITAL", _("Registered capital changed")
    ADDRESS = "ADDRESS", _("Registered address changed")
    SCOPE = "SCOPE", _("Business scope changed")
    NAME = "NAME", _("Company name changed")
    STATUS = "STATUS", _("Registration status changed")
    COURT_CASE = "COURT_CASE", _("Court case")
    EXECUTED_PERSON = "EXECUTED_PERSON", _("Subject to enforcement")
    PENALTY = "PENALTY", _("Administrative penalty")
    TAX_RATING = "TAX_RATING", _("Tax rating changed")


REGISTRATION_CHANGES = frozenset(
    {"LEGAL_REPRESENTATIVE", "SHAREHOLDER", "CAPITAL", "ADDRESS", "SCOPE", "NAME", "STATUS"}
)
"""Kinds of event that change what the company register says."""
JUDICIAL_EVENTS = frozenset({"COURT_CASE", "EXECUTED_PERSON", "PENALTY"})
"""Kinds of event of a register that are told as of the courts."""


class SuggestionState(TextChoices):
    """Life of a suggestion that two records are one customer (DOMAIN §15). A rejected pair is kept, so that it is not suggested again."""

    SUGGESTED = "SUGGESTED", _("To be compared")
    CHECKED = "CHECKED", _("Waiting for the second person")
    MERGED = "MERGED", _("Merged")
    UNMERGED = "UNMERGED", _("Merge undone")
    REJECTED = "REJECTED", _("Not the same customer")


OPEN_SUGGESTIONS = (SuggestionState.SUGGESTED, SuggestionState.CHECKED)
"""States in which somebody still has to decide."""


class SuggestionOrigin(TextChoices):
    """Who noticed that two records look alike."""

    BULK = "BULK", _("Linkage run")
    ENTRY = "ENTRY", _("On entry")
    PERSON = "PERSON", _("By hand")


class MatchKey(TextChoices):
    """What agrees between two records (match keys of DOMAIN §2); `MODEL` is the probability of the linkage model."""

    ID_NUMBER = "ID_NUMBER", _("Same certificate number")
    USCC = "USCC", _("Same credit code")
    PASSPORT = "PASSPORT", _("Same passport")
    MOBILE = "MOBILE", _("Same mobile number")
    EMAIL = "EMAIL", _("Same e-mail")
    NAME = "NAME", _("Same name")
    PINYIN = "PINYIN", _("Name reads the same")
    SIMILAR_NAME = "SIMILAR_NAME", _("Similar name")
    FORMER_NAME = "FORMER_NAME", _("Former name")
    BIRTH = "BIRTH", _("Same date of birth")
    ADDRESS = "ADDRESS", _("Same address")
    MODEL = "MODEL", _("Linkage model")


class MergeState(TextChoices):
    """Life of a merge: asked for by one person, agreed to by another, and undone while there is time."""

    WAITING = "WAITING", _("Waiting for the second person")
    DONE = "DONE", _("Merged")
    REFUSED = "REFUSED", _("Not agreed")
    UNDONE = "UNDONE", _("Merge undone")


class MergeAct(TextChoices):
    """What a merge did with a row."""

    MOVED = "MOVED", _("Moved")
    CHANGED = "CHANGED", _("Changed")
    ADDED = "ADDED", _("Added")


class Side(TextChoices):
    """Whose value stands after a merge."""

    SURVIVOR = "SURVIVOR", _("Record that is kept")
    MEMBER = "MEMBER", _("Record that goes into it")


class QualityDimension(TextChoices):
    """What data quality is measured by (JR/T and the bank's data standards)."""

    COMPLETE = "COMPLETE", _("Completeness")
    ACCURATE = "ACCURATE", _("Accuracy")
    UNIQUE = "UNIQUE", _("Uniqueness")
    CONSISTENT = "CONSISTENT", _("Consistency")
    TIMELY = "TIMELY", _("Timeliness")


class FieldAnswerKind(TextChoices):
    """What a manager says about a field that a rule asks about."""

    CONFIRMED = "CONFIRMED", _("Still right")
    ASKED = "ASKED", _("Customer was asked")
