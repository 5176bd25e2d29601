"""The synthetic bank in a banker's eyes: numbers, rates, spending, families, days."""

import csv
from datetime import date, timedelta
from importlib.resources import files

import polars as pl
import pytest

from yinqiao.integrations.synthetic_bank import Plan, write_bank
from yinqiao.integrations.tests.test_synthetic_bank import AS_OF, TABLES, clean
from yinqiao.lib import cn_id
from yinqiao.lib.workdays import BusinessCalendar

# Names that belong to somebody: none of them may pay, be paid, employ or issue.
BRANDS = (
    "美团|饿了么|肯德基|麦当劳|海底捞|瑞幸|星巴克|盒马|叮咚|永辉|联华|大润发|山姆|淘宝|京东|拼多多|唯品会|优衣库|苏宁|小米|滴滴|高德|哈啰|"
    "中国石化|中国石油|特来电|途虎|新东方|学而思|携程|同程旅行|东方航空|亚朵|爱奇艺|腾讯|万达|乐刻|网易|国家电网|中国移动|中国电信|中国联通|"
    "红星美凯龙|宜家|孩子王|乐高|华为|阿里巴巴|上汽|顺丰|宝钢|万科|绿地城|诺安|华泰|东方红"
)


@pytest.fixture(scope="module")
def bank(tmp_path_factory):
    path = tmp_path_factory.mktemp("believable")
    write_bank(Plan(1_500, 11, AS_OF, dirty_rate=0.0), path, say=lambda _line: None)
    return {name: clean(path, name) for name in TABLES}


@pytest.fixture(scope="module")
def persons(bank):
    born = day("birth_on")
    age = (pl.lit(AS_OF) - born).dt.total_days() / 365.2425
    return bank["customer_person"].with_columns(born=born, age=age, opened=day("opened_on"))


def day(name):
    return pl.col(name).str.to_date("%Y%m%d")


def vocabulary(name):
    folder = files("yinqiao.integrations.synthetic_bank.vocabulary")
    return list(csv.DictReader(folder.joinpath(f"{name}.csv").read_text("utf-8").splitlines()))


def postings_of(bank, persons):
    """Return the postings of persons' accounts with their owner's columns."""
    owners = bank["account"].select("account_no", "customer_no")
    return bank["transaction"].join(owners, on="account_no").join(persons, on="customer_no")


def test_sequence_numbers_of_id_cards_do_not_look_alike(bank):
    cards = bank["identification"].filter(pl.col("id_type") == "01")["id_number"]
    sequences = cards.str.slice(14, 3).value_counts()
    assert sequences.height > 600
    assert sequences["count"].max() <= 10


def test_cards_bear_the_banks_own_first_digits_and_no_sequence(bank):
    for kind, prefix, length in (("1", "623768", 19), ("2", "625768", 16)):
        numbers = bank["card"].filter(pl.col("card_type") == kind)["card_no"]
        assert set(numbers.str.len_chars()) == {length}
        assert set(numbers.str.slice(0, 6)) == {prefix}
        for place in range(6, length - 1):
            assert numbers.str.slice(place, 1).n_unique() == 10, (kind, place)


def test_accounts_elsewhere_are_steady_and_nobodys_card(bank, persons):
    moves = postings_of(bank, persons).filter(pl.col("counterparty_bank") != "")
    own = moves.filter(pl.col("counterparty_name") == pl.col("name"))
    places = own.group_by("customer_no").agg(
        pl.col("counterparty_account", "counterparty_bank").n_unique()
    )
    assert places.height > 100
    assert set(places["counterparty_account"]) == {1}
    assert set(places["counterparty_bank"]) == {1}
    valid = [cn_id.check_card_number(number) is None for number in moves["counterparty_account"]]
    assert not any(valid)
    prefixes = {row["name"]: row["prefix"] for row in vocabulary("banks")}
    assert {
        (name, number[:6])
        for name, number in moves.select("counterparty_bank", "counterparty_account").iter_rows()
    } <= set(prefixes.items())


def test_deposits_bear_the_rate_posted_when_they_began(bank):
    kinds = {"102": "time", "103": "notice", "104": "certificate", "106": "bond"}
    table = vocabulary("rates")
    products = bank["product"].select("product_code", "product_class")
    rows = (
        bank["account"]
        .join(products, on="product_code")
        .filter(pl.col("product_class").is_in(list(kinds)))
    )
    assert rows.height > 200
    for row in rows.iter_rows(named=True):
        begun = date.fromisoformat(row["value_on"])
        past = [
            float(entry["rate"])
            for entry in table
            if entry["kind"] == kinds[row["product_class"]]
            and entry["term_days"] == row["term_days"]
            and date.fromisoformat(entry["effective_on"]) <= begun
        ]
        assert float(row["rate"]) == past[-1]
    newest = rows.filter(pl.col("value_on") >= "20250601")
    rates = {
        term: set(newest.filter((pl.col("product_class") == "102") & (pl.col("term_days") == term))["rate"])
        for term in ("365", "1095")
    }  # fmt: skip
    assert rates == {"365": {"0.9500"}, "1095": {"1.2500"}}
    demand = bank["account"].filter(pl.col("account_type").is_in(["01", "02", "11", "12"]))
    assert set(demand["rate"]) == {"0.0500"}


@pytest.mark.parametrize(
    ("product", "low", "high"),
    [("L0101", 3.1, 3.6), ("L0201", 3.0, 4.5), ("L0301", 3.2, 4.2), ("L1101", 3.1, 4.4), ("L1102", 3.4, 4.4)],
)  # fmt: skip
def test_loans_cost_what_their_kind_costs(bank, product, low, high):
    loans = bank["loan"].filter(pl.col("product_code") == product)
    rates = loans["rate"].cast(pl.Float64)
    assert loans.height > 0
    assert low <= rates.min() <= rates.max() <= high
    lpr = 3.5 if product == "L0101" else 3.0
    assert (loans["spread"].cast(pl.Float64) - (rates - lpr)).abs().max() < 1e-9


def test_no_mortgage_outweighs_the_income_or_outlives_the_debtor(bank, persons):
    loans = bank["loan"].filter(pl.col("product_code") == "L0101").join(persons, on="customer_no")
    lent, paid_off = day("disbursed_on"), day("matures_on")
    assert loans.height > 30
    assert loans.filter((lent - pl.col("born")).dt.total_days() < 23 * 365).height == 0
    assert loans.filter((paid_off - pl.col("born")).dt.total_days() > 71 * 365.25).height == 0
    incomes = bank["employment"].select("customer_no", "monthly_income")
    known = loans.join(incomes, on="customer_no")
    assert known.height > 20
    # the smallest loan is 10,000 yuan whatever the income
    known = known.filter(pl.col("principal") > 1_000_000)
    assert (known["instalment"] / known["monthly_income"]).max() <= 0.52


def test_every_loan_lasts_a_year_or_more(bank):
    terms = bank["loan"].select(
        (pl.col("matures_on").str.to_date("%Y%m%d") - pl.col("disbursed_on").str.to_date("%Y%m%d"))
        .dt.total_days()
        .alias("days")
    )
    assert terms.height > 30
    assert int(terms["days"].min()) >= 360  # a day at the end of a month moves to the 28th


def test_the_wealthier_spend_more(bank, persons):
    spent = postings_of(bank, persons).filter(pl.col("transaction_type").is_in(["1003", "1004"]))
    means = {
        tiers: -spent.filter(pl.col("tier").is_in(tiers.split()))["amount"].mean()
        for tiers in ("1", "2", "3 4 5")
    }
    assert means["1"] < means["2"] < means["3 4 5"]
    assert means["3 4 5"] > 3 * means["1"]
    assert spent.filter(pl.col("age") < 12).height == 0


def test_local_merchants_stand_in_the_city_of_who_pays(bank, persons):
    spent = postings_of(bank, persons).filter(pl.col("transaction_type").is_in(["1003", "1004"]))
    cities = dict(bank["org"].select("org_code", pl.col("address").str.slice(0, 2)).iter_rows())
    names = [row["name"] for row in vocabulary("merchants")]
    national = {name for name in names if "{city}" not in name}
    local = {name for name in names if "{city}" in name}
    for org, name in spent.select("org_code", "counterparty_name").unique().iter_rows():
        assert name in national or name.replace(cities[org], "{city}", 1) in local


def test_no_real_company_appears(bank):
    for table, column in (
        ("transaction", "counterparty_name"),
        ("employment", "employer_name"),
        ("customer_company", "name"),
        ("product", "name"),
        ("product", "issuer"),
        ("address", "detail"),
    ):
        names = bank[table][column].unique()
        assert names.filter(names.str.contains(BRANDS)).to_list() == []


def test_wages_and_taxes_are_paid_on_workdays(bank):
    holidays, made_up = set(), set()
    for row in vocabulary("holidays"):
        first, last = date.fromisoformat(row["from"]), date.fromisoformat(row["to"])
        days = {first + timedelta(days=n) for n in range((last - first).days + 1)}
        (made_up if row["is_workday"] == "1" else holidays).update(days)
    calendar = BusinessCalendar(frozenset(holidays), frozenset(made_up))
    for summary in ("代发工资", "代发奖金", "代发工资支出", "税费扣缴"):
        posted = bank["transaction"].filter(pl.col("summary") == summary)["posted_on"].unique()
        assert len(posted) > 0
        off = [d for d in posted if not calendar.is_workday(date.fromisoformat(d))]
        assert off == [], summary


def test_rent_is_the_same_round_sum_to_the_same_landlord(bank):
    rents = bank["transaction"].filter(pl.col("summary") == "房租")
    by_tenant = rents.group_by("account_no").agg(
        pl.col("amount", "counterparty_name", "counterparty_account").n_unique()
    )
    assert by_tenant.height > 5
    for column in ("amount", "counterparty_name", "counterparty_account"):
        assert set(by_tenant[column]) == {1}, column
    assert set(rents["amount"] % 10_000) == {0}


def test_families_could_live(bank, persons):
    relations = bank["relation"]
    who = persons.select("customer_no", "born", "sex", "name")

    def pairs(kind):
        return (
            relations.filter(pl.col("relation_type") == kind)
            .join(who, left_on="from_customer_no", right_on="customer_no")
            .join(who, left_on="to_customer_no", right_on="customer_no", suffix="_other")
        )  # fmt: skip

    parents, couples = pairs("02"), pairs("01")
    assert parents.height > 100
    assert ((parents["born_other"] - parents["born"]).dt.total_days() / 365.2425).min() > 20
    fathers = parents.filter(pl.col("sex") == "1")
    assert (fathers["name"].str.slice(0, 1) == fathers["name_other"].str.slice(0, 1)).all()
    wedding = couples.with_columns(wedding=day("valid_from"))
    for born in ("born", "born_other"):
        assert ((wedding["wedding"] - wedding[born]).dt.total_days() / 365.2425).min() >= 22


def test_age_agrees_with_school_work_and_means(bank, persons):
    def ages(**wanted):
        return persons.filter(**wanted)["age"]

    assert ages(education="80").min() >= 5.9
    assert ages(education="70").min() >= 11.9
    assert ages(education="60").min() >= 14.9
    assert ages(education="10").min() >= 23.9
    assert ages(occupation="10").min() >= 29.9
    assert ages(occupation="91").min() >= 54.9
    working = ["10", "20", "30", "40", "60", "80"]
    assert persons.filter(pl.col("occupation").is_in(working))["age"].max() <= 70.1
    idle = persons.filter(pl.col("occupation").is_in(["90", "91", "92", "95"]))
    assert set(idle["industry"]) == {""}
    both = bank["employment"].join(persons, on="customer_no", suffix="_person")
    assert (both["industry"] == both["industry_person"]).all()
    assert bank["finance"]["amount"].min() > 0


def test_nothing_opens_before_the_office_or_the_owner(bank, persons):
    offices = bank["org"].select("org_code", office_opened=day("opened_on"))
    for name in ("account", "customer_company"):
        rows = bank[name].with_columns(own_opened=day("opened_on")).join(offices, on="org_code")
        assert rows.filter(pl.col("own_opened") < pl.col("office_opened")).height == 0, name
    assert persons.filter(pl.col("opened") < pl.col("born")).height == 0
    parents = offices.rename({"org_code": "parent_org_code", "office_opened": "parent_opened"})
    tree = bank["org"].with_columns(own=day("opened_on")).join(parents, on="parent_org_code")
    assert tree.height == bank["org"].height - 1
    assert tree.filter(pl.col("own") < pl.col("parent_opened")).height == 0


def test_companies_trade_with_a_few_steady_partners_never_themselves(bank):
    owners = bank["account"].join(
        bank["customer_company"].select("customer_no", "name"), on="customer_no"
    )
    trade = bank["transaction"].join(owners.select("account_no", "name"), on="account_no")
    trade = trade.filter(pl.col("category").is_in(["50", "51"]))
    assert trade.filter(pl.col("name") == pl.col("counterparty_name")).height == 0
    partners = trade.group_by("name").agg(pl.len(), pl.col("counterparty_name").n_unique())
    assert partners.filter(pl.col("len") > 30).height > 3
    assert partners["counterparty_name"].max() <= 12


def test_nobody_begins_with_a_fortune_in_cash_or_parts_it_evenly(bank):
    cash = bank["transaction"].filter(pl.col("summary") == "开户存入")
    assert cash.height > 10
    assert cash["amount"].max() <= 2_000_000
    bought = bank["wealth_position"].filter(pl.col("status") == "1")
    alike = bought.group_by("customer_no", "cost").len().filter(pl.col("len") > 1)
    assert bought.height > 100
    assert alike.height <= bought.height // 50
