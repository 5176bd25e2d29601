"""What the registers and courts, discounted bills and service ratings say of a customer."""

from django.db import migrations, models

COLUMNS = (
    ("registration_change", models.CharField(max_length=24, null=True)),
    ("registration_changed_on", models.DateField(null=True)),
    ("court_event", models.CharField(max_length=24, null=True)),
    ("court_event_on", models.DateField(null=True)),
    ("tax_rated_on", models.DateField(null=True)),
    ("bill_discounted_on", models.DateField(null=True)),
    ("bill_discounted_30", models.DecimalField(max_digits=20, decimal_places=2, null=True)),
    ("service_rated_on", models.DateField(null=True)),
    ("service_score", models.DecimalField(max_digits=9, decimal_places=2, null=True)),
    ("days_since_registration_change", models.IntegerField(null=True)),
    ("days_since_court_event", models.IntegerField(null=True)),
    ("days_since_tax_rating", models.IntegerField(null=True)),
    ("days_since_bill_discount", models.IntegerField(null=True)),
    ("days_since_service_rating", models.IntegerField(null=True)),
)


class Migration(migrations.Migration):
    dependencies = [("insights", "0016_what_happened")]
    operations = [migrations.AddField("customerfacts", name, field) for name, field in COLUMNS]
