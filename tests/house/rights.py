"""Who may open what: one line for each route, written by hand. A route without a line fails the walk.

To add a route: one line in ``RIGHTS``; if its address takes arguments, name a builder of ``samples.py``.
"""

from dataclasses import dataclass, replace

from virage.base.viewer import MINISTRY as ITS_ROLES, Role

STRANGER, OWNER = "stranger", "owner"
OUTSIDERS = (STRANGER, OWNER)
VIEWERS = (*OUTSIDERS, *Role)
LOGIN = "login"  # sent to sign in
Outcome = int | str  # a status, LOGIN, or the name of the route where one is sent


@dataclass(frozen=True, kw_only=True)
class Right:
    """What each viewer gets from GET, or from POST where the route only acts."""

    outcomes: dict[str, Outcome]
    acts: bool = False
    sample: str = ""
    query: str = ""


def everyone(outcome: Outcome = 200, sample: str = "") -> Right:
    """The same for all."""
    return Right(outcomes=dict.fromkeys(VIEWERS, outcome), sample=sample)


def people(outcome: Outcome = 200, *, others: Outcome = LOGIN, sample: str = "") -> Right:
    """Whoever signed in, in any role."""
    return Right(outcomes={**dict.fromkeys(OUTSIDERS, others), **dict.fromkeys(Role, outcome)}, sample=sample)


def only(*roles: str, outcome: Outcome = 200, colleagues: Outcome = 403, sample: str = "") -> Right:
    """These roles (or OWNER); other people get ``colleagues``, outsiders are sent to sign in."""
    outcomes = {**dict.fromkeys(OUTSIDERS, LOGIN), **dict.fromkeys(Role, colleagues), **dict.fromkeys(roles, outcome)}
    return Right(outcomes=outcomes, sample=sample)


def holders(*roles: str, outcome: Outcome = 200, others: Outcome = 404, sample: str = "", query: str = "") -> Right:
    """Whoever holds the thing; for everyone else it does not exist."""
    outcomes = {**dict.fromkeys(VIEWERS, others), **dict.fromkeys(roles, outcome)}
    return Right(outcomes=outcomes, sample=sample, query=query)


def replace_some(right: Right, outcome: Outcome, *roles: str) -> Right:
    """The same, but for these."""
    return replace(right, outcomes={**right.outcomes, **dict.fromkeys(roles, outcome)})


def quicker(outcome: Outcome, after: Outcome, *, sample: str) -> Right:
    """The analyst or the direction, once: the analyst is quicker."""
    return replace_some(only(Role.ANALYST, Role.DIRECTOR, outcome=outcome, sample=sample), after, Role.DIRECTOR)


def closed(sample: str = "") -> Right:
    """A name that a library needs, behind which nothing stands."""
    return everyone(404, sample=sample)


def act(right: Right) -> Right:
    """The route only writes: GET answers 405 to all, and the outcomes are those of POST."""
    return replace(right, acts=True)


def taken_away(desk: str, listed: str) -> dict[str, Right]:
    """Lists of a desk: a right of its own, which nobody here was given."""
    return {
        f"{desk}:export": act(only(sample=listed)),
        f"{desk}:exports": only(),
        f"{desk}:fetch_export": act(only(sample="prepared_list")),
    }


MACHINE = {
    "health": everyone(),
    "ready": everyone(),
}

PUBLIC = {
    "public:home": everyone(),
    "public:matching": Right(outcomes=dict.fromkeys(VIEWERS, 200), query="?region=01"),
    "public:desk": Right(  # one desk is opened at once; several are offered; none is said
        outcomes={
            **dict.fromkeys(OUTSIDERS, LOGIN),
            **dict.fromkeys(Role, 200),
            **dict.fromkeys(ITS_ROLES, "ministry:dashboard"),
            Role.PROMOTER: "promoter:home",
            Role.ADVISER: "adviser:today",
            Role.PARTNER: "partner:home",
        }
    ),
    "public:privacy": everyone(),
    "public:accessibility": everyone(),
    "public:about": everyone(),
    "public:help": everyone(),
    "public:search": everyone(),
    "public:council": everyone(),
    "public:centres": everyone(),
    "public:action_plan": everyone(),
    "public:strategy": everyone(),
    "public:tour": everyone(),
    "public:startups": everyone(),
    "public:residencies": everyone(),
    "public:partners": everyone(),
    "public:aids": everyone(),
    "public:aid": everyone(sample="aid"),
    "public:portfolio": everyone(),
    "public:project": everyone(sample="real_project"),
    "public:our_project": everyone(sample="project_here"),
    "public:promises": everyone(),
    "public:targets": everyone(),
    "public:definitions": everyone(),
    "public:contradictions": everyone(),
    "public:figures": everyone(),
    "public:sectors": everyone(),
    "public:sector": everyone(sample="sector"),
    "public:region": everyone(sample="region"),
    "public:open_data": everyone(),
    "public:download": everyone(sample="dataset"),
    "public:calendar": everyone(),
    "public:calendar_feed": everyone(),
    "public:session": everyone(sample="session"),
    "public:session_file": everyone(sample="session"),
    "public:ticket": everyone(sample="ticket"),
    "public:feedback": holders(OWNER, sample="attended"),
    "public:certificate": holders(OWNER, Role.PROMOTER, Role.ADVISER, Role.AUDITOR, sample="attended"),
    "public:our_tour": everyone(),
    "public:lead": holders(OWNER, sample="lead"),
    "public:meet": act(holders(OWNER, outcome=409, sample="fair")),  # no hour was chosen
    "public:registration_link": everyone(sample="registration_link"),
    "public:accept_place": act(holders(OWNER, outcome="public:my_registration", sample="place_offered")),
    "public:session_survey": everyone(sample="session"),
    "public:survey": everyone(sample="survey_link"),
    "public:stop_news": everyone(sample="stop_link"),
    "public:my_registration": holders(  # those who welcome, and who checks
        OWNER, Role.PROMOTER, Role.ADVISER, Role.AUDITOR, sample="registration"
    ),
    "public:cancel_registration": act(holders(OWNER, outcome="public:my_registration", sample="registration")),
    "public:private_link": everyone(sample="private_link"),
    "public:invitation": everyone(sample="invitation"),
}

SME = {  # everyone may begin; each thread opens with its own key, and for others does not exist
    "sme:start": everyone(),
    "sme:lost_link": everyone(),
    "sme:begin_call": act(everyone("sme:call_back")),
    "sme:matching": holders(OWNER, sample="thread"),
    "sme:file": holders(OWNER, sample="thread"),
    "sme:sector": holders(OWNER, sample="thread"),
    "sme:question": holders(OWNER, sample="thread_question"),
    "sme:result": holders(OWNER, sample="thread"),
    "sme:settle": holders(OWNER, sample="thread", query="?fact=revenue_cad"),
    "sme:plan": holders(OWNER, sample="thread"),
    "sme:draw_plan": act(holders(OWNER, outcome="sme:plan", sample="thread")),
    "sme:choose": act(holders(OWNER, outcome="sme:plan", sample="thread")),
    "sme:plan_pdf": holders(OWNER, sample="thread"),
    "sme:plan_word": holders(OWNER, sample="thread"),
    "sme:specification": holders(OWNER, sample="thread"),
    "sme:call_back": holders(OWNER, sample="thread"),
    "sme:call_answer": holders(OWNER, sample="thread_request"),
    "sme:withdraw_request": act(holders(OWNER, outcome="sme:file", sample="thread_request")),
    "sme:identity": holders(OWNER, sample="thread"),
    "sme:address": holders(OWNER, sample="thread"),
    "sme:send_link": holders(OWNER, sample="thread"),
    "sme:access": holders(OWNER, sample="thread"),
    "sme:shut": act(holders(OWNER, outcome="sme:access", sample="thread_grant")),
    "sme:share": holders(OWNER, outcome="sme:access", sample="thread"),  # nothing chosen: back to the choice
    "sme:follow": act(holders(OWNER, outcome="sme:access", sample="thread_referral")),
    "sme:stay": act(holders(OWNER, outcome="sme:access", sample="thread_referral")),
    "sme:agree_news": act(holders(OWNER, outcome="sme:access", sample="thread")),
    "sme:agree_research": act(holders(OWNER, outcome="sme:access", sample="thread")),
    "sme:agree_peers": act(holders(OWNER, outcome="sme:access", sample="thread")),
    "sme:withdraw_consent": act(holders(OWNER, outcome="sme:access", sample="thread_consent")),
    "sme:my_data": holders(OWNER, sample="thread"),
    "sme:forget": holders(OWNER, sample="thread"),
}

READERS = (*ITS_ROLES, Role.AUDITOR)
NOT_OFFICERS = (Role.FINANCE, Role.APPROVER, Role.AUDITOR)

MINISTRY = {  # figures of the whole programme; the auditor reads them too
    "ministry:dashboard": only(*READERS),
    "ministry:envelope": only(*READERS),
    "ministry:targets": only(*READERS),
    "ministry:counts": only(*READERS, Role.COUNCIL),  # counts, without the lists behind them
    "ministry:barriers": only(*READERS, Role.COUNCIL),
    "ministry:letters": only(Role.ANALYST, Role.DIRECTOR),
    "ministry:write": act(only(Role.ANALYST, Role.DIRECTOR, outcome="ministry:letters", sample="barrier")),
    "ministry:send_survey": act(only(Role.ANALYST, Role.DIRECTOR, outcome="ministry:letters", sample="survey")),
    "ministry:counted": only(*READERS, sample="indicator"),
    "ministry:segments": only(Role.ANALYST, Role.DIRECTOR),
    "ministry:compose": only(Role.ANALYST, Role.DIRECTOR),
    "ministry:segment": only(Role.ANALYST, Role.DIRECTOR, sample="ministry_segment"),
    "ministry:retire_segment": act(quicker("ministry:segments", 404, sample="spare_ministry_segment")),
    "ministry:invite": only(Role.ANALYST, Role.DIRECTOR, sample="ministry_segment"),
    "ministry:campaign": only(Role.ANALYST, Role.DIRECTOR, sample="ministry_campaign"),
    "ministry:redraw": act(only(Role.ANALYST, Role.DIRECTOR, outcome="ministry:campaign", sample="ministry_drawn")),
    "ministry:launch": act(quicker("ministry:campaign", 409, sample="ministry_drawn")),
    "ministry:drop": act(quicker("ministry:segments", 404, sample="ministry_drawn")),
    "ministry:coverage": only(*READERS),
    "ministry:late": only(*READERS),
    "ministry:call_answers": only(*READERS, sample="organisation"),
    "ministry:doubles": only(*READERS),
    "ministry:pair": only(*READERS, sample="pair"),
    "ministry:enterprise": only(*READERS, sample="named_enterprise"),
    "ministry:separate": act(
        replace_some(
            replace_some(only(*READERS, outcome="ministry:enterprise", sample="merge"), 404, *NOT_OFFICERS),
            409,
            Role.DIRECTOR,  # the analyst was quicker
        )
    ),
    "ministry:tables": only(Role.ANALYST, Role.DIRECTOR),
    "ministry:table": only(Role.ANALYST, Role.DIRECTOR, sample="round_table"),
    "ministry:meeting": only(Role.ANALYST, Role.DIRECTOR, sample="table_meeting"),
    "ministry:minutes": only(Role.ANALYST, Role.DIRECTOR, sample="table_meeting"),
    "ministry:decide_at_table": only(Role.ANALYST, Role.DIRECTOR, sample="table_meeting"),
    "ministry:settle": only(Role.ANALYST, Role.DIRECTOR, sample="ministry_owes"),
    "ministry:organisations": only(Role.DIRECTOR),  # who brings people in
    "ministry:team": only(Role.DIRECTOR, sample="organisation"),
    "ministry:resend": act(only(Role.DIRECTOR, outcome="ministry:organisations", sample="offered")),
    "ministry:cancel": act(only(Role.DIRECTOR, outcome="ministry:organisations", sample="offered")),
    "ministry:remove": act(only(Role.DIRECTOR, outcome="ministry:organisations", sample="second_adviser")),
    "ministry:allow_export": act(only(Role.DIRECTOR, outcome="ministry:organisations", sample="second_adviser")),
    "ministry:unsent": only(Role.DIRECTOR),
    "ministry:send": act(only(Role.DIRECTOR, outcome="ministry:unsent", sample="stuck_message")),
    "ministry:enterprises": only(*READERS, sample="indicator"),
    "ministry:acts": only(*READERS, sample="indicator"),
    **taken_away("ministry", "exported_list"),
}

PROMOTER = {
    "promoter:home": only(Role.PROMOTER),
    "promoter:requests": only(Role.PROMOTER),
    "promoter:call_answers": only(Role.PROMOTER, sample="organisation"),
    "promoter:request": only(Role.PROMOTER, sample="waiting_request"),
    "promoter:accept": only(Role.PROMOTER, sample="waiting_request"),
    "promoter:decline": only(Role.PROMOTER, sample="waiting_request"),
    "promoter:caseload": only(Role.PROMOTER),
    "promoter:together": only(Role.PROMOTER),
    "promoter:assign": only(Role.PROMOTER),
    "promoter:file": only(Role.PROMOTER, sample="case_file"),
    "promoter:move": only(Role.PROMOTER, sample="case_file"),
    "promoter:service": only(Role.PROMOTER, sample="case_file"),
    "promoter:correct": only(Role.PROMOTER, sample="given_service"),
    "promoter:take": act(only(Role.PROMOTER, outcome="promoter:file", sample="case_file")),
    "promoter:close": only(Role.PROMOTER, sample="case_file"),
    "promoter:reopen": only(Role.PROMOTER, sample="closed_file"),
    "promoter:refer": only(Role.PROMOTER, sample="case_file"),
    "promoter:proofs": only(Role.PROMOTER, sample="case_file"),
    "promoter:hand_over": only(Role.PROMOTER, sample="case_file"),
    "promoter:drop_referral": act(only(Role.PROMOTER, outcome="promoter:file", sample="proposed_handover")),
    "promoter:doubles": only(Role.PROMOTER),
    "promoter:pair": only(Role.PROMOTER, sample="pair"),
    "promoter:enterprise": only(Role.PROMOTER, sample="named_enterprise"),
    "promoter:separate": act(only(Role.PROMOTER, outcome="promoter:enterprise", sample="merge")),
    "promoter:offers": only(Role.PROMOTER),
    "promoter:offer_draft": only(Role.PROMOTER),
    "promoter:offer": only(Role.PROMOTER, sample="offer"),
    "promoter:offer_revise": only(Role.PROMOTER, sample="offer"),
    "promoter:offer_publish": act(only(Role.PROMOTER, outcome="promoter:offer", sample="offer")),
    "promoter:offer_retire": act(only(Role.PROMOTER, outcome="promoter:offer", sample="published_offer")),
    "promoter:segments": only(Role.PROMOTER),
    "promoter:compose": only(Role.PROMOTER),
    "promoter:segment": only(Role.PROMOTER, sample="promoter_segment"),
    "promoter:retire_segment": act(only(Role.PROMOTER, outcome="promoter:segments", sample="spare_promoter_segment")),
    "promoter:invite": only(Role.PROMOTER, sample="promoter_segment"),
    "promoter:campaign": only(Role.PROMOTER, sample="promoter_campaign"),
    "promoter:redraw": act(only(Role.PROMOTER, outcome="promoter:campaign", sample="promoter_drawn")),
    "promoter:launch": act(only(Role.PROMOTER, outcome="promoter:campaign", sample="promoter_drawn")),
    "promoter:drop": act(only(Role.PROMOTER, outcome="promoter:segments", sample="promoter_drawn")),
    "promoter:results": only(Role.PROMOTER),
    "promoter:targets": only(Role.PROMOTER),
    "promoter:target": only(Role.PROMOTER, sample="project_target"),
    "promoter:counted": only(Role.PROMOTER, sample="indicator"),
    "promoter:tables": only(Role.PROMOTER),
    "promoter:table": only(Role.PROMOTER, sample="round_table"),
    "promoter:meeting": only(Role.PROMOTER, sample="table_meeting"),
    "promoter:minutes": only(Role.PROMOTER, sample="table_meeting"),
    "promoter:decide_at_table": only(Role.PROMOTER, sample="table_meeting"),
    "promoter:settle": only(Role.PROMOTER, sample="promoter_owes"),
    "promoter:team": only(Role.PROMOTER),
    "promoter:resend": act(only(Role.PROMOTER, outcome="promoter:team", sample="offered")),
    "promoter:cancel": act(only(Role.PROMOTER, outcome="promoter:team", sample="offered")),
    "promoter:remove": act(only(Role.PROMOTER, outcome="promoter:team", sample="second_adviser")),
    "promoter:allow_export": act(only(Role.PROMOTER, outcome="promoter:team", sample="second_adviser")),
    **taken_away("promoter", "exported_list"),
    "promoter:work": only(Role.PROMOTER, sample="team_member"),
    "promoter:absence": only(Role.PROMOTER, sample="team_member"),
    "promoter:cancel_absence": act(only(Role.PROMOTER, outcome="promoter:work", sample="absence")),
    "promoter:delivery": only(Role.PROMOTER),
    "promoter:new_point": only(Role.PROMOTER),
    "promoter:point": only(Role.PROMOTER, sample="service_point"),
    "promoter:new_partner": only(Role.PROMOTER),
    "promoter:partner": only(Role.PROMOTER, sample="delivery_partner"),
    "promoter:unsent": only(Role.PROMOTER),
    "promoter:send": act(only(Role.PROMOTER, outcome="promoter:unsent", sample="stuck_message")),
    "promoter:imports": only(Role.PROMOTER),
    "promoter:import_template": only(Role.PROMOTER, sample="template_sheet"),
    "promoter:import": only(Role.PROMOTER, sample="read_sheet"),
    "promoter:to_correct": only(Role.PROMOTER, sample="wrong_lines"),
    "promoter:decide": act(only(Role.PROMOTER, outcome="promoter:import", sample="read_sheet")),
    "promoter:confirm_import": act(only(Role.PROMOTER, outcome="promoter:import", sample="read_sheet")),
    "promoter:drop_import": act(only(Role.PROMOTER, outcome="promoter:imports", sample="read_sheet")),
    "promoter:undo_import": act(only(Role.PROMOTER, outcome="promoter:import", sample="entered_sheet")),
    "promoter:sessions": only(Role.PROMOTER),
    "promoter:draft": only(Role.PROMOTER),
    "promoter:session": only(Role.PROMOTER, sample="session"),
    "promoter:revise": only(Role.PROMOTER, sample="drafted"),
    "promoter:publish": act(only(Role.PROMOTER, outcome="promoter:session", sample="drafted")),
    "promoter:revise_session": only(Role.PROMOTER, sample="drafted"),
    "promoter:copy": act(only(Role.PROMOTER, outcome="promoter:revise", sample="session")),
    "promoter:another": only(Role.PROMOTER, sample="session"),
    "promoter:postpone": only(Role.PROMOTER, sample="session"),
    "promoter:cancel_session": only(Role.PROMOTER, sample="session"),
    "promoter:amend": only(Role.PROMOTER, sample="session"),
    "promoter:door": only(Role.PROMOTER, sample="session"),
    "promoter:door_worker": only(Role.PROMOTER),
    "promoter:mark": act(only(Role.PROMOTER, outcome=409, sample="session")),  # no code was given
    "promoter:marks": act(only(Role.PROMOTER, outcome=400, sample="session")),  # no marks were given
    "promoter:arrival": only(Role.PROMOTER, sample="ticket"),
    "promoter:after": only(Role.PROMOTER, sample="session"),
    "promoter:letter": only(Role.PROMOTER, sample="letter"),
    "promoter:remove_material": act(only(Role.PROMOTER, outcome="promoter:after", sample="material")),
    "promoter:leads": only(Role.PROMOTER, sample="session"),
    "promoter:appointments": only(Role.PROMOTER, sample="session"),
    "promoter:attendance": only(Role.PROMOTER, sample="session"),
}

ADVISER = {
    "adviser:today": only(Role.ADVISER),
    "adviser:caseload": only(Role.ADVISER),
    "adviser:together": only(Role.ADVISER),
    "adviser:file": only(Role.ADVISER, sample="case_file"),
    "adviser:move": only(Role.ADVISER, sample="case_file"),
    "adviser:service": only(Role.ADVISER, sample="case_file"),
    "adviser:correct": only(Role.ADVISER, sample="given_service"),
    "adviser:take": act(only(Role.ADVISER, outcome="adviser:file", sample="case_file")),
    "adviser:close": only(Role.ADVISER, sample="case_file"),
    "adviser:reopen": only(Role.ADVISER, sample="closed_file"),
    "adviser:refer": only(Role.ADVISER, sample="case_file"),
    "adviser:proofs": only(Role.ADVISER, sample="case_file"),
    "adviser:enterprise": only(Role.ADVISER, sample="named_enterprise"),
    **taken_away("adviser", "exported_list"),
}

PARTNER = {
    "partner:home": only(Role.PARTNER),
    "partner:file": only(Role.PARTNER, sample="shared_file"),
    "partner:refer": only(Role.PARTNER, sample="shared_file"),
    "partner:referral": only(Role.PARTNER, sample="received_referral"),
    **taken_away("partner", "exported_list"),
    "partner:tables": only(Role.PARTNER),
    "partner:table": only(Role.PARTNER, sample="round_table"),
    "partner:meeting": only(Role.PARTNER, sample="table_meeting"),
    "partner:minutes": only(Role.PARTNER, sample="table_meeting"),
    "partner:decide_at_table": only(Role.PARTNER, sample="table_meeting"),
    "partner:settle": only(Role.PARTNER, sample="partner_owes"),
}

AUDITOR = {"auditor:trail": only(Role.AUDITOR), **taken_away("auditor", "exported_list")}

DEMONSTRATION = {
    "public:demo": everyone(),
    "public:demo_enter": act(everyone("public:desk", sample="fictitious_person")),
    "public:mailbox": everyone(),
    "guide": everyone(),
    "guide-staff": everyone(),
}

SIGNING_IN = {  # the cast has no password and no second factor yet: what asks for one first answers 403 or 404
    "account_login": people("public:desk", others=200),
    "account_logout": people(others="public:home"),
    "account_inactive": everyone(),
    "account_reauthenticate": people(403),
    "account_change_password": people("account_set_password"),
    "account_set_password": people(),
    "account_reset_password": everyone(),
    "account_reset_password_done": everyone(),
    "account_reset_password_from_key": everyone(sample="password_key"),
    "account_reset_password_from_key_done": everyone(),
    "account_signup": closed(),
    "account_email": closed(),
    "account_email_verification_sent": closed(),
    "account_confirm_email": closed(sample="email_key"),
    "account_confirm_login_code": closed(),
    "mfa_index": people(),
    "mfa_authenticate": people("public:desk"),
    "mfa_login_webauthn": people("public:desk"),
    "mfa_reauthenticate": people(403),
    "mfa_reauthenticate_webauthn": people(403),
    "mfa_activate_totp": people(),
    "mfa_deactivate_totp": people(404),
    "mfa_view_recovery_codes": people(404),
    "mfa_download_recovery_codes": people(404),
    "mfa_generate_recovery_codes": people(),
    "mfa_list_webauthn": people(),
    "mfa_add_webauthn": people(),
    "mfa_edit_webauthn": people(404, sample="passkey"),
    "mfa_remove_webauthn": people(404, sample="passkey"),
    "usersessions_list": people(),
}

RIGHTS: dict[str, Right] = {
    **MACHINE,
    **PUBLIC,
    **SME,
    **MINISTRY,
    **PROMOTER,
    **ADVISER,
    **PARTNER,
    **AUDITOR,
    **DEMONSTRATION,
    **SIGNING_IN,
}
