"""The counts of requests move to this room, where those who ask are known; the table stays."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("api", "0001_initial")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Window",
                    fields=[
                        ("caller", models.CharField(max_length=40, primary_key=True, serialize=False)),
                        ("minute", models.PositiveBigIntegerField(db_index=True)),
                        ("used", models.PositiveIntegerField()),
                    ],
                    options={"db_table": "api_window"},
                )
            ]
        )
    ]
