"""PicGo's and PicList's own server, which uploads pictures to S3 and to the usual image hosts.

A server on this machine is given the picture's path, another one the picture itself. One picture
goes with each request: of several, a failed one is only missing from the answer. A request without
any would make PicGo wait for its clipboard for ever.
"""

import asyncio
from pathlib import Path
from typing import Any

from limner.errors import KeyRefused, ModelUnknown, ServiceUnavailable
from limner.services.answers.complaints import redacted
from limner.services.answers.json_values import parse
from limner.services.service import Service

LONGEST_ADDRESS = 2000


class PicGo:
    """An uploader behind ``/upload``."""

    def __init__(self, service: Service) -> None:
        self._service = service

    @property
    def host(self) -> str:
        """The server's host."""
        return self._service.endpoint.authority

    async def upload(self, picture: Path) -> str:
        """Upload *picture* once and return its public address.

        Raises:
            ServiceError: the server is not there, refuses the secret, or did not upload it.
        """
        try:
            content = await self._answer(picture)
        except KeyRefused:
            raise KeyRefused(
                f"{self.host} does not accept the secret: set LIMNER_UPLOAD_KEY to the one that "
                "PicGo's server was started with."
            ) from None
        except ModelUnknown:
            raise ServiceUnavailable(
                f"There is no PicGo server at {self.host}: check upload.url."
            ) from None
        return self._address(content, picture)

    async def _answer(self, picture: Path) -> bytes:
        import httpx2

        from limner.services.connection import trusted_roots
        from limner.services.transport import GuardedTransport

        endpoint = self._service.endpoint
        body: dict[str, Any] = {"json": {"list": [str(picture)]}}
        if not endpoint.loopback:
            data = await asyncio.to_thread(picture.read_bytes)
            body = {"files": {"files": (picture.name, data)}}
        await asyncio.to_thread(trusted_roots)
        transport = GuardedTransport(self._service)
        async with httpx2.AsyncClient(transport=transport, trust_env=False) as client:
            url = f"{endpoint.url.removesuffix('/upload')}/upload"
            return (await client.post(url, **body)).content

    def _address(self, content: bytes, picture: Path) -> str:
        """Return the address that an answer gives for *picture*."""
        try:
            answer: Any = parse(content)
        except ValueError:
            answer = None
        fields = answer if isinstance(answer, dict) else {}
        result, items = fields.get("result"), fields.get("items")
        found = [
            item.get("imgUrl")
            for item in (items if isinstance(items, list) else ())
            if isinstance(item, dict) and item.get("origin") == str(picture)
        ]
        found = found or (result if isinstance(result, list) else [])
        if fields.get("success") is not True or len(found) != 1 or not _is_address(found[0]):
            said = fields.get("message")
            reason = redacted(said[:500], self._service.key) if isinstance(said, str) else ""
            raise ServiceUnavailable(
                f"{self.host} did not upload the picture"
                + (f" ({reason})" if reason else "")
                + ": its own log says why."
            )
        return str(found[0])


def _is_address(text: object) -> bool:
    """Say whether *text* can stand in a link: a web address without blanks or quotation marks."""
    return (
        isinstance(text, str)
        and text.startswith(("https://", "http://"))
        and len(text) <= LONGEST_ADDRESS
        and all("!" <= letter <= "~" and letter not in "\"'<>\\^`{|}" for letter in text)
    )
