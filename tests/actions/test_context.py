"""The words sent along with a selection: bounded, and only where the setting asks for them."""

import pytest

from limner.actions.context import around, section_before
from limner.document import Document, Span


@pytest.mark.parametrize(
    ("text", "reach", "context"),
    [
        ("One. A «crane» by the lake. Two.", "none", ""),
        ("One. A «crane» by the lake. Two.", "sentence", "A «crane» by the lake."),
        ("One.\n\nA «crane»\n\nTwo.", "sentence", "A «crane»"),
        ("«crane»", "section", "«crane»"),
        (
            "# A\n\nFirst.\n\n## B\n\nA lake.\nA «crane» there.\n\n## C\n\nLast.",
            "section",
            "## B A lake. A «crane» there.",
        ),
        ("= A\n\nx\n\n== B\r\n\r\nA «crane».\r\n\r\n== C\n", "section", "== B A «crane»."),
        ("\\section{A}\nA «crane».\n\\section{B}", "section", "\\section{A} A «crane»."),
    ],
)
def test_context_is_what_holds_the_words(text, reach, context):
    start, end = text.index("«"), text.index("»") - 1
    document = Document(text.replace("«", "").replace("»", ""))

    assert around(document, Span(start, end), reach) == context


@pytest.mark.parametrize(("reach", "length"), [("sentence", 300), ("section", 1_000)])
def test_context_is_bounded(reach, length):
    document = Document("a" * 2_000 + "crane" + "b" * 2_000)
    text = around(document, Span(2_000, 2_005), reach)

    assert text == "a" * length + "«crane»" + "b" * length


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("# The Clock\n\nMia ran. «She» sits.", "# The clock.\n\nMia ran. "),
        ("# A\n\nOld.\n\n## At the Pier\n\n«She» sits.", "## At the pier.\n\n"),
        ("# Odalys\n\n«She» sits.", "# Odalys.\n\n"),
        ("Mia ran. «She» sits.", "Mia ran. "),
    ],
)
def test_a_heading_names_nobody_by_its_capitals(text, before):
    start = text.index("«")
    plain = text.replace("«", "").replace("»", "")
    document = Document(plain, "markdown")

    assert section_before(document, Span(start, start + 3)) == before
