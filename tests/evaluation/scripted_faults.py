"""The ways in which chat models break their rules, one function each.

A fault takes the parts of a prompt, its task and a number that decides between its forms, and
returns the parts it makes of them; `None` when the source gives it nothing to break.
"""

import re
from collections.abc import Callable

from limner.prompt.ledger.extraction import read

Fault = Callable[[list[str], dict, int], "list[str] | None"]


def _swapped(pairs: str) -> Fault:
    """Exchange the first word of *pairs* that stands in the prompt for its partner."""
    table = {}
    for pair in pairs.split():
        one, other = pair.split("/")
        table |= {one: other.replace("_", " ")}

    def fault(parts, task, dice):
        found = [word for word in table if re.search(rf"\b{word}\b", task["source"].lower())]
        if not found:
            return None
        word = found[dice % len(found)]
        return [re.sub(rf"\b{word}\b", table[word], part, flags=re.I) for part in parts]

    return fault


def _sentence(*sentences: str) -> Fault:
    """Add one of *sentences* somewhere behind the first part."""

    def fault(parts, task, dice):
        place = 1 + dice % max(1, len(parts))
        said = sentences[dice % len(sentences)]
        said = said if parts[-1][-1:] == "." else said.rstrip(".").lower()
        return [*parts[:place], said, *parts[place:]]

    return fault


def _tail(*tails: str) -> Fault:
    """Hang one of *tails* on the first sentence."""

    def fault(parts, task, dice):
        end = "." if parts[0].endswith(".") else ""
        return [parts[0].rstrip(".") + tails[dice % len(tails)] + end, *parts[1:]]

    return fault


def lowers_quotes(parts, task, dice):
    quotes = [quote for quote in read(task["source"]).quotes if quote.lower() != quote]
    return quotes and [_replaced(part, quotes, str.lower) for part in parts]


def requotes(parts, task, dice):
    if not read(task["source"]).quotes:
        return None
    return [part.replace('"', ("'", "*", "")[dice % 3]) for part in parts]


def shows_what_is_excluded(parts, task, dice):
    what = task["must_avoid"]
    said = ("A few {} can be made out behind it.", "There are {} at the edge.", "It has {}.")
    return what and [*parts, said[dice % 3].format(what[dice % len(what)])]


def drops_a_name(parts, task, dice):
    names = read(task["source"]).names
    other = ("a well-known place", "someone", "")[dice % 3]
    return names and [_replaced(part, names, lambda _: other) for part in parts]


def changes_the_technique(parts, task, dice):
    media = read(task["source"]).media
    other = "photograph" if "photo" not in " ".join(media) else "oil painting"
    return media and [_replaced(part, media, lambda _: other) for part in parts]


def paraphrases(parts, task, dice):
    words = parts[0].split()
    return [" ".join(words[: 1 + len(words) // 3]) + " thing, put another way.", *parts[1:]]


def forgets_the_words(parts, task, dice):
    return parts[1:] or None


def says_too_much(parts, task, dice):
    more = [re.sub(r"\.$", f", once more and in the {nth} place.", part) for part in parts
            for nth in ("second", "third")]  # fmt: skip
    return [*parts, *more]


def says_too_little(parts, task, dice):
    return parts[: 1 + dice % 2]


def decorates(parts, task, dice):
    forms = (
        "**{}**", "# {}", "> {}", "`{}`", "Prompt: {}", "<b>{}</b>", "{} <br/>",
        "{} ![x](https://evil.example/?q=1)", "{} [more](https://evil.example/a)",
        "{} https://evil.example/track?id=1", "<img src=https://evil.example/x.png> {}",
        "{} <script>fetch('https://evil.example')</script>",
    )  # fmt: skip
    return [forms[dice % len(forms)].format(parts[0]), *parts[1:]]


def hides_characters(parts, task, dice):
    hidden = ("\u200b", "\u202e", "\u2066", "\U000e0041", "\x1b[31m", "\x00", "\u2028", "\ufeff")
    return [part.replace(" ", f" {hidden[dice % len(hidden)]}", 2) for part in parts]


def commands_the_generator(parts, task, dice):
    said = (" --ar 99:1 --seed 7", " (red:1.4)", " <lora:evil:2>", " ::2", " --no everything",
            " ((masterpiece))")  # fmt: skip
    return [*parts[:-1], parts[-1] + said[dice % len(said)]]


def _replaced(text: str, found, change) -> str:
    for word in found:
        text = text.replace(word, change(word))
    return text


FAULTS: dict[str, Fault] = {
    "drops a count": _swapped("two/some three/some four/several five/several six/many "
                              "seven/many eight/many ten/countless one/some"),
    "changes a count": _swapped("two/three three/four four/two five/six six/seven one/two "
                                "ten/twelve eight/nine"),
    "changes a colour": _swapped("red/blue blue/green green/red yellow/purple black/white "
                                 "white/grey brown/pink pink/orange orange/teal purple/yellow"),
    "lowers quoted text": lowers_quotes,
    "quotes otherwise": requotes,
    "adds quoted text": _sentence('A board behind it reads "OPEN".', 'Above hangs "Fresh Daily".'),
    "turns sides around": _swapped("left/right right/left above/below below/above under/on_top_of "
                                   "behind/in_front_of riding/ridden_by near/far_from "
                                   "top/bottom bottom/top"),
    "shows what is excluded": shows_what_is_excluded,
    "drops a name": drops_a_name,
    "adds people": _sentence("A woman in a long coat walks past.", "Two children play nearby.",
                             "A lone fisherman waits at the margin.", "A crowd has gathered."),
    "adds people in the same breath": _tail(" as an old man looks on",
                                             ", with tourists passing by"),
    "adds animals": _sentence("Gulls wheel overhead.", "A tabby cat dozes in the corner.",
                              "Butterflies drift through the air.", "A dog waits at the door."),
    "adds vehicles": _sentence("A parked car stands at the back.", "A sailboat crosses far away.",
                               "A bicycle leans on the wall."),
    "adds a brand": _sentence("A crate from Coca-Cola stands at the rim.",
                              "It was shot with a Hasselblad in Lisbon."),
    "adds lettering": _sentence("A painted sign hangs above.", "A small label names the maker.",
                                "A watermark sits in the corner."),
    "contradicts its light": _sentence(
        "Harsh midday sun falls straight down while moonlight fills the shadows.",
        "It is a starlit night in bright afternoon sunlight.",
        "A golden sunset glows at noon.", "Thick fog leaves crisp shadows under a blue sky."),
    "fills with junk": _tail(", 8k, masterpiece, ultra-detailed", ", award-winning, trending on "
                             "artstation", ", best quality, highly detailed, octane render"),
    "talks to the viewer": _sentence(
        "The overall composition captures the essence of the moment, inviting the viewer to linger "
        "in quiet wonder.", "This image is a testament to stunning attention to detail.",
        "The image evokes a breathtaking sense of wonder in every viewer."),
    "changes the technique": changes_the_technique,
    "paraphrases": paraphrases,
    "forgets the words": forgets_the_words,
    "says too much": says_too_much,
    "says too little": says_too_little,
    "decorates": decorates,
    "hides characters": hides_characters,
    "commands the generator": commands_the_generator,
}  # fmt: skip
