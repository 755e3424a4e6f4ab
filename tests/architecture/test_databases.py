"""The test databases keep their two promises: what one test commits is real, and gone for the next."""

import subprocess
import sys
from datetime import UTC, datetime

import pytest
from django.contrib.sessions.models import Session

PROGRAM = """
import django
django.setup()
from django.contrib.sessions.models import Session
print(*Session.objects.values_list("session_key", flat=True))
"""


@pytest.mark.parametrize("key", ["first", "second"])
def test_another_process_sees_this_tests_rows_and_no_other_tests(own_database, key):
    Session.objects.create(session_key=key, expire_date=datetime(2030, 1, 1, tzinfo=UTC))
    seen = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    )
    assert seen.stdout == f"{key}\n"


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["first", "second"])
def test_a_plain_test_is_rolled_back(key):
    Session.objects.create(session_key=key, expire_date=datetime(2030, 1, 1, tzinfo=UTC))
    assert list(Session.objects.values_list("session_key", flat=True)) == [key]
