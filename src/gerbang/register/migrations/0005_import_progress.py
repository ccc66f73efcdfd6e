"""A table is received, checked and brought in by a worker; how it was read is kept with its check."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
        ("register", "0004_bulk"),
    ]

    operations = [
        migrations.AddField(
            model_name="columnmapping",
            name="left_out",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="import",
            name="checks",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="import",
            name="reading",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AlterField(
            model_name="import",
            name="state",
            field=models.CharField(
                choices=[
                    ("received", "Received, not yet checked"),
                    ("checked", "Checked, not yet brought in"),
                    ("written", "Brought in"),
                    ("undone", "Undone"),
                    ("dropped", "Not brought in"),
                ],
                default="checked",
                max_length=8,
            ),
        ),
        migrations.CreateModel(
            name="ImportJob",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=5)),
                ("token", models.CharField(max_length=32)),
                ("asked", models.JSONField(blank=True, default=dict)),
                ("asked_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("rows", models.PositiveIntegerField(default=0)),
                ("failure", models.CharField(blank=True, max_length=10)),
                ("about", models.JSONField(blank=True, default=dict)),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.membership"
                    ),
                ),
                (
                    "of",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="job", to="register.import"
                    ),
                ),
            ],
            options={
                "verbose_name": "job of an import",
                "verbose_name_plural": "jobs of imports",
            },
        ),
    ]
