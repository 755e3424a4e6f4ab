"""An honour never changes once recorded, nor does what befell it; names sort by bytes."""

from django.db import migrations

from tdkt.kernel.guards import append_only, byte_order


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial"), ("organisations", "0002_guards")]
    operations = [
        append_only("registry_honour"),
        append_only("registry_honourevent"),
        byte_order("registry_recipient", "sort_key", "folded"),
    ]
