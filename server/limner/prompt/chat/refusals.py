"""What a model says instead of a prompt: that it declines, that something failed, small talk."""

import re

from limner.patterns import lazy_regex
from limner.prompt.ledger.tokens import is_quoting

REFUSALS = lazy_regex(
    r"""\W*(?:(?:i['’]?m|i\ am)\ (?:(?:very|so|really)\ )?(?:sorry|afraid|unable|not\ able)\b
    |(?:i\ )?apologi[sz]e|sorry,?\ (?:but\ )?i\b|unfortunately,?\ i\b|as\ an?\ (?:ai|language)\b
    |i\ (?:can['’]?t|cannot|can\ not|won['’]?t|will\ not|must\ decline|do\ not|don['’]?t)
      \ (?:help|assist|create|generate|write|provide|produce|comply|fulfil|do|depict|continue
      |engage|
      feel\ comfortable|feel\ able)\b
    |es\ tut\ mir\ leid|(?:leider\ )?(?:ich\ kann|kann\ ich)\ (?:das|diese\w*|dir|ihnen|dabei
    |leider)\b
    |je\ suis\ désolée?|désolée?,|je\ ne\ peux\ pas|lo\ siento\b|no\ puedo\ (?:ayudar|crear|generar)
    |mi\ dispiace\b|non\ posso\ (?:aiutar|creare|generare)|sinto\ muito\b|não\ posso\b
    |het\ spijt\ me\b|抱歉|很抱歉|对不起|我无法|申し訳|죄송)""",
    re.IGNORECASE | re.VERBOSE,
)
DECLINED = lazy_regex(
    r"\b(?:help|assist|request|creat\w*|generat\w*|provid\w*|compl\w*|prompts?|content|polic(?:y|ies)|"
    r"guidelines?|image|describ\w*|fulfil\w*|unable|helfen|erstellen|anfrage|aider|demande|ayudar|"
    r"solicitud|aiutar\w*|richiesta|ajudar|pedido|helpen|verzoek)\b|[\u3040-\u9fff\uac00-\ud7af]",
    re.IGNORECASE,
)
"""What a refusal is about; "I am sorry, said the fox" is none."""

QUESTION = lazy_regex(
    r"(?:could|can|would|will) you\b[^.!]*\?"
    r"|(?:what|which|how|do you|are there)\b[^.!]{0,200}\?\s*\Z",
    re.IGNORECASE,
)
"""How a model begins that wants to know more; a prompt asks nobody anything."""

FAILURES = lazy_regex(
    r"\W*(?:error\b\s*(?:\d{3}|:)|(?:internal )?server error\b|rate limit|too many requests"
    r"|service (?:is )?(?:temporarily )?unavailable|(?:the )?(?:model|engine) (?:is )?"
    r"(?:currently )?(?:overloaded|loading|not found)|(?:request )?timed? ?out\b|exception\b:)",
    re.IGNORECASE,
)
LONGEST_FAILURE = 300
"""Characters beyond which a text is no message of a machine."""

OPENINGS = lazy_regex(
    r"""\A\s*(?:(?:sure(?:\ thing)?|certainly|of\ course|absolutely|great|okay|ok
    |gerne|natürlich|klar|bien\ sûr
    |certainement|claro(?:\ que\ sí)?|por\ supuesto|certo|natuurlijk)\b[^\n:]{0,120}?(?:[:!.]\s+
    |\n+))?
    (?:(?:here(?:['’]s|\ is|\ are)|below\ is|this\ is|hier\ ist|voici|aquí\ (?:está|tienes)|ecco)\b
    (?:[^\n:]{0,160}:\s*\n|[^\n:]{0,120}\b(?:prompts?|versions?|beschreibung|descripci[óo]n|descrizione
    |descriptions?|(?:image|picture|bild|imagen|immagine)(?=\s*:|\ you\b))\b[^\n:]{0,60}:\s*
    |\ you\ (?:go|are):\s*))?""",
    re.IGNORECASE | re.VERBOSE,
)
CLOSINGS = lazy_regex(
    r"""(?:(?<=[.!?"”])\s+|\n+)(?:(?:please\ )?let\ me\ know\b|feel\ free\b
    |would\ you\ like\b|do\ you\ want\b
    |i\ hope\ (?:this|that)\b|hope\ this\b|if\ you(?:['’]d|\ would|\ want
    |\ need)\b[^.\n]{0,60}\b(?:let|i\ can|like|adjust)
    |sag\ mir\b|dis-moi\b|dime\b|(?:note|explanation|reasoning)\s*:)[^\n]*(?:\n.*)?\Z""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)


def declines(text: str) -> bool:
    """Say whether *text* begins as a refusal does, and speaks of what was asked."""
    return bool(REFUSALS.match(text) and DECLINED.search(text[:400]))


def asks(text: str) -> bool:
    """Say whether *text* is a question back instead of a prompt."""
    return bool(QUESTION.match(text.strip()))


def fails(text: str) -> bool:
    """Say whether *text* is an error that a server wrote as if it were an answer."""
    return len(text) <= LONGEST_FAILURE and bool(FAILURES.match(text))


def without_small_talk(text: str) -> str:
    """Return *text* without "Sure! Here is …:" before it and "Let me know …" behind it.

    What is lettering stays: a letter that says "I hope this finds you well".
    """
    shorter = OPENINGS.sub("", text, count=1)
    closing = CLOSINGS.search(shorter)
    if closing and not is_quoting(shorter[: closing.start()]):
        shorter = shorter[: closing.start()]
    return shorter.strip() or text.strip()
