"""Rows of a table are set right or left out before it comes in; a claim says when its words are not its source's."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0005_import_progress"),
    ]

    operations = [
        migrations.AddField(
            model_name="claim",
            name="as_written",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="claim",
            name="mended_by",
            field=models.CharField(blank=True, max_length=13),
        ),
        migrations.AddField(
            model_name="claim",
            name="mended_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="import",
            name="dropped_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="import",
            name="dropped_by",
            field=models.CharField(blank=True, max_length=13),
        ),
        migrations.AddField(
            model_name="import",
            name="mended",
            field=models.JSONField(blank=True, default=dict),
        ),
    ]
