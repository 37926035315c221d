"""Words that show no thing: titles, figures of speech, and shapes that only order notions."""

import re

from limner.patterns import lazy_regex
from limner.prompt.kinds.picture_categories import FELT, IDEAS
from limner.prompt.ledger.vocabulary import word_set
from limner.prompt.wordnet.categories import category
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.head_noun import head

INTANGIBLE = word_set(
    "information data knowledge technical vendor feature scope cognitive emotional digital social "
    "cultural team product customer user brand market business design change decision meeting "
    "alert process organisational organizational gender pay skills attention filter echo price "
    "productivity innovation platform cloud software security role mission"
)
METAPHORS = word_set(
    "silo lock-in creep gap bottleneck trap bubble ceiling burden fatigue churn drift rot sprawl "
    "debt load divide bridge wall chamber desert overload maze jungle ladder gate hole"
)
"""Pairs of these name a notion."""

TITLE = lazy_regex(
    r"^\W*(?:what|why|when|where|how)\s+(?:we|i|you|they|not|it)\b(?!.*\bworks?\b)", re.IGNORECASE
)
"""What is no description but what a text is called: "what we learned"."""
STEPWISE = lazy_regex(
    r"\bstep[- ]by[- ]step\b|\bfrom \w+ to (?:purchase|checkout|production)\b", re.I
)
OF_NOTION = lazy_regex(r"^\W*(?:(?:an?|the)\s+)?[\w-]+\s+of\s+((?:[\w-]+\s*){1,2})$", re.IGNORECASE)

EXPERIMENT = lazy_regex(
    r"\b(?:light|rays?|waves?|beams?|sound|photons?|electrons?)\b.*\b(?:through|off|into|in)\b"
    r".*\b(?:prism|lens|slits?|magnetic field|medium|half-silvered mirror)\b",
    re.IGNORECASE,
)
"""What a textbook shows of light and waves."""
SCHEME = lazy_regex(
    r"^(?:(?:an?|the)\s+)?(?:[\w-]+\s+)?(?:pyramid|hierarchy|spectrum|continuum|matrix|wheel|funnel"
    r"|pillars|levels|stages)\s+of\s+(.+)",
    re.IGNORECASE,
)


def is_figure_of_speech(text: str) -> bool:
    """Say whether a thing only stands for a notion: "information silos", "feature creep"."""
    of_notion = OF_NOTION.search(text.strip(" ."))
    if of_notion is not None:
        notion = head(of_notion[1])
        return notion is not None and category(lemma(notion.noun, ("noun",))) in FELT
    words = text.lower().strip(" .").split()
    if words[:1] and words[0] in ("the", "a", "an", "our"):
        words = words[1:]
    if len(words) != 2:
        return False
    return words[0] in INTANGIBLE and lemma(words[1], ("noun",)) in METAPHORS


def is_scheme(text: str) -> bool:
    """Say whether *text* names an experiment, or an order of notions: "pyramid of needs"."""
    if EXPERIMENT.search(text):
        return True
    found = SCHEME.search(text)
    ordered = head(found[1]) if found else None
    return ordered is not None and category(lemma(ordered.noun, ("noun",))) in IDEAS
