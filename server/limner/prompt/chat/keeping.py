"""An answer with everything that its author decided: mended, with the looks, within its length."""

from dataclasses import replace

from limner.errors import ServiceUnavailable
from limner.prompt.assembly import written
from limner.prompt.chat.brief import Brief
from limner.prompt.checks.colour_checks.colour_faults import colour_faults
from limner.prompt.checks.length import most_words
from limner.prompt.checks.subject_checks.another_subject import other_subject
from limner.prompt.checks.subject_checks.seen_nouns import MEDIUM
from limner.prompt.checks.things import is_named, mentions
from limner.prompt.checks.verification import hard_faults, split_flags, words_of
from limner.prompt.dialects import count, fits
from limner.prompt.expansion import Expansion
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.extraction import read as read_ledger
from limner.prompt.ledger.names import WORD
from limner.prompt.ledger.vocabulary import FUNCTION_WORDS
from limner.prompt.looks.binding import Look
from limner.prompt.looks.weaving import look_phrases, shorter, woven
from limner.prompt.mending import mended, repaired
from limner.prompt.shortening import shorten
from limner.prompt.word_count import count_words

LEAST_ANSWER = 12
"""Words below which an answer that names nothing of its author is none."""


def kept(item: Expansion, brief: Brief, model: str) -> Expansion:
    """Return *item* with everything the author decided, by the smallest edits.

    Raises:
        ServiceUnavailable: it is about something else, or says nothing.
    """
    ledger, dialect = brief.ledger, brief.dialect
    body, flags = split_flags(words_of(item.prompt, dialect))
    if _says_nothing(ledger, body):
        raise ServiceUnavailable(
            f"“{model}” wrote nothing of your words (“{body.strip()}”): "
            "choose another chat.model, or ask again."
        )
    in_place = (one for one in hard_faults(ledger, body) if one.edits and one.kind != "subject")
    if other := other_subject(ledger, mended(body, in_place, dialect)):
        raise ServiceUnavailable(
            f"“{model}” wrote about another subject ({other}): "
            "choose another chat.model, or ask again."
        )
    item = repaired(ledger, item, dialect)
    plain = split_flags(words_of(item.prompt, dialect))[0]
    most = most_words(count_words(brief.source), dialect)
    room = dialect if dialect.form != "json" else replace(dialect, form="prose")
    for looks in shorter(brief.request.looks):
        text = _with_looks(plain, looks, brief)
        said = " ".join(look_phrases(looks, ledger.language))
        if text != plain:
            item = replace(item, prompt=written(text, flags, dialect))
        longest = most + count_words(said)
        if count(item.prompt, dialect) > longest or not fits(item.prompt, dialect):
            own = [part for look in looks for part in (look.text, look.keep) if part]
            cut = shorten(f"{text} {flags}".strip(), ledger, room, words=longest, kept=own)
            item = replace(item, prompt=written(*split_flags(cut), dialect))
        if fits(item.prompt, dialect):
            break
    return item


def _says_nothing(ledger: Ledger, text: str) -> bool:
    """Say whether *text* is a few words of which none is the author's: "A plain picture.".

    Of a translation nobody can say.
    """
    if not ledger.is_picture:
        return False
    words = WORD.findall(ledger.source)
    own = [word for word in words if word.lower() not in FUNCTION_WORDS | MEDIUM]
    return count_words(text) < LEAST_ANSWER and not any(
        is_named(word, text, ledger.language) for word in own
    )


def _with_looks(text: str, looks: tuple[Look, ...], brief: Brief) -> str:
    """Return *text* with *looks* in it, and with no other colour on what they say the colour of."""
    if not looks:
        return text
    ledger, dialect = brief.ledger, brief.dialect
    told = [bound for look in looks for bound in read_ledger(look.text).colours]
    nouns = [bound.noun for bound in (*told, *ledger.colours)]
    sole = tuple(
        bound
        for bound in told
        if nouns.count(bound.noun) == 1 and mentions(bound.noun, text, ledger.language)
    )
    about = Ledger(ledger.source, ledger.language, colours=(*ledger.colours, *sole))
    wrong = [fault for fault in colour_faults(about, text) if fault.edits]
    return woven(mended(text, wrong, dialect), looks, dialect, ledger.language)
