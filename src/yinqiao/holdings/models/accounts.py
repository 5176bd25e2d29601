"""Accounts and what hangs on them."""

from django.db import models

from yinqiao.platform.db.sourced import HistoryRow, SourcedRow, source_unique


class Account(SourcedRow):
    """An account of any kind. The number is sealed under ``holdings.account`` and this row's id."""

    customer = models.ForeignKey(
        "customers.Customer", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    product = models.ForeignKey(
        "products.Product", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    org = models.ForeignKey(
        "organization.Org", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    number_token = models.BinaryField()
    number_index = models.BinaryField(max_length=16)
    number_masked = models.CharField(max_length=40)
    account_type = models.CharField(max_length=12)
    account_class = models.CharField(max_length=3, blank=True)
    currency = models.CharField(max_length=3, default="CNY")
    status = models.CharField(max_length=14)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    principal = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    rate = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    term_days = models.IntegerField(null=True)
    value_on = models.DateField(null=True)
    matures_on = models.DateField(null=True)
    auto_renew = models.BooleanField(null=True)
    balance = models.DecimalField(max_digits=20, decimal_places=2, default=0)
    last_active_on = models.DateField(null=True)

    class Meta:
        constraints = [source_unique("account_source_key")]
        indexes = [
            models.Index(fields=["number_index"], name="account_number"),
            models.Index(fields=["customer"], name="account_customer"),
        ]

    def __str__(self) -> str:
        return self.number_masked


class AccountParty(SourcedRow):
    """Who else may use an account: joint owners, holders of a power of disposition."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="parties")
    customer = models.ForeignKey("customers.Customer", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=12)

    class Meta:
        db_table = "holdings_account_party"
        constraints = [source_unique("account_party_source_key")]

    def __str__(self) -> str:
        return f"{self.role} {self.account_id}"


class Loan(SourcedRow):
    """A loan with its repricing, maturity and overdue state."""

    customer = models.ForeignKey(
        "customers.Customer", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    product = models.ForeignKey(
        "products.Product", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    contract_no = models.CharField(max_length=32, blank=True)
    currency = models.CharField(max_length=3, default="CNY")
    principal = models.DecimalField(max_digits=20, decimal_places=2)
    balance = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    credit_limit = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    limit_expires_on = models.DateField(null=True)
    rate = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    rate_type = models.CharField(max_length=8, blank=True)
    spread = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    next_repricing_on = models.DateField(null=True)
    disbursed_on = models.DateField()
    matures_on = models.DateField(null=True)
    repayment_method = models.CharField(max_length=20, blank=True)
    instalment = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    next_due_on = models.DateField(null=True)
    overdue_days = models.IntegerField(default=0)
    overdue_amount = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    grade = models.CharField(max_length=16, blank=True)
    guarantee_type = models.CharField(max_length=12, blank=True)
    collateral_value = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    prepayment_requested_on = models.DateField(null=True)
    status = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints = [source_unique("loan_source_key")]
        indexes = [models.Index(fields=["customer"], name="loan_customer")]

    def __str__(self) -> str:
        return self.contract_no


class Card(SourcedRow):
    """A card. The number is sealed under ``holdings.card``; no expiry, CVV or PIN is ever stored (C3)."""

    customer = models.ForeignKey(
        "customers.Customer", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    number_token = models.BinaryField()
    number_index = models.BinaryField(max_length=16)
    number_masked = models.CharField(max_length=40)
    card_type = models.CharField(max_length=8)
    card_level = models.CharField(max_length=10, blank=True)
    status = models.CharField(max_length=14)
    issued_on = models.DateField()
    activated_on = models.DateField(null=True)
    last_used_on = models.DateField(null=True)
    credit_limit = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    used_amount = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    statement_day = models.IntegerField(null=True)
    is_main_card = models.BooleanField(null=True)

    class Meta:
        constraints = [source_unique("card_source_key")]
        indexes = [
            models.Index(fields=["customer"], name="card_customer"),
            models.Index(fields=["number_index"], name="card_number"),
        ]

    def __str__(self) -> str:
        return self.number_masked


class WealthPosition(SourcedRow):
    """Units of a wealth product, fund, policy, metal or trust held on an account."""

    customer = models.ForeignKey(
        "customers.Customer", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    product = models.ForeignKey(
        "products.Product", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    currency = models.CharField(max_length=3)
    units = models.DecimalField(max_digits=20, decimal_places=4)
    nav = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    nav_on = models.DateField(null=True)
    market_value = models.DecimalField(max_digits=20, decimal_places=2)
    cost = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    bought_on = models.DateField()
    matures_on = models.DateField(null=True)
    next_payment_on = models.DateField(null=True)
    status = models.CharField(max_length=10)

    class Meta:
        db_table = "holdings_wealth_position"
        constraints = [source_unique("wealth_position_source_key")]
        indexes = [models.Index(fields=["customer"], name="wealth_position_customer")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.product_id}"


class StandingOrder(SourcedRow):
    """A standing payment from an account. The payee's account is sealed under ``holdings.standing_order``."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    customer = models.ForeignKey("customers.Customer", on_delete=models.PROTECT, related_name="+")
    payee_bank = models.CharField(max_length=100, blank=True)
    payee_token = models.BinaryField(null=True)
    payee_masked = models.CharField(max_length=40, blank=True)
    amount = models.DecimalField(max_digits=20, decimal_places=2)
    category = models.CharField(max_length=20, blank=True)

    class Meta:
        db_table = "holdings_standing_order"
        constraints = [source_unique("standing_order_source_key")]

    def __str__(self) -> str:
        return f"order {self.pk}"


class History(HistoryRow):
    """Earlier states of the master tables of this room."""

    class Meta:
        db_table = "holdings_history"
        indexes = [
            models.Index(fields=["customer_id", "-known_to"], name="holdings_history_customer"),
            models.Index(fields=["batch_id"], name="holdings_history_batch"),
        ]

    def __str__(self) -> str:
        return f"{self.table_name}:{self.row_id}"
