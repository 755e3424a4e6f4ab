"""Discipline and holds get an address of their own, and names for what they are about."""

from django.db import migrations, models

import tdkt.kernel.codes


def give_codes(apps, schema_editor):
    del schema_editor
    for name in ("Discipline", "Hold"):
        model = apps.get_model("registry", name)
        for row in model.objects.filter(code="").iterator():
            row.code = tdkt.kernel.codes.new_code()
            row.save(update_fields=["code"])


def _code(**more):
    return models.CharField(editable=False, max_length=12, verbose_name="mã", **more)


class Migration(migrations.Migration):
    dependencies = [("registry", "0004_merits")]

    operations = [
        # A form's own "reason" is that of a change.
        migrations.RenameField("discipline", "reason", "cause"),
        migrations.RenameField("hold", "reason", "matter"),
        *(
            migrations.AddField(name, "code", _code(default=""), preserve_default=False)
            for name in ("discipline", "hold")
        ),
        migrations.RunPython(give_codes, migrations.RunPython.noop, elidable=True),
        *(
            migrations.AlterField(
                name, "code", _code(default=tdkt.kernel.codes.new_code, unique=True)
            )
            for name in ("discipline", "hold")
        ),
    ]
