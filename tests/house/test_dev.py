"""dev.py finds its way on a bare machine."""

import ast
import hashlib
import io
import os
import stat
import sys
import zipfile

import pytest

import dev
from tools.places import ROOT


def uv_program(folder, version):
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / "uv"
    program.write_text(f"#!/bin/sh\necho 'uv {version}'\n")
    program.chmod(0o755)
    return program


def shelf_of(cache):
    return cache / "virage" / f"uv-{dev.UV_VERSION}" / "bin"


@pytest.fixture
def bare(monkeypatch, tmp_path):
    """A checkout on a machine where nothing is installed."""
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "uv_by_pip", lambda _target: False)
    monkeypatch.setattr(dev, "uv_by_hand", lambda _target: False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("VIRAGE_STARTED_AT", "0")
    return tmp_path


def test_an_old_python_can_read_it_to_the_end():
    ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 7))


def test_an_old_python_is_told_so(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    with pytest.raises(SystemExit, match=r"Il faut Python 3\.11 ou plus récent"):
        dev.refuse_old_python()


def test_the_machine_s_uv_comes_first(bare):
    uv_program(shelf_of(bare / "cache"), dev.UV_VERSION)
    found = uv_program(bare / "bin", "0.9.0 (a build)")
    assert dev.find_uv() == str(found)


def test_a_uv_too_old_for_our_lock_is_passed_over(bare):
    uv_program(bare / "bin", "0.4.30")
    kept = uv_program(shelf_of(bare / "cache"), dev.UV_VERSION)
    assert dev.find_uv() == str(kept)


@pytest.mark.parametrize("way", ["uv_by_hand", "uv_by_pip"])
def test_it_is_fetched_by_hand_or_by_pip(bare, monkeypatch, way):
    monkeypatch.setattr(dev, way, lambda target: bool(uv_program(target.parent, dev.UV_VERSION)))
    assert dev.find_uv() == str(shelf_of(bare / "cache") / "uv")


def test_where_nothing_may_be_written_at_home_it_is_kept_here(bare, monkeypatch):
    (bare / "cache").touch()
    monkeypatch.setattr(dev, "uv_by_hand", lambda target: bool(uv_program(target.parent, dev.UV_VERSION)))
    assert dev.find_uv() == str(shelf_of(bare / ".cache") / "uv")


def test_without_any_it_says_so_in_one_sentence(bare):
    with pytest.raises(SystemExit, match="uv est introuvable"):
        dev.find_uv()


@pytest.mark.parametrize(
    ("platform", "tag"),
    [
        (("linux", "x86_64", "glibc"), "manylinux_2_17_x86_64.manylinux2014_x86_64"),
        (("linux", "x86_64", ""), "musllinux_1_1_x86_64"),
        (("linux", "aarch64", "glibc"), "manylinux_2_17_aarch64.manylinux2014_aarch64.musllinux_1_1_aarch64"),
        (("darwin", "arm64", ""), "macosx_11_0_arm64"),
        (("darwin", "x86_64", ""), "macosx_10_12_x86_64"),
    ],
)
def test_the_wheel_of_each_platform(platform, tag):
    name, digest = dev.uv_wheel(*platform)
    assert name == f"uv-{dev.UV_VERSION}-py3-none-{tag}.whl"
    assert len(digest) == hashlib.sha256().digest_size * 2


def test_no_wheel_for_a_platform_we_do_not_know():
    assert dev.uv_wheel("plan9", "mips", "") is None


@pytest.fixture
def wheel():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(f"uv-{dev.UV_VERSION}.data/scripts/uv", f"#!/bin/sh\necho 'uv {dev.UV_VERSION}'\n")
    return content.getvalue()


@pytest.mark.parametrize("honest", [True, False])
def test_a_fetched_wheel_must_hash_to_what_we_hold(monkeypatch, tmp_path, wheel, honest):
    digest = hashlib.sha256(wheel if honest else b"something else").hexdigest()
    monkeypatch.setattr(dev, "uv_wheel", lambda *_platform: ("uv.whl", digest))
    monkeypatch.setattr(dev, "download", lambda _name: wheel)
    target = tmp_path / "uv" / "bin" / "uv"
    assert dev.uv_by_hand(target) is honest
    assert target.exists() is honest
    assert not (tmp_path / "uv" / "uv.whl").exists()


@pytest.fixture
def synced(monkeypatch, tmp_path):
    """A checkout whose environment can be asked what it was synchronised with."""
    for name in ("uv.lock", "pyproject.toml"):
        (tmp_path / name).write_text("1")
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.touch()
    asked = []
    for name, value in {"ROOT": tmp_path, "VENV": tmp_path / ".venv", "PYTHON": python}.items():
        monkeypatch.setattr(dev, name, value)
    monkeypatch.setattr(dev, "find_uv", lambda: "uv")
    monkeypatch.setattr(dev, "sync", lambda _uv, *options: asked.append(options))
    monkeypatch.setenv("VIRAGE_STARTED_AT", "0")
    return tmp_path, asked


def test_an_environment_that_is_right_is_left_alone(synced):
    folder, asked = synced
    dev.prepare(*dev.RUNNING)
    dev.prepare(*dev.RUNNING)
    assert asked == [dev.RUNNING]
    (folder / "uv.lock").write_text("2")
    dev.prepare(*dev.RUNNING)
    assert asked == [dev.RUNNING, dev.RUNNING]


def test_an_environment_for_tests_also_runs(synced):
    _, asked = synced
    dev.prepare()
    dev.prepare(*dev.RUNNING)
    assert asked == [()]


def test_an_environment_that_runs_lacks_what_tests_need(synced):
    _, asked = synced
    dev.prepare(*dev.RUNNING)
    dev.prepare()
    assert asked == [dev.RUNNING, ()]


def test_linking_alone_asks_for_its_libraries(synced, monkeypatch):
    _, asked = synced
    monkeypatch.setattr(dev, "hand_over", lambda *_words, **_where: None)
    monkeypatch.setattr("tools.nearby.open_here", dict)
    dev.main(["virage", "register", "show", "1"])
    dev.main(["virage", "register", "link"])
    assert asked == [dev.RUNNING, (*dev.RUNNING, "--group", "linkage")]


@pytest.mark.parametrize(
    ("uv", "sentence"),
    [("echo 'No space left on device' >&2", "Le disque est plein"), ("echo boum >&2", "n’a pu être préparé")],
)
def test_a_failed_sync_is_one_sentence(monkeypatch, tmp_path, uv, sentence):
    program = tmp_path / "uv"
    program.write_text(f"#!/bin/sh\n{uv}\nexit 2\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    with pytest.raises(SystemExit, match=sentence):
        dev.sync(str(program))


def test_without_a_command_it_shows_the_four(capsys):
    with pytest.raises(SystemExit):
        dev.main([])
    told = capsys.readouterr().err
    assert [line.split()[2] for line in told.splitlines()] == ["run", "test", "check", "virage"]
    assert os.environ["VIRAGE_STARTED_AT"]
