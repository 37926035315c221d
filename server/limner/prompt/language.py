"""Which language a description is written in, as far as a few words can say.

The script decides where only one of ours has it. In Latin and Cyrillic script, common words and
letters in threes decide (`limner.prompt.letter_statistics`), and English is tried first: names are
foreign so often that they have no vote there.
"""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from limner.patterns import lazy_regex
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

ALIKE = {"da": "äö", "no": "äö", "sv": "æø"}
"""Languages between which the one that the document states decides, and letters it has not."""

UNSPACED = frozenset({"zh", "ja"})
"""Languages that put no space between sentences."""

SCRIPTS = {
    "LATIN": "latin", "CYRILLIC": "cyrillic", "GREEK": "el", "ARABIC": "ar", "HANGUL": "ko",
    "HIRAGANA": "ja", "KATAKANA": "ja", "CJK": "zh",
}  # fmt: skip
"""By the first word of a letter's name in Unicode."""

OTHERS = lazy_regex(
    r"[ășțţőűơưđðþāēģīķļņūėįų\u1ea0-\u1ef9]|l·l"  # Romanian, Hungarian, Vietnamese, Baltic …
    r"|[ўђјљњћџѓќѕәғқңөұүһ]"  # Belarusian, Serbian, Macedonian, Kazakh …
    r"|[پچژگکیےہھٹڈڑںڤڕڵۆێ]"  # Persian, Urdu, Pashto, Kurdish.
    # Chinese in the traditional characters, in which no sentences are written; some are Japanese.
    r"|[東車馬鳥魚風門間開長書見說話語讀寫國個們來時會過還這後點樹葉線紅綠藍銀鐵錢雲電燈樓園圖畫橋"
    r"島舊霧貓紙飛處對從無為樂愛氣學貴頭麵飯館麼嗎邊灣龍鳳廣場]",
    re.IGNORECASE,
)
"""Letters of languages and scripts that Limner does not write."""

UKRAINIAN = frozenset("іїєґ")
"""Letters without which few phrases in Ukrainian can be written."""

SURE = word_set("the of with and from behind near his its is are two three")
"""Words that make a text English if most others are English words as well."""

CERTAIN = {
    "de": word_set("ein eine einen einem einer und zum zur vom"),
    "fr": word_set("une aux chez avec"),
}
"""Small words of one language that no other of ours has, beside a loan such as "Café"."""

OPENING = word_set("ein eine einen einem einer dem")
MERGED = word_set("am im beim zum zur vom")
"""German articles before a noun with a capital, and what articles are merged into."""

ENGLISH = SURE | word_set("a an on at by for to in i as")
"""Small words of English; some are German too, and leave it open."""

FEW_WORDS = 5
"""Words up to which what a document states decides over one that English has as well."""

NATIVE = lazy_regex(r"[åäöøæüß]", re.IGNORECASE)
"""Letters that loans in English seldom have."""

MOST_CHARACTERS = 1000
"""No more is needed to know a language."""

MOST_OPEN_WORDS = 2
"""So few words that speak for no language are taken for English, misspelt or coined."""

WORD = lazy_regex(r"[^\W\d_]+")
SURE_MARGIN, LEAST_MARGIN = 6.0, 1.2
"""How much likelier than any other a language must be, as natural logarithms: to outweigh that the
words are in an English dictionary, and to be told at all."""


@lru_cache(64)
def language(text: str, stated: str = "") -> str:
    """Return the language of *text* as one of `LANGUAGES`, or ``""`` for any other.

    Args:
        text: a description; without words in small letters ("Brot & Co.") it counts as English.
        stated: the language of its document, ``""`` where that is not known: it decides between
            languages that are nearly alike, and where the words leave it open.
    """
    text = text[:MOST_CHARACTERS]
    script = _script(text)
    if script not in ("latin", "cyrillic"):
        return "" if script != "ja" and OTHERS.search(text) else script
    words = [word for word in WORD.findall(text) if len(word) > 1 or word.islower()]
    if script == "latin" and _is_german(words):
        return "de"
    if script == "latin" and _is_english(words):
        return stated if stated in BY_SCRIPT[script] and _is_open(words) else "en"
    if OTHERS.search(text):
        return ""
    lowered = [word.lower() for word in words]
    sure = [name for name, own in CERTAIN.items() if not own.isdisjoint(lowered)]
    found = sure[0] if len(sure) == 1 else _likeliest(lowered, script)
    if found in NEIGHBOURS[script]:
        found, stated = "", ""
    if found in ALIKE and stated in ALIKE:
        return found if set(ALIKE[stated]) & set(text.lower()) else stated
    if not found and stated in BY_SCRIPT[script]:
        return stated
    return found or ("en" if len(words) <= MOST_OPEN_WORDS and text.isascii() else "")


def _script(text: str) -> str:
    """Return the script or the one language of most letters of *text*; any kana is Japanese."""
    if text.isascii():
        return "latin"
    names = (unicodedata.name(letter, "").split() for letter in text if letter.isalpha())
    scripts = Counter(SCRIPTS.get(name[0].partition("-")[0], "") for name in names if name)
    if scripts["ja"] and scripts["ja"] + scripts["zh"] >= scripts["latin"]:
        return "ja"
    return max(scripts, key=lambda script: scripts[script]) if scripts else "latin"


def _is_german(words: list[str]) -> bool:
    """Say whether few words are German whatever else they may be: "Ein Dachs", "malt am Berg"."""
    small = {word for word in words if word.islower()}
    if small & ENGLISH:
        return False
    if len(words) > 1 and words[1][:1].isupper():
        named = words[0].lower() in ("der", "das") and not any(map(_is_english_word, small))
        if named or words[0].lower() in OPENING:
            return True  # A magazine may be called "Der Spiegel".
    return bool(small & MERGED)


def _is_open(words: list[str]) -> bool:
    """Say whether few *words* are not all English and none is surely: "Heimweh", "Bergsee"."""
    if len(words) > FEW_WORDS or not SURE.isdisjoint(words):
        return False
    return not all(_is_english_word(word.lower()) for word in words)


def _is_english(words: list[str]) -> bool:
    """Say whether *words* are English whatever their names are."""
    small = [word for word in words if word.islower() and (word != "am" or "I" in words)]
    if not small and len(words) <= MOST_OPEN_WORDS:
        return True  # A name.
    small = small or [word.lower() for word in words]
    known = sum(map(_is_english_word, small)) / len(small)
    if known == 1:
        return True
    from limner.prompt.letter_statistics import log_likelihoods

    # A word with an accent may be a loan: it is no English word, but says nothing of the others.
    plain = [word for word in small if word.isascii()]
    scores = log_likelihoods(plain, LATIN)
    lead = scores.pop("en") - max(scores.values())
    if known >= 0.8:
        return lead > -SURE_MARGIN
    if known >= 0.6:
        return lead > 0 or not SURE.isdisjoint(small)
    return plain == small and lead > SURE_MARGIN


def _is_english_word(word: str) -> bool:
    if word in FUNCTION_WORDS:
        return True
    from limner.prompt.wordnet.forms import lemma
    from limner.prompt.wordnet.table import entry

    letters = unicodedata.normalize("NFD", word)
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    if entry(lemma(word)) is not None:
        return True
    return not NATIVE.search(word) and entry(lemma(plain)) is not None  # Café, naïve.


def _likeliest(words: list[str], script: str) -> str:
    """Return the language of *words*, a neighbour too, or ``""`` where two are about as likely."""
    from limner.prompt.letter_statistics import log_likelihoods

    scores = log_likelihoods(words, (*BY_SCRIPT[script], *NEIGHBOURS[script]))
    if "uk" in scores and UKRAINIAN.isdisjoint("".join(words)):
        scores["uk"] -= LEAST_MARGIN * 3
    best = max(scores, key=lambda name: scores[name])
    alike = ALIKE if best in ALIKE else {best}
    # How far one of ours is before its neighbours does not matter: their lists are short.
    others = [scores[name] for name in BY_SCRIPT[script] if name not in alike]
    return best if scores[best] - max(others) >= LEAST_MARGIN else ""
