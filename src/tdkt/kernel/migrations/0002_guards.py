"""The ledger can be added to, never changed."""

from django.db import migrations

from tdkt.kernel.guards import append_only


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]
    operations = [append_only("kernel_ledgerentry")]
