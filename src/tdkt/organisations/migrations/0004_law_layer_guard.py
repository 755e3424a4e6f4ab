"""A revision of the province's rules is added, never changed."""

from django.db import migrations

from tdkt.kernel.guards import append_only


class Migration(migrations.Migration):
    dependencies = [("organisations", "0003_law_layer")]
    operations = [append_only("organisations_lawlayer")]
