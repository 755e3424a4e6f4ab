"""The asgi entry point."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tdkt.config.settings")
application = get_asgi_application()
