"""The first steps through the pages (D59): each room says what of its page a newcomer should see; the tour takes what is there."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from yinqiao.platform.actor import Actor
from yinqiao.platform.registry import Registry

MOST_STEPS = 6


@dataclass(frozen=True, slots=True)
class TourStep:
    """One stop. `target` is a CSS selector of a real element; `title` and `text` are English msgids.

    Without the `permission` the step is no part of the tour; `is_for` says more than a permission can. Steps stand by `order`.
    """

    key: str
    target: str
    title: str
    text: str
    permission: str
    order: int
    is_for: Callable[[Actor], bool] | None = None

    def may_see(self, actor: Actor) -> bool:
        """Tell whether it is part of the actor's tour."""
        allowed = not self.permission or actor.can(self.permission)
        return allowed and (self.is_for is None or self.is_for(actor))


steps: Registry[TourStep] = Registry("steps of the tour")


def steps_for(actor: Actor) -> list[dict[str, str]]:
    """Return the actor's tour as the script reads it; the page leaves out what it does not show."""
    found = sorted(
        (step for step in steps.values() if step.may_see(actor)), key=lambda step: step.order
    )
    return [{"target": step.target, "title": _(step.title), "text": _(step.text)} for step in found]
