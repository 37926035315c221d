"""Whether a sentence is whole after something was taken out of it."""

from limner.prompt.checks.exclusion_checks.presence import MEASURES
from limner.prompt.checks.fault import Edit
from limner.prompt.ledger.nouns import singular
from limner.prompt.ledger.tokens import Token, tokens
from limner.prompt.ledger.vocabulary import VERBS, word_set
from limner.prompt.trimming.phrase_removal import NEEDING
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry
from limner.prompt.wordnet.word_classes import DETERMINERS, PREPOSITIONS, Tag, tags
from limner.prompt.wordnet.word_classes import FUNCTION_WORDS as AUXILIARIES

JOINING = word_set("and or but while as und oder et ou y o e with mit avec con")
"""Words that no sentence begins with because of what was taken away before them."""

JOINS = word_set("and or und oder et ou y o e")

OF_NOUNS = ("determiner", "adjective", "noun", "possessive")

ARTICLES = word_set(
    "der die das den dem des ein eine einen einem einer le la les un une des du el los las una "
    "unos unas il lo gli i l d de di von von mit avec con en in"
)
"""Words of other languages that no noun phrase ends with."""

BEING = word_set(
    "is are was were ist sind war waren est sont était es son está están è sono wird werden"
)

RELATIVES = word_set("whose which that who where")

PRONOUNS = word_set("he she it they")

PRONOUN_AND_VERB = 2

LONGEST_REST = 4
"""Words of a clause that says nothing without what it ends with: "each part tagged with …"."""


def is_whole(text: str, edit: Edit, sentence: tuple[int, int], least: int) -> bool:
    """Say whether a sentence is whole after *edit*: nothing beside the gap waits for more."""
    start, end = sentence
    every = [one for one in tokens(text) if start <= one.start < end]
    left = [one for one in every if one.end <= edit.start]
    right = [one for one in every if one.start >= edit.end]
    gone = [one for one in every if edit.start <= one.start < edit.end]
    if len(left) + len(right) < least or not gone:
        return False
    kinds = dict(zip(every, tags_of(every), strict=True))
    after = right[0] if right else None
    if not left:
        return after is not None and may_begin(after, kinds[after])
    last, first = left[-1], gone[0]
    if text[edit.start : edit.start + 1] in ",;:—–":
        return not _is_needing_rest(left)
    own = [one for one in gone if one.lower not in RELATIVES]
    if first.lower in JOINS and not right and own == gone and any(map(is_verb_token, own)):
        return any(map(is_verb_token, left))  # "A lamp, a stove | and a fern stand".
    clause = _last_clause(left)
    if clause[0].lower in JOINS and not right and not any(map(is_verb_token, clause)):
        return False  # "And a name | with a slogan runs below".
    if singular(last.text) in MEASURES and first.lower == "of":
        return False
    if left[0].lower in PRONOUNS and len(left) <= PRONOUN_AND_VERB:
        return False  # "It ends | in a rose".
    named = after is not None and kinds[first] in OF_NOUNS and kinds[after] in OF_NOUNS
    leads = last.lower in PREPOSITIONS | VERBS or last.lower.endswith("ing")
    if named and after and leads and not is_verb(after.text):
        return True  # "Over | two statues and | a peacock".
    if last.lower in DETERMINERS | PREPOSITIONS | AUXILIARIES | JOINING | ARTICLES | BEING:
        return False
    if kinds[last] == "adjective" and kinds[first] in ("noun", "adjective"):
        return False  # "A plumed | helmet".
    if last.lower in NEEDING and kinds[first] == "preposition":
        return False
    if kinds[last] == "verb" and kinds[first] in ("determiner", "noun", "adjective"):
        return False  # "Holds | a rifle".
    if after is not None and after.lower in JOINS and "," not in last.ahead:
        goes_on = right[1] if len(right) > 1 else None
        named = goes_on is not None and kinds[goes_on] in ("noun", "determiner", "possessive")
        return goes_on is not None and named and not is_verb(goes_on.text)
    return True


def may_begin(token: Token, kind: Tag) -> bool:
    """Say whether a sentence may begin with a word behind what was taken from its beginning."""
    if token.lower in JOINING or is_verb(token.text):
        return False
    return kind in ("noun", "adjective", "determiner", "possessive", "pronoun")


def tags_of(every: list[Token]) -> list[Tag]:
    """Return the classes of words in their sentence, whose marks end phrases."""
    words: list[str] = []
    for token in every:
        words.append(token.text)
        if mark := token.ahead.strip():
            words.append(mark[0])
    return [tag for word, tag in zip(words, tags(words), strict=True) if word[0].isalnum()]


def is_verb_token(token: Token) -> bool:
    """Say the same of a word with its place."""
    return is_verb(token.text)


def is_verb(word: str) -> bool:
    """Say whether *word* says what something does: bears, leans, is."""
    known = entry(lemma(word, ("verb",))) if word.endswith("s") else None
    is_rather = known is not None and known.frequency("verb") > known.frequency("noun")
    return word in VERBS or word in BEING or is_rather


def clause_from(every: list[Token]) -> list[Token]:
    """Return the first words of *every*, up to a mark."""
    ends = next((n for n, one in enumerate(every, 1) if one.ahead.strip()), len(every))
    return every[:ends]


def _is_needing_rest(left: list[Token]) -> bool:
    """Say whether the clause before the gap says nothing by itself: ", each part tagged"."""
    clause = _last_clause(left)
    return clause[-1].lower in NEEDING and len(clause) <= LONGEST_REST and clause != left


def _last_clause(left: list[Token]) -> list[Token]:
    """Return the words of *left*, of which there are some, behind its last mark."""
    clause: list[Token] = []
    for token in reversed(left):
        if clause and token.ahead.strip():
            break
        clause.insert(0, token)
    return clause
