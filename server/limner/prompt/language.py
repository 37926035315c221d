"""Which language a description is written in, as far as a few words can say.

The script decides where only one of ours has it. In Latin and Cyrillic script, common words and
letters in threes decide (`limner.prompt.letter_statistics`), and English is tried first: names are
foreign so often that they have no vote there.
"""

import re
import unicodedata
from collections import Counter

from limner.prompt.ledger.vocabulary import FUNCTION_WORDS, word_set

LATIN = ("en", "de", "fr", "es", "it", "nl", "pt", "pl", "cs", "sv", "da", "no", "fi", "tr")
BY_SCRIPT = {"latin": LATIN, "cyrillic": ("ru", "uk")}
NEIGHBOURS = {
    "latin": ("ro", "hu", "ca", "sk", "hr", "et", "id"),
    "cyrillic": ("bg", "sr"),
}
"""Other languages in the same scripts, told apart only so that they are not taken for ours."""

LANGUAGES = frozenset({*LATIN, *BY_SCRIPT["cyrillic"], "el", "zh", "ja", "ko", "ar"})
"""What `language` can tell, as ISO 639-1 codes."""

ALIKE = (frozenset({"da", "no", "sv"}),)
"""Languages between which the one that the document states decides."""

SCRIPTS = {
    "LATIN": "latin", "CYRILLIC": "cyrillic", "GREEK": "el", "ARABIC": "ar", "HANGUL": "ko",
    "HIRAGANA": "ja", "KATAKANA": "ja", "CJK": "zh",
}  # fmt: skip
"""By the first word of a letter's name in Unicode."""

OTHERS = re.compile(
    r"[ășțţőűơưđðþāēģīķļņūėįų\u1ea0-\u1ef9]|l·l"  # Romanian, Hungarian, Vietnamese, Baltic …
    r"|[ўђјљњћџѓќѕәғқңөұүһ]"  # Belarusian, Serbian, Macedonian, Kazakh …
    r"|[پچژگکیےہھٹڈڑںڤڕڵۆێ]"  # Persian, Urdu, Pashto, Kurdish.
    # Chinese in the traditional characters, in which no sentences are written; some are Japanese.
    r"|[東車馬鳥魚風門間開長書見說話語讀寫國個們來時會過還這後點樹葉線紅綠藍銀鐵錢雲電燈樓園圖畫橋"
    r"島舊霧貓紙飛處對從無為樂愛氣學貴頭麵飯館麼嗎邊灣龍鳳廣場]",
    re.IGNORECASE,
)
"""Letters of languages and scripts that Limner does not write."""

SURE = word_set("the of with and from behind near his its is are two three")
"""Words that make a text English if most others are English words as well."""

WORD = re.compile(r"[^\W\d_]+")
SURE_MARGIN, LEAST_MARGIN = 6.0, 1.2
"""How much likelier than any other a language must be, as natural logarithms: to outweigh that the
words are in an English dictionary, and to be told at all."""


def language(text: str, stated: str = "") -> str:
    """Return the language of *text* as one of `LANGUAGES`, or ``""`` for any other.

    Args:
        text: a description; without words in small letters ("Brot & Co.") it counts as English.
        stated: the language of its document, ``""`` where that is not known: it decides between
            languages that are nearly alike, and where the words leave it open.
    """
    script = _script(text)
    if script not in ("latin", "cyrillic"):
        return "" if script != "ja" and OTHERS.search(text) else script
    words = [word for word in WORD.findall(text) if len(word) > 1 or word.islower()]
    if script == "latin" and _is_english(words):
        return "en"
    if OTHERS.search(text):
        return ""
    found = _likeliest([word.lower() for word in words], script)
    group = next((group for group in ALIKE if found in group), frozenset({found}))
    if stated in group or (not found and stated in BY_SCRIPT[script]):
        return stated
    return found


def _script(text: str) -> str:
    """Return the script or the one language of most letters of *text*; any kana is Japanese."""
    names = (unicodedata.name(letter, "").split() for letter in text if letter.isalpha())
    scripts = Counter(SCRIPTS.get(name[0].partition("-")[0], "") for name in names if name)
    if scripts["ja"] and scripts["ja"] + scripts["zh"] >= scripts["latin"]:
        return "ja"
    return max(scripts, key=lambda script: scripts[script]) if scripts else "latin"


def _is_english(words: list[str]) -> bool:
    """Say whether *words* are English whatever their names are."""
    from limner.prompt.letter_statistics import log_likelihoods

    small = [word for word in words if word.islower()]
    if not small:
        return not any(word.lower() != word.upper() and not word.isascii() for word in words)
    # A word with an accent may be a loan: it is no English word, but says nothing of the others.
    plain = [word for word in small if word.isascii()]
    scores = log_likelihoods(plain, LATIN)
    lead = scores.pop("en") - max(scores.values())
    if plain == small and lead > SURE_MARGIN:
        return True
    known = sum(map(_is_english_word, small)) / len(small)
    if known == 1:
        return True
    if known >= 0.8:
        return lead > -SURE_MARGIN
    return known >= 0.6 and (lead > 0 or not SURE.isdisjoint(small))


def _is_english_word(word: str) -> bool:
    if word in FUNCTION_WORDS:
        return True
    from limner.prompt.wordnet.forms import lemma
    from limner.prompt.wordnet.table import entry

    letters = unicodedata.normalize("NFD", word)
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return entry(lemma(word)) is not None or entry(lemma(plain)) is not None  # Café, naïve.


def _likeliest(words: list[str], script: str) -> str:
    """Return the language of *words*, or ``""`` for a neighbour or where two are as likely."""
    from limner.prompt.letter_statistics import log_likelihoods

    scores = log_likelihoods(words, (*BY_SCRIPT[script], *NEIGHBOURS[script]))
    best = max(scores, key=lambda name: scores[name])
    if not words or best in NEIGHBOURS[script]:
        return ""
    group = next((group for group in ALIKE if best in group), {best})
    others = [scores[name] for name in BY_SCRIPT[script] if name not in group]
    return best if scores[best] - max(others) >= LEAST_MARGIN else ""
