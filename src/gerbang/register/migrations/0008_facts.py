"""A choice remembers the values it was made among; a language version says which source gives its date."""

from typing import Any

from django.db import migrations, models
from django.db.models import Q
from django.db.models.deletion import PROTECT


def weigh(apps: Any, schema_editor: Any) -> None:
    """Of choices made before, what was on record when they were made is what was weighed."""
    Choice, Claim = apps.get_model("register", "Choice"), apps.get_model("register", "Claim")
    for choice in Choice.objects.iterator():
        said = Claim.objects.filter(
            Q(withdrawn_at=None) | Q(withdrawn_at__gt=choice.at),
            tie=choice.tie_id,
            instrument=choice.instrument_id,
            fact=choice.fact,
            recorded_at__lte=choice.at,
        )
        choice.weighed = list(said.exclude(value="").order_by("pk").values_list("value", "precision"))
        choice.save(update_fields=["weighed"])


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0007_publishers"),
    ]

    operations = [
        migrations.AddField(
            model_name="choice",
            name="weighed",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="languageversion",
            name="source",
            field=models.ForeignKey(blank=True, null=True, on_delete=PROTECT, related_name="+", to="register.source"),
        ),
        migrations.AlterField(
            model_name="claim",
            name="confidence",
            field=models.CharField(
                choices=[
                    ("A", "own word of a party or an authority (A)"),
                    ("B", "report by somebody named who is no party (B)"),
                    ("C", "at second hand (C)"),
                    ("D", "doubtful (D)"),
                ],
                max_length=1,
            ),
        ),
        migrations.RunPython(weigh, migrations.RunPython.noop),
    ]
