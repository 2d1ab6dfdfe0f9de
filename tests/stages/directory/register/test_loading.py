"""The register's files: checked line by line, swapped at once, and what they say reaches our enterprises."""

import zipfile
from datetime import date

import pytest
from django.db import connection

from bench.register_files import words, write_register
from virage.base.viewer import Viewer
from virage.stages.directory.models import (
    Enterprise,
    EnterpriseFact,
    EnterpriseName,
    Establishment,
    Merge,
    RegisterLoad,
)
from virage.stages.directory.operations import begin_thread, name_contact, state_identity, undo_merge
from virage.stages.directory.queries import identity_sheet
from virage.stages.directory.register.files import NotTheRegister
from virage.stages.directory.register.loading import MayNotLoad, TooManyWrongLines, load_register
from virage.stages.directory.register.reading import register_sheet

pytestmark = pytest.mark.django_db
JOB = Viewer.system("register")
ONE, TWO, LEFT = "1100000001", "1100000002", "2200000003"


def enterprise(neq, **more):
    return {
        "NEQ": neq,
        "COD_STAT_IMMAT": "IM",
        "DAT_STAT_IMMAT": "2015-04-01",
        "COD_FORME_JURI": "F1",
        "COD_INTVAL_EMPLO_QUE": "E2",
        "COD_ACT_ECON_CAE": "1000",
        "ADR_DOMCL_ADR_DISP": "O",
        "ADR_DOMCL_LIGN1_ADR": "12 rue Fictive",
        "ADR_DOMCL_LIGN3_ADR": "Ville-Fictive",
        "ADR_DOMCL_LIGN4_ADR": "G5L 1A1",
        **more,
    }


def name(neq, text, **more):
    return {
        "NEQ": neq,
        "NOM_ASSUJ": text,
        "STAT_NOM": "V",
        "TYP_NOM_ASSUJ": "M",
        "DAT_INIT_NOM_ASSUJ": "2015-04-01",
        **more,
    }


def delivery(**changes):
    return {
        "Entreprise": [enterprise(ONE), enterprise(TWO, ADR_DOMCL_ADR_DISP="N")],
        "Nom": [
            name(ONE, "Toitures Fictives inc."),
            name(
                ONE,
                "Toits d’antan",
                STAT_NOM="A",
                TYP_NOM_ASSUJ="N",
                DAT_FIN_NOM_ASSUJ="2015-03-31",
                DAT_INIT_NOM_ASSUJ="",
            ),
            name(TWO, "Armoires Fictives ltée"),
        ],
        "Etablissements": [
            {
                "NEQ": ONE,
                "NO_SUF_ETAB": "1",
                "IND_ETAB_PRINC": "O",
                "IND_DISP": "O",
                "LIGN1_ADR": "1 rue Vue",
                "LIGN4_ADR": "G1A 1A1",
            },
            {"NEQ": ONE, "NO_SUF_ETAB": "2", "IND_ETAB_PRINC": "N", "IND_DISP": "N", "LIGN1_ADR": "2 rue Cachée"},
        ],
        "DomaineValeur": words(),
        **changes,
    }


@pytest.fixture
def load(tmp_path):
    def run(**changes):
        return load_register(JOB, place=write_register(tmp_path, delivery(**changes)))

    return run


def known(neq, called="Toitures Fictives"):
    """An enterprise of ours that said its NEQ."""
    thread = begin_thread(Viewer.public(), facts={})
    owner = Viewer.link(thread.key)
    name_contact(owner, key=thread.key, email="eve@example.org", enterprise_name=called)
    state_identity(owner, key=thread.key, name=called, neq=neq)
    return thread.id


def test_a_neq_is_shown_with_words_and_without_hidden_addresses(load):
    done = load()
    assert (done.left_out, done.unchanged) == (0, False)
    assert done.rows["Entreprise.csv"] == 2
    sheet = register_sheet(ONE)
    assert (sheet.name, sheet.status, sheet.form) == (
        "Toitures Fictives inc.",
        "Immatriculée",
        "Forme fictive par actions",
    )
    assert [(n.name, n.current, n.until) for n in sheet.names][1] == ("Toits d’antan", False, date(2015, 3, 31))
    assert [(p.suffix, p.main, p.address) for p in sheet.places] == [(1, True, "1 rue Vue\nG1A 1A1"), (2, False, "")]
    hidden = register_sheet(TWO)
    assert (hidden.address, hidden.postal) == ("", "")


def test_what_it_says_reaches_an_enterprise_with_that_neq(load):
    ours = known(ONE)
    done = load()
    assert (done.followed.facts, done.followed.names, done.followed.places) == (5, 2, 2)
    facts = dict(
        EnterpriseFact.objects.for_operation()
        .filter(enterprise=ours, provenance="register")
        .values_list("name", "value")
    )
    assert facts == {
        "registered_name": "Toitures Fictives inc.",
        "registered_form": "F1",
        "registered_status": "IM",
        "registered_employees": "E2",
        "registered_cae": "1000",
    }
    sheet = identity_sheet(JOB, enterprise_id=ours)
    assert [(f.name, f.value, f.source) for f in sheet.facts][1:3] == [
        ("registered_name", "Toitures Fictives inc.", "registre public"),
        ("registered_form", "Forme fictive par actions", "registre public"),
    ]


def test_the_same_files_change_nothing(load):
    ours = known(ONE)
    load()
    counts = [
        m.objects.filter(enterprise=ours).values("pk").for_operation()
        for m in (EnterpriseFact, EnterpriseName, Establishment)
    ]
    before = [len(rows.all()) for rows in counts]
    again = load()
    assert again.unchanged
    assert (again.followed.facts, again.followed.names, again.followed.places) == (0, 0, 0)
    assert [len(rows.all()) for rows in counts] == before
    assert RegisterLoad.objects.count() == 1


def test_a_change_is_a_new_fact_and_a_place_gone_is_closed(load):
    ours = known(ONE)
    load()
    done = load(
        Entreprise=[enterprise(ONE, COD_INTVAL_EMPLO_QUE="E1")],
        Etablissements=[
            {
                "NEQ": ONE,
                "NO_SUF_ETAB": "1",
                "IND_ETAB_PRINC": "O",
                "IND_DISP": "O",
                "LIGN1_ADR": "1 rue Vue",
                "LIGN4_ADR": "G1A 1A1",
            }
        ],
    )
    assert (done.followed.facts, done.followed.places) == (1, 1)
    values = EnterpriseFact.objects.for_operation().filter(enterprise=ours, name="registered_employees").order_by("pk")
    assert list(values.values_list("value", flat=True)) == ["E2", "E1"]
    assert register_sheet(TWO) is None


def test_two_numbers_merged_in_the_register_are_one_enterprise(load):
    old, new = known(LEFT, "Ancienne Fictive"), known(ONE)
    merger = [{"NEQ": ONE, "NEQ_ASSUJ_REL": LEFT, "COD_RELA_ASSUJ": "X1", "DAT_EFCTVT": "2024-01-01"}]
    both = [enterprise(ONE), enterprise(LEFT, COD_STAT_IMMAT="RD")]
    done = load(Entreprise=both, FusionScissions=merger)
    assert done.followed.merged == 1
    assert Enterprise.objects.for_operation().get(pk=old).canonical_id == new
    merge = Merge.objects.for_operation().get()
    undo_merge(JOB, merge_id=merge.pk)
    assert load(Entreprise=both, FusionScissions=merger).followed.merged == 0


@pytest.mark.parametrize(
    ("relation", "status"),
    [("X2", "RD"), ("X1", "IM")],
    ids=["a split merges nothing", "both registered: nobody is guessed"],
)
def test_what_is_not_surely_a_merger_is_left(load, relation, status):
    known(LEFT), known(ONE)
    merger = [{"NEQ": ONE, "NEQ_ASSUJ_REL": LEFT, "COD_RELA_ASSUJ": relation, "DAT_EFCTVT": "2024-01-01"}]
    done = load(Entreprise=[enterprise(ONE), enterprise(LEFT, COD_STAT_IMMAT=status)], FusionScissions=merger)
    assert done.followed.merged == 0


def test_wrong_lines_are_named_with_file_and_line(load):
    done = load(
        Entreprise=[enterprise(ONE), enterprise("114003"), enterprise(TWO, DAT_IMMAT="hier"), enterprise(ONE)],
        Nom=[name(ONE, "Un nom\nsur deux lignes"), name(ONE, "")],
    )
    assert [(f.file, f.line, f.words.fr) for f in done.faults] == [
        ("Entreprise.csv", 3, "NEQ ne compte pas dix chiffres : « 114003 »"),
        ("Entreprise.csv", 4, "DAT_IMMAT n’est pas une date : « hier »"),
        ("Entreprise.csv", 5, "déjà dit plus haut (neq)"),
        ("Nom.csv", 4, "NOM_ASSUJ est vide"),
    ]
    assert (done.left_out, done.rows["Entreprise.csv"], done.rows["Nom.csv"]) == (4, 1, 1)


def test_a_file_of_wrong_lines_is_refused_whole(load):
    load()
    with pytest.raises(TooManyWrongLines, match=r"Nom\.csv\s: 30 lignes illisibles, dont la 2"):
        load(Nom=[name("x", "Nom")] * 30)
    assert register_sheet(ONE).name == "Toitures Fictives inc."


def test_a_missing_column_or_file_is_refused(load, tmp_path):
    load()
    (tmp_path / "Nom.csv").write_text("NEQ,NOM\n", encoding="utf-8")
    with pytest.raises(TooManyWrongLines, match=r"Nom\.csv : colonnes manquantes : NOM_ASSUJ"):
        load_register(JOB, place=tmp_path)
    (tmp_path / "Nom.csv").unlink()
    with pytest.raises(NotTheRegister, match=r"Nom\.csv"):
        load_register(JOB, place=tmp_path)


def test_a_zip_is_read_as_a_folder_is(load, tmp_path):
    load()
    archive = tmp_path / "registre.zip"
    with zipfile.ZipFile(archive, "w") as made:
        for file in tmp_path.glob("*.csv"):
            made.write(file, f"JeuxDonnees/{file.name}")
    assert load_register(JOB, place=archive).unchanged


def test_text_that_is_not_utf_8_is_a_wrong_line(load, tmp_path):
    load()
    path = tmp_path / "Nom.csv"
    path.write_bytes(path.read_bytes() + f"{ONE},Caf\xe9,,V,M,,\n".encode("latin-1"))
    (fault,) = load_register(JOB, place=tmp_path).faults
    assert (fault.file, fault.line, fault.words.fr) == ("Nom.csv", 5, "texte illisible (UTF-8 attendu)")


def test_only_the_installation_loads(load, tmp_path):
    write_register(tmp_path, delivery())
    with pytest.raises(MayNotLoad):
        load_register(Viewer.public(), place=tmp_path)


def test_a_load_stopped_midway_leaves_the_former_register(load, monkeypatch):
    load()

    def stop(_viewer):
        raise KeyboardInterrupt

    monkeypatch.setattr("virage.stages.directory.register.loading.follow_register", stop)
    with pytest.raises(KeyboardInterrupt):
        load(Nom=[name(ONE, "Autre nom")])
    assert register_sheet(ONE).name == "Toitures Fictives inc."
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_class WHERE relname LIKE 'incoming%'")
        assert cursor.fetchone() == (0,)
