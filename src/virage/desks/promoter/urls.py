from django.urls import path

from virage.desks.promoter import files, home, identity, requests, sessions, team

app_name = "promoter"
urlpatterns = [
    path("", home.home, name="home"),
    path("demandes/", requests.inbox, name="requests"),
    path("demandes/<int:request_id>/", requests.one, name="request"),
    path("demandes/<int:request_id>/accepter/", requests.accept, name="accept"),
    path("demandes/<int:request_id>/decliner/", requests.decline, name="decline"),
    path("dossiers/", files.caseload, name="caseload"),
    path("dossiers/<int:case_file_id>/", files.one, name="file"),
    path("dossiers/<int:case_file_id>/geste/", files.move, name="move"),
    path("dossiers/<int:case_file_id>/service/", files.service, name="service"),
    path("dossiers/<int:case_file_id>/prendre/", files.take, name="take"),
    path("dossiers/<int:case_file_id>/fermer/", files.close, name="close"),
    path("dossiers/<int:case_file_id>/rouvrir/", files.reopen, name="reopen"),
    path("dossiers/<int:case_file_id>/preuves/", files.proofs, name="proofs"),
    path("doublons/", identity.doubles, name="doubles"),
    path("doublons/<int:pair_id>/", identity.pair, name="pair"),
    path("entreprises/<int:enterprise_id>/", identity.enterprise, name="enterprise"),
    path("reunions/<int:merge_id>/defaire/", identity.separate, name="separate"),
    path("equipe/", team.team, name="team"),
    path("equipe/invitations/<int:invitation_id>/renvoyer/", team.resend, name="resend"),
    path("equipe/invitations/<int:invitation_id>/annuler/", team.cancel, name="cancel"),
    path("equipe/roles/<int:membership_id>/retirer/", team.remove, name="remove"),
    path("courriels/", team.unsent, name="unsent"),
    path("courriels/<int:message_id>/renvoyer/", team.send, name="send"),
    path("activites/", sessions.listed, name="sessions"),
    path("activites/nouvelle/", sessions.draft, name="draft"),
    path("activites/<int:session_id>/", sessions.one, name="session"),
    path("activites/<int:session_id>/corriger/", sessions.revise, name="revise"),
    path("activites/<int:session_id>/publier/", sessions.publish, name="publish"),
    path("activites/<int:session_id>/presences/", sessions.attendance, name="attendance"),
]
