"""The application that a server runs."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from virage.config.refusals import refuse_nonsense

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "virage.config.settings")
application = get_wsgi_application()

from virage.config.database_kind import refuse_wrong_database  # noqa: E402 — it reads models, which exist from here on

refuse_nonsense()
refuse_wrong_database(demo=settings.DEMO)
