"""Sources are gathered under who publishes them, who says once what is counted; a count may be of one country.

And what is only known not to be later than a year stands in a list behind what was signed in it.
"""

import re

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import gerbang.values.fields
from gerbang.values.dates import VagueDate


def gather(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Puts every source under its publisher; the first definition written for any of its sources becomes its own."""
    sources, publishers = apps.get_model("register", "Source"), apps.get_model("register", "Publisher")
    for source in sources.objects.order_by("pk"):
        name = re.sub(r"^www\.", "", source.url.split("/")[2].casefold()) if source.url else source.name_id
        publisher, _made = publishers.objects.get_or_create(name=name)
        if source.definition_id and not publisher.definition_id:
            publisher.definition_id, publisher.definition_en = source.definition_id, source.definition_en
            publisher.save()
        source.publisher = publisher
        source.save(update_fields=["publisher"])
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def place(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Ties whose date is a bound stand where the year or month of the bound begins."""
    bounded = apps.get_model("register", "Tie").objects.filter(
        signed_precision="not-later", signed_latest__isnull=False
    )
    for latest in list(bounded.order_by().values_list("signed_latest", flat=True).distinct()):
        beginning = VagueDate.parse(VagueDate.not_later(latest).iso).earliest
        bounded.filter(signed_latest=latest).update(listed_on=beginning)


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0001_initial"),
        ("register", "0006_mended_rows"),
    ]

    operations = [
        migrations.CreateModel(
            name="Publisher",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", gerbang.values.fields.RefField("pt")),
                ("name", models.CharField(max_length=253, unique=True)),
                ("definition_id", models.TextField(blank=True)),
                ("definition_en", models.TextField(blank=True)),
            ],
            options={"verbose_name": "publisher of sources", "verbose_name_plural": "publishers of sources"},
        ),
        migrations.AddField(
            model_name="source",
            name="publisher",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sources",
                to="register.publisher",
            ),
        ),
        migrations.RunPython(gather, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="source",
            name="publisher",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="sources", to="register.publisher"
            ),
        ),
        migrations.RemoveField(model_name="source", name="definition_id"),
        migrations.RemoveField(model_name="source", name="definition_en"),
        migrations.AddField(
            model_name="claim",
            name="country",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="places.country",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("country", None), ("fact", "count"), _connector="OR"),
                name="claim_counts_in_a_country",
            ),
        ),
        migrations.RunPython(place, migrations.RunPython.noop),
    ]
