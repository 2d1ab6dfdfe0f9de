"""Where each desk answers. French at ``/``, English at ``/en/``."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from virage.base import guide
from virage.config import errors, health

DEMO_PAGES = (
    [
        path("demo/guide/", guide.public, name="guide"),
        path("demo/guide/poste/", guide.staff, name="guide-staff"),
    ]
    if settings.DEMO
    else []
)

urlpatterns = [
    path("sante/", health.alive, name="health"),
    path("sante/prete/", health.ready, name="ready"),
    *i18n_patterns(
        path("compte/", include("virage.config.sign_in")),
        *DEMO_PAGES,
        path("mon-entreprise/", include("virage.desks.sme.urls")),
        path("verification/", include("virage.desks.auditor.urls")),
        path("ministere/", include("virage.desks.ministry.urls")),
        path("promoteur/", include("virage.desks.promoter.urls")),
        path("partenaire/", include("virage.desks.partner.urls")),
        path("conseiller/", include("virage.desks.adviser.urls")),
        path("", include("virage.desks.public.urls")),
        prefix_default_language=False,
    ),
]

handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.broken
