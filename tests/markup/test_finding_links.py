"""Image links that stand in documents already: found = what the parsers find."""

import os
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from tests.support.markup import parsers

from limner.document import Document
from limner.markup import for_language
from limner.markup.interface import ImageLink


def found(text: str, language: str) -> list[tuple[str, str | None, str | None]]:
    links = for_language(language).links(Document(text, language))
    assert all(0 <= link.span.start < link.span.end <= len(text) for link in links)
    return [(link.target, link.alt, link.caption) for link in links]


def spec_examples() -> list[str]:
    """Return the Markdown of the CommonMark specification's examples (``commonmark-spec``, npm)."""
    path = os.environ.get("LIMNER_COMMONMARK_SPEC")
    if not path:
        pytest.skip("set LIMNER_COMMONMARK_SPEC to the specification's spec.txt")
    fence = "`" * 32
    examples = re.findall(
        rf"^{fence} example\n(.*?)^\.\n", Path(path).read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    return [example.replace("→", "\t") for example in examples]


def test_the_specifications_images_are_found() -> None:
    """In every example of the CommonMark specification, what markdown-it-py finds."""
    differing = []
    for example in spec_examples():
        links: list[ImageLink] = list(for_language("markdown").links(Document(example)))
        own = [
            (link.target, link.alt or "") for link in links if "<img" not in link.span.of(example)
        ]
        theirs = [(unquote(target), alt) for target, alt in parsers.commonmark(example).images]
        if own != theirs:
            differing.append((example, own, theirs))
    assert differing == []


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("![a *b* `c`](<x y.png> \"t\")", [("x y.png", "a b c", "t")]),
        ("![a [b] c](x.png)", [("x.png", "a [b] c", None)]),
        ("![r][x]\n\n[x]: /u%20x.png", [("/u x.png", "r", None)]),
        ("![a red fox]()", [("", "a red fox", None)]),
        ("![](x.png)", [("x.png", "", None)]),
        ('<img alt="q" src="a.png">', [("a.png", "q", None)]),
        ('<div>\n<img src="a.png">\n![a](b)\n</div>', [("a.png", None, None)]),
        ("| a |\n|---|\n| ![x](y.png) |", [("y.png", "x", None)]),
        ("> - ![x](y.png)", [("y.png", "x", None)]),
        ("![x](y.png)\r\n![z](w.png)", [("y.png", "x", None), ("w.png", "z", None)]),
        ("`![n](n)` ``` ![n](n) ```", []),
        ("```\n![n](n)\n```", []),
        ("~~~~\n![n](n)\n~~~\n![n](n)\n~~~~", []),
        ("<!-- ![n](n) -->", []),
        ("$$\n![n](n)\n$$", []),
        ("---\nimage: ![n](n)\n---\n", []),
        (r"\![n](n) and !\[n](n)", []),
    ],
)  # fmt: skip
def test_markdown(text: str, links: list[tuple[str, str | None, str | None]]) -> None:
    assert found(text, "markdown") == links


@pytest.mark.parametrize(
    ("language", "text", "links"),
    [
        ("html", '<img src="a%20b.png" alt="x &amp; y">', [("a b.png", "x & y", None)]),
        ("html", "<IMG SRC=a.png>", [("a.png", None, None)]),
        ("html", '<figure><img src="a.png" alt=""><figcaption>The <b>cap</b></figcaption></figure>',
         [("a.png", "", "The cap")]),
        ("html", "<!-- <img src=n> --><script>'<img src=n>'</script>", []),
        ("restructuredtext", ".. image:: a\\ b.png\n   :alt: x y\n   :width: 3\n",
         [("a b.png", "x y", None)]),
        ("restructuredtext", ".. figure:: f.png\n   :alt: z\n\n   The *caption*.\n\n   Legend.\n",
         [("f.png", "z", "The *caption*.")]),
        ("restructuredtext", ".. |s| image:: s.png\n", [("s.png", "s", None)]),
        ("restructuredtext", "Ex::\n\n  .. image:: n.png\n", []),
        ("restructuredtext", ".. code-block:: rst\n\n   .. image:: n.png\n", []),
        ("asciidoc", ".Cap\nimage::a.png[\"x, y\",100]\n", [("a.png", "x, y", "Cap")]),
        ("asciidoc", "See image:b.png[B] and image:c.png[alt=\"C\"].",
         [("b.png", "B", None), ("c.png", "C", None)]),
        ("asciidoc", "----\nimage::n.png[]\n----\n// image::n.png[]\n", []),
        ("latex", "\\begin{figure}\n\\includegraphics[width=3cm,alt={A \\% b}]{x}\n"
         "\\caption{The cap}\n\\end{figure}\n\\includegraphics{y.png}",
         [("x", "A % b", "The cap"), ("y.png", None, None)]),
        ("latex", "% \\includegraphics{n}\n\\verb|\\includegraphics{n}|\n", []),
        ("org", "#+CAPTION: C\n#+ATTR_HTML: :alt foo bar :width 3\n[[file:a b.png]]\n",
         [("a b.png", "foo bar", "C")]),
        ("org", "[[./y.png]] [[z.png][described]]\n#+begin_src\n[[n.png]]\n#+end_src\n",
         [("./y.png", None, None)]),
        ("typst", '#figure(image("a b.png", alt: "x \\"q\\""), caption: [Cap])',
         [("a b.png", 'x "q"', "Cap")]),
        ("typst", '#image("z.png") // #image("n.png")\n`#image("n.png")`', [("z.png", None, None)]),
        ("plaintext", "img/x.png", []),
        ("obsidian", "![[a b.png|A fox]] ![[c.png|300]] ![d](e.png)",
         [("a b.png", "A fox", None), ("c.png", None, None), ("e.png", "d", None)]),
        ("learn", ':::image type="content" source="a.png" alt-text="A fox.":::',
         [("a.png", "A fox.", None)]),
        ("obsidian", "![[a.png|`x` <img src=n.png>]] `![[n.png]]` %%![[n.png]]%%",
         [("a.png", "`x` <img src=n.png>", None)]),
        ("myst", "```{image} a%20b.png\n:alt: A fox\n```\n\n:::{figure} c.png\nThe *cap*\n:::\n",
         [("a b.png", "A fox", None), ("c.png", None, "The cap")]),
        ("myst", "````{note}\n![x](y.png)\n\n```{figure} z.png\n---\nalt: \"Z\"\n---\n```\n````\n",
         [("y.png", "x", None), ("z.png", "Z", None)]),
        ("myst", "````md\n```{image} n.png\n```\n````\n% ![n](n)\n", []),
        ("mediawiki", "[[File:a.png|thumb|alt=A fox|The cap]]", [("a.png", "A fox", "The cap")]),
        ("mdx", "{/* ![n](n) */}\n![a](b)", [("b", "a", None)]),
        ("python", '"""A.\n\n.. image:: a.png\n   :alt: x\n"""\ny = ".. image:: n.png"\n',
         [("a.png", "x", None)]),
        ("python", "# .. image:: b.png\n", [("b.png", None, None)]),
        ("javascript", "/**\n * ![x](a.png)\n */\nlet s = `![n](n)`;\n// ![y](b.png)",
         [("a.png", "x", None), ("b.png", "y", None)]),
    ],
)  # fmt: skip
def test_other_languages(
    language: str, text: str, links: list[tuple[str, str | None, str | None]]
) -> None:
    assert found(text, language) == links
