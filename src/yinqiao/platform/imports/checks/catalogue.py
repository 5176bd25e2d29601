"""The checks that profiles may name."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import polars as pl

from yinqiao.platform.imports.checks.consistency import (
    AgeLimits,
    age_document,
    age_occupation,
    amount_not_negative,
    birth_date,
    birth_matches_id,
    date_order,
)
from yinqiao.platform.imports.checks.numbers import (
    card_number,
    credit_code,
    id_card_number,
    organization_body,
)
from yinqiao.platform.imports.checks.reach import email, mobile, phone


@dataclass(frozen=True, slots=True)
class Check:
    """A check that a profile names: how many columns it takes and the expression for them on the day `today`."""

    columns: int
    build: Callable[[Sequence[str], date, AgeLimits], pl.Expr]


CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "id_card": Check(1, lambda names, today, _ages: id_card_number(names[0], today=today)),
        "uscc": Check(1, lambda names, _today, _ages: credit_code(names[0])),
        "uscc_body": Check(1, lambda names, _today, _ages: organization_body(names[0])),
        "mobile": Check(1, lambda names, _today, _ages: mobile(names[0])),
        "phone": Check(1, lambda names, _today, _ages: phone(names[0])),
        "luhn": Check(1, lambda names, _today, _ages: card_number(names[0])),
        "email": Check(1, lambda names, _today, _ages: email(names[0])),
        "birth_date": Check(1, lambda names, today, _ages: birth_date(names[0], today=today)),
        "amount_not_negative": Check(1, lambda names, _today, _ages: amount_not_negative(names[0])),
        "date_order": Check(2, lambda names, _today, _ages: date_order(names[0], names[1])),
        "birth_matches_id": Check(
            2, lambda names, _today, _ages: birth_matches_id(names[0], names[1])
        ),
        "age_occupation": Check(
            2, lambda names, today, ages: age_occupation(names[0], names[1], today=today, ages=ages)
        ),
        "age_document": Check(
            3, lambda names, _today, _ages: age_document(names[0], names[1], names[2])
        ),
    }
)
