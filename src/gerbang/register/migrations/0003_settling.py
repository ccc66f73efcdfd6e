"""Sources get a public ref of their own; a confirmation keeps its statement as a source, and why it was withdrawn."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import gerbang.values.fields
from gerbang.values.refs import new_ref


def name_sources(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Each source there is gets its ref."""
    for source in apps.get_model("register", "Source").objects.filter(ref=""):
        source.ref = new_ref("sb")
        source.save(update_fields=["ref"])


class Migration(migrations.Migration):
    dependencies = [("register", "0002_one_row_a_tie")]

    operations = [
        migrations.AddField(
            model_name="source",
            name="ref",
            field=models.CharField(default="", max_length=13),
            preserve_default=False,
        ),
        migrations.RunPython(name_sources, migrations.RunPython.noop),
        migrations.AlterField(model_name="source", name="ref", field=gerbang.values.fields.RefField("sb")),
        migrations.AddField(
            model_name="confirmation",
            name="source",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="register.source",
            ),
        ),
        migrations.AddField(model_name="confirmation", name="withdrawn_reason", field=models.TextField(blank=True)),
    ]
