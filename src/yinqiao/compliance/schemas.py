"""Shapes of the API of consents."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from yinqiao.compliance.choices import Channel, CollectedVia, GivenBy, Purpose
from yinqiao.compliance.privacy.choices import DecisionKind
from yinqiao.platform.rest.shapes import Answer, Input

Number = Annotated[str, Field(max_length=64)]


class ConsentInput(Input):
    """A consent to one purpose in one channel (``ANY``: all), with its text version and evidence. `given_at` is now unless told."""

    purpose: Purpose
    channel: Channel
    text_version: Annotated[str, Field(min_length=1, max_length=20)]
    evidence_no: Annotated[str, Field(min_length=1, max_length=64)]
    collected_via: CollectedVia
    given_by: GivenBy = GivenBy.SELF
    given_at: AwareDatetime | None = None
    valid_to: date | None = None


class WithdrawalInput(Input):
    """A withdrawal; ``ANY`` closes every channel. It needs no reason and holds from this call on."""

    purpose: Purpose
    channel: Channel
    collected_via: CollectedVia
    evidence_no: Number = ""
    given_by: GivenBy = GivenBy.SELF
    withdrawn_at: AwareDatetime | None = None


class RecordedConsent(Answer):
    """The word that was written down."""

    consent_id: int


class ConsentCell(Answer):
    """What the customer's words to a purpose are worth in a channel; `standing` is empty where she was never asked."""

    purpose: str
    channel: str
    standing: Literal["", "usable", "withdrawn", "expired", "history-only"]
    since: datetime | None


class ConsentMatrix(Answer):
    """Purpose × channel as it stands now."""

    items: list[ConsentCell]


class WithdrawalItem(Answer):
    """What a platform must stop: of whom, for what, in which channel (``ANY``: all), since when."""

    customer_id: int
    customer_no: str
    purpose: str
    channel: str
    withdrawn_at: datetime


class WithdrawalFeedAnswer(Answer):
    """Withdrawals in their order. Keep `cursor` and send it the next time, also when nothing came; `is_more`: ask again at once."""

    items: list[WithdrawalItem]
    cursor: str
    is_more: bool


class FeedPlace(Input):
    """From where on, and how many."""

    cursor: Annotated[str, Field(max_length=40)] = ""
    limit: Annotated[int, Field(ge=1, le=1_000)] = 200


class RefusalInput(Input):
    """The customer refuses decisions by automated means alone: where she said so, and what proves it. It holds from this call on."""

    told_via: CollectedVia
    evidence_no: Number = ""


class RecordedRefusal(Answer):
    """The refusal that stands."""

    refusal_id: int


class AutomationState(Answer):
    """Whether the customer refused automated decisions, and since when."""

    is_refused: bool
    refused_at: datetime | None


class ReviewInput(Input):
    """The customer asks that a person looks at an automated decision, in her words."""

    decision: DecisionKind
    wish: Annotated[str, Field(min_length=1, max_length=500)]
    received_via: CollectedVia


class RecordedReview(Answer):
    """The request; it runs against the clock of requests about personal data."""

    request_id: int
