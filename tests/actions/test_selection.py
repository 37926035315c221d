"""Which words are meant: whole words, the sentence of a line, and characters as they are read."""

import pytest

from limner.actions import context, intents
from limner.actions.outside_editors.selection import select_line, select_words
from limner.document import Document, Span

HALF_WORDS = [
    ("A r«ed fo»x.", "red fox"),
    ("A «red fox».", "red fox"),
    ("A« red fox »in", "red fox"),
    ("the child«ren's bed»rooms", "children's bedrooms"),
    ("the «children»'s bed", "children's"),
    ("'A «fox»'", "fox"),
    ("rock «'n'» roll", "'n'"),
    ("雪の中の«赤い狐»です", "赤い狐"),
    ("สุนัขจิ้ง«จอก»แดง", "จอก"),
    ("x" * 50 + "«fox»", "fox"),
    ("well-kn«own», he", "known"),
]


@pytest.mark.parametrize(("marked", "subject"), HALF_WORDS)
def test_words_that_a_selection_cuts_are_meant_whole(marked, subject):
    start, end = marked.index("«"), marked.index("»") - 1
    document = Document(marked.replace("«", "").replace("»", ""), "markdown")

    intent = intents.read_selection(document, Span(start, end))

    assert intent is not None
    assert intent.subject == subject


STRAY = [
    ("We saw« a boat,» then left.", "a boat"),
    ("We saw a dog«, a boat; »and a fox.", "a boat"),
    ("We left«. A boat» came.", "A boat"),
    ("We saw it «(a boat» or so).", "a boat"),
    ("We saw it (in fact «a boat)».", "a boat"),
    ("He said “«a boat”».", "a boat"),
    ("We saw «a boat (red), » then left.", "a boat (red)"),
    ("«A boat. It is red.»", "A boat. It is red."),
    ("«A boat:»", "A boat"),
    ("«(a boat)»", "(a boat)"),
    ("We saw «, »it.", None),
]


@pytest.mark.parametrize(("marked", "subject"), STRAY)
def test_marks_that_a_selection_has_caught_at_its_edges_fall_away(marked, subject):
    start, end = marked.index("«"), marked.index("»") - 1
    document = Document(marked.replace("«", "").replace("»", ""), "markdown")

    intent = intents.read_selection(document, Span(start, end))

    assert (intent and intent.subject) == subject


def test_a_character_reference_at_the_edge_is_one():
    text = "salt &amp; p&egrave;"
    intent = intents.read_selection(Document(text, "html"), Span(0, len(text)))

    assert intent is not None
    assert intent.subject == "salt & pè"


READ = [
    ("markdown", "salt &amp; pepper &eacute;", "salt & pepper é"),
    ("markdown", "&amp;lt; is decoded once", "&lt; is decoded once"),
    ("html", "salt &amp; pepper", "salt & pepper"),
    ("asciidoc", "caf&#233; by night", "café by night"),
    ("latex", r"caf\'e \& na\"{\i}ve \o re, Stra\ss{}e", "café & naïve øre, Straße"),
    ("restructuredtext", "salt &amp; pepper", "salt &amp; pepper"),
]


@pytest.mark.parametrize(("language", "text", "subject"), READ)
def test_characters_are_what_a_reader_gets(language, text, subject):
    intent = intents.read(Document(text, language), Span(0, len(text)))

    assert intent is not None
    assert intent.subject == subject


WRAPPED = """\
# A heading

It is winter. A red fox sleeps
on warm stones beside Dr. Brown's
house. Snow falls.

- An owl. It
  hoots.

just words
and others
"""

LINES = [
    (1, "A heading"),
    (3, "A red fox sleeps on warm stones beside Dr. Brown's house."),
    (4, "A red fox sleeps on warm stones beside Dr. Brown's house."),
    (5, "Snow falls."),
    (7, "An owl. It"),
    (10, "just words"),
]


@pytest.mark.parametrize(("line", "subject"), LINES)
def test_a_line_of_prose_means_its_sentence(line, subject):
    _, intent = select_line((Document(WRAPPED, "markdown"),), line)

    assert intent.subject == subject


def test_selected_words_of_several_documents():
    documents = (Document("A fox.", "markdown"), Document("An owl and a fox.", "markdown"))

    assert select_words(documents, "ow")[1].subject == "owl"
    assert select_words(documents, "fox", 2)[0] is documents[1]


def test_a_line_in_crlf_is_read_alike():
    text = WRAPPED.replace("\n", "\r\n")
    line = text.index("on warm")

    span = context.sentence_on(Document(text, "markdown"), Span(line, text.index("\r", line)))

    assert " ".join(span.of(text).split()).startswith("A red fox sleeps on warm")
