"""One service, as its requests and its error messages need it."""

from dataclasses import dataclass, field
from typing import Literal

from limner.services.hosts import Endpoint
from limner.services.pace import Pace

ANSWER_LIMIT = 64 << 20
"""Most bytes of one answer, unless less is expected."""


@dataclass(frozen=True)
class Service:
    """One service as its requests and its error messages need it.

    Attributes:
        kind: which settings belong to it.
        endpoint: where it is.
        model: the model that is asked for.
        seconds: how long one answer may take in all.
        key: the key, ``None`` for services that need none; never shown.
        allowed_hosts: further hosts that pictures may be fetched from.
        most_bytes: most bytes of one answer, in whole MiB.
        pace: what all requests to it share.
    """

    kind: Literal["chat", "image", "upload"]
    endpoint: Endpoint
    model: str
    seconds: float
    key: str | None = field(default=None, repr=False)
    allowed_hosts: tuple[str, ...] = ()
    most_bytes: int = ANSWER_LIMIT
    pace: Pace = field(default_factory=Pace, compare=False, repr=False)

    @property
    def is_free(self) -> bool:
        """Whether nothing it does costs: one on this machine, which wants no key.

        One that wants a key may be a gateway to a service that costs.
        """
        return self.endpoint.loopback and self.key is None

    @property
    def setting(self) -> str:
        """The setting that says where it is."""
        return "upload.url" if self.kind == "upload" else f"{self.kind}.baseUrl"
