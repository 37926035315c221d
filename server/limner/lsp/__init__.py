"""The editors: the only package that knows pygls and lsprotocol."""
