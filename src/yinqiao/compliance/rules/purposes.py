"""Which of several purposes goes first (DOMAIN §7): what protects the customer before what serves her, marketing last.

Two rules follow. Of what is planned for one customer on one day the first by this order is done, and the others wait. And on a day on
which the bank spoke to her for one of the purposes that the parameter `compliance.prior_purposes` names, marketing is closed.
"""

from typing import Final

from yinqiao.compliance.choices import ContactPurpose

ORDER: Final = (
    ContactPurpose.FRAUD,
    ContactPurpose.OVERDUE,
    ContactPurpose.MATURITY,
    ContactPurpose.SERVICE,
    ContactPurpose.MARKETING,
)
_PLACES: Final = {str(purpose): place for place, purpose in enumerate(ORDER)}


def place_of(purpose: str) -> int:
    """Return the place of a purpose, 0 the first; an unknown one comes last."""
    return _PLACES.get(purpose, len(ORDER))
