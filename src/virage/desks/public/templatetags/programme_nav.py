"""``{% programme_nav as groups %}``: the menu shared by the pages about the programme."""

from django import template
from django.template.context import Context

from virage.base.templatetags.look import Entry, menu
from virage.desks.public.programme_nav import AROUND, FOLLOWED

register = template.Library()


@register.simple_tag(takes_context=True)
def programme_nav(context: Context) -> list[tuple[Entry, ...]]:
    """What is followed, then what stands around it; the page one is on is marked."""
    rows = (menu(context, FOLLOWED), menu(context, AROUND))
    return [row.entries for row in rows if row.entries]
