"""Certificate roots that a person names, and that cannot be read."""

import pytest

from limner.errors import InputError
from limner.services import connection


@pytest.fixture(autouse=True)
def forgotten():
    connection.trusted_roots.cache_clear()
    yield
    connection.trusted_roots.cache_clear()


@pytest.mark.parametrize("there", [False, True])
def test_certificates_that_cannot_be_read_get_one_sentence(tmp_path, monkeypatch, there):
    file = tmp_path / "roots.pem"
    if there:
        file.write_text("no certificate\n")
    monkeypatch.setenv("SSL_CERT_FILE", str(file))

    with pytest.raises(InputError, match="SSL_CERT_FILE"):
        connection.trusted_roots()
