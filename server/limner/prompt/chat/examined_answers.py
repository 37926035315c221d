"""A chat model's answers as expansions, and what is worth asking again for in them."""

from limner.prompt import naming
from limner.prompt.assembly import exclusion_flag, written
from limner.prompt.chat import instructions, replies
from limner.prompt.chat.brief import Brief
from limner.prompt.chat.replies import ReplyDraft
from limner.prompt.checks.coverage import lost_thing
from limner.prompt.checks.fault import Fault
from limner.prompt.checks.length import least_words
from limner.prompt.checks.variety import repeated, told_apart
from limner.prompt.checks.verification import all_faults, hard_faults, split_flags, words_of
from limner.prompt.dialects import count
from limner.prompt.exclusions.recasting import recast
from limner.prompt.expansion import Expansion
from limner.prompt.generator_syntax import neutralise
from limner.prompt.ledger.extraction import read as read_ledger
from limner.prompt.word_count import count_words


def answer_of(draft: ReplyDraft, brief: Brief) -> Expansion:
    """Return *draft* in the dialect's form, named in the author's words."""
    dialect, source = brief.dialect, brief.request.source
    body = split_flags(instructions.unrecited(replies.plain(draft.prompt, source)))[0]
    body = neutralise(body, dialect)
    if "negations" in dialect.forbids:
        body = recast(read_ledger(body), dialect).text
    excluded = recast(brief.ledger, dialect).excluded
    flags = exclusion_flag(excluded) if dialect.exclusions == "flag" else ""
    return Expansion(
        prompt=written(body, flags, dialect),
        negative=_within(excluded, dialect.negative) or None,
        title=naming.title(source),
        alt=naming.alt(source),
    )


def examined(items: list[Expansion], brief: Brief) -> tuple[list[str], list[tuple[str, ...]]]:
    """Return what is certainly wrong with *items*, and what each may be asked again for."""
    return certain(items, brief), _problems(items, brief)


def certain(items: list[Expansion], brief: Brief) -> list[str]:
    """Return what is certainly wrong with *items*, which code puts right."""
    return [
        one.says for item in items for one in hard_faults(brief.ledger, _body(item, brief))
        if one.is_hard
    ]  # fmt: skip


def missed(item: Expansion, brief: Brief) -> list[str]:
    """Return the author's things that *item* does not speak of, as far as is known."""
    return [lost_thing(one) for one in _faults(item, brief) if one.kind == "thing"]


def better(items: list[Expansion], second: list[Expansion], brief: Brief) -> list[Expansion]:
    """Return for each variation whichever of its two answers has fewer problems."""
    chosen = [
        min(pair, key=lambda item: len(_faults(item, brief)))
        for pair in zip(items, second, strict=False)
    ] + (second[len(items) :] or items[len(second) :])
    return told_apart(chosen, [*second, *items], brief.source)


def is_echo(item: Expansion, brief: Brief) -> bool:
    """Say whether a prompt only repeats a short description."""
    body = _body(item, brief)
    least = least_words(count_words(brief.source), brief.kind, brief.dialect)
    return bool(least) and " ".join(body.lower().split()).strip(" .") == brief.source.lower().strip(
        " ."
    )


def _problems(items: list[Expansion], brief: Brief) -> list[tuple[str, ...]]:
    """Return for each item what is worth asking again for: what code cannot put right in place."""
    again = repeated(items, brief.source)
    return [
        (
            *(one.says for one in _faults(item, brief) if not one.edits),
            *_too_short(item, brief),
            *([again[place]] if place in again else []),
        )
        for place, item in enumerate(items)
    ]


def _too_short(item: Expansion, brief: Brief) -> tuple[str, ...]:
    least = least_words(count_words(brief.source), brief.kind, brief.dialect)
    said = count(item.prompt, brief.dialect)
    if said >= least:
        return ()
    return (f"write at least {least} words: say more of what can be seen",)


def _faults(item: Expansion, brief: Brief) -> tuple[Fault, ...]:
    return all_faults(brief.ledger, _body(item, brief))


def _body(item: Expansion, brief: Brief) -> str:
    return split_flags(words_of(item.prompt, brief.dialect))[0]


def _within(parts: tuple[str, ...], most: int) -> str:
    """Join as many *parts* as fit into *most* characters."""
    text = ""
    for part in dict.fromkeys(parts):
        longer = f"{text}, {part}" if text else part
        if len(longer) <= most:
            text = longer
    return text
