"""The channel of a machine that is connected to nothing: it keeps calls and messages for an administrator to look at (contract 14)."""

from typing import Final

from yinqiao.integrations.models import LocalMessage
from yinqiao.interactions.services import Handover
from yinqiao.platform.crypto.secret import Secret

NAME: Final = "local"


class LocalChannel:
    """Keeps what a real channel would send. The number in clear is taken, as a switchboard would, and not kept."""

    title = "Local channel"

    def hand_over(self, handover: Handover, number: Secret | None) -> None:  # noqa: ARG002 - a real channel unwraps it here
        """Write it down once."""
        LocalMessage.objects.get_or_create(
            key=handover.key,
            defaults={
                "channel": handover.channel,
                "staff_no": handover.staff_no,
                "staff_name": handover.staff_name,
                "number_masked": handover.number_masked,
                "text": handover.text,
                "at": handover.at,
            },
        )
