"""Long lists: a row is rendered once with gaps, then filled for each thing shown; ``for`` renders it anew each time."""

import re
from html import escape
from typing import Any, NoReturn

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
GAP = re.compile("\x02([^\x03]*)\x03")


@register.tag
def each(parser: Parser, token: Token) -> "EachNode":
    """``{% each page.rows as row %}<td>{{ row.name }}</td>{% endeach %}``: plain fields, each said as text.

    Inside, nothing depends on the row: no ``if``, no filter on a field. What a row says is decided before the template.
    """
    try:
        _tag, shown, joint, name = token.split_contents()
    except ValueError:
        joint = ""
    if joint != "as":
        raise template.TemplateSyntaxError("{% each ROWS as NAME %}")
    body = parser.parse(("endeach",))
    parser.delete_first_token()
    return EachNode(parser.compile_filter(shown), name, body)


class EachNode(template.Node):
    """The rows, and what is said of one."""

    def __init__(self, shown: FilterExpression, name: str, nodelist: NodeList) -> None:
        self.shown, self.name, self.nodelist = shown, name, nodelist

    def render(self, context: Context) -> SafeString:
        with context.push(**{self.name: _Gaps()}):
            said = GAP.split(self.nodelist.render(context))
        rows = self.shown.resolve(context)
        return mark_safe("".join(part for row in rows for part in _filled(said, row)))  # noqa: S308 — each escaped below


def _filled(said: list[str], row: Any) -> list[str]:
    """Text of the template and names of fields, in turn, with what this row has in their place."""
    parts = said.copy()
    parts[1::2] = [_escaped(getattr(row, name)) for name in said[1::2]]
    return parts


def _escaped(value: Any) -> str:
    return value if isinstance(value, SafeString) else escape(str(value))


class _Gap(SafeString):
    def __bool__(self) -> NoReturn:
        raise template.TemplateSyntaxError("inside {% each %}, nothing depends on the row")


class _Gaps(dict[str, _Gap]):
    def __missing__(self, name: str) -> _Gap:
        return _Gap(f"\x02{name}\x03")
