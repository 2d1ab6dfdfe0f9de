"""What the manuals, the privacy assessment and deploy/ say is what the code does."""

import re
import shlex
from configparser import ConfigParser
from importlib.util import find_spec

import pytest

from tools.places import ROOT, SOURCES
from virage.content.library import KINDS, shipped

DEPLOY = ROOT / "deploy"
MANUAL = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
SETTINGS = (SOURCES / "config" / "settings.py").read_text(encoding="utf-8")
READ = {f"VIRAGE_{name}" for name in re.findall(r'env\.\w+\("([A-Z_]+)"', SETTINGS)}
TOOLS = {"VIRAGE_PORT", "VIRAGE_VAR", "VIRAGE_PG_BIN", "VIRAGE_CHROMIUM"}
COMMANDS = {path.stem for path in (SOURCES / "cli" / "commands").glob("*.py")}
UNITS = sorted(path.name for path in DEPLOY.glob("virage*") if path.suffix in {".service", ".timer"})


def unit(name):
    """A systemd unit; a key may be there twice."""
    text = (DEPLOY / name).read_text(encoding="utf-8").replace("\\\n", " ")
    parser = ConfigParser(strict=False, interpolation=None, comment_prefixes=("#",))
    parser.optionxform = str
    parser.read_string(text)
    lines = [line.partition("=")[2] for line in text.splitlines() if line.startswith("ExecStart=")]
    return parser, [shlex.split(line) for line in lines]


def names_in(name):
    """The variables of an environment file."""
    lines = (DEPLOY / name).read_text(encoding="utf-8").splitlines()
    return {line.partition("=")[0] for line in lines if line and not line.startswith("#")}


def assert_runs(words):
    """A command line of ours names a module or a subcommand that exists."""
    line = " ".join(words)
    for module in re.findall(r"-m ([\w.]+)", line) + re.findall(r"([\w.]+):application", line):
        assert find_spec(module), module
    for command in re.findall(r"bin/virage (\w+)", line):
        assert command in COMMANDS


def test_every_setting_is_told_and_every_setting_told_is_read():
    assert set(re.findall(r"VIRAGE_[A-Z_]+", MANUAL)) - TOOLS == READ


def test_every_command_of_the_manual_exists():
    assert set(re.findall(r"`virage (\w+)", MANUAL)) <= COMMANDS


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_runs_what_exists(name):
    parser, commands = unit(name)
    if name.endswith(".timer"):
        assert name.replace(".timer", ".service") in UNITS
        assert "OnCalendar" in parser["Timer"]
        return
    assert parser["Service"]["User"] == "virage"
    for words in commands:
        assert_runs(words)


def test_the_container_copies_and_runs_what_exists():
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    copied = [word for line in re.findall(r"^COPY (?!--)(.+)$", text, re.MULTILINE) for word in line.split()[:-1]]
    assert [name for name in copied if not (ROOT / name).exists()] == []
    assert_runs(text.split())
    assert "\nUSER virage\n" in text


def test_the_environment_file_holds_what_production_needs():
    named = names_in("virage.env.example")
    assert named - {"DJANGO_SETTINGS_MODULE"} <= READ
    assert {"VIRAGE_SECRET_KEY", "VIRAGE_EMAIL_HOST", "VIRAGE_HOSTS", "VIRAGE_PRIVACY_OFFICER_NAME"} <= named


def test_the_web_process_does_not_know_the_owner():
    assert names_in("virage-owner.env.example") == {"VIRAGE_DATABASE_OWNER_URL"}
    told = {name: "virage-owner.env" in (DEPLOY / name).read_text(encoding="utf-8") for name in UNITS}
    assert [name for name, owner in told.items() if owner] == ["virage-migrate.service"]


def test_the_privacy_assessment_maps_what_is_kept():
    page = (ROOT / "docs" / "privacy" / "evaluation.md").read_text(encoding="utf-8")
    for kept in shipped().retention.values():
        days = "—" if kept.days is None else "1 jour" if kept.days == 1 else f"{kept.days} jours"
        cells = (kept.what.fr, kept.why.fr, kept.who.fr, days, kept.since.fr, kept.end.fr)
        assert f"| {' | '.join(cells)} |" in page


def test_every_kind_of_file_of_a_pack_is_told():
    page = (ROOT / "docs" / "pack-authoring.md").read_text(encoding="utf-8")
    assert [kind.glob for kind in KINDS if f"`{kind.glob}`" not in page] == []
