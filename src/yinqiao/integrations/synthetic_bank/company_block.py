"""One block of companies, from nothing to files: written after the persons, whose wages and owners it needs."""

# ruff: noqa: PLR2004 - an invented population is made of such numbers; each stands once, where it is used

from dataclasses import dataclass

import numpy as np
import polars as pl

from yinqiao.integrations.synthetic_bank.accounts import (
    BASIC,
    GENERAL,
    TIME,
    AccountBook,
    plain_accounts,
    term_accounts,
)
from yinqiao.integrations.synthetic_bank.arrays import (
    NO_DAY,
    Integers,
    Rng,
    chosen,
    concatenated,
    draw,
    integers,
    money,
)
from yinqiao.integrations.synthetic_bank.company_records import (
    company_address_rows,
    company_assignment_rows,
    company_contact_rows,
    company_document_rows,
    company_relation_rows,
    company_rows,
    registry_event_rows,
)
from yinqiao.integrations.synthetic_bank.compliance_records import COMPANY_ITEMS, kyc_rows
from yinqiao.integrations.synthetic_bank.directory import (
    COMPANY_NUMBERS_FROM,
    FIXED,
    MICRO,
    basic_account,
    pay_days,
)
from yinqiao.integrations.synthetic_bank.files import Folder
from yinqiao.integrations.synthetic_bank.identity_numbers import scattered
from yinqiao.integrations.synthetic_bank.investments import Valuations
from yinqiao.integrations.synthetic_bank.ledger import Elsewhere, Farewell, Ledger, keep_ledger
from yinqiao.integrations.synthetic_bank.lending import EQUAL, INTEREST_FIRST, Loans, lend
from yinqiao.integrations.synthetic_bank.person_block import loan_rows
from yinqiao.integrations.synthetic_bank.postings import Kind, Sink
from yinqiao.integrations.synthetic_bank.rates import lpr_on, posted_on, spreads
from yinqiao.integrations.synthetic_bank.shelf import opening_rates, positions
from yinqiao.integrations.synthetic_bank.statement import (
    balance_rows,
    closing_values,
    transaction_numbers,
    transaction_rows,
)
from yinqiao.integrations.synthetic_bank.workdays import previous_workday, workday_within
from yinqiao.integrations.synthetic_bank.world import World, own_banks

# No block of persons writes these, so their parts begin at 01.
_COMPANIES_ONLY = frozenset({"customer_company", "registry_event"})
PARTNERS = 12
# Receipts and payments a month by size: large, medium, small, micro.
RECEIPTS_A_MONTH = [9.0, 6.0, 2.4, 0.9]
PAYMENTS_A_MONTH = [7.0, 4.5, 1.8, 0.6]


@dataclass(frozen=True)
class CompanyMoney:
    """The accounts of a block of companies."""

    book: AccountBook
    ledger: Ledger
    valued: tuple[Integers, Integers, Integers]
    account_no: pl.Series
    loans: pl.DataFrame


def write_company_block(
    world: World, block: int, folder: Folder, *, wages: Integers, representatives: pl.Series
) -> None:
    """Write all files of a block of companies; parts follow those of the persons where those have the table too.

    `wages` in 分 by month and company; `representatives` names over the whole directory.
    """
    plan = world.plan
    part = len(plan.person_blocks) + block + 1
    rows = integers(np.asarray(plan.company_blocks[block]))
    rng = plan.rng("companies", block)
    money_ = _handle_money(world, rows, wages=wages, block=block)
    number = transaction_numbers(money_.ledger, part)
    directory = world.directory
    org_code = pl.Series([office.code for office in world.offices.outlets]).gather(
        directory.outlet[rows]
    )
    customer_no = directory.customer_no.gather(rows)
    frames = {
        "customer_company": company_rows(world, rows, representatives, rng=rng),
        "identification": company_document_rows(world, rows),
        "contact": company_contact_rows(world, rows, representatives, rng=rng),
        "address": company_address_rows(world, rows, rng),
        "relation": company_relation_rows(world, rows, rng),
        "assignment": company_assignment_rows(world, rows),
        "account": _account_rows(world, money_, customer_no=customer_no, org_code=org_code),
        "loan": loan_rows(
            money_.loans,
            shelf=world.shelf,
            account_no=money_.account_no,
            customer_no=customer_no,
            org_code=org_code,
        ),
        "balance": balance_rows(money_.ledger, money_.valued, money_.account_no),
        "transaction": transaction_rows(
            world.names, money_.ledger, account_no=money_.account_no, number=number
        ),
        "fee": _fee_rows(
            world, rows, customer_no=customer_no, account_no=money_.account_no, rng=rng
        ),
        "kyc": kyc_rows(
            world, customer_no, directory.opened_on[rows], items=COMPANY_ITEMS, rng=rng
        ),
        "registry_event": registry_event_rows(world, rows, rng),
    }
    for table, frame in frames.items():
        at = block + 1 if table in _COMPANIES_ONLY else part
        folder.write(table, frame, part=at, rng=plan.rng(f"company dirt {table}", block))


def _handle_money(world: World, rows: Integers, *, wages: Integers, block: int) -> CompanyMoney:
    plan = world.plan
    book, sink, values = AccountBook(COMPANY_NUMBERS_FROM + rows), Sink(), Valuations()
    target, demand_accounts = _open_accounts(
        world, rows, book=book, sink=sink, rng=plan.rng("company accounts", block)
    )
    ledger_size = book.size
    loans = _working_capital(world, rows, plan.rng("company loans", block))
    account, frame = lend(
        world, loans, book=book, sink=sink, values=values, rng=plan.rng("company lending", block)
    )
    frame = frame.with_columns(
        pl.Series("account", account),
        pl.Series("owner", loans.owner),
        pl.Series("product", loans.product),
    )
    _trade(world, rows, sink=sink, rng=plan.rng("trade", block))
    _pay_wages_and_taxes(world, rows, wages=wages, sink=sink, rng=plan.rng("company wages", block))
    rate = np.zeros(ledger_size)
    rate[:demand_accounts] = posted_on("demand", 0, plan.today)
    nobody = integers([])
    postings = sink.all()
    begins = world.directory.opened_on[rows][np.minimum(postings.account, len(rows) - 1)]
    ledger = keep_ledger(
        plan,
        postings.kept(np.asarray((postings.account >= len(rows)) | (postings.day > begins))),
        target=target,
        opened_on=book.column("opened_on")[:ledger_size],
        closed_on=book.column("closed_on")[:ledger_size],
        farewell=Farewell(nobody, nobody, np.zeros(0), nobody, nobody, nobody),
        elsewhere=_elsewhere(world, rows[book.column("owner")[:ledger_size]]),
        rate=rate,
    )
    return CompanyMoney(
        book, ledger, values.columns(), pl.Series(book.numbers()).cast(pl.String), frame
    )


def _elsewhere(world: World, company: Integers) -> Elsewhere:
    """Return where the owner of each account banks besides."""
    return Elsewhere(world.companies_from + company, _number_elsewhere(company), own_banks(company))


def _number_elsewhere(company: Integers) -> Integers:
    return 3 * 10**15 + scattered(company, 12)


def _open_accounts(
    world: World, rows: Integers, *, book: AccountBook, sink: Sink, rng: Rng
) -> tuple[Integers, int]:
    """Open basic accounts (position = row of the block), general ones and term deposits; return targets and the number of demand accounts."""
    plan, directory = world.plan, world.directory
    count = len(rows)
    demand = int(positions(world.shelf, "101", "C")[0])
    opened = directory.opened_on[rows]
    owner = integers(np.arange(count))
    book.add(plain_accounts(BASIC, owner=owner, product=demand, opened_on=opened))
    closing = money(directory.revenue[rows] / 100 * 0.06 * rng.lognormal(0, 0.8, count))
    has_general = (directory.size[rows] < MICRO) & (rng.random(count) < 0.4)
    second = integers(np.flatnonzero(has_general))
    book.add(
        plain_accounts(
            GENERAL,
            owner=second,
            product=demand,
            opened_on=np.minimum(opened[second] + 30, plan.today),
        )
    )
    spare = closing[second] // 4
    has_term = (
        (directory.size[rows] < MICRO) & (rng.random(count) < 0.25) & (opened < plan.start - 5)
    )
    saver = integers(np.flatnonzero(has_term))
    products = positions(world.shelf, "102", "C")
    product = products[draw(rng, [1.0] * len(products), len(saver))]
    term = integers([entry.term_days or 0 for entry in world.shelf])[product]
    begun = previous_workday(integers(plan.today - rng.random(len(saver)) * term))
    amount = (
        money(
            directory.revenue[rows][saver] / 100 * rng.uniform(0.02, 0.15, len(saver)),
            step=10_000_000,
        )
        + 100_000_000
    )
    account = book.add(
        term_accounts(
            TIME,
            owner=saver,
            product=product,
            opened_on=begun,
            principal=amount,
            term_days=term,
            value_on=begun,
            matures_on=begun + term,
            rate=opening_rates(world.shelf, product, begun),
        )
    )
    inside = begun >= plan.start
    sink.add(
        Kind.TERM_IN,
        account=account[inside],
        day=begun[inside],
        second=36_001,
        amount=amount[inside],
    )
    sink.add(
        Kind.PLACEMENT,
        account=saver[inside],
        day=begun[inside],
        second=36_000,
        amount=-amount[inside],
    )
    return integers(np.r_[closing, spare, np.where(inside, 0, amount)]), count + len(second)


def _working_capital(world: World, rows: Integers, rng: Rng) -> Loans:
    plan, directory = world.plan, world.directory
    draws = rng.random(len(rows))
    share = np.asarray([0.5, 0.45, 0.3, 0.12])[directory.size[rows]]
    owner = integers(
        np.flatnonzero(
            (draws < share) & (rows >= len(FIXED)) & (directory.opened_on[rows] < plan.today - 60)
        )
    )
    products = positions(world.shelf, "304", "C")
    is_small = directory.size[rows][owner] == MICRO
    product = integers(np.where(is_small, products[1], products[0]))
    earliest = directory.opened_on[rows][owner] + 1
    disbursed = np.maximum(plan.today - rng.integers(15, 350, len(owner)), earliest)
    months = integers(np.full(len(owner), 12))
    lpr = lpr_on("304", plan.today)
    return Loans(
        owner=owner,
        product=product,
        principal=money(
            directory.revenue[rows][owner] / 100 * rng.uniform(0.05, 0.25, len(owner)),
            step=10_000_000,
        )
        + 10_000_000,
        rate=lpr + spreads(rng, "304", months) + np.where(is_small, 0.3, 0.0),
        lpr=lpr,
        months=months,
        disbursed_on=workday_within(integers(disbursed), earliest),
        method=integers(np.where(is_small, EQUAL, INTEREST_FIRST)),
        kind=Kind.LOAN,
        guarantee="3",
    )


def _trade(world: World, rows: Integers, *, sink: Sink, rng: Rng) -> None:
    """Post receipts from and payments to companies, here and elsewhere."""
    plan, directory = world.plan, world.directory
    for kind, rates, sign, part in (
        (Kind.SALES_RECEIPT, RECEIPTS_A_MONTH, 1, 0.55),
        (Kind.SUPPLIES, PAYMENTS_A_MONTH, -1, 0.40),
    ):
        monthly = np.asarray(rates)[directory.size[rows]]
        number = rng.poisson(monthly * plan.days / 30.4)
        owner = integers(np.repeat(np.arange(len(rows)), number))
        count = len(owner)
        mean = directory.revenue[rows][owner] / 100 / 12 * part / monthly[owner]
        firm = _partners(rows[owner], len(directory), rng)
        inside = firm % 100 < 35  # others bank elsewhere
        day = integers(plan.start + rng.integers(0, plan.days, count))
        sink.add(
            kind,
            account=owner,
            day=workday_within(day, plan.start),
            second=integers(rng.integers(30_600, 64_800, count)),
            amount=sign * (money(mean * rng.lognormal(-0.2, 0.7, count)) + 100),
            name=world.companies_from + firm,
            other_account=chosen(inside, basic_account(firm), _number_elsewhere(firm)),
            bank=chosen(inside, 0, own_banks(firm)),
        )


def _partners(company: Integers, companies: int, rng: Rng) -> Integers:
    """Return whom each deals with: a dozen others, the same ones throughout, never itself."""
    others = companies - len(FIXED)
    number = rng.integers(0, PARTNERS, len(company)) ** 2 // PARTNERS  # some more often
    step = 1 + (company * 131 + number * 977) % max(others - 1, 1)
    return integers(len(FIXED) + (company - len(FIXED) + step) % others)


def _pay_wages_and_taxes(
    world: World, rows: Integers, *, wages: Integers, sink: Sink, rng: Rng
) -> None:
    """Post the sum of wages on each pay day, and taxes in the middle of each month."""
    plan, directory = world.plan, world.directory
    days = pay_days(plan, directory.pay_day)
    for month, first in enumerate(plan.month_starts.tolist()):
        due = np.flatnonzero((days[month][rows] != NO_DAY) & (wages[month][rows] > 0))
        sink.add(
            Kind.WAGES,
            account=integers(due),
            day=days[month][rows][due],
            second=30_000,
            amount=-wages[month][rows][due],
        )
        tax_day = int(previous_workday(integers([first + 14]))[0])
        if plan.start <= tax_day <= plan.today:
            payer = np.flatnonzero(
                (directory.opened_on[rows] < first) & ~directory.is_sole_trader[rows]
            )
            tax = (
                money(
                    directory.revenue[rows][payer]
                    / 100
                    / 12
                    * 0.03
                    * rng.lognormal(0, 0.3, len(payer))
                )
                + 100
            )
            sink.add(Kind.TAX, account=integers(payer), day=tax_day, second=39_600, amount=-tax)


def _account_rows(
    world: World, money_: CompanyMoney, *, customer_no: pl.Series, org_code: pl.Series
) -> pl.DataFrame:
    book = money_.book
    active = book.column("opened_on").copy()
    active[: len(money_.ledger.last_active_on)] = money_.ledger.last_active_on
    balance = closing_values(book.size, money_.ledger, money_.valued)
    frame = book.rows(
        shelf=world.shelf,
        customer_no=customer_no,
        org_code=org_code,
        balance=balance,
        last_active=active,
    )
    none = pl.Series([None] * book.size, dtype=pl.String)
    return frame.with_columns(none.alias("card_no"), none.alias("account_class"))


def _fee_rows(
    world: World, rows: Integers, *, customer_no: pl.Series, account_no: pl.Series, rng: Rng
) -> pl.DataFrame:
    """Return settlement fees: one a quarter for most companies."""
    plan = world.plan
    frames = []
    for quarter in range(4):
        who = np.flatnonzero(
            (rng.random(len(rows)) < 0.6) & (world.directory.opened_on[rows] < plan.start)
        )
        size = world.directory.size[rows][who]
        frames.append(
            pl.DataFrame(
                {
                    "fee_no": concatenated(
                        "FC", pl.Series((COMPANY_NUMBERS_FROM + rows[who]) * 10 + quarter)
                    ),
                    "customer_no": customer_no.gather(who),
                    "account_no": account_no.gather(who),
                    "charged_on": integers(np.full(len(who), plan.today - 20 - quarter * 91)),
                    "fee_kind": pl.repeat("06", len(who), eager=True),
                    "amount": money(
                        np.asarray([3_000, 900, 200, 60])[size] * rng.lognormal(0, 0.4, len(who))
                    )
                    + 1,
                    "product_code": pl.Series([None] * len(who), dtype=pl.String),
                }
            )
        )
    return pl.concat(frames)
