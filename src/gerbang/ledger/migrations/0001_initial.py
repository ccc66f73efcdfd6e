import django.db.models.deletion
from django.db import migrations, models

import gerbang.values.fields
from gerbang.ledger.append_only import AppendOnly

ERASURE_IS_LOGGED = (
    "EXISTS (SELECT 1 FROM ledger_erasure JOIN ledger_entry ON ledger_entry.id = ledger_erasure.record_id "
    "WHERE ledger_erasure.entry_id = OLD.entry_id AND ledger_entry.kind = 'ledger.erased')"
)


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Due",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("job", models.CharField(max_length=80, unique=True)),
                ("at", models.DateTimeField()),
                ("last_ok", models.DateTimeField(null=True)),
                ("claimed_until", models.DateTimeField(null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("failed_at", models.DateTimeField(null=True)),
                ("error", models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", gerbang.values.fields.RefField("en")),
                ("stream", models.CharField(max_length=80)),
                ("seq", models.PositiveBigIntegerField()),
                ("kind", models.CharField(max_length=80)),
                ("schema", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField()),
                ("actor", models.CharField(max_length=40)),
                ("body", models.CharField(blank=True, max_length=40)),
                ("request_id", models.CharField(blank=True, max_length=100)),
                ("prev", models.CharField(blank=True, max_length=64)),
                ("payload_digest", models.CharField(max_length=64)),
                ("header", models.TextField()),
                ("digest", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Erasure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ],
        ),
        migrations.CreateModel(
            name="Root",
            fields=[
                ("size", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("root_hash", models.CharField(max_length=64)),
                ("peaks", models.JSONField()),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="SealedEntry",
            fields=[
                ("leaf_index", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("leaf_hash", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("actor", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=100)),
                ("result", models.JSONField(null=True)),
                ("at", models.DateTimeField(db_index=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("actor", "key"), name="ledger_answer_actor_key")],
            },
        ),
        migrations.CreateModel(
            name="Payload",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to="ledger.entry",
                    ),
                ),
                ("text", models.TextField()),
                ("salt", models.CharField(max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name="Pending",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to="ledger.entry",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["kind", "id"], name="ledger_entry_kind"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["actor", "id"], name="ledger_entry_actor"),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.UniqueConstraint(fields=("stream", "seq"), name="ledger_entry_stream_seq"),
        ),
        migrations.AddField(
            model_name="erasure",
            name="entry",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="erasure", to="ledger.entry"
            ),
        ),
        migrations.AddField(
            model_name="erasure",
            name="record",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="erases", to="ledger.entry"
            ),
        ),
        migrations.AddField(
            model_name="sealedentry",
            name="entry",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="sealed", to="ledger.entry"
            ),
        ),
        AppendOnly("ledger_entry"),
        AppendOnly("ledger_sealedentry"),
        AppendOnly("ledger_root"),
        AppendOnly("ledger_erasure"),
        AppendOnly("ledger_payload", delete_when=ERASURE_IS_LOGGED),
    ]
