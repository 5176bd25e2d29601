"""How a customer is identified and reached: sealed numbers with a blind index and the mask to show."""

from django.db import models

from yinqiao.customers import choices
from yinqiao.customers.models.customer import Customer
from yinqiao.platform.db.sourced import SourcedRow, source_unique


class Identification(SourcedRow):
    """A document. The number is sealed under ``customers.identification`` and this row's id."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="identifications")
    id_type = models.CharField(max_length=24, choices=choices.IdType)
    number_token = models.BinaryField()
    number_index = models.BinaryField(max_length=16)
    number_masked = models.CharField(max_length=40)
    issued_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    issuer = models.CharField(max_length=120, blank=True)
    is_primary = models.BooleanField(default=False)
    is_verified = models.BooleanField(default=False)

    class Meta:
        constraints = [source_unique("identification_source_key")]
        indexes = [models.Index(fields=["number_index"], name="identification_number")]

    def __str__(self) -> str:
        return f"{self.id_type} {self.number_masked}"


class ContactPoint(SourcedRow):
    """A number or mailbox. Sealed under ``customers.contact`` and this row's id."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="contact_points")
    kind = models.CharField(max_length=10, choices=choices.ContactKind)
    value_token = models.BinaryField()
    value_index = models.BinaryField(max_length=16)
    value_masked = models.CharField(max_length=80)
    usage = models.CharField(max_length=20, blank=True)
    is_primary = models.BooleanField(default=False)
    is_verified = models.BooleanField(default=False)
    is_do_not_disturb = models.BooleanField(default=False)
    updated_on = models.DateField(null=True)

    class Meta:
        db_table = "customers_contact_point"
        constraints = [source_unique("contact_source_key")]
        indexes = [models.Index(fields=["value_index"], name="contact_value")]

    def __str__(self) -> str:
        return f"{self.kind} {self.value_masked}"


class NumberFault(models.Model):
    """A telephone number at which the customer cannot be reached: why, since when, who found out, and when it was settled.

    `contact_point_id` is no foreign key: a batch that is undone takes its numbers away, what people found out stays.
    """

    customer = models.ForeignKey(
        Customer, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    contact_point_id = models.BigIntegerField()
    reason = models.CharField(max_length=12, choices=choices.FaultReason)
    reported_at = models.DateTimeField()
    reported_by_id = models.BigIntegerField(null=True)
    reported_by_name = models.CharField(max_length=60)
    settled_at = models.DateTimeField(null=True)
    settled_by_name = models.CharField(max_length=60, blank=True)

    class Meta:
        db_table = "customers_number_fault"
        constraints = [
            models.UniqueConstraint(
                fields=["contact_point_id"],
                condition=models.Q(settled_at__isnull=True),
                name="number_fault_once",
            )
        ]
        indexes = [models.Index(fields=["customer", "-reported_at"], name="number_fault_customer")]

    def __str__(self) -> str:
        return f"{self.reason} {self.contact_point_id}"


class Address(SourcedRow):
    """An address: region in clear, street sealed under ``customers.address`` and this row's id."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="addresses")
    kind = models.CharField(max_length=12, choices=choices.AddressKind)
    province = models.CharField(max_length=30, blank=True)
    city = models.CharField(max_length=40, blank=True)
    district = models.CharField(max_length=40, blank=True)
    region_code = models.CharField(max_length=6, blank=True)
    street_token = models.BinaryField()
    street_masked = models.CharField(max_length=120)
    postcode = models.CharField(max_length=6, blank=True)
    is_primary = models.BooleanField(default=False)

    class Meta:
        constraints = [source_unique("address_source_key")]

    def __str__(self) -> str:
        return f"{self.kind} {self.street_masked}"
