"""Images written by a person's own template, and captions where a markup has none."""

import pytest
from tests.support.markup.marked import marked

from limner import markup
from limner.actions import figures
from limner.markup import registry
from limner.markup.interface import Figure

ALT = 'A "red" fox \\ {{ x }} [y] <z>'

TEMPLATES = [
    ("markdown", "![${alt}](${target}){width=50%}", "![A fox](a%20b/fox.png){width=50%}"),
    ("markdown", '{{< figure src="${target}" alt="${alt}" >}}',
     '{{< figure src="a%20b/fox.png" alt="A fox" >}}'),
    ("html", '<img src="${target}"\n     alt="${alt}" loading="lazy">\n',
     '<img src="a%20b/fox.png"\n     alt="A fox" loading="lazy">'),
    ("latex", r"\pic[${alt}]{${target}}", r"\pic[A fox]{a b/fox.png}"),
    ("typst", '#pic("${target}", [${alt}], <${label}>)', '#pic("a b/fox.png", [A fox], <>)'),
    ("org", "[[file:${target}]]", "[[file:a b/fox.png]]"),
    ("markdown", "${unknown} ${alt}", "${unknown} A fox"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "template", "written"), TEMPLATES)
def test_a_template_stands_instead_of_the_markups_own_form(language, template, written):
    document, span = marked("«A fox»\n", language)
    intent = markup.for_language(language).read(document, span)
    figure = Figure("a b/fox.png", "A fox")

    for where in ("below", "replace"):
        edit = figures.write_figure(document, intent, figure, where, ((language, template),))
        assert edit.text.strip() == written
    other = figures.write_figure(document, intent, figure, "below", (("rst", template),))
    assert other == figures.write_figure(document, intent, figure, "below")
    everywhere = figures.write_figure(document, intent, figure, "below", (("**", template),))
    assert everywhere.text.strip() == written


def test_words_in_a_template_end_nothing_that_is_around_them():
    document, span = marked("«A fox»\n", "markdown")
    intent = markup.for_language("markdown").read(document, span)
    template = (("markdown", '<i alt="${alt}"> ${alt}'),)
    edit = figures.write_figure(document, intent, Figure("x.png", ALT), "below", template)
    quoted, _, words = edit.text.strip().partition('"> ')

    assert quoted == "<i alt=\"A 'red' fox / (( x )) [y] <z>"
    assert words == r'A "red" fox \\ \{\{ x \}\} \[y\] \<z>'


def test_a_template_keeps_to_its_place():
    document, span = marked("> - «A fox»\n\nEnd.\n", "markdown")
    intent = markup.for_language("markdown").read(document, span)
    template = (("markdown", "<p>\n${alt}\n</p>"),)
    edit = figures.write_figure(document, intent, Figure("x.png", "A fox"), "below", template)

    assert all(line.startswith(">   ") for line in edit.text.split("\n") if line.strip("> "))


LANGUAGES = sorted(set(registry._MARKUPS) - {"javascriptreact", "typescriptreact"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_markup_carries_a_caption(language):
    leader = {"python": "# ", "lua": "-- "}.get(language, "")
    if "programs" in registry._MARKUPS[language]:
        leader = leader or ("# " if "SHELL" in registry._MARKUPS[language] else "// ")
        leader = "# " if "RUBY" in registry._MARKUPS[language] else leader
    document, span = marked(f"{leader}«A fox»\n", language)
    intent = markup.for_language(language).read(document, span)
    figure = Figure("x.png", "A fox", figures.GENERATED)
    edit = markup.for_language(language).image(document, intent, figure, "below")

    assert edit.text.count(figures.GENERATED) == 1
