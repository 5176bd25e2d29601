"""More acts under dual control: an account that is enabled again, a person or a post that is entered by hand."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0010_keys"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="dualact",
            name="access_dualact_kind",
        ),
        migrations.AlterField(
            model_name="dualact",
            name="kind",
            field=models.CharField(
                choices=[
                    ("ACCOUNT", "New user account"),
                    ("SERVICE", "Service account"),
                    ("UPLOAD", "Upload user accounts"),
                    ("RESET", "Reset the password"),
                    ("GIVE", "Give a role"),
                    ("ENLARGE", "Enlarge a role"),
                    ("TOKEN", "API token of a service account"),
                    ("ENABLE", "Enable the account"),
                    ("HIRE", "Enter a person"),
                    ("MOVE", "Transfer to another post"),
                    ("POST", "Give a further post"),
                ],
                max_length=10,
                verbose_name="act",
            ),
        ),
        migrations.AddConstraint(
            model_name="dualact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "ACCOUNT",
                            "SERVICE",
                            "UPLOAD",
                            "RESET",
                            "GIVE",
                            "ENLARGE",
                            "TOKEN",
                            "ENABLE",
                            "HIRE",
                            "MOVE",
                            "POST",
                        ],
                    )
                ),
                name="access_dualact_kind",
            ),
        ),
    ]
