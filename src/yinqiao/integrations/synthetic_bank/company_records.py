"""The master rows of companies: profile, documents, contacts, addresses, relations among them, books, changes in the registry."""

# ruff: noqa: PLR2004 - an invented population is made of such numbers; each stands once, where it is used

import numpy as np
import polars as pl

from yinqiao.integrations.synthetic_bank.arrays import (
    FOREVER,
    Integers,
    Rng,
    chosen,
    concatenated,
    draw,
    integers,
    money,
    padded,
    texts,
)
from yinqiao.integrations.synthetic_bank.directory import FIXED, MICRO, PARTY_CORP, SMALL
from yinqiao.integrations.synthetic_bank.identity_numbers import mobiles
from yinqiao.integrations.synthetic_bank.names import person_names
from yinqiao.integrations.synthetic_bank.person_contacts import relation_rows
from yinqiao.integrations.synthetic_bank.vocabulary import words
from yinqiao.integrations.synthetic_bank.world import World

GROUP_SHARE = 0.03
CAPITAL = [200_000_000, 30_000_000, 5_000_000, 500_000]
EVENTS = ["01", "02", "03", "04", "05", "06", "11", "12", "13", "14"]
EVENT_TEXTS = {
    "01": ("原法定代表人", "新法定代表人"),
    "02": ("股东甲 60%，股东乙 40%", "股东甲 100%"),
    "03": ("500万元", "1000万元"),
    "04": ("原注册地址", "科技路88号"),
    "05": ("技术服务", "技术服务、货物进出口"),
    "06": ("原名称", "现名称"),
    "11": ("", "买卖合同纠纷，被告，标的 86万元"),
    "12": ("", "被列为被执行人，执行标的 42万元"),
    "13": ("", "市场监管行政处罚，罚款 3万元"),
    "14": ("B级", "A级"),
}


def company_rows(
    world: World, rows: Integers, representatives: pl.Series, *, rng: Rng
) -> pl.DataFrame:
    """Return the rows of table `customer_company`; `representatives` are names over the whole directory."""
    directory, count = world.directory, len(rows)
    size, revenue = directory.size[rows], directory.revenue[rows]
    groups = group_of(world, rows)
    party = pl.Series(directory.party_type).gather(rows)
    is_company = (party == PARTY_CORP).to_numpy()
    outlets = [office.code for office in world.offices.outlets]
    grouped = (
        pl.DataFrame({"no": padded("G", np.maximum(groups, 0), 6), "in": groups >= 0})
        .select(pl.when("in").then("no"))
        .to_series()
    )
    return pl.DataFrame(
        {
            "customer_no": directory.customer_no.gather(rows),
            "party_type": party,
            "name": directory.name.gather(rows),
            "short_name": directory.short_name.gather(rows),
            "uscc": directory.uscc.gather(rows),
            "legal_representative_name": representatives.gather(rows),
            "industry": texts(words("industries").column("code"), directory.industry[rows]),
            "company_size": texts(["1", "2", "3", "4"], size),
            "is_sme": (size >= SMALL) & is_company,
            "is_self_employed": directory.is_sole_trader[rows],
            "is_listed": (size == 0) & (rng.random(count) < 0.2) & is_company,
            "group_no": grouped,
            "established_on": directory.established_on[rows],
            "licence_valid_to": chosen(
                rng.random(count) < 0.8, FOREVER, world.plan.today + rng.integers(-20, 4_000, count)
            ),
            "registered_capital": money(
                np.asarray(CAPITAL)[size] * rng.lognormal(0, 0.5, count), step=10_000_000
            ),
            "capital_currency": pl.repeat("156", count, eager=True),
            "staff_count": directory.staff_count[rows],
            "annual_revenue": revenue,
            "total_assets": integers(revenue * rng.uniform(0.5, 2.0, count))
            // 1_000_000
            * 1_000_000,
            "region_code": texts(words("areas").column("code"), directory.area[rows]),
            "business_scope": texts(words("industries").column("scope"), directory.industry[rows]),
            "org_code": texts(outlets, directory.outlet[rows]),
            "opened_on": directory.opened_on[rows],
            "closed_on": integers(np.full(count, FOREVER)),
            "status": pl.repeat("1", count, eager=True),
            "updated_at": integers(
                (world.plan.today - rng.integers(1, 300, count)) * 86_400 + 40_000
            ),
        }
    )


def group_of(world: World, rows: Integers) -> Integers:
    """Return the group number of each company or -1: of every hundred neighbours the first three are one group."""
    place = rows % 100
    grouped = (
        (place >= 10) & (place < 13) & (world.directory.size[rows] < MICRO) & (rows >= len(FIXED))
    )
    return chosen(grouped, rows // 100, -1)


def company_document_rows(world: World, rows: Integers) -> pl.DataFrame:
    """Return the rows of table `identification` for companies."""
    directory, count = world.directory, len(rows)
    areas = words("areas").column("district")
    return pl.DataFrame(
        {
            "customer_no": directory.customer_no.gather(rows),
            "id_type": pl.repeat("51", count, eager=True),
            "id_number": directory.uscc.gather(rows),
            "holder_name": directory.name.gather(rows),
            "issuing_country": pl.repeat("156", count, eager=True),
            "issuing_authority": concatenated(texts(areas, directory.area[rows]), "市场监督管理局"),
            "issued_on": directory.established_on[rows],
            "valid_to": integers(np.full(count, FOREVER)),
            "is_primary": np.ones(count, dtype=np.bool_),
            "verified_on": directory.opened_on[rows],
        }
    )


def company_contact_rows(
    world: World, rows: Integers, representatives: pl.Series, *, rng: Rng
) -> pl.DataFrame:
    """Return the rows of table `contact`: the finance contact's mobile and the office phone."""
    directory, count = world.directory, len(rows)
    people = person_names(
        rng, is_male=rng.random(count) < 0.4, birth_year=integers(rng.integers(1970, 1999, count))
    )
    dialling = texts(words("areas").column("dialling"), directory.area[rows])
    phone = concatenated(dialling, "-", pl.Series(rng.integers(50_000_000, 69_999_999, count)))
    parts = [
        ("1", mobiles(rng, 80_000_000 + rows), people),
        ("3", phone, representatives.gather(rows)),
    ]
    frames = []
    for kind, values, person in parts:
        frames.append(
            pl.DataFrame(
                {
                    "customer_no": directory.customer_no.gather(rows),
                    "contact_type": pl.repeat(kind, count, eager=True),
                    "value": values,
                    "contact_person": person,
                    "is_primary": pl.repeat(kind == "1", count, eager=True),
                    "is_verified": np.ones(count, dtype=np.bool_),
                    "verified_on": directory.opened_on[rows],
                    "do_not_disturb": np.zeros(count, dtype=np.bool_),
                }
            )
        )
    return pl.concat(frames)


def company_address_rows(world: World, rows: Integers, rng: Rng) -> pl.DataFrame:
    """Return the rows of table `address`: the registered address."""
    directory, count = world.directory, len(rows)
    areas = words("areas")
    streets = texts(
        words("streets").column("name"), draw(rng, [1.0] * len(words("streets")), count)
    )
    detail = concatenated(
        streets,
        pl.Series(rng.integers(1, 1_200, count)),
        "号",
        pl.Series(rng.integers(1, 30, count)),
        "层",
    )
    columns = {
        name: texts(areas.column(source), directory.area[rows])
        for name, source in (
            ("region_code", "code"),
            ("province", "province"),
            ("city", "city"),
            ("district", "district"),
        )
    }
    return pl.DataFrame(
        {
            "customer_no": directory.customer_no.gather(rows),
            "address_type": pl.repeat("3", count, eager=True),
            **columns,
            "detail": detail,
            "postcode": texts(areas.column("postcode"), directory.area[rows]),
            "is_primary": np.ones(count, dtype=np.bool_),
        }
    )


def company_relation_rows(world: World, rows: Integers, rng: Rng) -> pl.DataFrame:
    """Return relations among companies: groups, guarantees (some mutual), suppliers."""
    numbers = world.directory.customer_no
    groups = group_of(world, rows)
    member = rows[groups >= 0]
    parent = member - member % 100 + 10
    is_child = (member != parent) & (group_of(world, parent) >= 0)
    ordinary = rows[(world.directory.size[rows] < MICRO) & (rows >= len(FIXED))]
    backed = ordinary[rng.random(len(ordinary)) < 0.1]
    # In pairs: one ring of all who were ever guaranteed is none that a bank would let come about.
    backer, backed = backed[: len(backed) // 2 * 2 : 2], backed[1::2]
    mutual = rng.random(len(backed)) < 0.15
    supplied = ordinary[rng.random(len(ordinary)) < 0.4]
    supplier = np.roll(supplied, 3)
    pairs = [
        (parent[is_child], member[is_child], "25"),
        (backer, backed, "11"),
        (backed[mutual], backer[mutual], "11"),
        (supplier, supplied, "32"),
    ]
    frames = []
    for giver, taker, kind in pairs:
        keep = giver != taker
        since = integers(world.plan.today - rng.integers(100, 1_500, int(keep.sum())))
        frames.append(
            relation_rows(
                numbers.gather(giver[keep]), numbers.gather(taker[keep]), kind=kind, since=since
            )
        )
    return pl.concat(frames).unique(
        ["from_customer_no", "to_customer_no", "relation_type"], maintain_order=True
    )


def company_assignment_rows(world: World, rows: Integers) -> pl.DataFrame:
    """Return the rows of table `assignment` for companies: the corporate manager of the outlet."""
    directory, count = world.directory, len(rows)
    return pl.DataFrame(
        {
            "customer_no": directory.customer_no.gather(rows),
            "staff_no": texts(world.staffing.corporate_manager, directory.outlet[rows]),
            "role": pl.repeat("1", count, eager=True),
            "share_percent": np.full(count, 100.0),
            "valid_from": np.maximum(directory.opened_on[rows], world.plan.start - 600),
            "valid_to": integers(np.full(count, FOREVER)),
            "reason": pl.repeat("分配", count, eager=True),
        }
    )


def registry_event_rows(world: World, rows: Integers, rng: Rng) -> pl.DataFrame:
    """Return the rows of table `registry_event`: a change or a case for one company in eight, some in the last week."""
    plan, directory = world.plan, world.directory
    chosen_rows = rows[(rng.random(len(rows)) < 0.13) & (rows >= len(FIXED))]
    count = len(chosen_rows)
    kind = draw(rng, [20, 14, 10, 16, 16, 4, 8, 4, 5, 8], count)
    recent = rng.random(count) < 0.12
    day = chosen(
        recent, plan.today - rng.integers(0, 7, count), plan.today - rng.integers(8, 390, count)
    )
    old = texts([EVENT_TEXTS[code][0] for code in EVENTS], kind)
    return pl.DataFrame(
        {
            "event_no": concatenated("RE", pl.Series(10**9 + chosen_rows)),
            "customer_no": directory.customer_no.gather(chosen_rows),
            "uscc": directory.uscc.gather(chosen_rows),
            "event_type": texts(EVENTS, kind),
            "happened_on": np.maximum(day, directory.established_on[chosen_rows]),
            "old_value": old.set(old == "", None),
            "new_value": texts([EVENT_TEXTS[code][1] for code in EVENTS], kind),
            "origin": texts(
                ["国家企业信用信息公示系统", "执行信息公开网", "国家税务总局"],
                np.select([kind < 6, kind < 8], [0, 1], 2),
            ),
        }
    )
