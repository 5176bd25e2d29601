"""Codes of suitability (DOMAIN §3, §15)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Regime(TextChoices):
    """Which rule binds the sale of a product."""

    NONE = "NONE", _("Not bound")
    NFRA_INVEST = "NFRA_INVEST", _("Investment products")
    CSRC = "CSRC", _("Funds and securities")
    NFRA_INS = "NFRA_INS", _("Insurance")


class Verdict(TextChoices):
    """What a seller may do."""

    ALLOWED = "ALLOWED", _("May be sold")
    STEPS = "STEPS", _("After further steps")
    BLOCKED = "BLOCKED", _("May not be sold")


class Capacity(TextChoices):
    """What a person may do by law (民法典 17-22)."""

    FULL = "FULL", _("Full capacity")
    LIMITED = "LIMITED", _("Limited capacity")
    NONE = "NONE", _("No capacity")


class SuitabilityCode(TextChoices):
    """Why a product may not be sold or an assessment not be taken: stable codes of DOMAIN §15. The first two are those of the gate."""

    PAUSED = "PAUSED", _("Under business review")
    DECEASED = "DECEASED", _("Deceased")
    SUIT_LICENCE = "SUIT_LICENCE", _("No licence to sell")
    SUIT_OFF_SALE = "SUIT_OFF_SALE", _("Not on sale")
    SUIT_UNRATED = "SUIT_UNRATED", _("Product without a risk grade")
    SUIT_CAPACITY = "SUIT_CAPACITY", _("Capacity")
    SUIT_NONE = "SUIT_NONE", _("No assessment")
    SUIT_EXPIRED = "SUIT_EXPIRED", _("Assessment expired")
    SUIT_CHANGED = "SUIT_CHANGED", _("Circumstances changed")
    SUIT_MISMATCH = "SUIT_MISMATCH", _("Above the customer's grade")
    SUIT_QUALIFIED = "SUIT_QUALIFIED", _("Qualified investors only")
    SUIT_FUNDS = "SUIT_FUNDS", _("Beyond the customer's means")
    SUIT_STEPS = "SUIT_STEPS", _("Steps before the sale are missing")
    SUIT_DAILY_LIMIT = "SUIT_DAILY_LIMIT", _("Assessments of a day used up")
    SUIT_YEAR_LIMIT = "SUIT_YEAR_LIMIT", _("Assessments of 12 months used up")


class Step(TextChoices):
    """What has to be done before the sale."""

    GUARDIAN_CONSENT = "GUARDIAN_CONSENT", _("Written consent of the guardian")
    WRITTEN_WARNING = "WRITTEN_WARNING", _("First written confirmation: warning of the risk")
    WRITTEN_DECISION = "WRITTEN_DECISION", _("Second written confirmation: own decision")
    STOP_ADVICE = "STOP_ADVICE", _("Advise to stop the application")
    INSIST_CONFIRMATION = "INSIST_CONFIRMATION", _("Written confirmation of going on")
    SPECIAL_PROCEDURE = "SPECIAL_PROCEDURE", _("Special procedure for elderly customers")
    COOLING_OFF = "COOLING_OFF", _("Cooling-off period and call-back")


class InsuranceKind(TextChoices):
    """What an insurance product is; of the first four a signed declaration may be due (article 39)."""

    PARTICIPATING = "PARTICIPATING", _("Participating")
    UNIVERSAL = "UNIVERSAL", _("Universal life")
    UNIT_LINKED = "UNIT_LINKED", _("Unit-linked")
    VARIABLE_ANNUITY = "VARIABLE_ANNUITY", _("Variable annuity")
    LIFE = "LIFE", _("Ordinary life insurance")
    SHORT_LIFE = "SHORT_LIFE", _("Life insurance of one year or less")
    PROPERTY = "PROPERTY", _("Property insurance")


class DeclarationGround(TextChoices):
    """Why a signed declaration is due before a policy is issued (article 39)."""

    SINGLE_PREMIUM = "SINGLE_PREMIUM", _("Single premium above the household income")
    ANNUAL_PREMIUM = "ANNUAL_PREMIUM", _("Annual premium above its share of the household income")
    PAY_YEARS_AND_AGE = "PAY_YEARS_AND_AGE", _("Years of payment and age")
    BUDGET = "BUDGET", _("Premium above the budget")


class MarkKind(TextChoices):
    """What is on record about a customer that no assessment tells."""

    PROFESSIONAL = "PROFESSIONAL", _("Professional investor")
    QUALIFIED = "QUALIFIED", _("Qualified investor")
    LIMITED = "LIMITED", _("Limited capacity")
    INCAPABLE = "INCAPABLE", _("No capacity")
    CHANGED = "CHANGED", _("Circumstances changed")


class LicenceKind(TextChoices):
    """What a member of staff may sell."""

    FUND = "FUND", _("Fund licence")
    INSURANCE = "INSURANCE", _("Insurance licence")
    WEALTH = "WEALTH", _("Wealth-product licence")


class LicenceState(TextChoices):
    """How a licence stands on a day."""

    VALID = "VALID", _("Valid")
    ENDING = "ENDING", _("Ends soon")
    EXPIRED = "EXPIRED", _("Expired")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn")
    AHEAD = "AHEAD", _("Not yet in force")


class Audience(TextChoices):
    """For whom a questionnaire is."""

    PERSON = "PERSON", _("Persons")
    COMPANY = "COMPANY", _("Companies")


class PaperState(TextChoices):
    """Life of a version of a questionnaire."""

    DRAFT = "DRAFT", _("Draft")
    WAITING = "WAITING", _("Waits for publication")
    PUBLISHED = "PUBLISHED", _("Published")


class SittingState(TextChoices):
    """How far an assessment has come."""

    OPEN = "OPEN", _("Being answered")
    ANSWERED = "ANSWERED", _("Waits for the customer's confirmation")
    COMPLETED = "COMPLETED", _("Completed")
    ABANDONED = "ABANDONED", _("Given up")


class AssessmentChannel(TextChoices):
    """Where the customer answered; the codes of the core system."""

    COUNTER = "COUNTER", _("Counter")
    MOBILE_BANK = "MOBILE_BANK", _("Mobile bank")
    ONLINE_BANK = "ONLINE_BANK", _("Online bank")


class EvidenceKind(TextChoices):
    """What is kept unchanged. Those named like a step prove that step."""

    APPLICATION = "APPLICATION", _("Insurance application")
    NOTICE = "NOTICE", _("Notice to the applicant")
    EXEMPTIONS = "EXEMPTIONS", _("Explanation of exemptions")
    TRANSCRIPT = "TRANSCRIPT", _("Copied risk statement")
    DECLARATION = "DECLARATION", _("Signed declaration")
    RECORDING = "RECORDING", _("Audio and video recording")
    GUARDIAN_CONSENT = "GUARDIAN_CONSENT", _("Written consent of the guardian")
    WRITTEN_WARNING = "WRITTEN_WARNING", _("First written confirmation: warning of the risk")
    WRITTEN_DECISION = "WRITTEN_DECISION", _("Second written confirmation: own decision")
    STOP_ADVICE = "STOP_ADVICE", _("Advise to stop the application")
    INSIST_CONFIRMATION = "INSIST_CONFIRMATION", _("Written confirmation of going on")
    SPECIAL_PROCEDURE = "SPECIAL_PROCEDURE", _("Special procedure for elderly customers")
    COOLING_OFF = "COOLING_OFF", _("Cooling-off period and call-back")
    INVESTOR_PROOF = "INVESTOR_PROOF", _("Proof of the investor")
    DILIGENCE = "DILIGENCE", _("Document of due diligence")
    OTHER = "OTHER", _("Other evidence")
