"""Relations that carry votes and income, and who is in charge of the daily management."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0015_party_roles"),
    ]

    operations = [
        migrations.AlterField(
            model_name="relation",
            name="kind",
            field=models.CharField(
                choices=[
                    ("SPOUSE", "Spouse"),
                    ("PARENT", "Parent"),
                    ("CHILD", "Child"),
                    ("HOUSEHOLD", "Household member"),
                    ("GUARDIAN", "Guardian"),
                    ("GUARANTEE", "Guarantor"),
                    ("LEGAL_REPRESENTATIVE", "Legal representative"),
                    ("SHAREHOLDER", "Shareholder"),
                    ("VOTING_RIGHTS", "Holder of voting rights"),
                    ("INCOME_RIGHTS", "Holder of rights to income"),
                    ("ACTUAL_CONTROLLER", "Actual controller"),
                    ("MANAGER", "In charge of daily management"),
                    ("BENEFICIAL_OWNER", "Beneficial owner"),
                    ("GROUP_MEMBER", "Group parent"),
                    ("RELATED_PARTY", "Related party"),
                    ("KEY_STAFF", "Key staff"),
                    ("EMPLOYER", "Employer"),
                    ("SUPPLIER", "Supplier"),
                    ("REFERRER", "Referrer"),
                    ("OTHER", "Other"),
                ],
                max_length=24,
            ),
        ),
    ]
