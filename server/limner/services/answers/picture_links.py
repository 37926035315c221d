"""Fetches a picture that a service's answer only points to; no key and no cookie goes along."""

from urllib.parse import urlsplit

from limner.errors import InputError, ServiceUnavailable
from limner.services.hosts import endpoint, permitted
from limner.services.service import Service


async def fetch(url: str, service: Service) -> bytes:
    """Fetch a picture that the answer of *service* points to.

    Only from the service's own origin, or by ``https`` from a host that the person allowed.

    Raises:
        ServiceUnavailable: the address is not such a place, or gives nothing.
    """
    import httpx2

    from limner.services.transport import GuardedTransport

    parts = urlsplit(url)
    host = service.endpoint.authority
    try:
        place = endpoint(f"{parts.scheme}://{parts.netloc}", "The picture's address")
    except InputError:
        raise ServiceUnavailable(
            f"{host} answered with an address that Limner does not fetch from: "
            "ask the service for b64_json answers."
        ) from None
    own = service.endpoint
    same = (place.scheme, place.host, place.port) == (own.scheme, own.host, own.port)
    # A loopback address that a far service names would be this machine's, not its own.
    if not same and (place.loopback or not permitted(place, service.allowed_hosts)):
        raise ServiceUnavailable(
            f"{host} keeps the picture at {place.authority}: add that host to allowedHosts in "
            "your config.toml if you trust it."
        )
    visitor = Service("image", place, service.model, service.seconds)
    async with httpx2.AsyncClient(transport=GuardedTransport(visitor), trust_env=False) as client:
        response = await client.get(url)
    return response.content
