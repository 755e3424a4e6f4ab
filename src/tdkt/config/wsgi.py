"""The wsgi entry point."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tdkt.config.settings")
application = get_wsgi_application()
import_module(settings.ROOT_URLCONF)  # every view now, rather than with the first request
# What starting made stays to the end: not frozen, each full collection walks it while a request waits (some 80 ms).
gc.collect()
gc.freeze()
