"""Answer sheets as people and programs write them: read, checked by name, scored."""

from collections.abc import Mapping
from typing import Any, NoReturn

from virage.content.instruments import PROFILE, European, Instrument
from virage.content.library import Library
from virage.core import dmat, scoring
from virage.core.catalogue import Catalogue
from virage.core.instruments import AnswerError, Depth, shown
from virage.core.reading import FactError, read_value
from virage.core.scorecards import Scorecard
from virage.core.values import Facts, Value

KEYS = ("profile", "depth", "answers")


def score_sheet(library: Library, name: str, sheet: object) -> Scorecard:
    """Score a sheet read from JSON with the instrument of that name.

    Shapes: for situations `{"profile": {…}, "depth": "quick", "answers": {"strategy.plan": "b"}}` (an absent profile is
    empty, an absent depth is quick); for the European questionnaire, as `virage.core.dmat.score` says.

    Raises:
        AnswerError: no such instrument, or a sheet that it cannot hold.

    """
    found = library.instruments.get(name)
    if found is None:
        listed = ", ".join(sorted(library.instruments))
        _refuse(
            fr=f"L’instrument {shown(name)} n’existe pas\u00a0: {listed}.",
            en=f"There is no instrument {shown(name)}: {listed}.",
        )
    given = _object("la feuille", "the sheet", sheet)
    if isinstance(found, European):
        return dmat.score(found.sheet, given)
    return _score_situations(library, found, given)


def _score_situations(library: Library, instrument: Instrument, given: Mapping[str, Any]) -> Scorecard:
    for key in given:
        if key not in KEYS:
            listed = ", ".join(KEYS)
            _refuse(
                fr=f"La clé {shown(key)} n’est pas attendue\u00a0: {listed}.",
                en=f"The key {shown(key)} is not expected: {listed}.",
            )
    if given.get("answers") is None:
        _refuse(fr="Il manque « answers ».", en="“answers” is missing.")
    answers = _object("answers", "answers", given["answers"])
    return scoring.score(
        instrument.sheet,
        profile=_profile(library, given.get("profile")),
        answers={question: answer for question, answer in answers.items() if answer is not None},
        depth=_depth(given.get("depth")),
    )


def _depth(given: object) -> Depth:
    if given is None:
        return Depth.QUICK
    if not isinstance(given, str) or given not in tuple(Depth):
        listed = ", ".join(Depth)
        _refuse(
            fr=f"depth n’accepte pas {shown(given)}\u00a0: {listed}.",
            en=f"depth does not accept {shown(given)}: {listed}.",
        )
    return Depth(given)


def _profile(library: Library, given: object) -> Facts:
    profile = {} if given is None else _object("profile", "profile", given)
    known = {name: _fact(library.facts, name, value) for name, value in profile.items() if value is not None}
    sector = known.get("sector")
    if sector is not None and sector not in library.sectors:
        listed = ", ".join(library.sectors)
        _refuse(
            fr=f"Le secteur {shown(sector)} n’existe pas\u00a0: {listed}.",
            en=f"There is no sector {shown(sector)}: {listed}.",
        )
    return known


def _fact(catalogue: Catalogue, name: str, value: Any) -> Value:
    fact = catalogue.facts.get(name)
    if fact is not None:
        try:
            return read_value(fact, value)
        except FactError as error:
            raise AnswerError(fr=f"{error.words.fr}.", en=f"{error.words.en}.") from error
    if name not in PROFILE:
        _refuse(fr=f"Le fait {shown(name)} n’existe pas.", en=f"There is no fact {shown(name)}.")
    if not isinstance(value, str):
        _refuse(
            fr=f"{name} attend un texte entre guillemets; reçu\u00a0: {shown(value)}.",
            en=f"{name} expects a text in quotes; got: {shown(value)}.",
        )
    return value


def _object(fr: str, en: str, given: object) -> Mapping[str, Any]:
    if not isinstance(given, Mapping):
        _refuse(
            fr=f"Un objet est attendu pour {fr}; reçu\u00a0: {shown(given)}.",
            en=f"{en} must be an object; got: {shown(given)}.",
        )
    return given


def _refuse(*, fr: str, en: str) -> NoReturn:
    raise AnswerError(fr=fr, en=en)
