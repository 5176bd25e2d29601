"""Immutable rows: balances and transactions by month, payroll, fees, sign-ins."""

from django.db import models

from yinqiao.platform.db.sourced import AppendRow, delivered_once


class Balance(AppendRow):
    """End-of-day balance of an account, a row only where it changed; carried forward to later days."""

    id = models.BigIntegerField(primary_key=True)
    account_id = models.BigIntegerField()
    customer_id = models.BigIntegerField()
    balance_on = models.DateField()
    balance = models.DecimalField(max_digits=20, decimal_places=2)

    class Meta:
        managed = False
        db_table = "holdings_balance"

    def __str__(self) -> str:
        return f"{self.account_id} {self.balance_on}"


class Transaction(AppendRow):
    """A posting. `amount` is signed: money in is positive. The counterparty's account is sealed under ``holdings.counterparty``."""

    id = models.BigIntegerField(primary_key=True)
    account_id = models.BigIntegerField()
    customer_id = models.BigIntegerField()
    transaction_no = models.CharField(max_length=32)
    posted_on = models.DateField()
    posted_at = models.DateTimeField(null=True)
    direction = models.CharField(max_length=1)
    amount = models.DecimalField(max_digits=20, decimal_places=2)
    balance_after = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    transaction_type = models.CharField(max_length=24)
    category = models.CharField(max_length=20)
    channel = models.CharField(max_length=16)
    counterparty_name = models.CharField(max_length=200)
    counterparty_token = models.BinaryField(null=True)
    counterparty_masked = models.CharField(max_length=40)
    counterparty_bank = models.CharField(max_length=100)
    summary = models.CharField(max_length=100)

    class Meta:
        managed = False
        db_table = "holdings_transaction"

    def __str__(self) -> str:
        return self.transaction_no


class Payroll(AppendRow):
    """One wage paid through the bank (代发)."""

    payer_id = models.BigIntegerField()
    customer_id = models.BigIntegerField()
    account_id = models.BigIntegerField(null=True)
    pay_month = models.CharField(max_length=6)
    paid_on = models.DateField()
    amount = models.DecimalField(max_digits=20, decimal_places=2)
    transaction_no = models.CharField(max_length=32, blank=True)

    class Meta:
        indexes = [models.Index(fields=["customer_id", "-paid_on"], name="payroll_customer")]
        constraints = [
            delivered_once("payroll_delivered_once", "payer_id", "customer_id", "paid_on")
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.pay_month}"


class Fee(AppendRow):
    """A fee charged to the customer: income of the bank."""

    fee_no = models.CharField(max_length=32)
    customer_id = models.BigIntegerField()
    charged_on = models.DateField()
    fee_kind = models.CharField(max_length=16)
    amount = models.DecimalField(max_digits=20, decimal_places=2)
    product_code = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = [models.Index(fields=["customer_id", "-charged_on"], name="fee_customer")]
        constraints = [delivered_once("fee_delivered_once", "fee_no")]

    def __str__(self) -> str:
        return self.fee_no


class Login(AppendRow):
    """A sign-in of the customer to an electronic channel."""

    login_no = models.CharField(max_length=32)
    customer_id = models.BigIntegerField()
    logged_in_at = models.DateTimeField()
    channel = models.CharField(max_length=16)
    result = models.CharField(max_length=8)

    class Meta:
        indexes = [models.Index(fields=["customer_id", "-logged_in_at"], name="login_customer")]
        constraints = [delivered_once("login_delivered_once", "login_no")]

    def __str__(self) -> str:
        return self.login_no
