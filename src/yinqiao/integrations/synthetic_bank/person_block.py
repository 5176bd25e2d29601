"""One block of persons, from nothing to files."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from yinqiao.integrations.synthetic_bank.accounts import AccountBook
from yinqiao.integrations.synthetic_bank.arrays import (
    FOREVER,
    NO_DAY,
    Floats,
    Integers,
    Rng,
    chosen,
    integers,
)
from yinqiao.integrations.synthetic_bank.books import assignment_rows
from yinqiao.integrations.synthetic_bank.cards import CreditCards, card_rows, issue_credit_cards
from yinqiao.integrations.synthetic_bank.compliance_records import (
    PERSON_ITEMS,
    assessment_rows,
    consent_rows,
    fee_rows,
    kyc_rows,
    login_rows,
)
from yinqiao.integrations.synthetic_bank.deposits import Targets, open_demand, open_terms
from yinqiao.integrations.synthetic_bank.earning import (
    Jobs,
    employer_relation_rows,
    employment_rows,
    find_jobs,
    industry_codes,
    pay_wages,
    receive_other_income,
)
from yinqiao.integrations.synthetic_bank.evening_out import even_out
from yinqiao.integrations.synthetic_bank.files import Folder
from yinqiao.integrations.synthetic_bank.investments import Positions, Valuations, invest
from yinqiao.integrations.synthetic_bank.ledger import Elsewhere, Farewell, Ledger, keep_ledger
from yinqiao.integrations.synthetic_bank.lending import lend, personal_loans
from yinqiao.integrations.synthetic_bank.owners import Owners, find_owners
from yinqiao.integrations.synthetic_bank.people import (
    LIFE_CHURNED,
    LIFE_CLOSED,
    People,
    build_people,
)
from yinqiao.integrations.synthetic_bank.person_contacts import (
    address_rows,
    contact_rows,
    family_rows,
    finance_rows,
)
from yinqiao.integrations.synthetic_bank.person_records import identification_rows, person_rows
from yinqiao.integrations.synthetic_bank.postings import Kind, Postings, Sink
from yinqiao.integrations.synthetic_bank.rates import posted_on
from yinqiao.integrations.synthetic_bank.savings import allocate
from yinqiao.integrations.synthetic_bank.shelf import Product
from yinqiao.integrations.synthetic_bank.spending import (
    live_through_events,
    spend,
    trade_securities,
    transfer,
)
from yinqiao.integrations.synthetic_bank.statement import (
    balance_rows,
    closing_values,
    transaction_numbers,
    transaction_rows,
)
from yinqiao.integrations.synthetic_bank.truth_aum import LOAN_CLASSES, AumSample, sample_aum
from yinqiao.integrations.synthetic_bank.world import World, own_accounts, own_banks

EVENING_OUTFLOW = 0.7
CHURNED_OUTFLOW = 0.96


@dataclass(frozen=True)
class BlockResult:
    """What the company blocks need to know of a block of persons: wages by month and company in 分, representatives; and the AUM sample."""

    wages: Integers
    owners_company: Integers
    owners_name: list[str]
    aum: list[AumSample]


@dataclass
class Money:
    """The accounts of a block and all that is known about them."""

    book: AccountBook
    ledger: Ledger
    valued: tuple[Integers, Integers, Integers]
    account_no: pl.Series
    held: list[Positions]
    loans: list[pl.DataFrame]
    cards: CreditCards
    payroll: pl.DataFrame


def write_person_block(world: World, block: int, folder: Folder) -> BlockResult:
    """Write all files of a block of persons (part = block + 1) and return what others need of it."""
    people = build_people(world, block)
    jobs = find_jobs(world, people, world.plan.rng("jobs", block))
    money = _handle_money(world, people, jobs, block=block)
    owners = find_owners(world, people, block=block, rng=world.plan.rng("owners", block))
    _write_profiles(world, people, jobs, owners=owners, money=money, block=block, folder=folder)
    _write_money(world, people, money, block=block, folder=folder)
    _write_compliance(world, people, money, block=block, folder=folder)
    wages = np.zeros((len(world.plan.month_starts), len(world.directory)), dtype=np.int64)
    np.add.at(
        wages,
        (money.payroll["month"].to_numpy(), money.payroll["payer"].to_numpy()),
        money.payroll["amount"].to_numpy(),
    )
    aum = sample_aum(
        world.plan,
        people,
        money.book,
        ledger=money.ledger,
        valued=money.valued,
        shelf=world.shelf,
        rng=world.plan.rng("aum", block),
    )
    return BlockResult(integers(wages), owners.company, owners.name, aum)


def _handle_money(world: World, people: People, jobs: Jobs, *, block: int) -> Money:
    plan = world.plan
    book, targets, sink, values = AccountBook(people.index), Targets(), Sink(), Valuations()
    yuan = allocate(people, plan.rng("savings", block))
    second = open_demand(
        world, people, yuan, book=book, targets=targets, rng=plan.rng("demand", block)
    )
    open_terms(
        world, people, yuan, book=book, targets=targets, sink=sink, rng=plan.rng("terms", block)
    )
    ledger_size = book.size
    held = invest(
        world, people, yuan, book=book, sink=sink, values=values, rng=plan.rng("investments", block)
    )
    loans = _lend(world, people, book=book, sink=sink, values=values, rng=plan.rng("loans", block))
    cards = issue_credit_cards(
        world, people, book=book, sink=sink, values=values, rng=plan.rng("cards", block)
    )
    payroll = pay_wages(world, people, jobs, sink=sink, rng=plan.rng("wages", block))
    receive_other_income(world, people, jobs, sink=sink, rng=plan.rng("income", block))
    spend(world, people, sink=sink, rng=plan.rng("spending", block))
    transfer(world, people, sink=sink, rng=plan.rng("transfers", block))
    trade_securities(world, people, sink=sink, rng=plan.rng("securities", block))
    even_out(
        plan,
        people,
        sink=sink,
        own_names_from=len(world.names),
        rng=plan.rng("own accounts", block),
    )
    leaving = live_through_events(world, people, sink=sink, rng=plan.rng("events", block))
    rate = np.zeros(ledger_size)
    rate[: len(people) + second] = posted_on("demand", 0, plan.today)
    ledger = keep_ledger(
        plan,
        _within_lives(people, sink.all()),
        target=targets.all(),
        opened_on=book.column("opened_on")[:ledger_size],
        closed_on=book.column("closed_on")[:ledger_size],
        farewell=_farewells(world, people, leaving),
        elsewhere=_elsewhere(world, people, book.column("owner")[:ledger_size]),
        rate=rate,
    )
    account_no = pl.Series(book.numbers()).cast(pl.String)
    return Money(book, ledger, values.columns(), account_no, held, loans, cards, payroll)


def _lend(
    world: World, people: People, *, book: AccountBook, sink: Sink, values: Valuations, rng: Rng
) -> list[pl.DataFrame]:
    frames = []
    for loans in personal_loans(world, people, rng):
        account, rows = lend(world, loans, book=book, sink=sink, values=values, rng=rng)
        frames.append(
            rows.with_columns(
                pl.Series("account", account),
                pl.Series("owner", loans.owner),
                pl.Series("product", loans.product),
            )
        )
    return frames


def _within_lives(people: People, postings: Postings) -> Postings:
    """Drop what would happen on a main account before it was opened or after its owner fell silent, left or died."""
    account = postings.account
    is_main = account < len(people)
    owner = np.where(is_main, account, 0)
    begins = np.where(people.is_new, people.opened_on, NO_DAY)[owner]
    ends = chosen(people.life_day == NO_DAY, FOREVER, people.life_day)[owner]
    return postings.kept(np.asarray(~is_main | ((postings.day > begins) & (postings.day < ends))))


def _farewells(world: World, people: People, leaving: Integers) -> Farewell:
    """Return last transfers: churned customers, closed accounts, and some large sums on the evening of the batch date."""
    churned = np.flatnonzero(people.life == LIFE_CHURNED)
    closed = np.flatnonzero(people.life == LIFE_CLOSED)
    account = integers(np.r_[churned, closed, leaving])
    day = np.r_[
        people.life_day[churned], people.life_day[closed], np.full(len(leaving), world.plan.today)
    ]
    part: Floats = np.r_[
        np.full(len(churned), CHURNED_OUTFLOW),
        np.ones(len(closed)),
        np.full(len(leaving), EVENING_OUTFLOW),
    ]
    return Farewell(
        account,
        integers(day),
        part,
        len(world.names) + account,
        own_accounts(people.index[account]),
        own_banks(people.index[account]),
    )


def _elsewhere(world: World, people: People, owner: Integers) -> Elsewhere:
    """Return where the owner of each account banks besides; own names follow the common ones."""
    person = people.index[owner]
    return Elsewhere(len(world.names) + owner, own_accounts(person), own_banks(person))


def _write_profiles(
    world: World,
    people: People,
    jobs: Jobs,
    *,
    owners: Owners,
    money: Money,
    block: int,
    folder: Folder,
) -> None:
    rng = world.plan.rng("profiles", block)
    relations = pl.concat(
        [
            family_rows(people, world.plan.today),
            employer_relation_rows(world, people, money.payroll),
            owners.relations,
        ]
    )
    frames = {
        "customer_person": person_rows(
            world,
            people,
            assets=_assets(world, people, money),
            industry=industry_codes(world, people, jobs, rng=rng),
            rng=rng,
        ),
        "identification": identification_rows(world, people, rng, block=block),
        "contact": contact_rows(people, rng),
        "address": address_rows(people, rng),
        "relation": relations,
        "employment": employment_rows(world, people, jobs, rng=rng),
        "finance": finance_rows(world, people, rng),
        "assignment": assignment_rows(world, people, rng),
    }
    _write_all(world, frames, block=block, folder=folder)


def _assets(world: World, people: People, money: Money) -> Integers:
    """Return what each person holds on the batch date, in 分, loans left out."""
    is_loan = np.asarray([entry.product_class in LOAN_CLASSES for entry in world.shelf])[
        money.book.column("product")
    ]
    values = np.where(is_loan, 0, closing_values(money.book.size, money.ledger, money.valued))
    return integers(np.bincount(money.book.column("owner"), weights=values, minlength=len(people)))


def _write_all(
    world: World, frames: dict[str, pl.DataFrame], *, block: int, folder: Folder
) -> None:
    for table, frame in frames.items():
        folder.write(table, frame, part=block + 1, rng=world.plan.rng(f"dirt {table}", block))


def _write_money(world: World, people: People, money: Money, *, block: int, folder: Folder) -> None:
    plan = world.plan
    cards, debit = card_rows(
        world, people, money.cards, account_no=money.account_no, rng=plan.rng("card rows", block)
    )
    positions = [
        part.rows(
            world,
            account_no=money.account_no,
            customer_no=people.customer_no,
            rng=plan.rng(f"positions {number}", block),
        )
        for number, part in enumerate(money.held)
    ]
    number = transaction_numbers(money.ledger, block + 1)
    names = pl.concat([world.names, people.name])  # own names follow the common ones
    frames = {
        "account": _account_rows(world, people, money, debit=debit),
        "loan": loan_rows(
            pl.concat(money.loans),
            shelf=world.shelf,
            account_no=money.account_no,
            customer_no=people.customer_no,
            org_code=_org_codes(world, people),
        ),
        "card": cards,
        "wealth_position": pl.concat(positions),
        "payroll": _payroll_rows(world, people, money, number=number),
        "balance": balance_rows(money.ledger, money.valued, money.account_no),
        "transaction": transaction_rows(
            names, money.ledger, account_no=money.account_no, number=number
        ),
    }
    _write_all(world, frames, block=block, folder=folder)


def _org_codes(world: World, people: People) -> pl.Series:
    return pl.Series([office.code for office in world.offices.outlets]).gather(people.outlet)


def _account_rows(world: World, people: People, money: Money, *, debit: pl.Series) -> pl.DataFrame:
    book, count = money.book, len(people)
    active = book.column("opened_on").copy()
    active[: len(money.ledger.last_active_on)] = money.ledger.last_active_on
    balance = closing_values(book.size, money.ledger, money.valued)
    frame = book.rows(
        shelf=world.shelf,
        customer_no=people.customer_no,
        org_code=_org_codes(world, people),
        balance=balance,
        last_active=active,
    )
    others = book.size - count
    second = book.column("product")[count:] == book.column("product")[0]
    classes = np.r_[np.ones(count), np.where(second, 2, 0)].astype(np.int64)
    none = pl.Series([None] * others, dtype=pl.String)
    text = pl.Series(classes).cast(pl.String).set(pl.Series(classes == 0), None)
    return frame.with_columns(
        pl.concat([debit, none]).alias("card_no"), text.alias("account_class")
    )


def loan_rows(
    frame: pl.DataFrame,
    *,
    shelf: list[Product],
    account_no: pl.Series,
    customer_no: pl.Series,
    org_code: pl.Series,
) -> pl.DataFrame:
    """Return the rows of table `loan`; the main account of the owner (same position) repays."""
    return frame.with_columns(
        account_no.gather(frame["account"]).alias("account_no"),
        customer_no.gather(frame["owner"]).alias("customer_no"),
        pl.Series([product.code for product in shelf])
        .gather(frame["product"])
        .alias("product_code"),
        org_code.gather(frame["owner"]).alias("org_code"),
        account_no.gather(frame["owner"]).alias("repayment_account_no"),
    )


def _payroll_rows(world: World, people: People, money: Money, *, number: pl.Series) -> pl.DataFrame:
    """Return the rows of table `payroll`, each with the number of its posting."""
    postings = money.ledger.postings
    rows = np.flatnonzero(np.isin(postings.kind, [int(Kind.SALARY), int(Kind.BONUS)]))
    posted = pl.DataFrame(
        {
            "employee": postings.account[rows],
            "paid_on": postings.day[rows],
            "second": postings.second[rows],
            "amount": postings.amount[rows],
            "transaction_no": number.gather(rows),
        }
    )
    frame = money.payroll.join(
        posted, on=["employee", "paid_on", "second", "amount"], how="left", maintain_order="left"
    )
    return frame.with_columns(
        world.directory.customer_no.gather(frame["payer"]).alias("payer_customer_no"),
        people.customer_no.gather(frame["employee"]).alias("employee_customer_no"),
        money.account_no.gather(frame["employee"]).alias("account_no"),
    )


def _write_compliance(
    world: World, people: People, money: Money, *, block: int, folder: Folder
) -> None:
    rng = world.plan.rng("compliance", block)
    frames = {
        "fee": fee_rows(world, people, held=money.held, account_no=money.account_no, rng=rng),
        "risk_assessment": assessment_rows(world, people, held=money.held, rng=rng),
        "consent": consent_rows(world, people, rng),
        "kyc": kyc_rows(world, people.customer_no, people.opened_on, items=PERSON_ITEMS, rng=rng),
        "login": login_rows(world, people, rng),
    }
    _write_all(world, frames, block=block, folder=folder)
