"""One connection to a service: its certificate roots, its proxy, and why it did not come about."""

import ssl
import urllib.request
from functools import cache

import httpx2

from limner.errors import InputError
from limner.services.hosts import Endpoint

UNSENT = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout, httpx2.ProxyError)
"""Failures before the first byte of a request left."""


@cache
def trusted_roots() -> ssl.SSLContext:
    """Return the system's certificate roots, or those of ``SSL_CERT_FILE``; loaded once (40 ms).

    Raises:
        InputError: that file is not there, or holds no certificates.
    """
    try:
        return httpx2.create_ssl_context()
    except OSError as error:  # A file without certificates is an SSLError, which is one.
        raise InputError(
            f"The certificates that SSL_CERT_FILE or SSL_CERT_DIR names cannot be read ({error}): "
            "correct it, or unset it."
        ) from error


def open_connection(target: Endpoint) -> httpx2.AsyncHTTPTransport:
    """Return an unopened connection to *target*, through the proxy that is set up for it.

    Raises:
        InputError: the proxy cannot be used.
    """
    roots = trusted_roots() if target.scheme == "https" else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        return httpx2.AsyncHTTPTransport(verify=roots, trust_env=False, proxy=_proxy(target))
    except ImportError:
        raise InputError(
            "Your proxy is a SOCKS proxy: install limner[socks] to go through it."
        ) from None
    except (ValueError, httpx2.InvalidURL):
        raise InputError("The address of your proxy (HTTPS_PROXY) cannot be used.") from None


def _proxy(target: Endpoint) -> str | None:
    """Return the proxy that the system or the environment names for *target*."""
    if target.loopback or urllib.request.proxy_bypass(target.host):
        return None
    proxies = urllib.request.getproxies()
    found = proxies.get(target.scheme) or proxies.get("all")
    return found if not found or "://" in found else f"http://{found}"


def unreachable(target: Endpoint, error: Exception) -> str:
    """Say why no connection came about."""
    host, text = target.authority, str(error).lower()
    if isinstance(error, httpx2.ProxyError):
        return f"Your proxy does not let Limner through to {host}: check HTTPS_PROXY."
    if "certificate" in text or "ssl" in text:
        return (
            f"The certificate of {host} is not trusted here: if your network has its own roots, "
            "name them in SSL_CERT_FILE."
        )
    if _proxy(target):
        return f"Your proxy cannot be reached on the way to {host}: check HTTPS_PROXY."
    if "name" in text or "getaddrinfo" in text or "nodename" in text:
        return f"There is no host called {host}, or no connection to the network: check both."
    if isinstance(error, httpx2.ConnectTimeout):
        return f"{host} did not take the connection: check the network and try again."
    return f"Nothing answers at {host}: check that the service runs and its address is right."
