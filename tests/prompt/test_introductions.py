"""What the section says of a thing, in the prompt of a picture that shows it again."""

from dataclasses import replace

import pytest

from limner.actions import expanding
from limner.prompt.looks.introductions import introduced
from limner.prompt.offline.offline_expander import expand
from limner.settings.declaration import DEFAULTS

STORM = "That night a huge black storm with green lightning rolled in from the sea."


@pytest.mark.parametrize(
    ("before", "words", "said"),
    [
        (STORM, "the storm breaks over the harbour", "a huge black storm with green lightning"),
        ("A three-legged dog slept.", "the dog wakes", "A three-legged dog"),
        # Nothing was said of it, or of two of its kind, or of another thing.
        ("A storm rolled in.", "the storm breaks", ""),
        ("A black storm came. Then a white storm came.", "the storm breaks", ""),
        (STORM, "the boat turns back", ""),
        (STORM, "a storm breaks", ""),
        ("An old garden gate creaked.", "the garden path", ""),
        ("", "the storm breaks", ""),
    ],
)
def test_what_was_introduced_once(before, words, said):
    assert [look.text for look in introduced(words, before)] == ([said] if said else [])


@pytest.mark.parametrize(("reach", "told"), [("none", 0), ("sentence", 0), ("section", 1)])
def test_it_is_said_where_the_text_around_may_be_used(reach, told):
    """A prompt goes to a service: the setting says how much of the text may."""
    settings = replace(DEFAULTS, engine="offline", context=reach)
    request = expanding.expansion_request(
        "the storm breaks over the harbour", settings, before=STORM
    )

    prompt = expand(request).items[0].prompt
    assert prompt.count("The storm: a huge black storm with green lightning.") == told
