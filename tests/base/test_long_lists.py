"""A row rendered once and filled for each thing shown says what ``for`` would say."""

from dataclasses import dataclass

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils.safestring import mark_safe

ROW = '<tr><td>{{ row.name }}</td><td data-t="{{ said }}">{{ row.sign }}{{ row.id }}</td></tr>\n'


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    id: int
    name: str
    sign: str = ""


def rendered(text: str, rows: list[Row]) -> str:
    return Template("{% load long_lists %}" + text).render(Context({"rows": rows, "said": "À :"}))


def test_a_row_says_what_a_loop_would_say(django_test_environment):
    rows = [Row(id=12, name="Chez <Ana> & l'autre"), Row(id=2, name="{{ said }}", sign=mark_safe("<svg></svg>"))]
    each = f"{{% each rows as row %}}{ROW}{{% endeach %}}"
    assert rendered(each, rows) == rendered(f"{{% for row in rows %}}{ROW}{{% endfor %}}", rows)
    assert rendered(each, []) == ""


@pytest.mark.parametrize(
    "body", ["{% if row.sign %}x{% endif %}", "{{ row.name|default:'x' }}"], ids=["condition", "default"]
)
def test_nothing_inside_depends_on_the_row(django_test_environment, body):
    with pytest.raises(TemplateSyntaxError):
        rendered(f"{{% each rows as row %}}{body}{{% endeach %}}", [Row(id=1, name="Ana")])


def test_its_words_are_checked(django_test_environment):
    with pytest.raises(TemplateSyntaxError):
        rendered("{% each rows row %}x{% endeach %}", [])
