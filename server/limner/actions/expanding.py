"""From the author's words to image prompts: expanded, taken as they are, or shortened."""

from collections.abc import Callable
from dataclasses import replace

from limner.actions.context import around, headings_above, section_before
from limner.actions.written_prompts import NEGATIVE
from limner.document import Document, Span
from limner.errors import InputError
from limner.image.aspect import ratio_of, unwritten
from limner.markup.interface import Intent
from limner.project.stated_language import stated_language
from limner.prompt import author_flags, dialects, json_prompt, naming, shortening
from limner.prompt.expansion import Engine, Expanded, Expansion, ExpansionRequest
from limner.prompt.generator_syntax import read_flags
from limner.prompt.looks.binding import Look, looks_shown, undecided
from limner.prompt.looks.introductions import introduced
from limner.prompt.looks.weaving import fitted, unsaid
from limner.prompt.purposes import purpose_of, purpose_under
from limner.services.backends import Backends, Consent
from limner.settings.cast_members import Cast
from limner.settings.declaration import Settings


async def expand(
    source: str,
    settings: Settings,
    backends: Backends,
    consent: Consent,
    variations: int = 1,
    on_words: Callable[[str], None] = lambda words: None,
    context: str = "",
    document_text: str = "",
    before: str = "",
    file_name: str = "",
    heading: str = "",
) -> Expanded:
    """Turn *source* into image prompts.

    Args:
        source: the author's words, without markup.
        settings: who expands, for which image generator, in which style.
        backends: brings the expander.
        consent: asks whether a host may be used.
        variations: how many different prompts.
        on_words: told the first prompt as far as it has arrived.
        context: what stands around the words, marked (`limner.actions.context`); it is sent along.
        document_text: what may state its language, which decides where the words leave theirs open.
        before: what stands before the words in their section; it says whom “she” means, and is
            sent nowhere.
        file_name: of the picture, which may say what it is for.
        heading: the words it stands under, which may say the same.

    Raises:
        LimnerError: nothing to depict, or the service declined or could not be used.
    """
    expander = await backends.expander(settings, consent)
    language = stated_language(document_text)
    request = expansion_request(source, settings, variations, context, language, before)
    request = replace(request, purpose=purpose_of(file_name) or purpose_under(heading))
    unsure = undecided(request.source, settings.cast, before)
    done = finished(await expander.expand(request, on_words), source, settings, request.looks)
    return replace(done, notes=(*done.notes, *unsure))


async def expand_within(
    document: Document,
    span: Span,
    source: str,
    settings: Settings,
    backends: Backends,
    consent: Consent,
    variations: int = 1,
    on_words: Callable[[str], None] = lambda words: None,
) -> Expanded:
    """Turn *source*, the words at *span* of *document*, into image prompts, as `expand` does.

    What stands around them there says what they mean, whom they name and what the picture is for.
    """
    return await expand(
        source,
        settings,
        backends,
        consent,
        variations,
        on_words,
        context=around(document, span, settings.context),
        document_text=document.text,
        before=section_before(document, span),
        heading=headings_above(document)(span),
    )


async def prompt_for(
    document: Document, intent: Intent, settings: Settings, backends: Backends, consent: Consent
) -> tuple[Expansion, Engine | None, tuple[str, ...]]:
    """Return the prompt of *intent* in *document*, who wrote it, and notes.

    Words that are a prompt already stay as they are, and nobody is asked.

    Raises:
        LimnerError: there is no such dialect, or the chat service failed.
    """
    if intent.is_prompt:
        return as_written(intent, settings.cast), None, ()
    expanded = await expand_within(
        document, intent.span, intent.subject, settings, backends, consent
    )
    return expanded.items[0], expanded.engine, expanded.notes


def expansion_request(
    source: str,
    settings: Settings,
    variations: int = 1,
    context: str = "",
    document_language: str = "",
    before: str = "",
) -> ExpansionRequest:
    """Return what an expander is asked: *source* in plain words, without the author's flags.

    Args:
        source: the author's words.
        settings: dialect, style and looks.
        variations: how many different prompts.
        context: what stands around the words; it is sent along.
        document_language: ISO 639-1 code of the language that the document states, or ``""``.
        before: what stands before the words in their section; it is sent nowhere.

    Raises:
        InputError: there is no such dialect.
    """
    dialect = dialects.get(settings.dialect)
    words = author_flags.description(read_flags(source), dialect)
    if dialect.aspect == "flag" and ratio_of(source):
        # The flag says it; as words, a model might letter the numbers.
        words = unwritten(words) or words
    return ExpansionRequest(
        words,
        settings.dialect,
        variations,
        settings.style or work_style(settings),
        context,
        settings.prompt_language,
        document_language,
        fitted(_looks(words, settings, before), dialect),
    )


def _looks(words: str, settings: Settings, before: str) -> tuple[Look, ...]:
    """Return the looks of the cast, and how the section has introduced what the words name."""
    shown = looks_shown(words, settings.cast, before)
    if settings.context != "section":
        return shown
    return (*shown, *introduced(words, before))


def work_style(settings: Settings) -> str:
    """Return how all pictures of a work are made, as a style of its own words."""
    palette = ", ".join(settings.work_palette)
    said = (
        settings.work_medium,
        settings.work_line,
        f"a palette of {palette}" if palette else "",
        settings.work_era,
        settings.work_lens,
    )
    return ", ".join(part.strip(" .,;") for part in said if part.strip(" .,;"))


def finished(
    expanded: Expanded, source: str, settings: Settings, looks: tuple[Look, ...] = ()
) -> Expanded:
    """Return what either expander wrote for *source*, with the flags and shape it asks for."""
    dialect, flags = dialects.get(settings.dialect), read_flags(source)
    done = author_flags.with_flags(expanded, flags, ratio_of(source), dialect)
    done = author_flags.without(done, settings.work_never, flags.words, dialect)
    items = tuple(
        _finished(replace(item, looks=looks), flags.words, dialect) for item in done.items
    )
    notes = unsaid(items[0].prompt, looks, dialect) if items else ()
    return replace(done, items=items, notes=(*done.notes, *notes))


def _finished(item: Expansion, words: str, dialect: dialects.Dialect) -> Expansion:
    # A reader has no use for the numbers of a shape.
    title, alt = unwritten(item.title) or item.title, unwritten(item.alt) or item.alt
    prompt = item.prompt
    if dialect.form == "json":
        prompt = json_prompt.structured(item, words, dialect)
    return replace(item, prompt=prompt, title=title, alt=alt)


def shorten(prompt: str, settings: Settings) -> str:
    """Cut whole clauses of *prompt* until it fits its image generator, never a committed one.

    Raises:
        InputError: it fits already, or nothing more can be cut.
    """
    dialect = dialects.get(settings.dialect)
    if dialects.fits(prompt, dialect) and len(prompt.split()) <= dialect.words[1]:
        raise InputError(f"The prompt fits {dialect.name} as it is.")
    shorter = shortening.shorten(prompt, None, dialect, _words_limit(prompt, dialect))
    if shorter == prompt:
        raise InputError("Nothing can be cut from this prompt without losing what it says.")
    return shorter


def _words_limit(prompt: str, dialect: dialects.Dialect) -> int:
    """Return the length, in the dialect's unit, of as many words as it aims at."""
    words = " ".join(prompt.split()[: dialect.words[1]])
    return min(dialect.limit, dialects.measure(words, dialect.unit))


def as_written(intent: Intent, cast: Cast = ()) -> Expansion:
    """Take words that already are a prompt as they are; the author's own name the picture.

    Of *cast* it shows whoever's look stands in it.
    """
    prompt, _, negative = intent.subject.partition(f" {NEGATIVE}")
    words = intent.original or prompt
    said = said_looks(prompt, cast)
    return Expansion(prompt, negative or None, naming.title(words), naming.alt(words), looks=said)


def said_looks(prompt: str, cast: Cast) -> tuple[Look, ...]:
    """Return the looks of those of *cast* whose look stands in *prompt*."""
    return tuple(
        Look(member.name, member.name, member.look, member.keep, member.references)
        for member in cast
        if member.look and member.look in prompt
    )
