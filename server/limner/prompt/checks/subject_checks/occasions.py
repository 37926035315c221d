"""Whether an author's noun is told by what is seen of it: an event, weather, a dish."""

from limner.prompt.checks.exclusion_checks.excluded_kinds import WHOLE
from limner.prompt.checks.subject_checks.rivals import is_animal
from limner.prompt.checks.subject_checks.same_scene import is_somebody
from limner.prompt.checks.subject_checks.seen_nouns import nouns_seen, word_before
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.tokens import first_sentence
from limner.prompt.ledger.vocabulary import word_set
from limner.prompt.wordnet.categories import USUAL, categories, category, is_a
from limner.prompt.wordnet.forms import lemma

HAPPENING = frozenset(
    {"event", "action", "weather", "season or hour", "sport or game", "feeling", "abstract",
     "language or speech"}
)  # fmt: skip
"""Categories of the lexicon of what happens, and of what is thought or felt."""

NAMED_DISHES = word_set("toast platter omelette omelet sundae smoothie")
"""Dishes that the lexicon has among other food."""

LEAST_FOODS = 2
"""Things to eat of a sentence by which a dish is told."""

GATHERINGS = word_set(
    "party caravan chess checkers picnic jam queue procession parade market fair ball reception "
    "game match race banquet feast celebration reunion gathering meeting rally protest ceremony "
    "buffet barbecue bbq potluck brunch cookout concert recital festival "
    "carnival circus auction siege battle duel chase hunt expedition voyage harvest"
)
"""Events of which the lexicon knows another sense first."""


def is_shown_by_parts(noun: str, ledger: Ledger, text: str) -> bool:
    """Say whether *text* may show an English *noun* by what is seen of it.

    That is an occasion, or a dish whose ingredients a first sentence without another dish has.
    """
    if ledger.language != "en":
        return False
    if is_occasion(noun, word_before(noun, ledger.present)):
        return True
    if not _is_dish(noun):
        return False
    foods = [one for one in nouns_seen(text[slice(*first_sentence(text))], ledger) if _is_food(one)]
    return len(foods) >= LEAST_FOODS and not any(map(_is_dish, foods))


def is_occasion(noun: str, before: str = "") -> bool:
    """Say whether an English noun is what happens or gathers, seen by what takes part in it.

    Args:
        noun: the noun, in any form.
        before: the word right before it, with which it may be one thing: a traffic jam.
    """
    base = lemma(noun.lower(), ("noun",))
    usual = set(categories(base)[:USUAL])
    if usual & WHOLE["animal"] or is_animal(base) or is_somebody(base):
        return False
    kinds = {category(base), category(f"{before.lower()} {base}")}
    return bool(kinds & HAPPENING) or base in GATHERINGS or is_a(base, "meal")


def _is_dish(noun: str) -> bool:
    base = lemma(noun.lower(), ("noun",))
    return category(base) == "dish" or base in NAMED_DISHES


def _is_food(noun: str) -> bool:
    return bool(WHOLE["food"] & set(categories(lemma(noun.lower(), ("noun",)))[:USUAL]))
