"""What the fields of a customer are called, on pages, in forms and in the history of changes."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from yinqiao.customers import choices

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

FIELDS: Mapping[str, "StrPromise"] = MappingProxyType(
    {
        "name": _("Full name"),
        "company_name": _("Company name"),
        "former_name": _("Former name"),
        "sex": _("Sex"),
        "birth_on": _("Date of birth"),
        "age": _("Age"),
        "nationality": _("Nationality"),
        "status": _("Customer status"),
        "opened_on": _("Customer since"),
        "household_no": _("Household number"),
        "org": _("Managing unit"),
        "party_type": _("Party type"),
        "uscc": _("Unified social credit code"),
        "industry": _("Industry"),
        "scale": _("Company size"),
        "registered_capital": _("Registered capital"),
        "registered_on": _("Registered on"),
        "employees": _("Number of staff"),
        "annual_revenue": _("Annual revenue"),
        "business_scope": _("Business scope"),
        "marital_status": _("Marital status"),
        "education": _("Education"),
        "occupation": _("Occupation"),
        "nickname": _("Form of address"),
        "contact_time": _("Best time to call"),
        "preferred_channel": _("Likes to be reached by"),
        "language": _("Speaks"),
        "greetings": _("Greetings by the bank"),
        "interests": _("Interests"),
        "avoid": _("Better not spoken of"),
        "household_size": _("People in the household"),
        "life_event": _("Life event"),
        "life_event_on": _("Day of the life event"),
        "dependant": _("Family"),
        "happened_on": _("Day"),
        "told_by": _("Known from"),
        "over_on": _("Over since"),
        "birth_year": _("Year of birth"),
        "stage": _("Stage"),
        "note": _("Note"),
        "end_reason": _("Reason for the end"),
        "party_role": _("Role at the bank"),
        "grounds": _("Grounds"),
        "set_by_name": _("Set by"),
        "external_item": _("External information"),
        "withdraw_reason": _("Reason for the withdrawal"),
        "withdrawn_by_name": _("Withdrawn by"),
        "remark": _("Remark"),
        "profile": _("Profile"),
        "attributes": _("Own notes on the customer"),
        "identification": _("Certificate"),
        "number": _("Certificate number"),
        "issued_on": _("Issued on"),
        "expires_on": _("Valid to"),
        "issuer": _("Issuing authority"),
        "contact": _("Contact"),
        "value": _("Number or address"),
        "address": _("Address"),
        "province": _("Province"),
        "city": _("City"),
        "district": _("District"),
        "street": _("Street and number"),
        "postcode": _("Postcode"),
        "is_primary": _("Preferred"),
        "is_verified": _("Verified"),
        "is_do_not_disturb": _("Do not disturb"),
        "main_rm_id": _("Main manager"),
        "org_id": _("Managing unit"),
        "staff_id": _("Manager"),
        "role": _("Role"),
        "share": _("Share"),
        "valid_from": _("From"),
        "valid_to": _("To"),
        "kind": _("Kind"),
        "percent": _("Shareholding"),
        "employer_name": _("Employer"),
        "position": _("Position"),
        "annual_income": _("Annual income"),
        "amount": _("Amount"),
        "as_of": _("As of"),
        "item": _("Item"),
        "is_staff": _("Staff of the bank"),
        "is_shareholder": _("Related party of the bank"),
        "is_self_employed": _("Sole trader"),
        "business_line": _("Business line"),
        "ended_on": _("Ended"),
    }
)
COUNTRIES: Mapping[str, "StrPromise"] = MappingProxyType(
    {
        "CHN": _("China"),
        "HKG": _("Hong Kong, China"),
        "MAC": _("Macao, China"),
        "TWN": _("Taiwan, China"),
        "USA": _("United States"),
        "JPN": _("Japan"),
        "KOR": _("Korea"),
        "GBR": _("United Kingdom"),
        "AUS": _("Australia"),
        "CAN": _("Canada"),
        "SGP": _("Singapore"),
    }
)
HABITS: Mapping[str, Mapping[str, "StrPromise"]] = MappingProxyType(
    {
        "contact_time": {
            "MORNING": _("Morning"),
            "NOON": _("Around noon"),
            "AFTERNOON": _("Afternoon"),
            "EVENING": _("Evening"),
            "ANY": _("Any time"),
        },
        "preferred_channel": {
            "CALL": _("By telephone"),
            "WECOM": _("By WeCom"),
            "SMS": _("By text message"),
            "BRANCH": _("At the branch"),
            "VISIT": _("By a visit"),
        },
        "language": {
            "MANDARIN": _("Mandarin"),
            "CANTONESE": _("Cantonese"),
            "WU": _("Wu (Shanghainese)"),
            "MINNAN": _("Hokkien"),
            "OTHER_DIALECT": _("Another dialect"),
            "ENGLISH": _("English"),
        },
        "greetings": {
            "WANTED": _("Welcome"),
            "UNWANTED": _("Not wanted"),
        },
    }
)
"""The words of the codes of `rules.HABITS`."""
REGISTRY_EVENTS: Mapping[str, "StrPromise"] = MappingProxyType(
    dict(choices.RegistryEventKind.choices)
)
"""Events of the company register and the courts."""
SCALES: Mapping[str, "StrPromise"] = MappingProxyType(
    {"LARGE": _("Large"), "MEDIUM": _("Medium"), "SMALL": _("Small"), "MICRO": _("Micro")}
)
"""Size classes of companies (工信部联企业〔2011〕300号)."""
CODES: Mapping[str, Mapping[str, "StrPromise | str"]] = MappingProxyType(
    {
        "sex": MappingProxyType(dict(choices.Sex.choices)),
        "nationality": COUNTRIES,
        "scale": SCALES,
    }
)
"""Fields of the source system that hold a code, with the word for each."""
DATES = frozenset({"birth_on", "registered_on"})


def value_label(field: str, value: str) -> str:
    """Return the word for a code of `field`; any other value as it is."""
    return str(CODES.get(field, {}).get(value, value))


def scale_label(code: str) -> str:
    """Return the size class of a company; a code that is not listed is shown as it is."""
    return value_label("scale", code)


def field_label(name: str) -> str:
    """Return the label of a field; an unknown one shows its name."""
    return str(FIELDS.get(name, name))


def country_label(code: str) -> str:
    """Return the name of a country; a code that is not listed is shown as it is."""
    return str(COUNTRIES.get(code, code))


def habit_label(field: str, code: str) -> str:
    """Return the name of a code of one of the fields of `HABITS`; a code no longer listed is shown as it is."""
    return str(HABITS[field].get(code, code))
