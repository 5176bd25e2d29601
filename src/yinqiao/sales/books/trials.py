"""What changes if: these numbers bind what is done from their day on."""

from yinqiao.platform.parameters.trials import AHEAD, cannot
from yinqiao.sales.books import parameters as keys


def offer() -> None:
    """Say that nothing of today would change."""
    cannot((one.key for one in keys.PARAMETERS), AHEAD)
