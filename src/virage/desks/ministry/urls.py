from django.urls import path

from virage.base.viewer import MINISTRY
from virage.desks.ministry.door import DESK, reaches_out
from virage.desks.ministry.views import (
    agreements,
    barriers,
    behind,
    calls,
    counted,
    counts,
    coverage,
    dashboard,
    late,
    letters,
    money,
    organisations,
    postings,
    targets,
)
from virage.stages.campaigns.segment_desk import SegmentDesk
from virage.stages.concertation.table_desk import TableDesk
from virage.stages.exchange.export_desk import COMPOSED, HELD, ExportDesk
from virage.stages.insight.identity_desk import IdentityDesk

app_name = "ministry"
urlpatterns = [
    path("", dashboard.dashboard, name="dashboard"),
    path("enveloppe/", money.envelope, name="envelope"),
    path("enveloppe/ecritures/", money.entries, name="entries"),
    path("enveloppe/ecritures/<int:entry_id>/", money.entry, name="entry"),
    path("enveloppe/ecritures/<int:entry_id>/corriger/", postings.correct, name="correct_entry"),
    path("enveloppe/<int:envelope_id>/transferer/", postings.transfer, name="transfer"),
    path("enveloppe/<int:envelope_id>/reporter/", postings.carry_over, name="carry_over"),
    path("enveloppe/<int:envelope_id>/perimer/", postings.lapse, name="lapse"),
    path("enveloppe/<int:envelope_id>/clore/", postings.close, name="close_year"),
    path("appels/", calls.listed, name="calls"),
    path("appels/nouveau/", calls.draft, name="draft_call"),
    path("appels/<int:call_id>/", calls.one, name="call"),
    path("propositions/<int:proposal_id>/", calls.proposal, name="proposal"),
    path("ententes/", agreements.listed, name="agreements"),
    path("ententes/nouvelle/", agreements.draft, name="draft_agreement"),
    path("ententes/<int:agreement_id>/", agreements.one, name="agreement"),
    path("ententes/<int:agreement_id>/<slug:act>/", agreements.act, name="agreement_act"),
    path("ententes/<int:agreement_id>/documents/<int:document_id>/", agreements.paper, name="agreement_paper"),
    path("cibles/", targets.targets, name="targets"),
    path("comptes/", counts.counts, name="counts"),
    path("comptes/<slug:indicator>/", counted.counted, name="counted"),
    path("freins/", barriers.barriers, name="barriers"),
    path("messages/", letters.letters, name="letters"),
    path("messages/<slug:barrier>/ecrire/", letters.write, name="write"),
    path("messages/enquete/<slug:survey_id>/", letters.survey, name="send_survey"),
    *SegmentDesk(door=DESK, admits=reaches_out).paths(),
    path("couverture/", coverage.coverage, name="coverage"),
    path("retards/", late.late, name="late"),
    path("retards/avis/<int:organisation_id>/", late.call_answers, name="call_answers"),
    *IdentityDesk(door=DESK).paths(),
    *TableDesk(door=DESK, admits=reaches_out).paths(),
    path("organismes/", organisations.listed, name="organisations"),
    path("organismes/<int:organisation_id>/", organisations.team, name="team"),
    path("organismes/invitations/<int:invitation_id>/renvoyer/", organisations.resend, name="resend"),
    path("organismes/invitations/<int:invitation_id>/annuler/", organisations.cancel, name="cancel"),
    path("organismes/roles/<int:membership_id>/retirer/", organisations.remove, name="remove"),
    path("organismes/roles/<int:membership_id>/exportation/", organisations.export_right, name="allow_export"),
    path("courriels/", organisations.unsent, name="unsent"),
    path("courriels/<int:message_id>/renvoyer/", organisations.send, name="send"),
    path("etapes/<slug:indicator>/", behind.enterprises, name="enterprises"),
    path("etapes/<slug:indicator>/actes/", behind.acts, name="acts"),
    *ExportDesk(door=DESK, roles=tuple(MINISTRY), lists=("etapes", "retards", "gestes", *COMPOSED, *HELD)).paths(),
]
