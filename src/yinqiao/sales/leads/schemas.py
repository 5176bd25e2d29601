"""Shapes of the leads API. Values come masked out of the queries."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, JsonValue

from yinqiao.platform.rest.shapes import Answer, Input

_EXAMPLE: dict[str, JsonValue] = {
    "id": 310,
    "kind": "PERSON",
    "name": "王**",
    "mobile_masked": "138****1234",
    "uscc": "",
    "origin": "CAMPAIGN",
    "campaign": "2026-Q4-WEALTH",
    "interest": "WEALTH",
    "need": "想了解半年期产品",
    "amount": "300000.00",
    "org_id": 12,
    "org_name": "东湖支行",
    "owner_id": None,
    "owner_name": "",
    "state": "POOL",
    "standing": "CLEAR",
    "score": 50,
    "captured_at": "2026-11-23T09:10:00+08:00",
    "accept_by": None,
    "closed_at": None,
    "customer_id": None,
    "opportunity_id": None,
    "version": 1,
}


class LeadItem(Answer):
    """A lead. The name is in full for who works on it, the number always masked. `standing` is neutral: ``REFUSED`` tells no reason."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    id: int
    kind: str
    name: str
    mobile_masked: str
    uscc: str
    origin: str
    campaign: str
    interest: str
    need: str
    amount: Decimal | None
    org_id: int
    org_name: str
    owner_id: int | None
    owner_name: str
    state: str
    standing: str
    score: int
    captured_at: datetime
    accept_by: date | None
    closed_at: datetime | None
    customer_id: int | None
    opportunity_id: int | None
    version: int


class CapturedItem(Answer):
    """The lead that was sent, by its number. `is_known`: it was there already, and what was said now stands with it."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"lead_id": 310, "is_known": False}]})

    lead_id: int
    is_known: bool


class LeadFilters(Input):
    """Which leads. Without `show`: one's own for who works on leads, else the open ones of one's units."""

    show: Literal["", "MINE", "POOL", "UNITS", "ENDED"] = ""
    origin: Literal["", "WALK_IN", "FORM", "REFERRAL", "STAFF", "CAMPAIGN", "API", "FILE"] = ""
    interest: Literal[
        "", "DEPOSIT", "WEALTH", "INSURANCE", "LOAN", "CARD", "PAYROLL", "SETTLEMENT", "OTHER"
    ] = ""
    state: Literal["", "POOL", "OFFERED", "WORKING", "CONVERTED", "DISCARDED"] = ""


class LeadInput(Input):
    """Who showed an interest. `sender_key` is the sender's own number: the same one comes in once. `org_code`: in whose territory."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "kind": "PERSON",
                    "name": "王小明",
                    "mobile": "13800001234",
                    "origin": "FORM",
                    "interest": "WEALTH",
                    "need": "想了解半年期产品",
                    "amount": "300000.00",
                    "sender_key": "web-20261123-0001",
                    "org_code": "10101",
                }
            ]
        }
    )

    kind: Literal["PERSON", "COMPANY"]
    name: Annotated[str, Field(max_length=120)]
    mobile: Annotated[str, Field(max_length=20)] = ""
    uscc: Annotated[str, Field(max_length=18)] = ""
    origin: Literal["WALK_IN", "FORM", "REFERRAL", "STAFF", "CAMPAIGN", "API", "FILE"] = "API"
    interest: Literal[
        "DEPOSIT", "WEALTH", "INSURANCE", "LOAN", "CARD", "PAYROLL", "SETTLEMENT", "OTHER"
    ] = "OTHER"
    need: Annotated[str, Field(max_length=300)] = ""
    amount: Annotated[Decimal | None, Field(max_digits=17, decimal_places=2)] = None
    campaign: Annotated[str, Field(max_length=60)] = ""
    sender_key: Annotated[str, Field(max_length=100)] = ""
    org_code: Annotated[str, Field(max_length=20)] = ""


class ConversionInput(Input):
    """Who it is. `is_alike`: the customer that was found; else somebody new, with a certificate if there is one."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"is_alike": False}]})

    is_alike: bool = False
    id_type: Annotated[str, Field(max_length=20)] = ""
    id_number: Annotated[str, Field(max_length=40)] = ""
    has_seen: bool = False


class ConversionItem(Answer):
    """What a lead became. `is_elsewhere`: the customer is in another's book, and the opportunity went to her manager."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"customer_id": 3462, "opportunity_id": 5120, "is_elsewhere": False}]
        }
    )

    customer_id: int
    opportunity_id: int
    is_elsewhere: bool
