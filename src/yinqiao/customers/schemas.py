"""Shapes of the customers API. Values come masked out of the queries; nothing is masked or unmasked here."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import AliasPath, Field

from yinqiao.customers import choices
from yinqiao.platform.rest.shapes import Answer, Input

LARGEST = 2**63 - 1
Text = Annotated[str, Field(max_length=60)]


class CustomerItem(Answer):
    """One customer in a list. Figures are null, and their texts a band, where the caller may not see amounts; a company has no tier."""

    id: int
    customer_no: str
    name: str
    is_company: bool
    tier: str
    age: int | None
    phone: str
    aum: Decimal | None
    aum_text: str
    month_average: Decimal | None
    year_average: Decimal | None
    lum: Decimal | None
    main_rm_id: int | None
    main_rm_name: str
    org_id: int
    org_name: str
    city: str
    risk_grade: str
    status: str
    opened_on: date | None
    data_on: date | None


class ManagerItem(Answer):
    """Who manages the customer."""

    name: str
    role: str


class OwnFields(Answer):
    """The fields that the CRM owns; an empty text means not known."""

    marital_status: str
    education: str
    occupation: str
    nickname: str
    contact_time: str
    preferred_channel: str
    language: str
    greetings: str
    interests: str
    avoid: str
    household_size: str
    remark: str


class CustomerAnswer(Answer):
    """One customer. `source` is the system that owns the other fields.

    A certificate that is valid for ever has no day of expiry, and `identification_is_long_term` is true. `merged_numbers` are those of
    records that went into this one: asked for by their id, this one answers.
    """

    customer: CustomerItem = Field(validation_alias=AliasPath("row"))
    source: str
    version: int
    identification: str
    identification_expires_on: date | None
    identification_is_long_term: bool
    managers: list[ManagerItem]
    marks: list[str]
    own: OwnFields
    is_ended: bool
    merged_numbers: list[str]


class CustomerFilters(Input):
    """What the list is limited to. `q` is a name, its pinyin, or a customer number; other numbers go to `searches`."""

    q: Text = ""
    kind: choices.Kind | None = None
    tier: choices.Tier | None = None
    status: choices.Status | None = None
    risk_grade: Annotated[str, Field(pattern=r"^(C[1-5])?$")] = ""
    city: Annotated[str, Field(max_length=40)] = ""
    org_id: Annotated[int | None, Field(ge=1, le=LARGEST)] = None
    rm_id: Annotated[int | None, Field(ge=1, le=LARGEST)] = None
    birthday_month: Annotated[int | None, Field(ge=1, le=12)] = None
    tag: Annotated[str, Field(max_length=40, description="Code of a tag of the dictionary")] = ""
    sort: Annotated[
        str,
        Field(
            max_length=30,
            description="`customer_no`, or where the caller sees them `sort_key`, `aum`, `aum_month_average`, `lum`; a minus in front reverses",
        ),
    ] = ""


class CustomerChange(Input):
    """New values of fields that the CRM owns; a field that is not sent stays, null or an empty text clears it."""

    marital_status: str | None = None
    education: str | None = None
    occupation: str | None = None
    nickname: str | None = None
    contact_time: str | None = None
    preferred_channel: str | None = None
    language: str | None = None
    greetings: str | None = None
    interests: str | None = None
    avoid: str | None = None
    household_size: str | None = None
    remark: str | None = None


class SearchInput(Input):
    """A text to find customers by: a name or its pinyin, or a number in full (customer, phone, e-mail, certificate)."""

    text: Annotated[str, Field(min_length=1, max_length=60)]


class SearchResult(Answer):
    """The hits in scope, the closest first. A number that is foreign and one that nobody has get the same empty answer.

    `merged_no` is the number asked for when its record went into the one that answers.
    """

    hits: list[CustomerItem]
    is_number: bool
    merged_no: str


class ContactPointItem(Answer):
    """A way to reach the customer, masked. Locked ones belong to the source system."""

    id: int
    kind: str
    usage: str
    value: str
    is_primary: bool
    is_verified: bool
    is_do_not_disturb: bool
    updated_on: date | None
    source: str
    is_locked: bool
    version: int


class ContactPointInput(Input):
    """A new contact point, in clear. `has_seen`: the caller looked at the customers who are alike (DUP_CUSTOMER named them)."""

    usage: choices.ContactUsage
    value: Annotated[str, Field(min_length=1, max_length=80)]
    is_primary: bool = False
    is_do_not_disturb: bool = False
    has_seen: bool = False


class ContactPointChange(Input):
    """New values; what is not sent stays. `has_seen` as for a new one."""

    usage: choices.ContactUsage | None = None
    value: Annotated[str | None, Field(min_length=1, max_length=80)] = None
    is_primary: bool | None = None
    is_do_not_disturb: bool | None = None
    has_seen: bool = False


class EndingInput(Input):
    """Why a contact point ends: wrong number, given up."""

    reason: Annotated[str, Field(min_length=2, max_length=200)]


class Ending(Answer):
    """A contact point that has ended; it stays in the history."""

    contact_point_id: int
    ended_on: date


class IdentificationItem(Answer):
    """A certificate, its number masked. One that is valid for ever has `expires_on` null and `is_forever` true."""

    id: int
    type_label: str
    number: str
    issuer: str
    issued_on: date | None
    expires_on: date | None
    is_forever: bool
    is_primary: bool
    is_verified: bool
    source: str


class AddressItem(Answer):
    """An address down to the district, the street masked."""

    id: int
    kind: str
    province: str
    city: str
    district: str
    street: str
    postcode: str
    is_primary: bool
    source: str
    version: int
