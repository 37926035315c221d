"""Which addresses are services, which of them are this machine, and who has agreed to what."""

import stat

import pytest

from limner.errors import InputError
from limner.services import hosts

GOOD = [
    ("", "https://api.openai.com/v1", False),
    ("https://api.openai.com/v1/", "https://api.openai.com/v1", False),
    ("HTTPS://API.OpenAI.com:443/v1", "https://api.openai.com/v1", False),
    ("https://api.openai.com./v1", "https://api.openai.com/v1", False),
    ("https://gpu.lan:8443", "https://gpu.lan:8443", False),
    ("http://localhost:11434/v1", "http://localhost:11434/v1", True),
    ("http://localhost:80/v1", "http://localhost/v1", True),
    ("http://localhost:443/v1", "http://localhost:443/v1", True),
    ("https://api.openai.com:80/v1", "https://api.openai.com:80/v1", False),
    ("http://127.0.0.1:4050/v1", "http://127.0.0.1:4050/v1", True),
    ("http://127.8.9.10/", "http://127.8.9.10", True),
    ("http://[::1]:8080/v1", "http://[::1]:8080/v1", True),
    ("https://[2001:db8::1]/v1", "https://[2001:db8::1]/v1", False),
]


@pytest.mark.parametrize(("text", "url", "loopback"), GOOD)
def test_a_base_url_is_read(text, url, loopback):
    place = hosts.endpoint(text)

    assert (place.url, place.loopback) == (url, loopback)
    assert hosts.endpoint(place.url) == place


BAD = [
    "api.openai.com/v1", "//api.openai.com", "ftp://api.test", "file:///etc/passwd", "https://",
    "https://:443/v1", "http://api.openai.com/v1", "http://192.168.1.2:8000", "http://[::2]/",
    "https://user:key@api.test/v1", "https://user@127.0.0.1/", "https://api.test/v1?key=1",
    "https://api.test/v1#x", "https://api.test:99999", "https://api.test:0", "https://api.test:x",
    "https://2130706433/", "https://127.1/", "https://0x7f.1/", "http://0x7f000001/",
    "https://bücher.test/", "https://api .test/", "https://api.test\n", "https://-a.test",
    "https://api..test", "https://[::1", "http://127.0.0.1.evil.test/", "http://localhost.evil/",
    "http://[::ffff:127.0.0.1]/", "https://api.test\\@evil.test", "javascript:alert(1)", "https:/x",
]  # fmt: skip


@pytest.mark.parametrize("text", BAD)
def test_a_bad_base_url_is_one_sentence(text):
    with pytest.raises(InputError, match=r"^image.baseUrl .*\.$"):
        hosts.endpoint(text, "image.baseUrl")


PERMITTED = [
    ("https://api.openai.com/v1", ("api.openai.com",), True),
    ("https://api.openai.com/v1", ("API.openai.com.",), True),
    ("https://gpu.lan:8443/v1", ("gpu.lan",), True),
    ("https://gpu.lan:8443/v1", ("gpu.lan:8443",), True),
    ("https://gpu.lan:8443/v1", ("gpu.lan:443",), False),
    ("https://api.openai.com.evil.test", ("api.openai.com",), False),
    ("https://evil-api.openai.com", ("api.openai.com",), False),
    ("https://openai.com", ("api.openai.com",), False),
    ("https://api.openai.com", (), False),
    ("https://api.openai.com", ("*", "", "https://api.openai.com"), False),
    ("http://127.0.0.1:1/v1", (), True),
]


@pytest.mark.parametrize(("url", "allowed", "expected"), PERMITTED)
def test_hosts_are_compared_whole(url, allowed, expected):
    assert hosts.permitted(hosts.endpoint(url), allowed) is expected


def test_an_agreement_is_kept_and_private(tmp_path):
    state = tmp_path / "state"
    place = hosts.endpoint("https://gpu.lan:8443/v1")
    assert not hosts.permitted(place, hosts.agreed(state))

    hosts.agree(place, state)
    hosts.agree(place, state)

    assert hosts.permitted(place, hosts.agreed(state))
    assert hosts.agreed(state) == ("gpu.lan:8443",)
    assert stat.S_IMODE((state / hosts.AGREED).stat().st_mode) == 0o600
    assert stat.S_IMODE(state.stat().st_mode) == 0o700


@pytest.mark.parametrize("content", [b"\xff\xfe", b"", b"\n\n"])
def test_a_damaged_list_is_no_agreement(tmp_path, content):
    (tmp_path / hosts.AGREED).write_bytes(content)

    assert hosts.agreed(tmp_path) == ()


def test_only_openai_is_openai():
    assert hosts.endpoint("https://api.openai.com/v1").openai
    assert not hosts.endpoint("https://api.openai.com:8443/v1").openai
    assert not hosts.endpoint("https://eu.api.openai.com/v1").openai
