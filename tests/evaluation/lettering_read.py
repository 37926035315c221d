"""How well lettering is read on this machine: ``python -m tests.evaluation.lettering_read``.

Forty sketches carry quoted words; those that are read are compared with them, letter by letter. It
needs the extra ``limner[ocr]``.
"""

import asyncio

from limner.image import ocr
from limner.image.sketch.renderer import render
from limner.prompt.picture_check.read_lettering import lettering_row, right_letters

QUOTES = (
    "Open late", "Bakery", "No Fishing", "STOP", "Café Müller", "Gone to lunch",
    "Fresh bread daily", "Harbour Street", "Platform 9", "Welcome home", "Keep out!",
    "The Last Train", "Milk & Honey", "Room 214", "Library", "Exit", "Summer 1962", "Tickets €12",
    "Beware of the dog", "Hello, world", "Piękny dzień", "Smørrebrød", "Straße", "Feliz año",
    "Déjà vu", "Gratis", "Über uns", "Sale 50 %", "Don't feed the ducks", "Winter Fair",
    "Chapter One", "Lost & Found", "Quiet please", "Mind the gap", "To the beach", "Mele fresche",
    "Zum Hafen", "À bientôt", "Garage Sale", "Second-hand books",
)  # fmt: skip
PLACES = (
    "a street with a sign that says “{}”", "a poster with the words “{}”", "a mug that says “{}”",
    "a banner that reads “{}” above two trees", "a t-shirt with “{}” on it",
)  # fmt: skip


def main() -> None:
    """Draw, read, print what was read otherwise and the sums."""
    letters = right = exact = 0
    for number, quote in enumerate(QUOTES):
        words = PLACES[number % len(PLACES)].format(quote)
        text = asyncio.run(ocr.read(render(words))) or ""
        row = lettering_row(quote, text)
        long = len("".join(quote.split()))
        letters, right = letters + long, right + max(0, right_letters(quote, text))
        exact += row.verdict == "kept"
        if row.verdict != "kept":
            print(f"{words}: {text!r}")
    print(f"exact {exact} of {len(QUOTES)}; letters right {right} of {letters}", end=" ")
    print(f"({100 * right / letters:.1f} %)")


if __name__ == "__main__":
    main()
