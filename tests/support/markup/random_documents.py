"""Random documents of the pieces that decide whether what looks like an image is one."""

import re

from hypothesis import strategies as st

IMAGES = {
    "markdown": ("![a%](%.png)", "![a *b* %](<% c.png> 'T')", "![d%]", "![a%][d%]", "![d%][]"),
    "restructuredtext": (".. image:: %.png", ".. image:: %.png\n   :alt: a %"),
    "html": ('<img src="%.png" alt="a %">', "<img src=%.png>", "<IMG alt='%' SRC='%.png'/>"),
    "mediawiki": ("[[File:%.png|alt=a %]]", "[[File:%.png|thumb|alt=%|Cap]]", "[[File:%.png]]"),
}
"""Image links of each markup; % is a number."""

PIECES = {
    # A blank line follows the backtick without an end: it would be closed in another block.
    "markdown": (
        "@", "words", "words @ words", "words\n@", "# Heading", "# Heading @", "Heading\n===",
        "Heading @\n---", "```\n@\n```", "~~~~ text\n@\n~~~\n@\n~~~~", "    @", "\t@", "   @",
        "> @", "> words", "> words\n@", "> - @", ">     @", "> # H\n>     @", "- @", "- words",
        "- words\n\n  @", "- words\n\n      @", "1. @", "1) words\n   @", "-     @", "  @",
        "[d%]: e%.png", "[d%]: <f%.png> 'Title'", "[d%]:\ne%.png", "> [d%]: g%.png",
        "- [d%]: h%.png", "    [d%]: i%.png", "[d%]: j%.png words",
        "<div>", "</div>", "<div>\n@\n</div>", "<div>\n\n@\n\n</div>", "<b>@</b>",
        "<!-- @ -->", "<!--\n@\n\n@\n-->", "| a | b |\n|---|---|\n| @ | c |", r"\@", r"\\@",
        "`@`", "``@ ` @``", "`@\n", "***", "---", "[@](x.html)", "[words](x.html) @", "*@*",
    ),
    # No paragraph ends with "::" alone: what begins with punctuation below it is literal text.
    "restructuredtext": (
        "@", "words", "words::\n\n   @", "Heading\n=======", "- words\n\n  @", "- @",
        "1. @", "words\n\n   words\n\n   @", ".. note::\n\n   @", ".. code-block:: text\n\n   @",
        "..\n   @", ".. A comment\n   @", ".. |s%| image:: s%.png", "``@``", "| @", ">>> 1",
        "::\n\n   @",
        "====  ====\na     b\n====  ====\n1     2\n====  ====", "+---+\n| a |\n+---+",
        ".. figure:: f%.png\n   :alt: f %\n\n   Caption.", "term\n   @", "term\n   words\n\n   @",
        "----------", ".. raw:: html\n\n   @", "`words`_", ".. [%] words\n\n   @",
    ),
    # An image tag in the attribute of another tag is found, which HTML takes for words; and HTML
    # takes <image> for an image. Neither is here.
    "html": (
        "@", "words", "<p>@</p>", "<p>words", "<!-- @ -->", "<!--", "-->", "<div>@", "</div>",
        "<script>@</script>", "<style>@</style>", "<textarea>@</textarea>", "<title>@</title>",
        "<pre>@</pre>", "<h1>@</h1>", "<ul><li>@<li>@</ul>", "<table><tr><td>@</table>",
        "<a title='&lt;img>'>b</a>", '<a title="a > b">@</a>',
        "<figure>@<figcaption>C</figcaption>", "< img src=n.png>",
        "&lt;img src=n.png>", "<br/>", "a < b", "<imgs src=n.png>",
    ),
    "mediawiki": (
        "@", "words", "== Heading ==", "== @ ==", "* @", "# words", ": @", "<!-- @ -->",
        "<nowiki>@</nowiki>", "<pre>@</pre>", "{|\n| @\n|}", "'''@'''", "[[Page]]",
        "[[Page|words]]", "[http://a.b @]", "<div>@</div>", "{{T|@}}", "<ref>@</ref>", " @", "----",
    ),
}  # fmt: skip
"""Blocks and lines of each markup; @ is an image link, % is a number."""

LEFT_OUT = {
    "markdown": re.compile(
        # Limner reads front matter, which CommonMark does not know.
        r"\A---\n"
        # A deep line right below a definition goes on with its paragraph (CommonMark's own
        # implementations, Limner), or is code (markdown-it).
        r"|\[d\d\]:[^\n]*\n(?:[> ]*e\d\.png\n)?>? ?(?: {4}|\t)"
        # So it is with what goes on with a definition in a quote or an item, and keeps that open.
        r"|[->] \[d\d\]:[^\n]*\n[^\n]"
        # A deep line right below a table's rows is code; Limner takes it for another row.
        r"|\| c \|\n(?:[^\n]+\n)*(?: {4}|\t)"
    ),
}
"""Documents that are read otherwise, and why."""

LARGEST = 12
"""Pieces of a document."""
BETWEEN = {"restructuredtext": ("\n\n",)}
"""What stands between pieces, where that is not one or two line ends."""


def documents(markup: str) -> st.SearchStrategy[str]:
    """Return documents of *markup*: pieces on lines of their own, with or without blank ones."""
    left_out = LEFT_OUT.get(markup)
    drawn = _documents(markup)
    return drawn if left_out is None else drawn.filter(lambda text: not left_out.search(text))


@st.composite
def _documents(draw: st.DrawFn, markup: str) -> str:
    """Draw a document; numbers are few, so that references meet definitions."""
    pieces, images = st.sampled_from(PIECES[markup]), st.sampled_from(IMAGES[markup])
    between = st.sampled_from(BETWEEN.get(markup, ("\n", "\n\n")))
    text = ""
    for piece in draw(st.lists(pieces, min_size=1, max_size=LARGEST)):
        before, *others = piece.split("@")
        for after in others:
            hanging = "\n" + " " * len(before.rpartition("\n")[2])
            before += draw(images).replace("\n", hanging) + after
        text += before.replace("%", str(draw(st.integers(1, 3)))) + draw(between)
    return text
