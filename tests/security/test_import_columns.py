"""A row that is kept out of an import is shown masked: that needs a class for every column that holds a person's number."""

import re

import pytest

from yinqiao.platform import registry
from yinqiao.platform.imports.engine.excerpts import masked_row
from yinqiao.platform.imports.profile import find_profile

# Numbers of persons and accounts by the names that source files give them; business numbers (customer, product, unit) are not.
NUMBERS = re.compile(r"(account(_no)?|card_no|id_number|mobile|phone|email)$")
PUBLIC = {"organization.org", "organization.staff"}


def target_columns():
    for name, target in registry.import_targets.items():
        if name not in PUBLIC:
            yield from ((name, column, entry.sensitive) for column, entry in target.columns.items())


def test_every_number_of_a_person_has_a_class():
    unclassed = [
        f"{target}.{column}"
        for target, column, sensitive in target_columns()
        if NUMBERS.search(column) and sensitive is None
    ]
    assert unclassed == []


@pytest.mark.parametrize(
    "table_name", ["balance", "transaction", "account", "card", "identification"]
)
def test_a_rejected_row_shows_no_number(table_name):
    profile = find_profile("core_banking")
    table = next(table for table in profile.tables if table.name == table_name)
    target = registry.import_targets.get(table.target)
    numbers = {
        "account_no": "6100011461001",
        "card_no": "6217007733115599003",
        "id_number": "110105199003078411",
        "counterparty_account": "6222909988776655",
    }
    row = {column.name: numbers[column.name] for column in table.columns if column.name in numbers}
    assert row
    shown = str(masked_row(row, {column.name: column for column in table.columns}, target.columns))
    assert [value for value in row.values() if value in shown] == []


@pytest.mark.parametrize("grade", ["5", "HIGH", "MEDIUM_HIGH"])
def test_a_rejected_row_of_due_diligence_shows_no_grade(grade):
    table = find_profile("core_banking").table("kyc")
    columns = {column.name: column for column in table.columns}
    row = {"customer_no": "6100011461", "aml_grade": grade, "kyc_level": grade, "kyc_status": "1"}
    shown = masked_row(row, columns, registry.import_targets.get(table.target).columns)
    assert shown == row | {"aml_grade": "***", "kyc_level": "***"}
