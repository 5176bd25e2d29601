"""How a licence to sell stands on a day. Pure."""

from datetime import date, timedelta

from yinqiao.compliance.suitability.choices import LicenceState


def licence_state(
    on: date,
    valid_from: date,
    valid_to: date | None,
    *,
    withdrawn_on: date | None = None,
    notice: timedelta = timedelta(0),
) -> LicenceState:
    """Return the state on a day: good to and with `valid_to`, ending from `notice` before it on, withdrawn from `withdrawn_on` on."""
    if withdrawn_on is not None and withdrawn_on <= on:
        return LicenceState.WITHDRAWN
    if on < valid_from:
        return LicenceState.AHEAD
    if valid_to is None:
        return LicenceState.VALID
    if valid_to < on:
        return LicenceState.EXPIRED
    return LicenceState.ENDING if valid_to <= on + notice else LicenceState.VALID
