"""Random documents of the pieces that decide whether what looks like an image is one."""

from hypothesis import strategies as st

from tests.support.markup.document_pieces import IMAGES, LEFT_OUT, PIECES

LARGEST = 12
"""Pieces of a document."""
APART = ("restructuredtext", "asciidoc", "quarto", "djot", "mdx", "textile")
BETWEEN = dict.fromkeys(APART, ("\n\n",))
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
        text += before.replace("§", str(draw(st.integers(1, 3)))) + draw(between)
    return text
