"""Frozen figures and the frozen paper of an issued report are written once."""

from django.db import migrations

from tdkt.kernel.guards import append_only


class Migration(migrations.Migration):
    dependencies = [("statistics", "0001_initial")]
    operations = [
        append_only("statistics_frozenfigure"),
        append_only("statistics_frozenpaper"),
    ]
