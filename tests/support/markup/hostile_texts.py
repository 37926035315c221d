"""Texts and paths that try to leave the place they are written to."""

import random
import string

PUNCTUATION = string.punctuation
FRAGMENTS = (
    "-->", "--!>", "*/", "/*", '"""', "'''", "]]", "[[", "}}", "{{", "{%", "%}", "<%", "<?", "?>",
    "\\end{figure}", "\\input{x}", "$x$", "$$", "```", "~~~", "`", "![a](b)", "[a](b)", "](", "|",
    "||", "|===", "----", "....", "++++", "include::x[]", "image:x[]", "{sp}", "&amp;", "&#65;",
    "&lt;b&gt;", "<b>", "<img src=x>", "</p>", "<script>", "http://x.example", "www.x.example",
    "a@b.example", "\\", "\\\\", "\\n", "%", "%%", "#", "##", "#+END_SRC", ":alt:", " :width 3",
    "::", ".. raw:: html", "|sub|", "_x_", "*x*", "**x**", "=x=", "~x~", "+x+", "/x/", "^x^", "!x!",
    "(C)", "(TM)", "...", "--", "---", "->", "<-", "=>", "’", "“q”", '"q"', "'q'", "it's", "fox's",
    "{x}", "${x}", "#{x}", "<x@y>", "@x", "#image(", "//", "vim: set x:", "-*- x -*-", "nil", "t",
    "100%", "5 > 3", "a & b", "A, B", "a=b", "[x]", "(x)", "{", "}", "[", "]", "(", ")", "<", ">",
)  # fmt: skip
WORDS = (
    "fox", "red", "A sunset", "über", "naïve", "東京の夜", "狐", "лиса", "ثعلب أحمر", "שועל אדום",
    "می\u200cخواهم", "🦊", "👩\u200d🚀", "👨\u200d👩\u200d👧", "❤️", "e\u0301", "\u202egnorw",
    "a\u200bb", "x\ny", "x\r\n\r\ny", "\t", "two  blanks", "\u2028", "U\U000e0041tag", "1. one",
)  # fmt: skip
PATHS = (
    "fox.png",
    "img/a red fox.png",
    "img/[a] (b).png",
    "bilder/füchse/rotfuchs.png",
    "画像/狐.png",
    "img/50% off.png",
    "img/a&b.png",
    "../up/it's.png",
    "img/a_b*c*.png",
    "img/#1.png",
)


def texts(count: int, seed: int = 0) -> list[str]:
    """Return *count* alternative texts: each fragment once, then random mixtures."""
    chance = random.Random(seed)
    single = [f"A {fragment} fox" for fragment in FRAGMENTS] + [*FRAGMENTS, *WORDS]
    chance.shuffle(single)
    return [*single, *(mixture(chance) for _ in range(count))][:count]


def mixtures(count: int, seed: int = 0) -> list[str]:
    """Return *count* random texts that begin and end with a word."""
    chance = random.Random(seed)
    return [f"Fox {mixture(chance)} end" for _ in range(count)]


def mixture(chance: random.Random) -> str:
    """Return a random text of words, fragments and punctuation."""
    pieces = [
        chance.choice(
            (
                chance.choice(WORDS),
                chance.choice(FRAGMENTS),
                "".join(chance.choices(PUNCTUATION, k=3)),
                " ",
            )
        )
        for _ in range(chance.randint(1, 8))
    ]
    return chance.choice(("", " ")).join(pieces)
