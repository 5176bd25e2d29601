"""The synthetic bank: the same twice, valid numbers, books that balance, dirt as promised."""

import argparse
import hashlib
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import polars as pl
import pytest

from yinqiao.integrations import commands
from yinqiao.integrations.core_banking.format_page import load_profile
from yinqiao.integrations.synthetic_bank import DEMO_STAFF, Plan, generate, write_bank
from yinqiao.lib import cn_id

AS_OF = date(2026, 11, 22)
PROFILE = load_profile()
# Told apart from others in a file that few cores deliver: the made-up bank has none.
NOT_WRITTEN = {"relation_outsider"}
TABLES = {table["name"]: table for table in PROFILE["tables"] if table["name"] not in NOT_WRITTEN}
DIRTY_RATE = 0.02
# Dates that may lie after the batch date.
AHEAD = {
    "valid_to", "matures_on", "limit_expires_on", "next_repricing_on", "next_due_on", "next_review_on",
    "next_payment_on", "licence_valid_to", "sale_from", "sale_to", "starts_on",
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("bank")
    write_bank(Plan(500, 7, AS_OF, dirty_rate=DIRTY_RATE), path, say=lambda _line: None)
    return path


@pytest.fixture(scope="module")
def bank(folder):
    """Return the frames of all tables without the spoilt rows; amounts in 分 as integers."""
    return {name: clean(folder, name) for name in TABLES}


def raw(folder, name):
    """Read all parts of a table as texts, with `_file` and `_line`."""
    frames = []
    for path in sorted(
        folder.glob(TABLES[name]["file"].replace("{date}", "*").replace("{part}", "*"))
    ):
        lines = path.read_bytes().decode("gb18030").split("\n")[:-1]
        rows = [line.split("|+|") for line in lines]
        frame = pl.DataFrame(
            rows, schema=[column["name"] for column in TABLES[name]["columns"]], orient="row"
        )
        frames.append(
            frame.with_columns(
                pl.lit(path.name).alias("_file"), pl.int_range(1, pl.len() + 1).alias("_line")
            )
        )
    return pl.concat(frames)


def truth(folder):
    return pl.read_csv(folder / "truth.csv", schema_overrides={"line": pl.Int64})


def clean(folder, name):
    spoilt = truth(folder).select(pl.col("file").alias("_file"), pl.col("line").alias("_line"))
    frame = raw(folder, name).join(spoilt, on=["_file", "_line"], how="anti")
    amounts = [column["name"] for column in TABLES[name]["columns"] if column["type"] == "cents"]
    return frame.with_columns(*(cents(amount) for amount in amounts))


def cents(name):
    column = pl.col(name)
    size = column.str.strip_chars_end("-").replace("", None).cast(pl.Int64)
    return pl.when(column.str.ends_with("-")).then(-size).otherwise(size).alias(name)


def digests(folder):
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.iterdir())
    }


def test_same_seed_and_day_give_the_same_bytes(folder, tmp_path):
    write_bank(Plan(500, 7, AS_OF, dirty_rate=DIRTY_RATE), tmp_path, say=lambda _line: None)
    assert digests(tmp_path) == digests(folder)


def test_another_seed_gives_another_bank(folder, tmp_path):
    write_bank(Plan(500, 8, AS_OF, dirty_rate=DIRTY_RATE), tmp_path, say=lambda _line: None)
    name = "CBS_CUST_PERSON_20261122_01.dat"
    assert digests(tmp_path)[name] != digests(folder)[name]


def test_two_processes_write_what_one_writes(tmp_path):
    plan = Plan(400, 3, AS_OF, block_customers=150)
    write_bank(plan, tmp_path / "one", say=lambda _line: None, processes=1)
    write_bank(plan, tmp_path / "two", say=lambda _line: None, processes=2)
    assert digests(tmp_path / "one") == digests(tmp_path / "two")
    assert len(list((tmp_path / "one").glob("CBS_CUST_PERSON_*.dat"))) == 3


def test_control_files_count_sum_and_digest(folder):
    for name, table in TABLES.items():
        for part, frame in raw(folder, name).partition_by("_file", as_dict=True).items():
            path = folder / str(part[0])
            control = dict(line.split("=") for line in path.with_suffix(".ok").read_text().split())
            assert control["date"] == "20261122"
            assert int(control["rows"]) == frame.height
            assert control["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
            summed = table.get("control_sum")
            assert ("sum" in control) == (summed is not None)
            if summed:
                assert int(control["sum"]) == frame.select(cents(summed)).to_series().sum()


def test_a_folder_with_data_is_refused(folder):
    before = digests(folder)
    with pytest.raises(FileExistsError):
        write_bank(Plan(500, 9, AS_OF), folder, say=lambda _line: None)
    assert digests(folder) == before


@pytest.mark.parametrize("out", ["/proc/bank", "a file", "a file/bank"])
def test_a_folder_that_cannot_be_written_is_told_in_one_sentence(tmp_path, capsys, out):
    (tmp_path / "a file").write_text("")
    parser = argparse.ArgumentParser()
    commands.add_commands(parser.add_subparsers())
    arguments = parser.parse_args(["synth", "--customers", "150", "--out", str(tmp_path / out)])
    assert arguments.run(arguments) == 2
    said = capsys.readouterr().err
    assert said.startswith("yinqiao synth: ")
    assert "cannot be written" in said
    assert (out in said, said.count("\n")) == (True, 1)


def test_exactly_the_customers_asked_for(bank):
    assert bank["customer_person"].height + bank["customer_company"].height == 500


def test_keys_are_unique_and_required_values_present(bank):
    for name, frame in bank.items():
        assert frame.select(TABLES[name]["key"]).is_duplicated().sum() == 0, name
        for column in TABLES[name]["columns"]:
            values = frame[column["name"]]
            if column.get("required"):
                assert (values.cast(pl.String).fill_null("") == "").sum() == 0, (
                    name,
                    column["name"],
                )
            if "max" in column:
                assert (values.str.len_chars().max() or 0) <= column["max"], (name, column["name"])


def test_every_code_has_a_meaning(bank):
    for name, frame in bank.items():
        for column in TABLES[name]["columns"]:
            if column["type"] == "code":
                assert set(frame[column["name"]]) - {""} <= set(
                    PROFILE["code_maps"][column["map"]]
                ), (name, column)


def test_references_exist(bank):
    persons, companies = (
        bank["customer_person"]["customer_no"],
        bank["customer_company"]["customer_no"],
    )
    keys = {
        "organization.org": set(bank["org"]["org_code"]),
        "organization.staff": set(bank["staff"]["staff_no"]),
        "customers.customer": {*persons, *companies},
        "products.product": set(bank["product"]["product_code"]),
        "holdings.account": set(bank["account"]["account_no"]),
    }
    for name, frame in bank.items():
        for reference in TABLES[name].get("references", []):
            assert set(frame[reference["column"]]) <= keys[reference["to"]], (name, reference)
    supervisors = set(bank["staff"]["supervisor_staff_no"]) - {""}
    assert supervisors <= keys["organization.staff"]


def test_numbers_are_valid(bank):
    documents = bank["identification"]
    cards = documents.filter(pl.col("id_type") == "01")["id_number"]
    assert {cn_id.check_id_card(number, today=AS_OF) for number in cards} == {None}
    assert cards.n_unique() == len(cards)
    assert {cn_id.check_uscc(number) for number in bank["customer_company"]["uscc"]} == {None}
    assert {cn_id.check_card_number(number) for number in bank["card"]["card_no"]} == {None}
    mobiles = bank["contact"].filter(pl.col("contact_type") == "1")["value"]
    assert {cn_id.check_mobile(number) for number in mobiles} == {None}


def test_sex_and_birth_agree_with_the_id_card(bank):
    both = (
        bank["identification"]
        .filter(pl.col("id_type") == "01")
        .join(bank["customer_person"], on="customer_no")
    )
    assert both.height == bank["customer_person"].height
    assert (both["id_number"].str.slice(6, 8) == both["birth_on"]).all()
    is_male = both["id_number"].str.slice(16, 1).cast(pl.Int64) % 2 == 1
    assert (is_male == (both["sex"] == "1")).all()


def test_no_event_lies_after_the_batch_date(bank):
    for name, frame in bank.items():
        for column in TABLES[name]["columns"]:
            if column["type"] == "date" and column["name"] not in AHEAD:
                days = (
                    frame[column["name"]]
                    .to_frame()
                    .filter(~pl.first().is_in(["", "99991231", "00010101"]))
                    .to_series()
                )
                assert (days.max() or "") <= "20261122", (name, column["name"])


def test_history_covers_thirteen_calendar_months(bank):
    months = bank["transaction"]["posted_on"].str.slice(0, 6).unique().sort()
    assert months.to_list() == [
        f"{2025 + (10 + back) // 12}{(10 + back) % 12 + 1:02d}" for back in range(13)
    ]
    assert bank["balance"]["balance_on"].min() == "20251031"


def test_running_balances_reconcile_with_opening_and_daily_balances(bank):
    balances = bank["balance"].sort("account_no", "balance_on")
    opening = balances.filter(pl.col("balance_on") == "20251031").select(
        "account_no", pl.col("balance").alias("opening")
    )
    postings = (
        bank["transaction"]
        .sort("account_no", "posted_at", maintain_order=True)
        .join(opening, on="account_no", how="left")
    )
    running = pl.col("opening").fill_null(0) + pl.col("amount").cum_sum().over("account_no")
    assert postings.filter(running != pl.col("balance_after")).height == 0
    assert postings["balance_after"].min() >= 0
    ends = postings.group_by(
        "account_no", pl.col("posted_on").alias("balance_on"), maintain_order=True
    ).last()
    both = ends.select("account_no", "balance_on", "balance_after").join(
        balances, on=["account_no", "balance_on"]
    )
    assert both.height > 0
    assert both.filter(pl.col("balance") != pl.col("balance_after")).height == 0


def test_account_balances_are_the_last_daily_ones(bank):
    last = (
        bank["balance"]
        .sort("account_no", "balance_on")
        .group_by("account_no", maintain_order=True)
        .last()
    )
    both = bank["account"].join(last, on="account_no", how="left", suffix="_daily")
    assert (
        both.filter(
            pl.col("balance_daily").is_null() | (pl.col("balance") != pl.col("balance_daily"))
        ).height
        == 0
    )
    assert bank["account"].filter((pl.col("status") == "9") & (pl.col("balance") != 0)).height == 0


def test_directions_agree_with_signs(bank):
    postings = bank["transaction"]
    assert postings.filter((pl.col("direction") == "C") != (pl.col("amount") > 0)).height == 0
    assert (postings["amount"] != 0).all()


def test_payroll_is_the_postings_it_names_and_what_companies_paid(bank):
    named = bank["payroll"].join(
        bank["transaction"], on=["transaction_no", "account_no"], how="left", suffix="_posted"
    )
    assert named.height > 0
    assert (
        named.filter(
            pl.col("amount_posted").is_null() | (pl.col("amount") != pl.col("amount_posted"))
        ).height
        == 0
    )
    wages = bank["transaction"].filter(pl.col("category") == "52")["amount"].sum()
    assert wages == -bank["payroll"]["amount"].sum()


def test_assets_agree_with_the_truth_beside_the_files(bank, folder):
    loans = {"301", "302", "303", "304", "401"}
    accounts = bank["account"].join(
        bank["product"].select("product_code", "product_class"), on="product_code"
    )
    accounts = accounts.filter(~pl.col("product_class").is_in(loans)).select(
        "account_no", "customer_no"
    )
    rows = bank["balance"].join(accounts, on="account_no")
    expected = pl.read_csv(folder / "truth_aum.csv", infer_schema=False)
    assert expected.height > 20
    for sample in expected.to_dicts():
        mine = rows.filter(pl.col("customer_no") == sample["customer_no"])
        assert average(mine, AS_OF) == sample["aum"]
        assert average(mine, AS_OF.replace(day=1)) == sample["month_average"]
        assert average(mine, AS_OF.replace(month=1, day=1)) == sample["year_average"]


def average(rows, since):
    """Return the mean day-end sum from `since` to the batch date, balances carried forward."""
    total = 0
    for account in rows.partition_by("account_no"):
        days = [
            date.fromisoformat(f"{day[:4]}-{day[4:6]}-{day[6:]}") for day in account["balance_on"]
        ]
        ends = [*days[1:], AS_OF + timedelta(days=1)]
        for begin, end, balance in zip(days, ends, account["balance"], strict=True):
            total += balance * max(0, (end - max(begin, since)).days)
    mean = Decimal(total) / ((AS_OF - since).days + 1) / 100
    return str(mean.quantize(Decimal("0.01"), ROUND_HALF_UP))


def test_shares_and_books_add_up_to_a_hundred(bank):
    share = pl.col("share_percent").cast(pl.Float64).sum()
    owners = (
        bank["relation"]
        .filter(pl.col("relation_type") == "22")
        .group_by("to_customer_no")
        .agg(share)
    )
    assert set(owners["share_percent"]) == {100.0}
    current = bank["assignment"].filter(pl.col("valid_to") == "99991231")
    books = current.group_by("customer_no").agg(share, (pl.col("role") == "1").sum().alias("mains"))
    assert set(books["share_percent"]) == {100.0}
    assert set(books["mains"]) == {1}


def test_one_known_account_for_each_role(bank):
    posts = dict(
        bank["staff"].filter(pl.col("is_main_post") == "1").select("staff_no", "post").iter_rows()
    )
    assert {PROFILE["code_maps"]["post"][posts[number]] for number in DEMO_STAFF.values()} == set(
        DEMO_STAFF
    )
    assert DEMO_STAFF["RELATIONSHIP_MANAGER"] == "RM10238"
    assert bank["assignment"].filter(pl.col("staff_no") == "RM10238").height > 0
    assert set(PROFILE["code_maps"]["post"].values()) == set(DEMO_STAFF)


def test_something_matures_in_exactly_fifteen_days(bank):
    soon = bank["wealth_position"].filter(
        (pl.col("matures_on") == "20261207") & (pl.col("status") == "1")
    )
    assert soon.height >= 1


def test_spoilt_rows_are_as_many_as_asked_and_the_rest_is_untouched(folder, bank, tmp_path):
    spoilt = truth(folder)
    for name in ("transaction", "customer_person", "account"):
        part = spoilt.filter(pl.col("file").str.starts_with(TABLES[name]["file"].split("{")[0]))
        assert part.height == pytest.approx(bank[name].height * DIRTY_RATE, abs=2)
    codes = {"NOT_DATE", "REQUIRED", "REFERENCE_MISSING", "UNMAPPED_CODE", "AGE_RETIRED", "DUPLICATE_KEY",
             "ID_CHECK_DIGIT", "PHONE_LENGTH", "CARD_LUHN"}  # fmt: skip
    assert codes <= set(spoilt["reason"])
    write_bank(Plan(500, 7, AS_OF, dirty_rate=0.0), tmp_path, say=lambda _line: None)
    assert truth(tmp_path).height == 0
    assert not list(tmp_path.glob("*.tmp"))
    for name in TABLES:
        left = raw(tmp_path, name).drop("_file", "_line")
        assert left.equals(raw_clean(folder, name)), name


def raw_clean(folder, name):
    spoilt = truth(folder).select(pl.col("file").alias("_file"), pl.col("line").alias("_line"))
    return raw(folder, name).join(spoilt, on=["_file", "_line"], how="anti").drop("_file", "_line")


@pytest.mark.parametrize(
    ("code", "check"),
    [("ID_CHECK_DIGIT", "id_number"), ("PHONE_LENGTH", "value"), ("CARD_LUHN", "card_no")],
)
def test_spoilt_numbers_have_the_fault_that_the_truth_names(folder, code, check):
    checks = {
        "id_number": lambda text: cn_id.check_id_card(text, today=AS_OF),
        "value": cn_id.check_mobile,
        "card_no": cn_id.check_card_number,
    }
    tables = {"id_number": "identification", "value": "contact", "card_no": "card"}
    frame = raw(folder, tables[check]).join(
        truth(folder), left_on=["_file", "_line"], right_on=["file", "line"]
    )
    faults = {str(checks[check](text)) for text in frame.filter(pl.col("reason") == code)[check]}
    assert faults == {code}


@pytest.mark.parametrize(
    ("as_of", "months"), [(date(2024, 2, 29), 13), (date(2027, 1, 1), 2), (date(2026, 12, 31), 5)]
)
def test_dates_follow_the_batch_date(tmp_path, as_of, months):
    generate_into = tmp_path / "bank"
    write_bank(Plan(150, 1, as_of, months), generate_into, say=lambda _line: None)
    postings = clean(generate_into, "transaction")
    assert postings["posted_on"].max() <= f"{as_of:%Y%m%d}"
    assert postings["posted_on"].str.slice(0, 6).n_unique() == months
    assert clean(generate_into, "wealth_position").height > 0


def test_rare_names_survive_the_encoding(tmp_path):
    write_bank(Plan(3_000, 5, AS_OF, months=2), tmp_path, say=lambda _line: None)
    names = "".join(clean(tmp_path, "customer_person")["name"])
    assert set("𬱖㛃䶮𠮷𬭚㙓") & set(names)


@pytest.mark.parametrize(
    ("customers", "months", "dirty"), [(50, 13, 0.0), (500, 1, 0.0), (500, 13, 0.9)]
)
def test_impossible_plans_are_refused(customers, months, dirty):
    with pytest.raises(ValueError, match=r"must|at least"):
        Plan(customers, 1, AS_OF, months, dirty)


def test_generate_is_the_demo_door(tmp_path):
    lines: list[str] = []
    outcome = generate(
        customers=150, seed=1, day=AS_OF, folder=Path(tmp_path), progress=lines.append
    )
    assert outcome.rows["customer_person"] >= 144
    assert lines[-1].startswith("synthetic bank: ")
