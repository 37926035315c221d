"""From the author's words to image prompts, and the prompts written into their document."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from limner import markup
from limner.actions.context import around, headings_above, section_before
from limner.document import Document, Replacement, Span
from limner.errors import InputError
from limner.image.aspect import ratio_of, unwritten
from limner.markup.common.subject import whole_words, without_stray_marks
from limner.markup.interface import Intent, Placement
from limner.patterns import lazy_regex
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

NEGATIVE = "Negative prompt: "
"""What stands before a negative prompt, below its prompt."""

SHARED_STOPS = (".", "!", "?", ",", ";")
"""What may stand behind words in a sentence and end a prompt in their place as well."""


def read(document: Document, span: Span) -> Intent | None:
    """Say what the words at *span* ask for; ``None`` when there are none."""
    return markup.for_language(document.language).read(document, span)


def read_selection(document: Document, span: Span) -> Intent | None:
    """Say what a selection asks for; a word that it has cut at an edge is meant whole.

    What it has caught there without meaning it, such as a comma, belongs to the text around.
    """
    span = whole_words(document.text, span)
    return read(document, without_stray_marks(document.text, span))


def place(document: Document, span: Span) -> Intent:
    """Say where something for *span* goes, also when no words stand there any more."""
    # What followed a document that was closed may be beyond the end of what was opened since.
    end = len(document.text)
    span = Span(min(span.start, end), min(span.end, end))
    line = Span(document.line_start(span.start), document.line_stop(span.end))
    return read(document, span) or read(document, line) or Intent("", span)


async def expand(
    source: str,
    settings: Settings,
    backends: Backends,
    consent: Consent,
    variations: int = 1,
    on_words: Callable[[str], None] = lambda words: None,
    context: str = "",
    document: str = "",
    before: str = "",
    file_name: str = "",
    heading: str = "",
) -> Expanded:
    """Turn *source* into image prompts.

    *context* are words around it (`limner.actions.context`); *document* is the text that may state
    its language, which decides where the words leave theirs open; *before* is what stands before
    the words in their section: it says whom "she" means, and is sent nowhere; *file_name* is that
    of the picture and *heading* the one it stands under, which may say what it is for.

    Raises:
        LimnerError: nothing to depict, or the service declined or could not be used.
    """
    expander = await backends.expander(settings, consent)
    request = request_of(source, settings, variations, context, stated_language(document), before)
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
        around(document, span, settings.context),
        document.text,
        section_before(document, span),
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


def request_of(
    source: str,
    settings: Settings,
    variations: int = 1,
    context: str = "",
    document_language: str = "",
    before: str = "",
) -> ExpansionRequest:
    """Return what an expander is asked: *source* in plain words, without the author's flags.

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


def prompts_of(expanded: Expanded) -> list[str]:
    """Return each prompt as it is pasted, its negative prompt on a line of its own."""
    return [pasted(item) for item in expanded.items]


def pasted(item: Expansion) -> str:
    """Return one prompt as it is pasted into an image generator."""
    if item.negative is None:
        return item.prompt
    return f"{item.prompt}\n{NEGATIVE}{item.negative}"


def write_prompts(
    document: Document, intent: Intent, prompts: Sequence[str], where: Placement
) -> Replacement:
    """Write *prompts* for the words of *intent*; a full stop behind the words serves both."""
    if where == "replace" and document.text[intent.span.end : intent.span.end + 1] in SHARED_STOPS:
        prompts = [prompt.removesuffix(".") for prompt in prompts]
    if where == "replace" and _goes_on(document, intent.span.start):
        prompts = [ARTICLE.sub(lambda found: found[0].lower(), prompt) for prompt in prompts]
    return markup.for_language(document.language).prompt(document, intent, prompts, where)


ARTICLE = lazy_regex(r"\A(?:A|An|The)(?= )")
"""How a prompt begins that can stand within a sentence."""


def _goes_on(document: Document, offset: int) -> bool:
    """Say whether a sentence has begun in the line before *offset*: “we watched …”."""
    before = document.text[document.line_start(offset) : offset].rstrip().rstrip("*_(“\"'«„")
    return before.rstrip()[-1:].isalnum() or before.rstrip().endswith(",")
