"""Rows of a large invented portfolio, written in bulk: 500 projects, six years, two ministries in each project.

As in life, month by month: a commitment a year and a ministry, an advance that is justified, a claim a month with its
three invoices, paid by both ministries less what is held back, then freed; what is left is released, and lapses. The
triggers sleep while the rows enter; balances are then summed from the entries, and every law of the ledger is verified.
"""

from datetime import date

import psycopg

PROJECTS, YEARS, BASE = 500, 6, 1_000_000
SLEEPING = (
    "agreements_agreement",
    "agreements_contribution",
    "agreements_tranche",
    "agreements_deliverable",
    "agreements_payable",
    "claims_claim",
    "claims_claimline",
    "ledger_entry",
    "ledger_closing",
)
"""Tables whose triggers sleep meanwhile."""

FILLED = (*SLEEPING, "accounts_organisation", "programme_project", "ledger_envelope", "claims_claimterms")

ROWS = """
CREATE TEMP TABLE p ON COMMIT DROP AS SELECT i AS n, {base} + i AS id,
  CASE WHEN i % 50 = 0 THEN {promoter} ELSE {base} + 10 + i % 120 END AS promoter, 1 + i % 2 AS second,
  ('promoteur fictif ' || i % 120) AS named
  FROM generate_series(1, {projects}) i;
CREATE TEMP TABLE y ON COMMIT DROP AS SELECT k AS k, {first} + k AS fy FROM generate_series(0, {years} - 1) k;
CREATE TEMP TABLE m ON COMMIT DROP AS SELECT k, fy, n AS m,
    (make_date(fy, 4, 1) + make_interval(months => n, days => 19))::date AS day
  FROM y, generate_series(0, 11) n
  WHERE (make_date(fy, 4, 1) + make_interval(months => n, days => 19))::date <= '{today}';

INSERT INTO accounts_organisation (id, name, kind, fictitious)
  SELECT {base} + i, 'Ministère fictif no ' || i, 'ministry', true FROM generate_series(1, 2) i
  UNION ALL SELECT {base} + 10 + i, 'Organisme fictif no ' || i, 'promoter', true FROM generate_series(0, 119) i;
INSERT INTO ledger_envelope (id, name, initiative_id, funder_id)
  SELECT {base} + e, 'Enveloppe fictive no ' || e, {initiative}, CASE e WHEN 0 THEN {ministry} ELSE {base} + e END
  FROM generate_series(0, 2) e;
INSERT INTO programme_project (id, initiative_id, promoter_id, name, summary, summary_en, sectors, regions,
    offer, offer_en, announced_on, accepts_requests)
  SELECT id, {initiative}, promoter, 'Projet fictif no ' || n, 'Un projet.', 'A project.',
    CASE n % 3 WHEN 0 THEN ARRAY['construction'] ELSE ARRAY['tourisme'] END,
    CASE n % 4 WHEN 0 THEN ARRAY['01'] ELSE ARRAY[]::varchar[] END, 'Des heures.', 'Hours.',
    make_date({first}, 4, 10), true FROM p;
INSERT INTO agreements_agreement (id, project_id, promoter_id, reference, number, purpose, route, authorisation,
    begins_on, ends_on, announced_on, state, turn, drafted_by, drafted_at, signed_on)
  SELECT id, id, promoter, 'PF-' || lpad(n::text, 4, '0'), 0, 'Accompagner des entreprises',
    CASE n % 20 WHEN 0 THEN 'off_programme' ELSE 'norm' END, 'CN-1', make_date({first}, 4, 1),
    make_date({first} + {years}, 3, 31), make_date({first}, 4, 10), 'signed', 1, 'job:bench', now(),
    make_date({first}, 4, 5) FROM p;
INSERT INTO agreements_contribution (agreement_id, why, funder_id, funder_name, kind, nature, amount, own)
  SELECT id, '', {ministry}, '', 'cash', 'public', 120000 * {years}, true FROM p
  UNION ALL SELECT id, '', {base} + second, '', 'cash', 'public', 120000 * {years}, true FROM p
  UNION ALL SELECT id, '', NULL, 'Entreprises participantes', 'cash', 'private', 90000, false FROM p
  UNION ALL SELECT id, '', {partner}, '', 'in_kind', 'private', 20000 + n * 10, false FROM p;
INSERT INTO agreements_deliverable (agreement_id, why, kind, title, due_on)
  SELECT id, '', 'final', 'Rapport final', make_date({first} + {years}, 6, 15) FROM p
  UNION ALL SELECT id, '', 'progress', 'Rapport d’étape', '{today}'::date - 10 FROM p WHERE n % 17 = 0;
INSERT INTO agreements_tranche (id, agreement_id, why, amount, fiscal_year, due_on, condition, advance, proven_need)
  SELECT id * 10 + k, id, '', 20000, fy, make_date(fy, 4, 20), '', true, 20000 FROM p, y
  UNION ALL SELECT id * 10 + 9, id, '', 30000, {first} + {years} - 1, make_date({first} + {years}, 2, 15), '', false,
    NULL FROM p;
INSERT INTO agreements_payable (id, agreement_id, kind, amount, tranche_id, reference, evidence, need, proven_need,
    released_on, made_at, made_by)
  SELECT id * 1000 + k, id, 'advance', 20000, id * 10 + k, '', 'Plan de trésorerie', 'Salaires', 20000,
    make_date(fy, 4, 20), now(), 'job:verifier' FROM p, y
  UNION ALL SELECT id * 1000 + 100 + k * 12 + m, id, 'claim', 16000, NULL, 'R-' || k * 12 + m, 'Factures', '', NULL,
    day, now(), 'job:verifier' FROM p, m;
INSERT INTO claims_claimterms (agreement_id, categories, rate, holdback, need_months, ties, written_at, written_by)
  SELECT id, ARRAY[]::varchar[], 0.8, 0.05, 3, ARRAY[]::varchar[], now(), 'job:bench' FROM p;
INSERT INTO claims_claim (id, agreement_id, rank, begins_on, ends_on, need_words, state, begun_at, submitted_at,
    submitted_by, answered_at, answered_by, why, accepted, share, justifies, held, payable_id)
  SELECT id * 100 + k * 12 + m, id, k * 12 + m + 1, day - 49, day - 20, '',
    CASE WHEN new THEN 'submitted' ELSE 'verified' END, day, day, 'job:promoter',
    CASE WHEN new THEN NULL ELSE day::timestamptz END, CASE WHEN new THEN '' ELSE 'job:verifier' END, '',
    CASE WHEN new THEN NULL ELSE 21250 END, CASE WHEN new THEN NULL ELSE 17000 END,
    CASE WHEN new THEN NULL ELSE 0 END, CASE WHEN new THEN NULL ELSE 1000 END,
    CASE WHEN new THEN NULL ELSE id * 1000 + 100 + k * 12 + m END
  FROM (SELECT p.id, p.n, m.*, p.n % 5 = 0 AND m.day = (SELECT max(day) FROM m) AS new FROM p, m) told;
INSERT INTO claims_claimline (claim_id, category, supplier, number, supplier_key, number_key, "on", what, amount,
    accepted, why)
  SELECT c.id, (ARRAY['salaires', 'consultants', 'deplacements'])[line], 'Fournisseur fictif ' || c.agreement_id % 300,
    c.id || '-' || line, 'fournisseur fictif ' || c.agreement_id % 300, c.id || '-' || line, c.ends_on - line * 3,
    'Heures', 6000 + (c.id * 7 + line * 131) % 2500,
    CASE c.state WHEN 'verified' THEN 6000 + (c.id * 7 + line * 131) % 2500 END, ''
  FROM claims_claim c, generate_series(1, 3) line WHERE c.agreement_id > {base};

CREATE TEMP TABLE e ON COMMIT DROP AS
  SELECT p.id AS project, p.named, y.k, y.fy, 0 AS side, {base} + 0 AS envelope,
    {base}::bigint * 1000 + (p.n * 100 + y.k * 10) * 100 AS first,
    y.fy < {now} AS ended FROM p, y
  UNION ALL SELECT p.id, p.named, y.k, y.fy, 1, {base} + p.second,
    {base}::bigint * 1000 + (p.n * 100 + y.k * 10 + 1) * 100, y.fy < {now} FROM p, y;
CREATE TEMP TABLE w (id bigint, envelope bigint, kind text, amount numeric, fy int, project bigint, payable bigint,
  named text, day date, need text, proven numeric, about bigint) ON COMMIT DROP;
INSERT INTO w
  SELECT first, envelope, 'committed', 120000, fy, project, NULL, named, make_date(fy, 4, 10), '', NULL, NULL FROM e
  UNION ALL SELECT first + 1, envelope, 'advanced', 10000, fy, project, project * 1000 + k, named,
    make_date(fy, 4, 25), 'Salaires', 20000, first FROM e
  UNION ALL SELECT first + 2, envelope, 'settled', 10000, fy, project, NULL, named, make_date(fy + 1, 3, 31), '', NULL,
    first + 1 FROM e WHERE ended
  UNION ALL SELECT first + 3, envelope, 'released', 14000, fy, project, NULL, named, make_date(fy + 1, 3, 31), '', NULL,
    first FROM e WHERE ended
  UNION ALL SELECT first + 10 + m, envelope, 'paid', 8000, e.fy, project, project * 1000 + 100 + e.k * 12 + m, named,
    day, CASE extract(month FROM day) WHEN 3 THEN 'Heures données' ELSE '' END, NULL, first
    FROM e JOIN m USING (fy) WHERE NOT EXISTS (SELECT FROM claims_claim c WHERE c.state = 'submitted'
      AND c.id = project * 100 + e.k * 12 + m)
  UNION ALL SELECT first + 30 + m, envelope, 'held', 500, e.fy, project, NULL, named, day, '', NULL, first
    FROM e JOIN m USING (fy)
  UNION ALL SELECT first + 50 + m, envelope, 'freed', 500, e.fy, project, NULL, named, make_date(e.fy + 1, 3, 31), '',
    NULL, first FROM e JOIN m USING (fy) WHERE ended;
INSERT INTO w
  SELECT {base}::bigint * 2000 + rank() OVER (ORDER BY envelope, fy, kind), envelope, kind, amount, fy, NULL, NULL, '',
    day, '', NULL, NULL
  FROM (SELECT envelope, fy, sum(120000) AS a, sum(14000) AS b, bool_or(ended) AS ended
    FROM e GROUP BY envelope, fy) given,
  LATERAL (VALUES ('announced', a, make_date(fy, 4, 1)), ('voted', a, make_date(fy, 4, 2)),
    ('authorised', a, make_date(fy, 4, 3)), ('lapsed', b, make_date(fy + 1, 3, 31))) said(kind, amount, day)
  WHERE kind <> 'lapsed' OR ended;
INSERT INTO ledger_entry (id, envelope_id, kind, amount, fiscal_year, project_id, agreement_id, payable_id,
    counterparty, "on", evidence, need, proven_need, posted_at, posted_by, idempotency_key, about_id)
  SELECT id, envelope, kind, amount, fy, project, project, payable, named, day, 'Pièce fictive ' || id, need, proven,
    day, 'job:bench', 'bench-' || id, about FROM w ORDER BY day, id;
INSERT INTO base_trailevent (at, by, organisation_id, screen, verb, subject_kind, subject_id, reason, details)
  SELECT day, 'job:bench', {ministry}, '', 'entry.posted', 'entry', id::text, '', jsonb_build_object('amount', amount)
  FROM w;
INSERT INTO ledger_balance (envelope_id, fiscal_year, closed, {kinds})
  SELECT envelope, fy, false, {sums} FROM w GROUP BY envelope, fy;
"""


def fill(address: str, places: dict[str, int], *, today: date, kinds: tuple[str, ...]) -> None:
    """Write every row as the owner of the tables, in one transaction, then tell the planner.

    Args:
        address: of the database, as its owner.
        places: numbers of the ``initiative``, of its ``ministry``, of one ``promoter`` and of one ``partner``.
        kinds: of entries, as the balances hold them.
    """
    now = today.year - (today.month < 4)
    sums = ", ".join(f"coalesce(sum(amount) FILTER (WHERE kind = '{kind}'), 0)" for kind in kinds)
    told = ROWS.format(
        base=BASE, projects=PROJECTS, years=YEARS, first=now - YEARS + 1, now=now, today=today,
        kinds=", ".join(kinds), sums=sums, **places,
    )  # fmt: skip
    with psycopg.connect(address) as owner:
        for table in SLEEPING:
            owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for each in told.split(";\n"):
            if each.strip():
                owner.execute(each)
        owner.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in SLEEPING:
            owner.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        for table in FILLED:
            owner.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")  # noqa: S608
    with psycopg.connect(address, autocommit=True) as owner:
        owner.execute("ANALYZE")
