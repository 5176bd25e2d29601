"""Synthetic products for tests of this room and of rooms above."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count

from django.db import connections

from yinqiao.products import exports
from yinqiao.products.models import FtpRate, Product

KNOWN_FROM = datetime(2026, 10, 23, 2, 0, tzinfo=UTC)
_numbers = count(1)


def make_product(
    name: str = "安享固收 180 天",
    *,
    product_class: str = "WM",
    risk_grade: str = "R2",
    issuer_risk_grade: str = "",
    sales_mode: str = "OWN",
    form: str = "CLOSED_END",
    is_on_sale: bool = True,
    rate: str | None = None,
) -> Product:
    """Put a product on the shelf."""
    number = next(_numbers)
    return Product.objects.create(
        product_code=f"P{number:05}",
        name=name,
        product_class=product_class,
        risk_grade=risk_grade,
        issuer_risk_grade=issuer_risk_grade,
        sales_mode=sales_mode,
        issuer="澜江理财",
        form=form,
        rate=rate,
        is_on_sale=is_on_sale,
        source="CORE",
        source_key=f"product-{number}",
        known_from=KNOWN_FROM,
    )


def ftp_points(points: Sequence[tuple[str, int, date, str]]) -> list[tuple[object, ...]]:
    """Put points (curve, term in days, day, rate) on the transfer-price curves; return the pieces that analytics reads."""
    FtpRate.objects.using("loader").bulk_create(
        FtpRate(
            curve=curve,
            currency="CNY",
            term_days=term,
            effective_on=on,
            rate=Decimal(rate),
            source="CORE",
            batch_id=0,
            batch_on=on,
            known_at=KNOWN_FROM,
        )
        for curve, term, on, rate in points
    )
    return list(exports.ftp_rates(connections["loader"]).iter_rows())
