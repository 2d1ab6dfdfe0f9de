"""The application that a server runs."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from virage.config.refusals import refuse_nonsense

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "virage.config.settings")
application = get_wsgi_application()

# these read models, which exist from here on
from virage.config.database_kind import refuse_wrong_database  # noqa: E402
from virage.config.warming import warm_up  # noqa: E402

refuse_nonsense()
refuse_wrong_database(demo=settings.DEMO)
warm_up()
