"""What the first steps show of this room."""

from yinqiao.platform.ui.tours import TourStep
from yinqiao.sales import policies

TOUR = (
    TourStep(
        "sales.watch",
        "#block-watch",
        "What went up to you",
        "Opportunities that nobody touched in time, the most urgent first. Act yourself, or hand over with a word.",
        policies.LEAD,
        14,
    ),
    TourStep(
        "sales.team",
        "#block-team",
        "Your team in one chain",
        "Customers tried, reached, invited, met, won. Every number opens its rows.",
        policies.LEAD,
        16,
    ),
    TourStep(
        "sales.feed",
        "#block-feed",
        "Why to contact whom",
        "Each opportunity says why, how much and by when. If the customer may not be contacted, the reason stands in place of the button.",
        policies.VIEW,
        30,
    ),
    TourStep(
        "sales.calls",
        "#block-calls",
        "Calls of the day",
        "In the order of value, urgency and probability. Dial without seeing the number, then log what came of it.",
        policies.WORK,
        40,
    ),
    TourStep(
        "sales.kpis",
        "#block-kpis",
        "Your month",
        "Against target and pace. Click a figure for its rows, the ? for its formula.",
        policies.VIEW,
        50,
    ),
)
