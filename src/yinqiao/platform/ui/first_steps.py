"""The stops of the tour that the shell itself has: its menu, what is to be done, the search, and where help is."""

from yinqiao.platform.actor import Actor
from yinqiao.platform.ui import desk, tours


def _has_no_desk(actor: Actor) -> bool:
    return not actor.can(desk.VIEW)


STEPS = (
    tours.TourStep(
        "menu",
        ".c-side .c-nav[aria-current], .c-tabbar",
        "Your menu",
        "Only what your role works with stands here. A number says how much waits.",
        "",
        10,
        _has_no_desk,
    ),
    tours.TourStep(
        "todos",
        "#block-todos",
        "Begin with what cannot wait",
        "What went up, what is late, what is due today. The clock on the right says when it goes up to your supervisor.",
        desk.VIEW,
        20,
    ),
    tours.TourStep(
        "search",
        '[data-tour="search"]',
        "Find anything from here",
        "Names, pinyin initials, whole numbers, pages and commands. On a keyboard: Ctrl K.",
        "",
        80,
    ),
    tours.TourStep(
        "me",
        '[data-tour="me"]',
        "Help stands under your name",
        "The help centre, a way to report a problem, your preferences, and this tour again. A ? beside a number says where it comes from.",
        "",
        90,
    ),
)


def offer() -> None:
    """Put them into the tour."""
    for step in STEPS:
        tours.steps.add(step.key, step)
