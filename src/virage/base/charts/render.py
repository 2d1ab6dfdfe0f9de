"""Vega-Lite to SVG: accessible, no inline style, no clashing id, no outside address; each kept by its content."""

import hashlib
import json
import re
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from django.core.cache import caches
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from virage.base.charts.model import Said
from virage.base.charts.vega import NUMBERS, Spec, Width, times

FONTS = Path(__file__).resolve().parent.parent / "fonts"
HERE = "https://virage.invalid"  # Vega sends a relative address to its own site; this one is taken off afterwards
SAYS = "~~"
FACE = "Hanken Grotesk, system-ui, sans-serif"
CLASSES = {"large": "v-g v-g--large", "narrow": "v-g v-g--etroit"}


@lru_cache(maxsize=1)
def _engine() -> Any:
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
    return vl_convert


def linked(path: str, spoken: str) -> str:
    """A path of this site, and what its link says, as they are written in a specification."""
    return f"{HERE}{path}{SAYS}{quote(spoken)}"


def draw(spec: Spec, said: Said, width: Width) -> SafeString:
    """One drawing, from the cache when this very specification was drawn before."""
    told = [said.name, said.title, said.finding, said.language, width, version("vl-convert-python")]
    content = json.dumps([spec, told], sort_keys=True, ensure_ascii=False)
    key = hashlib.sha256(content.encode()).hexdigest()
    store = caches["charts"]
    svg: str | None = store.get(key)
    if svg is None:
        svg = finish(_vega(spec, said.language), said, width)
        store.set(key, svg, timeout=None)
    return mark_safe(svg)  # noqa: S308 — drawn here; words are escaped by Vega and by finish


def _vega(spec: Spec, language: str) -> str:
    svg: str = _engine().vegalite_to_svg(
        spec, vl_version="6.4", format_locale=NUMBERS[language], time_format_locale=times(language)
    )
    return svg


def finish(svg: str, said: Said, width: Width) -> str:
    """Make a drawing fit for a page under a strict policy: see the tests for each property."""
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    if box is None:
        raise ValueError("a drawing without a viewBox")
    body = svg[svg.index(">", svg.index("<svg")) + 1 : svg.rindex("</svg>")]
    body = re.sub(r' (?:aria-[a-z]+|role|style|class|target|xlink:title)="[^"]*"', "", body)
    body = re.sub(r'(id="|url\(#|href="#)([\w-]+)', rf"\g<1>{said.name}-{width}-\g<2>", body)
    body = re.sub(rf'(?:xlink:)?href="{HERE}([^"]*?){SAYS}([^"]*)"', _link, body)
    body = re.sub(r'font-family="[^"]*"', f'font-family="{FACE}"', body)
    body = re.sub(r"(\d+\.\d{2})\d+", r"\1", body)
    return frame(body, said, width, float(box[1]), float(box[2]))


def _link(found: re.Match[str]) -> str:
    return f'href="{found[1]}" aria-label="{escape(unquote(found[2]))}"'


def frame(body: str, said: Said, width: Width, across: float, down: float) -> str:
    """The outer element, with the title and the finding. A drawing that holds links is a group, not a picture."""
    uid = f"{said.name}-{width}"
    role = "group" if "<a " in body else "img"
    size = f'width="{across:g}" height="{down:g}" viewBox="0 0 {across:g} {down:g}"'
    return (
        f'<svg class="{CLASSES[width]}" xmlns="http://www.w3.org/2000/svg" {size} role="{role}" '
        f'aria-labelledby="{uid}-t" aria-describedby="{uid}-d"><title id="{uid}-t">{escape(said.title)}</title>'
        f'<desc id="{uid}-d">{escape(said.finding)}</desc>{body}</svg>'
    )
