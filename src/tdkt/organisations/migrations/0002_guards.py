"""Settings are revised, never changed; names sort by bytes whatever the server's locale."""

from django.db import migrations

from tdkt.kernel.guards import append_only, byte_order


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial")]
    operations = [
        append_only("organisations_authoritysettings"),
        byte_order("organisations_organisation", "sort_key", "folded"),
    ]
