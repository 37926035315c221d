"""Documents that Limner writes pictures into."""

from limner.document import Document, Span
from limner.markup import for_language
from limner.markup.interface import Figure
from tests.support.markup.formats import Format


def written(
    form: Format, alts: list[str], placement: str
) -> tuple[str, str, list[tuple[str, str]]]:
    """Return a document before and after one picture per text, and the pictures expected."""
    markup = for_language(form.language)
    blocks = [
        form.places[number % len(form.places)].replace("@", f"fox{number}x")
        for number in range(len(alts))
    ]
    before = after = "\n\n".join(blocks) + "\n"
    expected = []
    for number in reversed(range(len(alts))):
        start = after.index(f"fox{number}x")
        span = Span(start, start + len(f"fox{number}x"))
        document = Document(after, form.language)
        intent = markup.read(document, span)
        assert intent
        figure = Figure(form.paths[number % len(form.paths)], alts[number])
        after = markup.image(document, intent, figure, placement).apply(after)
        expected.append((figure.target, markup.normalise(figure.alt)))
    return before, after, expected[::-1]
