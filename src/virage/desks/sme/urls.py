from django.urls import path

from virage.desks.sme import (
    access,
    aids,
    assessment,
    documents,
    identity,
    matching,
    papers,
    plan,
    result,
    thread,
    views,
)
from virage.stages.directory.wording import OPTIONAL

app_name = "sme"
urlpatterns = [
    path("", views.start, name="start"),
    path("lien/", thread.lost_link, name="lost_link"),
    path("rappel/", matching.begin_call, name="begin_call"),
    path("pieces/<int:document_id>/", papers.document, name="document"),
    path("<int:enterprise_id>/preuve/", papers.attach, name="attach_proof"),
    path("<int:enterprise_id>/", thread.overview, name="file"),
    path("<int:enterprise_id>/secteur/", views.sector, name="sector"),
    path("<int:enterprise_id>/question/<str:name>/", views.question, name="question"),
    path("<int:enterprise_id>/diagnostic/", assessment.assessment, name="assessment"),
    path("<int:enterprise_id>/diagnostic/commencer/", assessment.begin, name="begin_full"),
    path("<int:enterprise_id>/diagnostic/terminer/", assessment.finish, name="finish_full"),
    path("<int:enterprise_id>/diagnostic/envoyer/", assessment.send, name="send_full"),
    path("<int:enterprise_id>/resultat/", result.result, name="result"),
    path("<int:enterprise_id>/projets/", matching.matching, name="matching"),
    path("<int:enterprise_id>/fait/", result.settle, name="settle"),
    path("<int:enterprise_id>/plan/", plan.plan, name="plan"),
    path("<int:enterprise_id>/plan/tracer/", plan.draw_plan, name="draw_plan"),
    path("<int:enterprise_id>/plan/choisir/", plan.choose, name="choose"),
    path("<int:enterprise_id>/plan.pdf", documents.plan_pdf, name="plan_pdf"),
    path("<int:enterprise_id>/plan.docx", documents.plan_word, name="plan_word"),
    path("<int:enterprise_id>/cahier-des-charges.docx", documents.specification, name="specification"),
    path("<int:enterprise_id>/rappel/", thread.call_back, name="call_back"),
    path("<int:enterprise_id>/rappel/<int:request_id>/retirer/", thread.withdraw_request, name="withdraw_request"),
    path("<int:enterprise_id>/rappel/<int:request_id>/avis/", thread.call_answer, name="call_answer"),
    path("<int:enterprise_id>/services/<int:service_id>/inexact/", thread.contest, name="contest_service"),
    path("<int:enterprise_id>/resultats/<int:result_id>/inexact/", thread.contest, name="contest_result"),
    path("<int:enterprise_id>/identite/", identity.identity, name="identity"),
    path("<int:enterprise_id>/aides-recues/", aids.aids, name="aids"),
    path("<int:enterprise_id>/adresse/", identity.address, name="address"),
    path("<int:enterprise_id>/lien/", thread.send_link, name="send_link"),
    path("<int:enterprise_id>/accord/<int:consent_id>/retirer/", access.withdraw_consent, name="withdraw_consent"),
    path("<int:enterprise_id>/acces/", access.access, name="access"),
    path("<int:enterprise_id>/acces/<int:grant_id>/fermer/", access.shut, name="shut"),
    path("<int:enterprise_id>/acces/partager/", access.share, name="share"),
    path("<int:enterprise_id>/aiguillages/<int:referral_id>/accepter/", access.follow, name="follow"),
    path("<int:enterprise_id>/aiguillages/<int:referral_id>/refuser/", access.stay, name="stay"),
    *(
        path(f"<int:enterprise_id>/accord/{purpose}/", access.agree, {"purpose": purpose}, name=f"agree_{purpose}")
        for purpose in OPTIONAL
    ),
    path("<int:enterprise_id>/mes-donnees.json", documents.my_data, name="my_data"),
    path("<int:enterprise_id>/effacer/", thread.forget, name="forget"),
]
