"""A unit may be the one in which a regional government keeps its cooperation (Bagian Kerja Sama)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_window")]

    operations = [
        migrations.AddField(model_name="body", name="keeps_cooperation", field=models.BooleanField(default=False))
    ]
