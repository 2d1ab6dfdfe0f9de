"""An owner goes from a first sentence to a result, without an account."""

import io
import json
import re
import zipfile

import pytest
from django.test import Client

from tests.thread import answer_all, begin, questions
from virage.base.viewer import Viewer
from virage.desks.sme import documents
from virage.desks.sme.forms import CallBackForm
from virage.stages.assessments.queries import latest_sheet
from virage.stages.directory.queries import enterprise_card_by_id
from virage.stages.plans.queries import latest_plan

START = {
    "activity": "je fais des armoires de cuisine",
    "employees": "12",
    "region": "01",
    "need": "je perds des heures à refaire mes soumissions",
}


def started(client):
    answer = client.post("/mon-entreprise/", START)
    assert answer.status_code == 302
    return answer["Location"]


def holder(client, thread):
    """Give this browser the key of a thread."""
    session = client.session
    session["keys"] = [str(thread.key)]
    session.save()
    return client


@pytest.mark.django_db
def test_first_words_propose_a_sector(client):
    page = client.get(started(client)).content.decode()
    first = re.search(r'type="radio" value="(\w+)"', page)
    assert first is not None
    assert first.group(1) == "meuble"


@pytest.mark.django_db
def test_the_quick_check_leads_to_the_result_one_question_at_a_time(client):
    where = client.post(started(client), {"sector": "construction"})["Location"]
    asked = []
    while "/question/" in where:
        asked.append(where.split("/")[-2])
        where = client.post(where, {"answer": "time" if asked[-1] == "barrier" else "b"})["Location"]
    assert asked == questions("construction")
    assert "construction.site" in asked
    assert "operations.tracking" not in asked
    assert client.get(where).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("activity", "", "Dites en quelques mots ce que fait votre entreprise."),
        ("employees", "douze", "Écrivez un nombre entier, comme 12."),
        ("employees", "0", "Comptez-vous aussi : le plus petit nombre est 1."),
    ],
)
def test_a_wrong_value_comes_back_with_its_sentence_and_nothing_lost(client, field, value, sentence):
    page = client.post("/mon-entreprise/", {**START, field: value})
    text = page.content.decode().replace("\xa0", " ")
    assert page.status_code == 200
    assert sentence in text
    assert "je perds des heures" in text


@pytest.mark.django_db
def test_a_question_without_an_answer_says_what_to_do(client):
    where = client.post(started(client), {"sector": "meuble"})["Location"]
    page = client.post(where, {}).content.decode().replace("\xa0", " ")
    assert "Choisissez la situation qui ressemble le plus à la vôtre" in page


@pytest.mark.django_db
def test_going_back_shows_the_answer_given_and_a_new_one_replaces_it(client):
    where = client.post(started(client), {"sector": "meuble"})["Location"]
    client.post(where, {"answer": "b"})
    again = client.get(where).content.decode()
    assert re.search(r'value="b"[^>]*checked', again)
    client.post(where, {"answer": "d"})
    number = int(where.split("/")[2])
    (key,) = client.session["keys"]
    card = enterprise_card_by_id(Viewer.system("test"), enterprise_id=number)
    assert str(card.key) == key
    assert latest_sheet(Viewer.system("test"), key=card.key).answers == {"strategy.plan": "d"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "page", ["", "secteur/", "resultat/", "plan/", "rappel/", "lien/", "effacer/", "plan.pdf", "mes-donnees.json"]
)
def test_a_stranger_learns_nothing(client, page):
    thread, owner = begin()
    answer_all(thread, owner)
    assert client.get(f"/mon-entreprise/{thread.id}/{page}").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_result_keeps_to_its_budgets(client, prefix, django_assert_max_num_queries):
    import gzip

    thread, owner = begin()
    answer_all(thread, owner, security__backup="unknown")
    holder(client, thread)
    client.get(f"{prefix}/mon-entreprise/{thread.id}/resultat/")
    with django_assert_max_num_queries(10):
        page = client.get(f"{prefix}/mon-entreprise/{thread.id}/resultat/")
    assert page.status_code == 200
    assert len(gzip.compress(page.content)) <= 40_000


@pytest.mark.django_db
def test_saving_an_answer_keeps_to_its_budget(client, django_assert_max_num_queries):
    thread, _owner = begin()
    holder(client, thread)
    with django_assert_max_num_queries(10 + 2):  # two are the test's own savepoint
        answer = client.post(f"/mon-entreprise/{thread.id}/question/strategy.plan/", {"answer": "c"})
    assert answer.status_code == 302


@pytest.mark.django_db
def test_documents_of_the_plan(client):
    thread, owner = begin()
    answer_all(thread, owner, "a")
    holder(client, thread)
    assert client.post(f"/mon-entreprise/{thread.id}/plan/tracer/")["Location"] == f"/mon-entreprise/{thread.id}/plan/"
    assert client.get(f"/mon-entreprise/{thread.id}/plan.pdf").content.startswith(b"%PDF-")
    for name in ("plan.docx", "cahier-des-charges.docx"):
        assert client.get(f"/mon-entreprise/{thread.id}/{name}").content.startswith(b"PK")


@pytest.mark.django_db
def test_the_next_question_settles_and_i_do_not_know_is_not_asked_again(client):
    thread, owner = begin()
    answer_all(thread, owner)
    holder(client, thread)
    address = f"/mon-entreprise/{thread.id}/resultat/"
    asked = re.search(r'name="fact" value="(\w+)"', client.get(address).content.decode()).group(1)
    client.post(f"/mon-entreprise/{thread.id}/fait/", {"fact": asked, "unknown": "1", "value": ""})
    assert re.search(r'name="fact" value="(\w+)"', client.get(address).content.decode()).group(1) != asked


@pytest.mark.django_db
def test_a_wrong_fact_comes_back_with_its_sentence(client):
    thread, owner = begin()
    answer_all(thread, owner)
    holder(client, thread)
    page = client.post(f"/mon-entreprise/{thread.id}/fait/", {"fact": "revenue_cad", "value": "beaucoup"})
    assert "Écrivez un nombre, comme 250 000 ou 12,5." in page.content.decode().replace("\xa0", " ")
    done = client.post(f"/mon-entreprise/{thread.id}/fait/", {"fact": "revenue_cad", "value": "2 500 000 $"})
    assert done.status_code == 302
    card = enterprise_card_by_id(Viewer.system("test"), enterprise_id=thread.id)
    assert card.facts["revenue_cad"] == 2_500_000


@pytest.mark.django_db
def test_everything_is_forgotten_when_the_owner_says_so(client):
    thread, owner = begin()
    answer_all(thread, owner)
    holder(client, thread)
    assert client.get(f"/mon-entreprise/{thread.id}/effacer/").status_code == 200
    client.post(f"/mon-entreprise/{thread.id}/effacer/")
    assert enterprise_card_by_id(Viewer.system("test"), enterprise_id=thread.id) is None


@pytest.mark.django_db
def test_my_data_are_read_by_any_tool(client):
    thread, owner = begin()
    answer_all(thread, owner)
    text = holder(client, thread).get(f"/mon-entreprise/{thread.id}/mes-donnees.json").content.decode()
    assert json.loads(text)["computed"]["score"]["overall"] == 25.0
    assert not re.search(r"\w+\(\w+=|Fraction|datetime", text)


@pytest.mark.django_db
def test_knowing_nothing_yet_is_not_having_nothing_to_do(client):
    thread, owner = begin(need="on verra bien")
    answer_all(thread, owner, "unknown")
    page = holder(client, thread).get(f"/mon-entreprise/{thread.id}/resultat/").content.decode()
    assert "Nous n’en savons pas encore assez" in page
    assert "n’appellent aucune action" not in page


@pytest.mark.django_db
def test_the_question_that_is_not_scored_speaks_of_no_margin(client):
    thread, _ = begin()
    page = holder(client, thread).get(f"/mon-entreprise/{thread.id}/question/barrier/").content.decode()
    assert "Je ne sais pas" in page
    assert "avec une marge" not in page


def test_a_number_nobody_can_dial_comes_back():
    form = CallBackForm({"phone": "555-0100"}, projects=[])
    assert "indicatif régional" in form.errors["phone"][0]
    assert "phone" not in CallBackForm({"phone": "418 555-0100, poste 12"}, projects=[]).errors


@pytest.mark.django_db
def test_the_result_and_the_plan_show_the_same_first_actions_and_why(client):
    thread, owner = begin(need="on perd des soumissions")
    answer_all(thread, owner, "a")
    holder(client, thread)
    result = client.get(f"/mon-entreprise/{thread.id}/resultat/").content.decode()
    client.post(f"/mon-entreprise/{thread.id}/plan/tracer/")
    plan = client.get(f"/mon-entreprise/{thread.id}/plan/").content.decode()
    said = [re.findall(r"<h3[^>]*>([^<]+)</h3>", page.split('id="premieres"')[1])[:3] for page in (result, plan)]
    assert said[0] == said[1]
    for page in (result, plan):
        assert "Vous nous avez dit" in page
        assert "on perd des soumissions" in page
        assert "vous avez répondu" in page


@pytest.mark.django_db
def test_aids_are_folded_by_state_and_three_projects_are_shown(client):
    thread, owner = begin()
    answer_all(thread, owner, "b")
    page = holder(client, thread).get(f"/mon-entreprise/{thread.id}/resultat/").content.decode()
    aids = page.split('id="aides"')[1].split("</section>")[0]
    assert (
        len(re.findall(r'<details class="govuk-details">', re.sub(r"<article.*?</article>", "", aids, flags=re.DOTALL)))
        == 4
    )
    assert "<details" not in page.split('id="premieres"')[1].split('id="prochaine-question"')[0]
    projects = page.split('id="projets"')[1].split("<details")[0]
    assert projects.count("v-liste__nom") == 3
    assert page.index('id="premieres"') < page.index('id="prochaine-question"') < page.index('id="aides"')


@pytest.mark.django_db
@pytest.mark.parametrize(("prefix", "word"), [("", "Erreur"), ("/en", "Error")])
def test_a_refused_form_says_so_first_in_its_title(client, prefix, word):
    titles = [
        re.search(r"<title>(.*?)</title>", page.content.decode())
        for page in (
            client.get(f"{prefix}/mon-entreprise/"),
            client.post(f"{prefix}/mon-entreprise/", {"activity": ""}),
        )
    ]
    assert [title.group(1).startswith(word) for title in titles] == [False, True]


@pytest.mark.django_db
def test_an_expired_form_says_what_was_not_kept_and_leads_back():
    browser = Client(enforce_csrf_checks=True)
    for referer, back in (
        ("http://testserver/mon-entreprise/1/question/x/", "http://testserver/mon-entreprise/1/question/x/"),
        ("https://example.org/", "/mon-entreprise/1/question/x/"),
    ):
        page = browser.post("/mon-entreprise/1/question/x/", {"answer": "a"}, headers={"referer": referer})
        assert page.status_code == 403
        assert "n’a pas été enregistré" in page.content.decode()
        assert f'href="{back}"' in page.content.decode()


@pytest.mark.django_db
def test_the_specification_says_what_the_owner_said(client):
    thread, owner = begin()
    answer_all(thread, owner, "a")
    holder(client, thread).post(f"/mon-entreprise/{thread.id}/plan/tracer/")
    answer = client.get(f"/mon-entreprise/{thread.id}/cahier-des-charges.docx")
    text = zipfile.ZipFile(io.BytesIO(answer.content)).read("word/document.xml").decode()
    for said in ("couvreur", "Bas-Saint-Laurent", "refaire mes soumissions", ">12<"):
        assert said.strip("<>") in text


@pytest.mark.django_db
def test_page_pdf_and_word_list_the_actions_in_one_order(client, monkeypatch):
    printed = []
    monkeypatch.setattr(documents, "pdf", lambda document: printed.append(document) or b"%PDF-")
    thread, owner = begin(need="on perd des soumissions")
    answer_all(thread, owner, "a")
    holder(client, thread).post(f"/mon-entreprise/{thread.id}/plan/tracer/")
    plan = latest_plan(owner, key=thread.key)
    wanted = [step.action.entry.title.words.say("fr") for step in (*plan.first, *plan.next)]
    assert wanted == [step.action.entry.title.words.say("fr") for step in sorted(plan.steps, key=lambda s: s.quarter)]
    page = client.get(f"/mon-entreprise/{thread.id}/plan/").content.decode()
    assert re.findall(r'name="kept" value="([\w.-]+)"', page) == [step.id for step in (*plan.first, *plan.next)]
    client.get(f"/mon-entreprise/{thread.id}/plan.pdf")
    titles = [block.text.split(". ", 1)[1] for block in printed[0].blocks if getattr(block, "level", 0) == 3]
    assert titles == wanted
    answer = client.get(f"/mon-entreprise/{thread.id}/plan.docx")
    text = zipfile.ZipFile(io.BytesIO(answer.content)).read("word/document.xml").decode()
    assert re.findall(r"<w:t[^>]*>\d+\. ([^<]+)</w:t>", text) == wanted * 2  # the table, then each in detail
