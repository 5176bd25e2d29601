"""The sample bank greets its customers: birthdays, 春节 and 中秋, from the day of the demo on."""

from datetime import datetime
from typing import Final

from yinqiao.interactions import services
from yinqiao.platform import clock
from yinqiao.platform.actor import system_actor
from yinqiao.platform.db.scope import scope_session
from yinqiao.platform.parameters import policies
from yinqiao.platform.parameters import queries as parameters
from yinqiao.platform.parameters import services as parameter_services

OCCASIONS: Final = "interactions.greetings"


def greet_people(*, now: datetime) -> None:
    """Switch the greetings on and send those of the day; again, it adds nothing."""
    today = clock.bank_date(now)
    if parameters.in_force(OCCASIONS, on=today).set_at is None:
        actor = system_actor(name="demo", permissions=frozenset({policies.EDIT}))
        with scope_session(actor):
            parameter_services.set_value(
                actor=actor,
                now=now,
                key=OCCASIONS,
                text="BIRTHDAY,SPRING_FESTIVAL,MID_AUTUMN",
                effective_from=today,
                reason="演示：开通节日与生日祝福",
            )
        parameters.forget()
    services.greet(now=now)
