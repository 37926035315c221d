"""The image link at a place: the cursor is ``|``, or the selection stands in ``«»``."""

import pytest
from lsprotocol import types

from limner.lsp.documents.nearby import link_near
from limner.lsp.documents.open_documents import OpenDocuments

FAR = "Some words.\n" * 60


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
@pytest.mark.parametrize(
    ("language", "text", "link", "beside"),
    [
        ("markdown", "Über 😀 ![a f|ox](fox.png) here.", "![a fox](fox.png)", ""),
        ("markdown", "😀 «![a fox](fox.png) at night»", "![a fox](fox.png)", "at night"),
        ("markdown", "«At night: ![a fox](fox.png)»", "![a fox](fox.png)", "At night:"),
        ("markdown", "![a](a.png)\n\n|Words.", None, ""),
        ("markdown", "«![a](a.png) ![b](b.png)»", None, ""),
        ("markdown", "```\n![a|](a.png)\n```", None, ""),
        ("markdown", f"{FAR}![a f|ox](fox.png)\n{FAR}", "![a fox](fox.png)", ""),
        ("markdown", f"{'w ' * 9000}![a f|ox](fox.png){' w' * 9000}", "![a fox](fox.png)", ""),
        (
            "restructuredtext",
            ".. figure:: fox.png\n   :alt: A |fox.\n   :width: 5\n\n   Words.\n",
            ".. figure:: fox.png\n   :alt: A fox.\n   :width: 5\n\n   Words.",
            "",
        ),
        ("html", '<p>\n<img\n  src="a.png"\n  alt="|">', '<img\n  src="a.png"\n  alt="">', ""),
        ("latex", "\\includegra|phics{fox.png}", "\\includegraphics{fox.png}", ""),
        ("plaintext", "Only wo|rds.", None, ""),
    ],
)  # fmt: skip
def test_the_link_at_a_place(encoding, language, text, link, beside):
    start = min(at for at in (text.find("|"), text.find("«")) if at >= 0)
    plain = text.replace("|", "").replace("«", "").replace("»", "")
    end = text.find("»") - 1 if "»" in text else start
    documents = OpenDocuments()
    documents.open(types.TextDocumentItem("file:///a", language, 1, plain))
    document = documents.get("file:///a")
    places = (document.text.place_at(offset) for offset in (start, end))
    near = link_near(document, *places, encoding)

    assert (near.text if near else None) == link
    if near is not None:
        assert near.beside == beside
        span = document.span(near.range, encoding)
        assert span.of(plain) == link
