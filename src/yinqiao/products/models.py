"""The product shelf and the figures that come with it."""

from django.db import models

from yinqiao.platform.db.sourced import AppendRow, SourcedRow, delivered_once, source_unique


class Product(SourcedRow):
    """A product. The higher of the seller's and the issuer's risk grade binds (孰高, DOMAIN §3)."""

    product_code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=100)
    product_class = models.CharField(max_length=12)
    risk_grade = models.CharField(max_length=2, blank=True)
    issuer_risk_grade = models.CharField(max_length=2, blank=True)
    suitability_regime = models.CharField(max_length=12, blank=True)
    sales_mode = models.CharField(max_length=8, blank=True)
    issuer = models.CharField(max_length=100, blank=True)
    currency = models.CharField(max_length=3, default="CNY")
    form = models.CharField(max_length=12, blank=True)
    term_days = models.IntegerField(null=True)
    rate = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    benchmark_low = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    benchmark_high = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    minimum_amount = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    step_amount = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    nav = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    nav_on = models.DateField(null=True)
    redemption_days = models.IntegerField(null=True)
    starts_on = models.DateField(null=True)
    matures_on = models.DateField(null=True)
    sale_from = models.DateField(null=True)
    sale_to = models.DateField(null=True)
    is_on_sale = models.BooleanField(default=False)

    class Meta:
        constraints = [source_unique("product_source_key")]

    def __str__(self) -> str:
        return self.product_code


class Nav(AppendRow):
    """The unit value of a product on a day."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")
    nav_on = models.DateField()
    nav = models.DecimalField(max_digits=20, decimal_places=6)
    cumulative_nav = models.DecimalField(max_digits=20, decimal_places=6, null=True)

    class Meta:
        constraints = [delivered_once("nav_delivered_once", "product", "nav_on")]

    def __str__(self) -> str:
        return f"{self.product_id} {self.nav_on}"


class FtpRate(AppendRow):
    """A point of the internal transfer-price curve."""

    curve = models.CharField(max_length=20)
    currency = models.CharField(max_length=3)
    term_days = models.IntegerField()
    effective_on = models.DateField()
    rate = models.DecimalField(max_digits=9, decimal_places=6)

    class Meta:
        db_table = "products_ftp_rate"
        constraints = [
            delivered_once(
                "ftp_rate_delivered_once", "curve", "currency", "term_days", "effective_on"
            )
        ]

    def __str__(self) -> str:
        return f"{self.curve} {self.term_days}"


class RiskParameter(SourcedRow):
    """PD, LGD and capital figures of a product class and grade."""

    product_class = models.CharField(max_length=12)
    loan_grade = models.CharField(max_length=16)
    effective_on = models.DateField()
    probability_of_default = models.DecimalField(max_digits=9, decimal_places=6)
    loss_given_default = models.DecimalField(max_digits=9, decimal_places=6)
    risk_weight = models.DecimalField(max_digits=9, decimal_places=6)
    capital_ratio = models.DecimalField(max_digits=9, decimal_places=6)
    hurdle_rate = models.DecimalField(max_digits=9, decimal_places=6)
    operating_cost = models.DecimalField(max_digits=20, decimal_places=2, null=True)

    class Meta:
        db_table = "products_risk_parameter"
        constraints = [source_unique("risk_parameter_source_key")]

    def __str__(self) -> str:
        return f"{self.product_class} {self.loan_grade}"
