"""The comment that silences one finding, as the quick fix writes it."""

import pytest

from limner.document import Document
from limner.markup import for_language, silenced

ROWS = [
    ("markdown", "- «![a](a.png)» words", "- ![a](a.png) <!-- limner-ignore --> words"),
    ("markdown", "> «![a](a.png)»", "> ![a](a.png) <!-- limner-ignore -->"),
    ("mdx", "«![a](a.png)»", "![a](a.png) {/* limner-ignore */}"),
    ("myst", "«```{image} a.png\n```»", "<!-- limner-ignore -->\n```{image} a.png\n```"),
    ("html", '<p>«<img src="a.png">»</p>', '<p><img src="a.png"> <!-- limner-ignore --></p>'),
    ("restructuredtext", "  «.. image:: a.png»", "  .. limner-ignore\n  .. image:: a.png"),
    ("asciidoc", "«image::a.png[]»", "// limner-ignore\nimage::a.png[]"),
    ("latex", r"x «\includegraphics{a}»", "% limner-ignore\n" r"x \includegraphics{a}"),
    ("typst", '  «#image("a.png")»', '  // limner-ignore\n  #image("a.png")'),
    ("org", "«[[file:a.png]]»", "# limner-ignore\n[[file:a.png]]"),
]


@pytest.mark.parametrize(("language", "marked", "after"), ROWS)
def test_one_finding_is_silenced(language, marked, after):
    start, end = marked.index("«"), marked.index("»") - 1
    text = marked.replace("«", "").replace("»", "")
    is_behind, comment = silenced.silencing(language, text[start:end], text[:start])

    written = text[:end] + comment + text[end:] if is_behind else f"{comment}\n{text}"

    assert written == after
    document = Document(written, language)
    (link,) = for_language(language).links(document)
    assert silenced.is_silenced(document, link.span, "missing-image")
    assert not silenced.is_silenced(Document(text, language), link.span, "missing-image")
