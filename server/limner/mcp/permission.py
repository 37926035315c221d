"""What a call would send and spend, and the one question about it.

A tool's body runs only when nothing has to be asked, or the person has said yes. Questions go
through resolvers: in the protocol of 2026 a server can't ask in the middle of a call.
"""

from dataclasses import dataclass, field
from typing import Annotated

from mcp.server.mcpserver import AcceptedElicitation, Context, Elicit, ElicitationResult
from pydantic import BaseModel, BeforeValidator, Field

from limner.errors import ConsentNeeded, InputError, LimnerError
from limner.image.pricing import dollars, micros
from limner.services.backends import Backends
from limner.settings.declaration import Settings

Yes = Annotated[bool, BeforeValidator(lambda given: given is True)]
"""An answer of a client, whose every value but ``true`` is a no."""


class Permission(BaseModel):
    """What the person answers."""

    agree: Yes = Field(default=False, description="Yes, do that")
    quiet: Yes = Field(
        default=False, description="And do not ask again until this server is started anew"
    )


@dataclass
class AgentSession:
    """What the person has said since this server began.

    Attributes:
        quiet: they want to be asked no more about pictures below ``limits.ask``.
    """

    quiet: bool = False


@dataclass(frozen=True)
class Proposal:
    """What a call would do, before anything is sent.

    Attributes:
        hosts: hosts that would be sent something and that nobody has agreed to.
        sent: what they would be sent, to finish “Send …”.
        pictures: how many would be drawn by a service.
        price: micro-dollars for all of them, ``None`` when it is not known.
        dear: the price is one from which every picture asks.
        free: no picture costs anything.
        by: the model that would draw.
        held: the settings that hold.
        error: why it cannot be done at all.
    """

    hosts: tuple[str, ...] = ()
    sent: str = "your words"
    pictures: int = 0
    price: int | None = 0
    dear: bool = False
    free: bool = True
    by: str = ""
    held: Settings = field(default_factory=Settings)
    error: LimnerError | None = None

    def question(self, session: AgentSession) -> str:
        """Return what the person is to be asked, ``""`` for nothing."""
        parts = []
        if self.hosts:
            parts.append(f"send {self.sent} to {' and '.join(self.hosts)}")
        quiet = session.quiet or self.held.draw_unasked == "allow"
        if self.pictures and not self.free and (self.dear or not quiet):
            many = "1 picture" if self.pictures == 1 else f"{self.pictures} pictures"
            cost = (
                "at a price that is not known"
                if self.price is None
                else f"for about {dollars(self.price)}"
            )
            parts.append(f"have {many} drawn with {self.by}, {cost}")
        return f"May Limner {' and '.join(parts)}? Your limits hold." if parts else ""

    def setting(self) -> str:
        """Say what the person can set where the client cannot ask them."""
        told = []
        if self.hosts:
            named = ", ".join(f'"{host}"' for host in self.hosts)
            told.append(f"allowedHosts = [{named}]")
        if self.pictures and not self.free:
            if self.held.draw_unasked != "allow":
                told.append('draw.unasked = "allow"')
            if self.dear:
                told.append("a higher limits.ask")
        return " and ".join(told)


async def hosts_to_ask(
    backends: Backends, settings: Settings, *, expands: bool, draws: bool
) -> tuple[str, ...]:
    """Return the hosts that would be sent something and that nobody has agreed to.

    Raises:
        LimnerError: a setting is wrong.
    """
    hosts: dict[str, None] = {}

    async def noted(host: str) -> bool:
        hosts[host] = None
        return False

    if expands:
        try:
            await backends.expander(settings, noted)
        except InputError:
            # Only the chat model may expand, and its host is the one to be asked about.
            if not hosts:
                raise
    if draws:
        await backends.image_backend(settings, noted)
    return tuple(hosts)


def is_dear(price: int | None, settings: Settings) -> bool:
    """Say whether a picture for *price* always asks."""
    return price is None or price >= micros(settings.limits_ask)


def ask(
    proposal: Proposal, session: AgentSession, context: Context
) -> Permission | Elicit[Permission]:
    """Return the question of *proposal* where there is one and the client can ask it."""
    question = "" if proposal.error is not None else proposal.question(session)
    if not question or not can_ask(context):
        return Permission()
    return Elicit(question, Permission)


def check_permission(
    proposal: Proposal,
    answer: ElicitationResult[Permission],
    session: AgentSession,
    context: Context,
) -> bool:
    """Make sure that the call may go on; return whether the person was asked.

    Raises:
        ConsentNeeded: the person did not agree, or cannot be asked.
        LimnerError: it cannot be done at all.
    """
    if proposal.error is not None:
        raise proposal.error
    question = proposal.question(session)
    if not question:
        return False
    if not can_ask(context):
        raise ConsentNeeded(
            f"Nothing was sent or drawn: this client cannot ask the person “{question}” "
            f"To agree beforehand, they set {proposal.setting()} in their config.toml."
        )
    if not isinstance(answer, AcceptedElicitation) or not answer.data.agree:
        raise ConsentNeeded("Nothing was sent or drawn, because the person did not agree.")
    session.quiet = session.quiet or answer.data.quiet
    return True


def check_unchanged(asked: Proposal, now: Proposal) -> None:
    """Make sure that what the person was *asked* about is what would be done *now*.

    Documents and settings can change while a question is open.

    Raises:
        ConsentNeeded: the hosts, the pictures or their price are others.
        LimnerError: it cannot be done any more.
    """
    if now.error is not None:
        raise now.error
    if any(
        getattr(asked, name) != getattr(now, name) for name in ("hosts", "pictures", "price", "by")
    ):
        raise ConsentNeeded(
            "Nothing was sent or drawn: what the person agreed to has changed meanwhile. Call "
            "again, so that they are asked about what is there now."
        )


def can_ask(context: Context) -> bool:
    """Say whether the client can ask the person."""
    return getattr(context.client_capabilities, "elicitation", None) is not None
