"""What asks for a picture or for alternative text, and what is never reported."""

from pathlib import Path

import pytest

from limner import markup
from limner.actions import findings
from limner.document import Document
from limner.errors import InputError
from limner.image import file_names
from limner.markup import amendment
from limner.markup.common.regions import MARGIN, PIECE
from limner.project.roots import Project
from limner.settings.declaration import Settings

IMAGE, ALT = "missing-image", "missing-alt"

FINDINGS = [
    ("markdown", "![a red fox](img/fox.png)", [IMAGE]),
    ("markdown", "![a red fox](there.png)", []),
    ("markdown", "![a red fox](there.png?v=2)", []),
    ("markdown", "![](there.png)", [ALT]),
    ("markdown", "![](img/fox.png)", [IMAGE, ALT]),
    ("markdown", "![a beach sunset]()", [IMAGE]),
    ("markdown", "![]()", [ALT]),
    ("markdown", "![a fox][f]\n\n[f]: fox.jpg", [IMAGE]),
    ("markdown", "![a fox](a%20fox.png)", [IMAGE]),
    ("markdown", "![](https://example.org/fox.png) ![](data:image/png;base64,AA==)", []),
    ("markdown", "![fox](//example.org/fox.png)", []),
    ("markdown", "![fox]({{ logo }}.png) ![fox](${fox}.png) ![fox](<%= fox %>)", []),
    ("markdown", "```\n![fox](fox.png)\n```\n", []),
    ("markdown", "`![fox](fox.png)` and <!-- ![fox](fox.png) -->", []),
    ("markdown", "    ![fox](fox.png)\n", []),
    ("markdown", "Words:\n\n    x\n\n\t![fox](fox.png)\n", []),
    ("markdown", "Words\n    ![fox](fox.png)\n", [IMAGE]),
    ("markdown", "- Words\n\n    ![fox](fox.png)\n", [IMAGE]),
    ("markdown", "1. Words\n\n   - more\n\n     ![fox](fox.png)\n", [IMAGE]),
    ("markdown", "!!! note\n\n    ![fox](fox.png)\n", [IMAGE]),
    ("markdown", "!!! note\n    ![fox](fox.png)\n", [IMAGE]),
    ("mdx", "<A>\n\n    ![fox](fox.png)\n\n</A>", [IMAGE]),
    ("markdown", "---\nimage: fox.png\n---\n", []),
    ("markdown", "[a fox](fox.png)", []),
    ("markdown", "![a film](film.mp4) ![a page](page)", []),
    ("markdown", '<img src="fox.png" alt="a fox">', [IMAGE]),
    ("markdown", '<img src="there.png">', [ALT]),
    ("html", '<img src="there.png" alt="">', []),
    ("html", '<img src="there.png" role="presentation">', []),
    ("html", '<img src="there.png" aria-hidden="true">', []),
    ("html", '<img src="" alt="waits for a script">', []),
    ("html", '<img data-src="fox.png" alt="waits for a script">', []),
    ("html", '<img src="/assets/fox.png" alt="a fox">', []),
    ("html", '<base href="/x/"><img src="fox.png" alt="a fox">', []),
    ("html", '<script>x = `<img src="fox.png">`</script>', []),
    ("vue", '<img :src="fox">', []),
    ("vue", '<img src="there.png" :alt="words">', []),
    ("javascriptreact", 'x = <p><img src={fox} /><img src="there.png" {...rest} /></p>', []),
    ("restructuredtext", ".. image:: fox.png\n   :alt: a fox\n", [IMAGE]),
    ("restructuredtext", ".. image:: there.png\n   :width: 20\n", [ALT]),
    ("restructuredtext", ".. |a fox| image:: there.png\n", []),
    ("restructuredtext", ".. image:: there.*\n   :alt: a fox\n", []),
    ("restructuredtext", "::\n\n  .. image:: fox.png\n", []),
    ("asciidoc", "image::fox.png[a fox]", [IMAGE]),
    ("asciidoc", "image::there.png[]", [ALT]),
    ("asciidoc", 'image::there.png[""]', []),
    ("asciidoc", "image::{images}/fox.png[a fox]", []),
    ("asciidoc", "----\nimage::fox.png[]\n----\n", []),
    ("asciidoc", "// image::fox.png[]\n", []),
    ("latex", r"\includegraphics{fox.png}", [IMAGE]),
    ("latex", r"\includegraphics{there.png}", []),
    ("latex", r"\includegraphics{\figures/fox.png}", []),
    ("latex", r"% \includegraphics{fox.png}", []),
    ("org", "[[file:fox.png]]", [IMAGE]),
    ("org", "[[file:there.png]]", []),
    ("typst", '#image("fox.png", alt: "a fox")', [IMAGE]),
    ("typst", '#image("there.png")', [ALT]),
    ("textile", "!fox.png(a fox)!", [IMAGE]),
    ("textile", "!there.png!", [ALT]),
    ("obsidian", "![[there.png]]", []),
    ("obsidian", "![[fox.png]]", [IMAGE]),
    ("learn", ':::image type="content" source="there.png":::', [ALT]),
    ("learn", ':::image type="icon" source="there.png":::', []),
    ("mediawiki", "[[File:there.png|thumb]]", []),
    ("rust", "/// ![a fox](fox.png)\nfn x() {}", [IMAGE]),
    ("python", "x = '![a fox](fox.png)'", []),
    ("plaintext", "a fox.png", []),
]


def look(language, text, folder: Path, root: Path | None = None):
    (folder / "there.png").write_bytes(b"")
    document = Document(text, language, folder / "note")
    project = Project(root or folder, folder / "note", text)
    return document, findings.findings_in(document, findings.locator(project, Settings()))


@pytest.mark.parametrize(("language", "text", "codes"), FINDINGS)
def test_what_is_reported(language, text, codes, tmp_path):
    _, found = look(language, text, tmp_path)

    assert [finding.code for finding in found] == codes


@pytest.mark.parametrize("shift", range(-12, 4))
def test_a_long_document_is_searched_piece_by_piece(shift, tmp_path):
    """Code is code wherever one piece of the search ends and the next begins."""
    edge = PIECE - MARGIN + shift
    code = "```\n![no](no.png)\n```\n"
    text = "x" * (edge - 1) + "\n" + code + "y" * MARGIN + "\n" + code + "![yes](yes.png)\n"
    _, found = look("markdown", text, tmp_path)

    assert [finding.link.target for finding in found] == ["yes.png"]


WORDS = [
    ("![a red fox](img/x.png)", "a red fox"),
    ('![](img/red-fox.png "A fox at dusk")', "A fox at dusk"),
    ("![](img/red-fox_2.png)", "red fox"),
    ("![](img/RedFox.png)", "Red Fox"),
    ("![](img/IMG_2041.png)", ""),
    ("![](img/figure-3.png)", ""),
]


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_the_words_of_a_missing_picture(text, words, tmp_path):
    _, found = look("markdown", text, tmp_path)

    assert findings.words_of(found[0]) == words


PLACES = [
    ("fox.png", ""),
    ("a/b/fox.JPEG", "a/b"),
    ("fox.svg", "cannot be drawn"),
    ("../fox.png", "outside the project"),
    (".git/fox.png", "which is hidden"),
    ("a/.b/fox.png", "which is hidden"),
    (".fox.png", "no name for a picture"),
    ("f\u202ex.png", "no name for a picture"),
]


@pytest.mark.parametrize(("path", "place"), PLACES)
def test_where_a_picture_may_be_drawn(path, place, tmp_path):
    file = (tmp_path / path).resolve()

    if " " in place:
        with pytest.raises(InputError, match=place):
            file_names.place_of(tmp_path, file)
    else:
        assert file_names.place_of(tmp_path, file) == place


ALTS = [
    ("markdown", "![](x.png)", "![A fox.](x.png)"),
    ("quarto", "![](x.png){width=5cm}", "![A fox.](x.png){width=5cm}"),
    ("html", '<img src="x.png" width=5>', '<img src="x.png" width=5 alt="A fox.">'),
    ("html", '<img src="x.png"/>', '<img src="x.png" alt="A fox."/>'),
    (
        "restructuredtext",
        "* .. figure:: x.png\n     :width: 5\n\n     Words.\n",
        "* .. figure:: x.png\n     :alt: A fox.\n     :width: 5\n\n     Words.\n",
    ),
    (
        "restructuredtext",
        "..  image:: x.png\r\n    :width: 5\r\n",
        "..  image:: x.png\r\n    :alt: A fox.\r\n    :width: 5\r\n",
    ),
    ("restructuredtext", "  .. image:: x.png\n", "  .. image:: x.png\n     :alt: A fox.\n"),
    ("asciidoc", "image::x.png[,300]", "image::x.png[A fox.,300]"),
    ("typst", '#image("x.png", width: 5%)', '#image("x.png", alt: "A fox.", width: 5%)'),
    ("learn", ':::image source="x.png":::', ':::image source="x.png" alt-text="A fox.":::'),
    ("textile", "!x.png!", "!x.png(A fox.)!"),
    ("python", '"""\n.. image:: x.png\n"""', '"""\n.. image:: x.png\n   :alt: A fox.\n"""'),
    ("asciidoc", "image::x.png[width=3]\n", "image::x.png[A fox.,width=3]\n"),
    ("rust", "//! ![](x.png)\n", "//! ![A fox.](x.png)\n"),
]


def links(language: str, text: str):
    return markup.for_language(language).links(Document(text, language))


@pytest.mark.parametrize(("language", "before", "after"), ALTS)
def test_alternative_text_is_written_and_nothing_else(language, before, after):
    document = Document(before, language)
    (link,) = links(language, before)
    edit = amendment.with_alt(document, link, "A fox.")

    assert edit is not None
    assert edit.apply(before) == after
    (now,) = links(language, after)
    assert (now.alt, now.target) == ("A fox.", link.target)


BETTER = [
    *((language, text) for language, _, text in ALTS),
    ("html", "<img src='x.png' alt='A fox.'>"),
    ("html", '<img alt="A fox." src="x.png">'),
    ("markdown", '<img alt="A fox." src="x.png">'),
    ("markdown", '![A fox.](x.png "A title")'),
    ("asciidoc", 'image::x.png["A fox.",300]'),
]


@pytest.mark.parametrize(("language", "before"), BETTER)
def test_alternative_text_is_replaced_and_nothing_else(language, before):
    document = Document(before, language)
    (link,) = links(language, before)
    edit = amendment.with_alt(document, link, "A hen.")

    assert link.alt == "A fox."
    assert edit is not None
    assert edit.apply(before) == before.replace("A fox.", "A hen.")


@pytest.mark.parametrize(("language", "before"), BETTER, ids=str)
def test_no_words_break_out_of_the_link_they_are_written_anew_in(language, before):
    (link,) = links(language, before)
    hostile = f"{HOSTILE} o'p > onerror='x'"
    edit = amendment.with_alt(Document(before, language), link, hostile)

    assert edit is not None
    (now,) = links(language, edit.apply(before))
    assert now.target == link.target
    assert all(letter in now.alt for letter in "Abcdefghijklmnop")
    assert "onerror='" not in edit.apply(before) or "'" not in before


def test_alternative_text_that_cannot_be_found_again_stays():
    before = "![A *fox*.](x.png)"
    (link,) = links("markdown", before)

    assert link.alt == "A fox."
    edit = amendment.with_alt(Document(before, "markdown"), link, "A hen.")
    assert edit is not None
    assert edit.apply(before) == "![A hen.](x.png)"


def test_no_line_is_put_into_a_drawn_table():
    text = "=====  ================\nword   picture\n=====  ================\n"
    text += "fox    .. image:: x.png\n=====  ================\n"
    (link,) = links("restructuredtext", text)
    assert amendment.with_alt(Document(text, "restructuredtext"), link, "A fox.") is None


HOSTILE = '“A” ](x) "b" <c> {d} `e` [f] *g* |h| \\i $j$ ::: &amp; #k, l = m (n) --> */ %o ~p^'


@pytest.mark.parametrize("row", ALTS, ids=str)
def test_no_words_break_out_of_the_link(row):
    language, before, _ = row
    document = Document(before, language)
    (link,) = links(language, before)
    edit = amendment.with_alt(document, link, HOSTILE)

    assert edit is not None
    (now,) = links(language, edit.apply(before))
    assert now.target == link.target
    assert now.alt is not None
    assert "“A” ](x) " not in now.alt
    assert all(letter in now.alt for letter in "Abcdefghijklmnop")


TARGETS = [
    ("markdown", "![a]()", "![a](new%20one.png)"),
    ("markdown", "![a](<>)", "![a](new%20one.png)"),
    ("markdown", '![a](old.png "t")', '![a](new%20one.png "t")'),
    ("markdown", "![a](an%20old.png)", "![a](new%20one.png)"),
    ("markdown", "![a](<an old.png>)", "![a](<new one.png>)"),
    ("markdown", "![a](an%20old(1).png)", "![a](new%20one.png)"),
    ("markdown", '<img src="old.png" alt="">', '<img src="new%20one.png" alt="">'),
    ("markdown", '<img alt="old.png" src="old.png">', '<img alt="old.png" src="new%20one.png">'),
    ("markdown", "![old.png](old.png)", "![old.png](new%20one.png)"),
    ("markdown", '![a](old.png "old.png")', '![a](new%20one.png "old.png")'),
    ("markdown", "![old.png](o%6Cd.png)", None),
    ("markdown", "![a][1]\n\n[1]: old.png\n", "![a][1]\n\n[1]: new%20one.png\n"),
    ("markdown", "[1]: <old.png> 't'\n\n![a][1]\n", "[1]: <new%20one.png> 't'\n\n![a][1]\n"),
    ("markdown", "[b]: old.png\n\n![old.png][b]\n", "[b]: new%20one.png\n\n![old.png][b]\n"),
    ("obsidian", "![[old.png|old.png]]", "![[new one.png|old.png]]"),
    ("latex", "\\includegraphics[width=1cm]{old.png}", "\\includegraphics[width=1cm]{new one.png}"),
    ("restructuredtext", ".. image:: old.png\n", None),  # It knows no path with a blank.
    ("asciidoc", "image::old.png[old.png]", "image::new%20one.png[old.png]"),
    ("org", "#+CAPTION: old.png\n[[file:old.png]]", "#+CAPTION: old.png\n[[file:new one.png]]"),
    ("typst", '#image("old.png", alt: "old.png")', '#image("new one.png", alt: "old.png")'),
    ("html", '<img src="old.png" title="old.png">', '<img src="new%20one.png" title="old.png">'),
]


@pytest.mark.parametrize(("language", "before", "after"), TARGETS)
def test_a_target_is_written_where_it_can_be_seen(language, before, after):
    document = Document(before, language)
    (link,) = links(language, before)
    edit = amendment.with_target(document, link, "new one.png")

    assert (edit and edit.apply(before)) == after


def test_a_caption_that_repeats_the_path_stays():
    before = ".. figure:: old.png\n   :alt: old.png\n\n   old.png\n"
    (link,) = links("restructuredtext", before)
    edit = amendment.with_target(Document(before, "restructuredtext"), link, "new.png")

    assert edit is not None
    assert edit.apply(before) == ".. figure:: new.png\n   :alt: old.png\n\n   old.png\n"


PROMPTS = [
    ("markdown", "![a fox](x.png)\n\n```limner-prompt\nA red fox, painted.\n```\n", True),
    ("markdown", "- ![a fox](x.png)\n\n  ```limner-prompt\n  A red fox, painted.\n  ```\n", True),
    ("markdown", "![a fox](x.png)\r\n\r\n```limner-prompt\r\nA red fox, painted.\r\n```\r\n", True),
    ("latex", "\\includegraphics{x.png}\n% limner-prompt: A red fox, painted.\n", True),
    (
        "restructuredtext",
        ".. image:: x.png\n   :alt: a fox\n\n.. limner-prompt: A red fox, painted.\n",
        True,
    ),
    ("html", '<img src="x.png">\n<!-- limner-prompt: A red fox, painted. -->\n', True),
    ("markdown", "![a fox](x.png)\n\nWords.\n\n```limner-prompt\nA red fox.\n```\n", False),
    ("markdown", "![a fox](x.png)\n\nA word on limner-prompt fences, which are long.\n", False),
    ("markdown", "![a fox](x.png)\n\n```limner-prompt\n```\n", False),
    ("markdown", "![a fox](x.png)", False),
]


@pytest.mark.parametrize(("language", "text", "stands"), PROMPTS)
def test_the_prompt_below_a_link_is_the_pictures(language, text, stands):
    (link,) = links(language, text)
    prompt = "A red fox, painted." if stands else ""

    assert findings.prompt_below(Document(text, language), link) == prompt
