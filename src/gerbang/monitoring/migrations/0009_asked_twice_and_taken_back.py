"""Why reports on part of the same time are asked for twice; a report that is examined, or was taken back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("monitoring", "0008_publication"),
    ]

    operations = [
        migrations.AddField(
            model_name="reportperiod",
            name="overlap_reason",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="submission",
            name="examined_since",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="submission",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[
                    ("returned", "Returned for improvement"),
                    ("accepted", "Accepted"),
                    ("recalled", "Taken back"),
                ],
                max_length=8,
            ),
        ),
    ]
