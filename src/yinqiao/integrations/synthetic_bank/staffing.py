"""Staff, their posts, and the books: which manager of an outlet looks after whom."""

# ruff: noqa: PLR2004 - an invented population is made of such numbers; each stands once, where it is used

from dataclasses import dataclass, field

import numpy as np
import polars as pl

from yinqiao.integrations.synthetic_bank.arrays import FOREVER, Integers, integers
from yinqiao.integrations.synthetic_bank.identity_numbers import mobiles
from yinqiao.integrations.synthetic_bank.names import person_names
from yinqiao.integrations.synthetic_bank.offices import HEAD_DEPARTMENTS, HEAD_OFFICE, Offices
from yinqiao.integrations.synthetic_bank.plan import COMPANY_SHARE, Plan

# One person for each role of the house, whatever the size of the bank: (first staff number, source code of the post, title).
POSTS = {
    "RELATIONSHIP_MANAGER": ("RM", 10238, "101", "客户经理"),
    "WEALTH_MANAGER": ("WM", 10201, "102", "理财经理"),
    "CORPORATE_MANAGER": ("CM", 10301, "103", "对公客户经理"),
    "TELLER": ("TL", 10401, "104", "柜员"),
    "BRANCH_HEAD": ("BH", 10101, "201", "支行行长"),
    "DEPUTY_PRESIDENT": ("DP", 10001, "202", "分管行长"),
    "MARKETER": ("MK", 10501, "301", "营销经理"),
    "PRODUCT_MANAGER": ("PM", 10601, "302", "产品经理"),
    "AGENT": ("AG", 10701, "303", "客服坐席"),
    "DATA_STEWARD": ("DS", 10801, "401", "数据管理岗"),
    "COMPLIANCE": ("CO", 10901, "501", "风险合规岗"),
    "AUDITOR": ("AU", 11001, "601", "审计员"),
    "SECURITY_ADMIN": ("SA", 11101, "701", "安全管理员"),
    "SYSTEM_ADMIN": ("SY", 11201, "702", "系统管理员"),
}
DEMO_STAFF = {post: f"{prefix}{first}" for post, (prefix, first, _, _) in POSTS.items()}
CUSTOMERS_PER_MASS_MANAGER = 1_300
CUSTOMERS_PER_PRIVATE_MANAGER = 60
PRIVATE_SHARE = 0.0022
LEAVER_SHARE = 0.06
RETAIL, CORPORATE, PRIVATE, OPERATIONS, RISK, TECHNOLOGY, AUDIT, MANAGEMENT = (
    "01",
    "02",
    "03",
    "05",
    "06",
    "07",
    "08",
    "09",
)


@dataclass(frozen=True)
class Member:
    """One person in one post."""

    staff_no: str
    post: str
    org_code: str
    business_line: str
    title: str
    supervisor: str
    has_left: bool = False


@dataclass
class Roster:
    """Numbers given out so far, and the people."""

    members: list[Member] = field(default_factory=list)
    taken: dict[str, int] = field(default_factory=dict)

    def hire(
        self,
        post: str,
        *,
        org_code: str,
        line: str,
        supervisor: str = "",
        title: str = "",
        has_left: bool = False,
    ) -> str:
        """Add a person with the next number of this post; return the number."""
        prefix, first, code, usual_title = POSTS[post]
        number = first + self.taken.get(post, 0)
        self.taken[post] = self.taken.get(post, 0) + 1
        staff_no = f"{prefix}{number}"
        self.members.append(
            Member(staff_no, code, org_code, line, title or usual_title, supervisor, has_left)
        )
        return staff_no


@dataclass(frozen=True)
class Staffing:
    """The people, and the managers by outlet (private ones by branch) as lists of staff numbers."""

    members: list[Member]
    premium_manager: list[str]
    mass_managers: list[list[str]]
    wealth_manager: list[str]
    corporate_manager: list[str]
    private_managers: list[list[str]]
    leavers: list[str]


def build_staffing(plan: Plan, offices: Offices) -> Staffing:
    """Return the same staff for the same plan."""
    rng = plan.rng("staffing")
    roster = Roster()
    presidents = [
        roster.hire("DEPUTY_PRESIDENT", org_code=HEAD_OFFICE, line=MANAGEMENT) for _ in range(2)
    ]
    heads = [
        roster.hire("BRANCH_HEAD", org_code=office.code, line=MANAGEMENT)
        for office in offices.sub_branches
    ]
    branch_heads = [
        roster.hire(
            "BRANCH_HEAD",
            org_code=office.code,
            line=MANAGEMENT,
            supervisor=presidents[0],
            title="分行行长",
        )
        for office in offices.branches
    ]
    _supervise_heads(roster, offices, branch_heads)
    _hire_head_office(roster, plan, presidents[0])
    supervisors = [heads[sub] for sub in offices.sub_branch_of]
    premium = [
        roster.hire(
            "RELATIONSHIP_MANAGER",
            org_code=office.code,
            line=RETAIL,
            supervisor=boss,
            title="贵宾客户经理",
        )
        for office, boss in zip(offices.outlets, supervisors, strict=True)
    ]
    mass_count = max(
        1,
        round(
            plan.customers
            * (1 - COMPANY_SHARE)
            * 0.87
            / len(offices.outlets)
            / CUSTOMERS_PER_MASS_MANAGER
        ),
    )
    mass = [
        [
            roster.hire("RELATIONSHIP_MANAGER", org_code=office.code, line=RETAIL, supervisor=boss)
            for _ in range(mass_count)
        ]
        for office, boss in zip(offices.outlets, supervisors, strict=True)
    ]
    wealth = [
        roster.hire("WEALTH_MANAGER", org_code=office.code, line=RETAIL, supervisor=boss)
        for office, boss in zip(offices.outlets, supervisors, strict=True)
    ]
    corporate = [
        roster.hire("CORPORATE_MANAGER", org_code=office.code, line=CORPORATE, supervisor=boss)
        for office, boss in zip(offices.outlets, supervisors, strict=True)
    ]
    _hire_counters(roster, offices, supervisors)
    leavers = [
        roster.hire(
            "RELATIONSHIP_MANAGER",
            org_code=office.code,
            line=RETAIL,
            supervisor=boss,
            has_left=True,
        )
        for office, boss in zip(offices.outlets, supervisors, strict=True)
        if rng.random() < LEAVER_SHARE * 4
    ] or [_one_leaver(roster, offices, supervisors)]
    return Staffing(
        roster.members,
        premium,
        mass,
        wealth,
        corporate,
        _hire_private(roster, plan, offices, branch_heads=branch_heads),
        leavers,
    )


def _supervise_heads(roster: Roster, offices: Offices, branch_heads: list[str]) -> None:
    by_parent = {
        office.code: head for office, head in zip(offices.branches, branch_heads, strict=True)
    }
    parents = {office.code: by_parent[office.parent] for office in offices.sub_branches}
    roster.members = [
        Member(
            m.staff_no,
            m.post,
            m.org_code,
            m.business_line,
            m.title,
            parents.get(m.org_code, m.supervisor),
        )
        for m in roster.members
    ]


def _hire_head_office(roster: Roster, plan: Plan, president: str) -> None:
    places = {key: code for key, (code, _) in HEAD_DEPARTMENTS.items()}
    agents = max(2, plan.customers // 20_000)
    wanted = [
        ("MARKETER", "retail", RETAIL, 2),
        ("PRODUCT_MANAGER", "retail", RETAIL, 2),
        ("AGENT", "contact_centre", OPERATIONS, agents),
        ("DATA_STEWARD", "operations", OPERATIONS, 2),
        ("COMPLIANCE", "risk", RISK, 2),
        ("AUDITOR", "audit", AUDIT, 2),
        ("SECURITY_ADMIN", "technology", TECHNOLOGY, 2),
        ("SYSTEM_ADMIN", "technology", TECHNOLOGY, 2),
    ]
    for post, place, line, count in wanted:
        for _ in range(count):
            roster.hire(post, org_code=places[place], line=line, supervisor=president)


def _hire_counters(roster: Roster, offices: Offices, supervisors: list[str]) -> None:
    for office, boss in zip(offices.outlets, supervisors, strict=True):
        for title in ("柜员", "大堂经理", "柜员"):
            roster.hire(
                "TELLER", org_code=office.code, line=OPERATIONS, supervisor=boss, title=title
            )


def _one_leaver(roster: Roster, offices: Offices, supervisors: list[str]) -> str:
    office = offices.outlets[-1]
    return roster.hire(
        "RELATIONSHIP_MANAGER",
        org_code=office.code,
        line=RETAIL,
        supervisor=supervisors[-1],
        has_left=True,
    )


def _hire_private(
    roster: Roster, plan: Plan, offices: Offices, *, branch_heads: list[str]
) -> list[list[str]]:
    share = np.bincount(offices.branch_of, minlength=len(offices.branches)) / len(offices.outlets)
    result = []
    for office, head, part in zip(offices.branches, branch_heads, share, strict=True):
        count = max(1, round(plan.customers * PRIVATE_SHARE * part / CUSTOMERS_PER_PRIVATE_MANAGER))
        centre = f"{office.code[:3]}990"
        hired = [
            roster.hire(
                "RELATIONSHIP_MANAGER",
                org_code=centre,
                line=PRIVATE,
                supervisor=head,
                title="私人银行客户经理",
            )
            for _ in range(count)
        ]
        result.append(hired)
    return result


def staff_rows(plan: Plan, staffing: Staffing, offices: Offices) -> pl.DataFrame:
    """Return the rows of table `staff`: one for each post, some people have two."""
    rng = plan.rng("staff rows")
    members = staffing.members
    size = len(members)
    joined = integers(plan.start - rng.integers(200, 6_000, size))
    age_at_joining = rng.integers(22, 32, size)
    birth_year = integers(1970 + joined // 365 - age_at_joining)
    names = person_names(rng, is_male=rng.random(size) < 0.45, birth_year=birth_year)
    has_left = np.asarray([member.has_left for member in members])
    left = integers(np.where(has_left, plan.today - rng.integers(20, 200, size), FOREVER))
    frame = pl.DataFrame(
        {
            "staff_no": [member.staff_no for member in members],
            "name": names,
            "org_code": [member.org_code for member in members],
            "post": [member.post for member in members],
            "business_line": [member.business_line for member in members],
            "post_title": [member.title for member in members],
            "is_main_post": [True] * size,
            "post_from": _post_start(plan, joined),
            "post_to": left,
            "supervisor_staff_no": [member.supervisor or None for member in members],
            "mobile": mobiles(rng, integers(np.arange(size) + 90_000_000)),
            "email": [f"{member.staff_no.lower()}@yinqiaobank.example" for member in members],
            "joined_on": joined,
            "left_on": left,
            "status": ["9" if member.has_left else "1" for member in members],
        }
    )
    return pl.concat([frame, _second_posts(frame, staffing, offices)])


def _post_start(plan: Plan, joined: Integers) -> Integers:
    return integers(np.maximum(joined, plan.start - 900))


def _second_posts(frame: pl.DataFrame, staffing: Staffing, offices: Offices) -> pl.DataFrame:
    """Return second posts: every eighth wealth manager also serves the next outlet."""
    neighbours = {
        staff_no: offices.outlets[(position + 1) % len(offices.outlets)].code
        for position, staff_no in enumerate(staffing.wealth_manager)
        if position % 8 == 1
    }
    chosen = frame.filter(pl.col("staff_no").is_in(list(neighbours)))
    return chosen.with_columns(
        pl.col("staff_no").replace_strict(neighbours, return_dtype=pl.String).alias("org_code"),
        pl.lit(value=False).alias("is_main_post"),
    )
