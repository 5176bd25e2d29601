"""What the first steps show a security administrator."""

from yinqiao.access import policies
from yinqiao.platform.ui.tours import TourStep

TOUR = (
    TourStep(
        "access.accounts",
        "#list",
        "Accounts",
        "Who may sign in, since when, and what stands open.",
        policies.VIEW_ACCOUNT,
        20,
    ),
    TourStep(
        "access.dual",
        '[data-menu="dual-control"]',
        "What needs two",
        "New accounts, more rights and tokens wait here for the second administrator.",
        policies.AGREE,
        30,
    ),
    TourStep(
        "access.roles",
        '[data-menu="roles"]',
        "Roles",
        "What each role may do. Business roles come with the post.",
        policies.MANAGE_ROLES,
        40,
    ),
)
