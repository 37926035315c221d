"""Prose becomes one moment: who is where and what can be seen; speech and thoughts go."""

import re

from limner.patterns import lazy_regex
from limner.prompt.ledger.quotations import QUOTE
from limner.prompt.ledger.vocabulary import word_set
from limner.prompt.offline.analysis.noun_phrases import noun_phrases
from limner.prompt.source_form import TOLD
from limner.prompt.wordnet.head_noun import WORD_OR_MARK
from limner.prompt.wordnet.word_classes import tags

MOST_WORDS = 45
"""Words of a moment; a picture holds no more."""

SPOKE = (
    "said|says|asked|asks|whispered|whispers|sighed|sighs|shouted|shouts|replied|replies|answered|"
    "answers|called|calls|murmured|murmurs|cried|cries|muttered|mutters|told|added|began|repeated|"
    "hissed|hisses|snapped|growled|yelled|screamed|grumbled|mumbled|breathed|laughed|sobbed|groaned|"
    "announced|remarked|insisted|offered|exclaimed|demanded|warned|explained|continued"
)
SAID_BEFORE = lazy_regex(
    rf"(?:^|(?<=[.!?;▯]))[\s,]*(?P<verb>{SPOKE})\s+(?P<who>(?:the|an?|my|his|her|our)\s+(?:[\w'’-]+\s*){{1,3}}?"
    r"|[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)*)(?=[,.;]|$|\s+(?:and|but|with|as|while|to)\b)",
)
SAID_AFTER = lazy_regex(
    rf"\b(?P<verb>{SPOKE})\b"
    r"(?=\s*(?:[;,.]|$|▯)|\s+(?:from|as|with|without|across|over|into|through)\b)"
)
PLAIN_SPEECH = word_set(
    "said asked replied answered told added began repeated announced remarked "
    "insisted offered exclaimed demanded warned explained continued"
)
"""Past forms that say no more than that somebody spoke."""
PLAIN_PRESENT = word_set("says asks replies answers")
SHORT, WHOLE = 12, 30
"""Words of narration below which, in a passage of so many, speech that names things is kept."""
DASHED = lazy_regex(r"(?:^|\s)[-–—]\s+")
EXCHANGED = lazy_regex(r"[.?!…]\s+[-–—]\s+\w")
"""Lines of a dialogue after dashes."""

THOUGHT = lazy_regex(
    r"\b(?:thought|knew|remembered|wondered|wished|hoped|had not meant|meant to|believed|supposed|"
    r"understood|decided|forgot|imagined|perhaps|maybe|never again|of course|years ago)\b",
    re.IGNORECASE,
)
PURPOSE = lazy_regex(r"\b(?:had not meant|meant to|decided|forgot)\b", re.IGNORECASE)
"""Thoughts of a deed."""
POINTED = lazy_regex(
    r"^(?:[\w ]{1,20},\s*)?(?:there(?:['’]s| is| are)|look,?(?! (?:at|for|out|up|down)\b))"
    r"\s+(?P<what>.+?)[,.!?]*$",
    re.IGNORECASE,
)
CLAUSE_END = lazy_regex(r"(?<=[.!?;])\s+|(?<=,)\s+(?=(?:and|but|so|while|because|then)\b)")
SENTENCE_END = lazy_regex(r"(?<=[.!?])\s+")
RELATIVE = lazy_regex(r"\b(?:who|which|that|where|whose|whom)\b[^,;.]*")
PAST = lazy_regex(r"\w{2,}ed")
LEANING = word_set("so while because")
"""Words that begin a clause which means nothing without the one before it."""

MOVED = word_set("and but so then")


def moment(prose: str) -> str:
    """Return the part of *prose* that can be seen at one moment, in the author's words.

    Speech is left out, unless it alone names what is there ("there's a horse in the kitchen").
    A passage of which nothing would remain but that somebody spoke is returned as it is.
    """
    spoken = [next(filter(None, match.groups())) for match in QUOTE.finditer(prose)]
    told = _told(QUOTE.sub(" ▯ ", prose))
    seen = [found["what"] for line in spoken if (found := POINTED.match(line.strip()))]
    if not told:
        told = _told_in_speech(prose, spoken)
    short = len(told.split()) < SHORT and len(prose.split()) <= WHOLE
    if told != prose and not seen and short and _names_things(spoken):
        return prose
    text = ". ".join([*seen, told] if told else seen) or prose
    return _shortened(text)


def _told(text: str) -> str:
    """Return the narration: *text* without its speech, tags turned into "she spoke"."""
    if "▯" not in text:
        return "" if EXCHANGED.search(text) else text
    text = SAID_BEFORE.sub(lambda match: f" {match['who'].strip()} {_speaking(match)}", text)
    text = SAID_AFTER.sub(lambda match: _speaking(match), text)
    text = re.sub(r"▯", " ", text)
    text = re.sub(r"\s+([,.;!?])", r"\1", " ".join(text.split()))
    text = re.sub(r"^[\s,.;:!?–—-]+|[\s,;:–—-]+$", "", text)
    text = re.sub(r"([,;.])(?:\s*[,;.])+", r"\1", text)
    return "" if EXCHANGED.search(text) else text


def _speaking(tag: re.Match[str]) -> str:
    """Return how somebody is told to speak without what is said: "spoke", "whispered"."""
    verb = tag["verb"]
    if verb.lower() in PLAIN_SPEECH:
        return "spoke"
    return "speaks" if verb.lower() in PLAIN_PRESENT else verb


def _names_things(spoken: list[str]) -> bool:
    return any(phrase.kind is not None for line in spoken for phrase in noun_phrases(line))


def _told_in_speech(prose: str, spoken: list[str]) -> str:
    """Return the line of a dialogue that names most of what can be seen."""
    lines = spoken or [line for line in DASHED.split(prose) if line.strip()]
    if spoken and sum(len(line.split()) for line in spoken) <= MOST_WORDS:
        return prose  # Short as it is, it says more than any line of it.
    return max(lines, key=_visible, default=prose).strip(" -–—")


def _shortened(text: str) -> str:
    """Return the whole clauses of *text* that show most, in their order, within the bound."""
    clauses = _clauses(text)
    if len(clauses) > 1:
        clauses = [one for one in clauses if _is_seen(one)] or clauses
    if len(" ".join(clauses).split()) > MOST_WORDS:
        clauses = _within_bound(clauses)
    words = " ".join(clauses).split()
    joined = " ".join(words[: 2 * MOST_WORDS]).rstrip(",;: ")
    first, _, rest = joined.partition(" ")
    return rest if first.lower() in MOVED and rest else joined


def _is_seen(clause: str) -> bool:
    """Say whether *clause* is more than a thought: one about a thing tells what is meant."""
    if not THOUGHT.search(clause):
        return True
    return PURPOSE.search(clause) is not None and _visible(clause) > 1


def _clauses(text: str) -> list[str]:
    """Return the clauses of *text*; a part without a verb stays with the clause before it."""
    clauses: list[str] = []
    for sentence in _split(SENTENCE_END, text):
        for number, part in enumerate(_split(CLAUSE_END, sentence)):
            if number and (_verb(part) is None or _verb(clauses[-1]) is None):
                clauses[-1] += f" {part}"
            else:
                clauses.append(part)
    return clauses


def _within_bound(clauses: list[str]) -> list[str]:
    """Return the first clause, and of the others those that show most and fit beside it."""
    kept = [0]
    for place in sorted(range(1, len(clauses)), key=lambda n: -_visible(clauses[n])):
        stands = place - 1 in kept or not _leans(clauses[place])
        if stands and sum(len(clauses[n].split()) for n in (*kept, place)) <= MOST_WORDS:
            kept.append(place)
    return [clauses[place] for place in sorted(kept)]


def _verb(clause: str) -> int | None:
    """Return at which word *clause* has its verb: 0 where who does it is said before, else None."""
    words = WORD_OR_MARK.findall(RELATIVE.sub(" ", clause))
    if words and words[0].lower() in MOVED | LEANING:
        words = words[1:]
    found = zip(words, tags(words), strict=True)
    return next(
        (
            place
            for place, (word, one) in enumerate(found)
            if one == "verb" or word.lower() in TOLD or PAST.fullmatch(word)
        ),
        None,
    )


def _leans(clause: str) -> bool:
    return clause.partition(" ")[0].lower() in LEANING or _verb(clause) == 0


def _split(pattern: re.Pattern[str], text: str) -> list[str]:
    return [clause.strip() for clause in pattern.split(text) if clause.strip()]


def _visible(clause: str) -> int:
    """Return how many things of *clause* can be seen."""
    found = noun_phrases(clause)
    return sum(1 + (one.kind is not None) for one in found if not one.noun.isdigit())
