import django.db.models.deletion
from django.db import migrations, models

import gerbang.values.fields
from gerbang.ledger.append_only import AppendOnly


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("ledger", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Blob",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("size", models.PositiveBigIntegerField()),
                ("media_type", models.CharField(max_length=100)),
                ("path", models.CharField(max_length=100)),
                ("erased_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", gerbang.values.fields.RefField("dk")),
                ("subject_ref", models.CharField(db_index=True, max_length=13)),
                ("title", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=60)),
                (
                    "disclosure",
                    models.CharField(
                        choices=[
                            ("public", "Everyone, once the subject is public"),
                            ("bodies", "The bodies involved"),
                            ("parties", "The parties"),
                            ("holder", "Only the body that holds it"),
                        ],
                        max_length=10,
                    ),
                ),
                ("created", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_reason", models.TextField(blank=True)),
                ("erasure_asked_by", models.CharField(blank=True, max_length=13)),
                ("erasure_reason", models.TextField(blank=True)),
                ("erased_at", models.DateTimeField(null=True)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="documents", to="people.body"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", gerbang.values.fields.RefField("un")),
                ("owner", models.CharField(db_index=True, max_length=13)),
                ("filename", models.CharField(max_length=150)),
                ("at", models.DateTimeField(db_index=True)),
                (
                    "blob",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="uploads", to="documents.blob"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DocumentVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("filename", models.CharField(max_length=150)),
                ("uploaded_by", models.CharField(max_length=13)),
                ("at", models.DateTimeField()),
                (
                    "blob",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="documents.blob"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="documents.document"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("document", "number"), name="documents_version_number")
                ],
            },
        ),
        AppendOnly("documents_documentversion"),
    ]
