"""What the models say and what the migrations make is the same."""

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_no_migration_is_outstanding(capsys):
    call_command("makemigrations", check_changes=True, dry_run=True)  # exits 1 when there is one
    assert capsys.readouterr().out == "No changes detected\n"
