"""Everything that can go wrong, as one tree; each message is a sentence and its next step.

    LimnerError
    ├── InputError               wrong use or bad input; nothing was changed
    │   ├── AmbiguousSelection   words that occur more than once
    │   ├── NothingSeen          a chat model finds nothing to depict in the words
    │   └── SettingsError        a settings file that cannot be read
    ├── ConsentNeeded            the person has not agreed to this host or this cost
    │   └── LimitReached         a limit that the person has set
    ├── NotChosen                the person keeps the picture they have
    │   └── MoreWanted           they want more pictures to choose from
    ├── SaveError                a picture or document could not be written
    └── ServiceError             a chat or image service did not give what was asked
        ├── ServiceUnavailable   no connection, time-out, 5xx, unparsable answer
        ├── OutcomeUnknown       a paid request was sent and its answer never arrived
        ├── KeyRefused           401, 403
        ├── QuotaUsedUp          429 that no waiting cures
        ├── RateLimited          429 that waiting cures
        ├── ModelUnknown         404: retired, misspelt, or not served here
        ├── RequestRejected      400, 422: the service names a field it does not take
        └── Refused              moderation or the model's own refusal

Entry points turn a ``LimnerError`` into a message (editor) or an exit code (terminal).
"Nothing here" is never an error: functions return ``None`` or an empty tuple for it.
"""

from typing import ClassVar


class LimnerError(Exception):
    """Base of all expected failures; ``str(error)`` is fit for the author's eyes."""

    exit_code: ClassVar[int] = 1

    code: ClassVar[str] = "unavailable"
    """A stable word for scripts, as JSON output and `LimnerError.code` give it."""

    offers_offline: ClassVar[bool] = False
    """Whether the message should come with an offer to expand offline."""


class InputError(LimnerError):
    """The words, file, flag or arguments cannot be used; nothing was sent, spent or changed."""

    exit_code = 2
    code = "bad-input"


class AmbiguousSelection(InputError):
    """The words that should be depicted occur more than once, and nothing says which are meant."""

    code = "ambiguous"


class NothingSeen(InputError):
    """A chat model finds nothing to depict in the words; the lexicon may."""

    offers_offline = True


class SettingsError(InputError):
    """A settings file that does not parse."""


class ConsentNeeded(LimnerError):
    """The person has not agreed to what this action would send or spend."""

    exit_code = 2
    code = "needs-consent"


class LimitReached(ConsentNeeded):
    """The next picture would pass a limit that the person has set."""

    code = "over-limit"


class NotChosen(LimnerError):
    """The person keeps the picture they have; the message says where the new one is kept."""

    code = "needs-consent"


class MoreWanted(NotChosen):
    """The person wants more pictures to choose from than these."""


class SaveError(LimnerError):
    """A file could not be written; the message says where the finished work is kept."""

    code = "not-saved"


class ServiceError(LimnerError):
    """A chat or image service did not give what was asked for."""

    reason: str = ""
    """Why the service failed, in its own words as far as they may be shown."""


class ServiceUnavailable(ServiceError):
    """No connection, time-out, 5xx or an unparsable answer: words may fall back to offline."""


class OutcomeUnknown(ServiceError):
    """A picture was asked for and the answer never arrived: it may have been billed."""

    code = "maybe-billed"


class KeyRefused(ServiceError):
    """The service does not accept the key (401, 403)."""

    code = "key-refused"
    offers_offline = True


class QuotaUsedUp(ServiceError):
    """The account behind the key has nothing left to spend."""

    offers_offline = True


class RateLimited(ServiceError):
    """Too many requests at once; waiting helps.

    Args:
        message: the sentence for the author.
        seconds: how long the service asks to wait, if it said that.
    """

    offers_offline = True

    def __init__(self, message: str, seconds: float | None = None) -> None:
        super().__init__(message)
        self.seconds = seconds


class ModelUnknown(ServiceError):
    """The service does not know the model: retired, misspelt or not served there."""

    code = "bad-input"
    offers_offline = True


class RequestRejected(ServiceError):
    """The service does not take a field or value of the request (400, 422).

    Args:
        message: the sentence for the author.
        field: the request field the service named, if it named one.
        most_tokens: the longest answer it allows, in tokens, if it named that.
    """

    code = "bad-input"

    def __init__(
        self, message: str, field: str | None = None, most_tokens: int | None = None
    ) -> None:
        super().__init__(message)
        self.field = field
        self.most_tokens = most_tokens


class Refused(ServiceError):
    """Moderation or the model itself declined; shown with its reason, never worked around."""

    code = "refused"
