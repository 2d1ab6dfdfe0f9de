from django.urls import path

from virage.desks.ministry.views import behind, coverage, dashboard, late, money, targets

app_name = "ministry"
urlpatterns = [
    path("", dashboard.dashboard, name="dashboard"),
    path("enveloppe/", money.envelope, name="envelope"),
    path("cibles/", targets.targets, name="targets"),
    path("couverture/", coverage.coverage, name="coverage"),
    path("retards/", late.late, name="late"),
    path("etapes/<slug:indicator>/", behind.enterprises, name="enterprises"),
    path("etapes/<slug:indicator>/actes/", behind.acts, name="acts"),
]
