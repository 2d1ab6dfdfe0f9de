"""Everything the interface says in French, it also says in English."""

import pytest

from tools import messages
from tools.places import ROOT


@pytest.mark.parametrize("home", messages.homes(), ids=lambda home: home.name)
def test_every_string_has_its_english(home, monkeypatch):
    monkeypatch.setattr(messages, "homes", lambda: [home])
    assert messages.check() == []


@pytest.fixture
def home(tmp_path, monkeypatch):
    home = tmp_path / "room"
    (home / "templates").mkdir(parents=True)
    monkeypatch.setattr(messages, "homes", lambda: [home])
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    return home


def test_templates_components_and_code_are_read(home):
    (home / "templates" / "a.html").write_text(
        """<c-x title="{% translate 'Retour' %}" />{% blocktranslate trimmed count n=n %}
        {{ n }} jour{% plural %}{{ n }} jours{% endblocktranslate %}{{ _("Avis") }} l'an"""
    )
    (home / "views.py").write_text('from x import gettext_lazy as _\nTITLE = _("Titre")\n')
    said = {m.id for m in messages.gather(home) if m.id}
    assert said == {"Retour", ("%(n)s jour", "%(n)s jours"), "Avis", "Titre"}


def test_update_keeps_what_was_translated_and_drops_what_is_no_longer_said(home):
    page = home / "templates" / "a.html"
    page.write_text("{% translate 'Retour' %}{% translate 'Avis' %}")
    assert len(messages.update()) == 2
    english = messages.kept(messages.place(home, "en"), "en")
    for message in english:
        if message.id:
            message.string = f"English of {message.id}"
    messages.write(messages.place(home, "en"), english)
    assert messages.check() == []
    page.write_text("{% translate 'Retour' %}")
    assert messages.update() == []
    assert [(m.id, m.string) for m in messages.kept(messages.place(home, "en"), "en") if m.id] == [
        ("Retour", "English of Retour")
    ]


def test_what_is_counted_has_its_french_plural(home):
    page = "{% blocktranslate count n=n %}{{ n }} jour{% plural %}{{ n }} jours{% endblocktranslate %}"
    (home / "templates" / "a.html").write_text(page)
    messages.update()
    french = messages.kept(messages.place(home, "fr"), "fr")
    assert [m.string for m in french if m.id] == [("%(n)s jour", "%(n)s jours")]
    assert "n > 1" in french.plural_forms


def test_a_placeholder_lost_in_translation_is_said(home):
    (home / "views.py").write_text('_("%(n)s de trop")\n')
    messages.update()
    english = messages.kept(messages.place(home, "en"), "en")
    next(m for m in english if m.id).string = "%(count)s too many"
    messages.write(messages.place(home, "en"), english)
    assert len(messages.check()) == 1
    assert (ROOT / "tools/messages.py").exists()


def test_one_french_sentence_has_one_english_sentence():
    """Catalogues merge into one: the second English of a sentence would silently replace the first, everywhere."""
    said = {}
    for home in messages.homes():
        for each in messages.kept(messages.place(home, "en"), "en"):
            said.setdefault((str(each.id), each.context), set()).add(str(each.string))
    assert {sentence: english for sentence, english in said.items() if len(english) > 1 and sentence[0]} == {}
