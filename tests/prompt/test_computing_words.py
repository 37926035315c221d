"""Words of computing are read as such beside words that say so, and else as everyone reads them."""

import pytest

from limner.prompt.expansion import ExpansionRequest
from limner.prompt.kinds.picture_kind import picture_kind
from limner.prompt.offline.offline_expander import expand
from limner.prompt.wordnet.computing_words import in_known_words

READ = [
    ("docs as code", "documents as code"),
    ("The docs team at work", "The documents team at work"),
    ("API docs", "API documents"),
    ("a mouse and a keyboard on a desk", "a computer mouse and a keyboard on a desk"),
    ("mice and keyboards", "computer mice and keyboards"),
    ("squashing bugs before the release", "squashing defects before the release"),
    ("a security patch", "a security update"),
    ("a thread in the forum", "a conversation in the forum"),
    ("reading the logs at night", "reading the records at night"),
    ("ports of a switch", "sockets of a switch"),
    ("a thread of emails", "a conversation of emails"),
    ("an access token", "an access password"),
    ("a shell script", "a program"),
    ("a script runs every night", "a program runs every night"),
    ("three support tickets", "three support requests"),
    ("a style guide on a desk", "a style manual on a desk"),
    ("a container with the app inside", "a box with the app inside"),
    ("a merge conflict", "a mismatch"),
    ("an issue tracker on a screen", "an program on a screen"),
]  # fmt: skip
UNCHANGED = [
    "the docs in the emergency ward", "a mouse in a barn", "a mouse asleep on a keyboard",
    "a mouse eating cheese on a desk", "a bug on a leaf", "a log in the fire",
    "reading by the log fire", "a red thread and a needle", "an actor with a script",
    "a sea shell on a beach", "a bus ticket", "a subway token", "a mountain guide on a ridge",
    "a jacket with a patch on the elbow", "a container ship in port", "a taxi driver",
    "cookies in a jar", "documents and files",
]  # fmt: skip


@pytest.mark.parametrize(("words", "read"), READ)
def test_words_of_computing_are_read_as_such(words, read):
    assert in_known_words(words) == read


@pytest.mark.parametrize("words", UNCHANGED)
def test_other_senses_stay(words):
    assert in_known_words(words) == words


@pytest.mark.parametrize("words", [words for words, _ in READ])
def test_the_author_s_words_open_the_prompt(words):
    prompt = expand(ExpansionRequest(words)).items[0].prompt
    assert words.lower() in prompt.lower()


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("a mouse and a keyboard on a desk", "scene"),
        ("an access token", "abstract"),
        ("a style guide on a desk", "scene"),
        ("a mouse asleep on a keyboard", "portrait"),
    ],
)
def test_the_kind_of_picture_follows(words, kind):
    assert picture_kind(words) == kind
