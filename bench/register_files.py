"""The register's files as its format says, invented and as large as one likes: streamed, seeded."""

import csv
import random
from collections.abc import Iterator
from pathlib import Path

from bench.labelled import MORE, STREETS, SUFFIXES, SURNAMES, TOWNS, TRADES

HEADERS = {
    "Entreprise": (
        "NEQ IND_FAIL DAT_IMMAT COD_REGIM_JURI COD_INTVAL_EMPLO_QUE DAT_CESS_PREVU COD_STAT_IMMAT COD_FORME_JURI"
        " DAT_STAT_IMMAT COD_REGIM_JURI_CONSTI DAT_DEPO_DECLR AN_DECL AN_PROD DAT_LIMIT_PROD AN_PROD_PRE"
        " DAT_LIMIT_PROD_PRE DAT_MAJ_INDEX_NOM COD_ACT_ECON_CAE NO_ACT_ECON_ASSUJ DESC_ACT_ECON_ASSUJ"
        " COD_ACT_ECON_CAE2 NO_ACT_ECON_ASSUJ2 DESC_ACT_ECON_ASSUJ2 NOM_LOCLT_CONSTI DAT_CONSTI"
        " IND_CONVEN_UNMN_ACTNR IND_RET_TOUT_POUVR IND_LIMIT_RESP DAT_DEB_RESP DAT_FIN_RESP OBJET_SOC NO_MTR_VOLONT"
        " ADR_DOMCL_ADR_DISP ADR_DOMCL_LIGN1_ADR ADR_DOMCL_LIGN2_ADR ADR_DOMCL_LIGN3_ADR ADR_DOMCL_LIGN4_ADR"
    ),
    "Nom": "NEQ NOM_ASSUJ NOM_ASSUJ_LANG_ETRNG STAT_NOM TYP_NOM_ASSUJ DAT_INIT_NOM_ASSUJ DAT_FIN_NOM_ASSUJ",
    "Etablissements": (
        "NEQ NO_SUF_ETAB IND_ETAB_PRINC IND_SALON_BRONZ IND_VENTE_TABAC_DETL IND_DISP LIGN1_ADR LIGN2_ADR LIGN3_ADR"
        " LIGN4_ADR COD_ACT_ECON DESC_ACT_ECON_ETAB NO_ACT_ECON_ETAB COD_ACT_ECON2 DESC_ACT_ECON_ETAB2"
        " NO_ACT_ECON_ETAB2 NOM_ETAB"
    ),
    "FusionScissions": (
        "NEQ NEQ_ASSUJ_REL DENOMN_SOC COD_RELA_ASSUJ DAT_EFCTVT IND_DISP LIGN1_ADR LIGN2_ADR LIGN3_ADR LIGN4_ADR"
    ),
    "ContinuationsTransformations": "NEQ COD_TYP_CHANG COD_REGIM_JURI AUTR_REGIM_JURI NOM_LOCLT DAT_EFCTVT",
    "DomaineValeur": "TYP_DOM_VAL COD_DOM_VAL VAL_DOM_FRAN",
}
WORDS = [
    ("STAT_IMMAT", "IM", "Immatriculée"),
    ("STAT_IMMAT", "RD", "Radiée sur demande"),
    ("FORME_JURI", "F1", "Forme fictive par actions"),
    ("FORME_JURI", "F2", "Forme fictive en nom propre"),
    ("INTVAL_EMPLO_QUE", "E1", "De 1 à 5 (fictif)"),
    ("INTVAL_EMPLO_QUE", "E2", "De 6 à 10 (fictif)"),
    ("ACT_ECON", "1000", "Activité fictive"),
    ("RELA_ASSUJ", "X1", "Fusion fictive"),
    ("RELA_ASSUJ", "X2", "Scission fictive"),
]
"""Codes and words of ours: the real ones come with the register."""


def write_register(folder: Path, rows: dict[str, list[dict[str, str]]]) -> Path:
    """Write the six files with the lines given, by column; what is not given is empty."""
    for name, header in HEADERS.items():
        columns = header.split()
        with (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="")
            writer.writeheader()
            writer.writerows(rows.get(name, []))
    return folder


def words() -> list[dict[str, str]]:
    return [dict(zip(HEADERS["DomaineValeur"].split(), line, strict=True)) for line in WORDS]


def invent(folder: Path, *, rows: int, seed: int) -> int:
    """Write about ``rows`` lines in all; gives how many."""
    dice = random.Random(seed)
    count = rows * 10 // 25
    for name, lines in {
        "Entreprise": _enterprises(dice, count),
        "Nom": _names(dice, count),
        "Etablissements": _places(dice, count),
        "FusionScissions": _mergers(count),
        "ContinuationsTransformations": iter(()),
        "DomaineValeur": iter(WORDS),
    }.items():
        columns = HEADERS[name].split()
        with (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns)
            writer.writerows(lines)
    return count + count * 5 // 4 + count // 5 + count // 20 + len(WORDS)


def _neq(n: int) -> str:
    return f"{(11, 22, 33)[n % 3]}{n:08}"


def _enterprises(dice: random.Random, count: int) -> Iterator[list[str]]:
    blank = [""] * 37
    for n in range(count):
        row = blank.copy()
        row[0], row[2], row[3], row[4] = _neq(n), "2015-04-01", "QC", dice.choice(("E1", "E2"))
        row[6] = "RD" if n % 10 >= 6 else "IM"
        row[7], row[8], row[17], row[24] = dice.choice(("F1", "F2")), "2015-04-01", "1000", "2015-03-01"
        row[32] = "N" if n % 3 else "O"
        row[33:37] = _address(dice)
        yield row


def _names(dice: random.Random, count: int) -> Iterator[list[str]]:
    for n in range(count):
        name = f"{dice.choice(TRADES)} {dice.choice(SURNAMES)} {dice.choice(MORE)} {dice.choice(SUFFIXES)}"
        yield [_neq(n), name, "", "V", "M", "2015-04-01", ""]
        if n % 4 == 0:
            yield [_neq(n), f"{dice.choice(TRADES)} {dice.choice(SURNAMES)}", "", "A", "N", "2010-01-01", "2015-03-31"]


def _places(dice: random.Random, count: int) -> Iterator[list[str]]:
    for n in range(0, count - count % 5, 5):
        yield [_neq(n), "1", "O", "N", "N", "O", *_address(dice), "1000", "Activité", "1", "", "", "", ""]


def _mergers(count: int) -> Iterator[list[str]]:
    for n in range(0, count - count % 20, 20):
        yield [_neq(n), _neq(n + 9), "Nom fictif", "X1", "2020-01-01", "N", "", "", "", ""]


def _address(dice: random.Random) -> list[str]:
    postal = f"{dice.choice('GHJ')}{dice.randint(0, 9)}A {dice.randint(0, 9)}B{dice.randint(0, 9)}"
    return [f"{dice.randint(1, 4000)} rue {dice.choice(STREETS)}", "", dice.choice(TOWNS), postal]
