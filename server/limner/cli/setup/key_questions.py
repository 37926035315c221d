"""The questions of ``limner setup`` for a service's key, which is remembered once it is typed."""

from dataclasses import replace

from limner.actions.setting_up.service_setup import ServiceChoice
from limner.cli.console import ask_secret, tell
from limner.cli.setup.present_services import Kind, PresentServices
from limner.errors import InputError, KeyRefused
from limner.services import hosts, keys


class ChooseAgain(Exception):
    """The person wants to choose again."""


class KeyQuestions:
    """Asks for keys on the terminal, for each host once.

    Args:
        present: what is set up now.
    """

    def __init__(self, present: PresentServices) -> None:
        self._present = present
        self._typed: dict[str, str] = {}

    def ask_for(
        self, kind: Kind, choice: ServiceChoice, *, wanted: bool = False, refused: bool = False
    ) -> ServiceChoice:
        """Ask for the key of a service; Enter takes the one that is there, unless it is refused.

        Raises:
            ChooseAgain: there is no key where one is wanted.
        """
        place = hosts.endpoint(choice.base_url)
        known = self._typed.get(place.authority, "")
        if known and not refused:
            return replace(choice, key=known)
        there = self._present.has_key(kind, place)
        if there:
            tell(self._present.key_status(kind, place))
        needed = refused or (wanted and not there)
        otherwise = "choose again" if needed else "use that one" if there else "it needs none"
        while True:
            key = ask_secret(f"Key for {place.authority}, not shown (Enter: {otherwise}):")
            if not key and needed:
                raise ChooseAgain
            try:
                self._typed[place.authority] = key and keys.checked(key, "What was typed")
            except InputError as error:
                tell(str(error))
                continue
            return replace(choice, key=key)


def refused(place: hosts.Endpoint, error: KeyRefused) -> str:
    """Say that a key was refused; another is asked for in the next line."""
    reason = f" ({error.reason})" if error.reason else ""
    return f"{place.authority} does not accept the key{reason}."
