"""Counts over the people whom a company pays here."""

from django.db import models


class PayrollMonth(models.Model):
    """How many people the company `customer_id` paid here in a month, with how many cards: counts only, written by the batch."""

    customer_id = models.BigIntegerField()
    pay_month = models.CharField(max_length=6)
    people = models.PositiveIntegerField()
    with_card = models.PositiveIntegerField()
    with_credit_card = models.PositiveIntegerField()
    amount = models.DecimalField(max_digits=20, decimal_places=2)
    counted_at = models.DateTimeField()

    class Meta:
        db_table = "holdings_payroll_month"
        constraints = [
            models.UniqueConstraint(fields=["customer_id", "pay_month"], name="payroll_month_once")
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.pay_month}"
