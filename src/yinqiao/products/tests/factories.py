"""Synthetic products for tests of this room and of rooms above."""

from datetime import UTC, datetime
from itertools import count

from yinqiao.products.models import Product

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
