"""The tree of offices: 总行 → 分行 → 支行 → 网点, with departments beside them."""

from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from yinqiao.integrations.synthetic_bank.arrays import (
    FOREVER,
    Integers,
    Rng,
    draw,
    integers,
    rank_in_group,
)
from yinqiao.integrations.synthetic_bank.plan import Plan
from yinqiao.integrations.synthetic_bank.vocabulary import BANK_NAME, words

CUSTOMERS_PER_OUTLET = 2_500
OUTLETS_PER_SUB_BRANCH = 3
SUB_BRANCHES_PER_BRANCH = 6
HEAD_OFFICE = "100000"
HEAD_DEPARTMENTS = {
    "retail": ("100010", "零售金融部"),
    "corporate": ("100020", "公司金融部"),
    "operations": ("100030", "运营管理部"),
    "risk": ("100040", "风险合规部"),
    "audit": ("100050", "审计部"),
    "technology": ("100060", "信息科技部"),
    "contact_centre": ("100070", "客户服务中心"),
    "private": ("100080", "私人银行部"),
}
LEVEL_HEAD, LEVEL_BRANCH, LEVEL_SUB_BRANCH, LEVEL_OUTLET, LEVEL_DEPARTMENT = "1", "2", "3", "4", "5"
OLDEST_DAYS = 9_000  # of the bank, before the history begins
# An office opens so many days after the one above it (least, most): the newest two years before the history begins.
DAYS_AFTER_PARENT = {
    LEVEL_HEAD: (0, 1),
    LEVEL_BRANCH: (150, 1_800),
    LEVEL_SUB_BRANCH: (60, 2_400),
    LEVEL_OUTLET: (90, 4_000),
    LEVEL_DEPARTMENT: (1_500, 3_000),
}


@dataclass(frozen=True)
class Office:
    """One org unit; `area` is a row of the areas table."""

    code: str
    parent: str
    name: str
    short_name: str
    level: str
    area: int
    opened_on: int = 0


@dataclass(frozen=True)
class Offices:
    """All org units and, for each outlet by position, where it stands in the tree."""

    all: list[Office]
    branches: list[Office]
    sub_branches: list[Office]
    outlets: list[Office]
    sub_branch_of: Integers
    branch_of: Integers
    outlet_area: Integers
    outlet_opened_on: Integers


def outlet_count(plan: Plan) -> int:
    """Return the number of outlets: about one for 2,500 customers."""
    return max(2, -(-plan.customers // CUSTOMERS_PER_OUTLET))


def build_offices(plan: Plan) -> Offices:
    """Return the tree for this many customers: one, the same one, for each plan."""
    rng = plan.rng("offices")
    outlet_total = outlet_count(plan)
    sub_total = max(2, -(-outlet_total // OUTLETS_PER_SUB_BRANCH))
    cities = _branch_cities()
    branch_total = min(len(cities), max(2, -(-sub_total // SUB_BRANCHES_PER_BRANCH)))
    head = Office(HEAD_OFFICE, "", f"{BANK_NAME}总行", "总行", LEVEL_HEAD, 0)
    departments = [
        Office(code, HEAD_OFFICE, f"{BANK_NAME}{title}", title, LEVEL_DEPARTMENT, 0)
        for code, title in HEAD_DEPARTMENTS.values()
    ]
    branches, centres = _branches(cities[:branch_total])
    branch_of_sub = integers(np.sort(np.arange(sub_total) % branch_total))
    rank = rank_in_group(branch_of_sub).tolist()
    area_of_sub = integers(
        [
            cities[branch][(position * 3 + 7) % len(cities[branch])]
            for branch, position in zip(branch_of_sub.tolist(), rank, strict=True)
        ]
    )
    subs = _sub_branches(branches, branch_of_sub, area_of_sub)
    sub_of_outlet = integers(np.sort(np.arange(outlet_total) % sub_total))
    outlets = _outlets(subs, sub_of_outlet, draw(rng, [1.0] * len(words("streets")), outlet_total))
    offices = _opened(plan, rng, [head, *departments, *branches, *centres, *subs, *outlets])
    outlets = [office for office in offices if office.level == LEVEL_OUTLET]
    return Offices(
        all=offices,
        branches=branches,
        sub_branches=subs,
        outlets=outlets,
        sub_branch_of=sub_of_outlet,
        branch_of=branch_of_sub[sub_of_outlet],
        outlet_area=area_of_sub[sub_of_outlet],
        outlet_opened_on=integers([office.opened_on for office in outlets]),
    )


def _opened(plan: Plan, rng: Rng, offices: list[Office]) -> list[Office]:
    """Return the offices with the days they opened on: after their parent, a sub-branch together with its business hall."""
    days: dict[str, int] = {"": plan.start - OLDEST_DAYS}
    result = []
    for office in offices:
        wait = DAYS_AFTER_PARENT[office.level]
        is_hall = office.level == LEVEL_OUTLET and office.name.endswith("营业部")
        is_head = office.level in {LEVEL_HEAD, LEVEL_DEPARTMENT} and office.parent in {
            "",
            HEAD_OFFICE,
        }
        drawn = int(rng.integers(*wait))
        days[office.code] = days[office.parent] + (0 if is_hall or is_head else drawn)
        result.append(replace(office, opened_on=days[office.code]))
    return result


def _branch_cities() -> list[list[int]]:
    """Return the rows of the areas table for each city with a branch, Shanghai first."""
    cities: dict[str, list[int]] = {}
    for row, area in enumerate(words("areas").rows):
        if area["is_branch"] == "1":
            cities.setdefault(area["city"], []).append(row)
    return list(cities.values())


def _branches(cities: list[list[int]]) -> tuple[list[Office], list[Office]]:
    areas = words("areas").rows
    branches, centres = [], []
    for number, rows in enumerate(cities, start=1):
        city = areas[rows[0]]["city"].removesuffix("市")
        code = f"1{number:02d}000"
        branches.append(
            Office(
                code, HEAD_OFFICE, f"{BANK_NAME}{city}分行", f"{city}分行", LEVEL_BRANCH, rows[0]
            )
        )
        title = f"{city}分行私人银行中心"
        centres.append(
            Office(
                f"1{number:02d}990", code, f"{BANK_NAME}{title}", title, LEVEL_DEPARTMENT, rows[0]
            )
        )
    return branches, centres


def _sub_branches(branches: list[Office], branch_of: Integers, area_of: Integers) -> list[Office]:
    areas = words("areas").rows
    numbers: dict[int, int] = {}
    titles: dict[str, int] = {}
    result = []
    for branch, area in zip(branch_of.tolist(), area_of.tolist(), strict=True):
        numbers[branch] = numbers.get(branch, 0) + 1
        parent = branches[branch]
        title = f"{areas[area]['city'].removesuffix('市')}{areas[area]['district'].removesuffix('新区').removesuffix('区').removesuffix('市')}"
        titles[title] = titles.get(title, 0) + 1
        title += f"第{titles[title]}支行" if titles[title] > 1 else "支行"
        result.append(
            Office(
                f"{parent.code[:3]}{numbers[branch]:02d}0",
                parent.code,
                f"{BANK_NAME}{title}",
                title,
                LEVEL_SUB_BRANCH,
                area,
            )
        )
    return result


def _outlets(subs: list[Office], sub_of: Integers, street: Integers) -> list[Office]:
    streets = words("streets").column("name")
    numbers: dict[int, int] = {}
    taken: set[str] = set()
    result = []
    for sub, way in zip(sub_of.tolist(), street.tolist(), strict=True):
        number = numbers[sub] = numbers.get(sub, 0) + 1
        parent = subs[sub]
        title = (
            f"{parent.short_name}营业部"
            if number == 1
            else _free_title(parent.short_name, way, streets=streets, taken=taken)
        )
        taken.add(title)
        result.append(
            Office(
                f"{parent.code[:5]}{number}",
                parent.code,
                f"{BANK_NAME}{title}",
                title,
                LEVEL_OUTLET,
                parent.area,
            )
        )
    return result


def _free_title(parent: str, way: int, *, streets: list[str], taken: set[str]) -> str:
    for step in range(len(streets)):
        title = f"{parent.removesuffix('支行')}{streets[(way + step) % len(streets)]}网点"
        if title not in taken:
            return title
    return f"{parent}{way}号网点"


def office_rows(plan: Plan, offices: Offices) -> pl.DataFrame:
    """Return the rows of table `org`."""
    rng = plan.rng("office rows")
    areas = words("areas").rows
    streets = words("streets").column("name")
    rows = []
    for position, office in enumerate(offices.all):
        area = areas[office.area]
        rows.append(
            {
                "org_code": office.code,
                "parent_org_code": office.parent or None,
                "name": office.name,
                "short_name": office.short_name,
                "level": office.level,
                "region_code": area["code"],
                "address": f"{area['city']}{area['district']}{streets[int(rng.integers(len(streets)))]}{int(rng.integers(1, 999))}号",
                "phone": f"{area['dialling']}-{int(rng.integers(50_000_000, 69_999_999))}",
                "clearing_no": f"323{290 + office.area:03d}{position:06d}"
                if office.level != LEVEL_DEPARTMENT
                else None,
                "opened_on": office.opened_on,
                "closed_on": FOREVER,
                "status": "1",
            }
        )
    return pl.DataFrame(rows)
