"""The editors' door: the only room that knows pygls and lsprotocol."""
