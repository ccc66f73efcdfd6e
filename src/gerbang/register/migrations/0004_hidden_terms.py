from django.db import migrations


def index_hidden(apps, schema_editor):
    """What the public does not see is a small part, and officials are always shown theirs: an index of its own."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("CREATE INDEX tie_terms_hidden ON register_tie USING gin (terms) WHERE NOT public")


def drop_hidden(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX tie_terms_hidden")


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0003_settling"),
    ]

    operations = [
        migrations.RunPython(index_hidden, drop_hidden),
    ]
