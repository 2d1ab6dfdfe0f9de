"""The open files of Québec's enterprise register: which columns are read, and what makes a line wrong.

Names of files and columns are the register's own (guide IN-537, as public programs read it). What is not used is not
kept; an address marked as not to be shown is never read.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from virage.core.coordinates import postal_code
from virage.core.enterprise_names import name_words
from virage.core.identifiers import read_neq
from virage.core.words import Words

Row = tuple[str | None, ...]
Values = Sequence[str]

SHOWN = "O"
"""Yes, for the register. An address is read only when it says yes; « N », or anything else, hides it."""

IN_FORCE = "IM"
"""Status of a registered enterprise; the others say why it was struck off."""

LEGAL_NAME = "M"
CURRENT_NAME = "V"
LONGEST_TEXT = 500


class LineError(ValueError):
    """A line that cannot be read; `words` name the column and the value."""

    def __init__(self, *, fr: str, en: str) -> None:
        self.words = Words(fr=fr, en=en)
        super().__init__(fr)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFormat:
    """One file: the table it fills, the columns read, and how a line becomes a row."""

    table: str
    columns: tuple[str, ...]
    fields: tuple[str, ...]
    read: Callable[[Values], Row]


def line_reader(form: FileFormat, header: Sequence[str]) -> Callable[[Sequence[str]], Row]:
    """Make the function that reads the lines under a header, whatever the order of its columns.

    Raises:
        LineError: a column is missing. The function itself raises it for a wrong line.

    >>> read = line_reader(FILES["DomaineValeur"], ["COD_DOM_VAL", "TYP_DOM_VAL", "VAL_DOM_FRAN"])
    >>> read(["IM", "STAT_IMMAT", "Immatriculée"])
    ('STAT_IMMAT', 'IM', 'Immatriculée')
    >>> read(["IM", "STAT_IMMAT"])
    Traceback (most recent call last):
    virage.core.register.LineError: 2 valeurs au lieu de 3
    """
    names = [name.strip().upper() for name in header]
    missing = [column for column in form.columns if column not in names]
    if missing:
        said = ", ".join(missing)
        raise LineError(fr=f"colonnes manquantes : {said}", en=f"missing columns: {said}")
    places, width, read = [names.index(column) for column in form.columns], len(names), form.read

    def line(values: Sequence[str]) -> Row:
        if len(values) != width:
            raise LineError(
                fr=f"{len(values)} valeurs au lieu de {width}", en=f"{len(values)} values instead of {width}"
            )
        kept = [values[place].strip() for place in places]
        whole = "".join(kept)
        if "\ufffd" in whole or "\0" in whole:
            raise LineError(fr="texte illisible (UTF-8 attendu)", en="unreadable text (UTF-8 expected)")
        return read(kept)

    return line


def _enterprise(v: Values) -> Row:
    address, postal = _address(v[9], v[10:14])
    return (
        _neq("NEQ", v[0]),
        v[1],
        _date("DAT_STAT_IMMAT", v[2]),
        v[3],
        v[4],
        v[5],
        v[6],
        _date("DAT_IMMAT", v[7]),
        _date("DAT_CONSTI", v[8]),
        address,
        postal,
    )


def _name(v: Values) -> Row:
    if not v[1]:
        raise LineError(fr="NOM_ASSUJ est vide", en="NOM_ASSUJ is empty")
    if len(v[1]) > LONGEST_TEXT:
        raise LineError(fr=f"NOM_ASSUJ dépasse {LONGEST_TEXT} caractères", en=f"NOM_ASSUJ exceeds {LONGEST_TEXT}")
    words = name_words(v[1])
    start = " ".join(sorted(word[:4] for word in words[:2]))
    since, until = _date("DAT_INIT_NOM_ASSUJ", v[4]), _date("DAT_FIN_NOM_ASSUJ", v[5])
    if since and until and until < since:
        raise LineError(fr=f"le nom finit ({until}) avant {since}", en=f"the name ends ({until}) before {since}")
    return (_neq("NEQ", v[0]), v[1], " ".join(sorted(words)), start, v[2], v[3], since, until)


def _establishment(v: Values) -> Row:
    if not v[1].isdecimal():
        raise LineError(fr=f"NO_SUF_ETAB n’est pas un nombre : « {v[1]} »", en=f"NO_SUF_ETAB is no number: “{v[1]}”")
    address, postal = _address(v[3], v[4:8])
    return (_neq("NEQ", v[0]), v[1], "t" if v[2] == SHOWN else "f", v[9], address, postal, v[8])


def _merger(v: Values) -> Row:
    related = _neq("NEQ_ASSUJ_REL", v[1]) if v[1] else ""
    return (_neq("NEQ", v[0]), related, v[2], v[3], _date("DAT_EFCTVT", v[4]))


def _word(v: Values) -> Row:
    return (v[0], v[1], v[2])


def _neq(column: str, value: str) -> str:
    if len(value) == 10 and value.isascii() and value.isdecimal():  # noqa: PLR2004 — the common case, quickly
        return value
    read = read_neq(value)
    if read is None:
        raise LineError(
            fr=f"{column} ne compte pas dix chiffres : « {value} »", en=f"{column} has no ten digits: “{value}”"
        )
    return read


def _date(column: str, value: str) -> str | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value[:10]).isoformat()
    except ValueError:
        raise LineError(fr=f"{column} n’est pas une date : « {value} »", en=f"{column} is no date: “{value}”") from None


def _address(shown: str, lines: Values) -> tuple[str, str]:
    """The address and its postal code, apart; nothing of one that is not to be shown."""
    if shown.upper() != SHOWN:
        return "", ""
    told = [line for line in lines if line]
    return "\n".join(told), next((found for line in reversed(told) if (found := postal_code(line))), "")


FILES: Mapping[str, FileFormat] = {
    "Entreprise": FileFormat(
        table="enterprise",
        columns=(
            "NEQ",
            "COD_STAT_IMMAT",
            "DAT_STAT_IMMAT",
            "COD_FORME_JURI",
            "COD_INTVAL_EMPLO_QUE",
            "COD_ACT_ECON_CAE",
            "COD_ACT_ECON_CAE2",
            "DAT_IMMAT",
            "DAT_CONSTI",
            "ADR_DOMCL_ADR_DISP",
            "ADR_DOMCL_LIGN1_ADR",
            "ADR_DOMCL_LIGN2_ADR",
            "ADR_DOMCL_LIGN3_ADR",
            "ADR_DOMCL_LIGN4_ADR",
        ),
        fields=(
            "neq",
            "status",
            "status_on",
            "form",
            "employees",
            "cae",
            "cae2",
            "registered_on",
            "constituted_on",
            "address",
            "postal",
        ),
        read=_enterprise,
    ),
    "Nom": FileFormat(
        table="name",
        columns=("NEQ", "NOM_ASSUJ", "STAT_NOM", "TYP_NOM_ASSUJ", "DAT_INIT_NOM_ASSUJ", "DAT_FIN_NOM_ASSUJ"),
        fields=("neq", "name", "words", "start", "status", "kind", "since", "until"),
        read=_name,
    ),
    "Etablissements": FileFormat(
        table="establishment",
        columns=(
            "NEQ",
            "NO_SUF_ETAB",
            "IND_ETAB_PRINC",
            "IND_DISP",
            "LIGN1_ADR",
            "LIGN2_ADR",
            "LIGN3_ADR",
            "LIGN4_ADR",
            "COD_ACT_ECON",
            "NOM_ETAB",
        ),
        fields=("neq", "suffix", "main", "name", "address", "postal", "cae"),
        read=_establishment,
    ),
    "FusionScissions": FileFormat(
        table="merger",
        columns=("NEQ", "NEQ_ASSUJ_REL", "DENOMN_SOC", "COD_RELA_ASSUJ", "DAT_EFCTVT"),
        fields=("neq", "related", "name", "relation", "on_date"),
        read=_merger,
    ),
    "DomaineValeur": FileFormat(
        table="word",
        columns=("TYP_DOM_VAL", "COD_DOM_VAL", "VAL_DOM_FRAN"),
        fields=("type", "code", "words"),
        read=_word,
    ),
}
"""The files read, by name without « .csv ». Continuations and transformations change no number: they are left."""
