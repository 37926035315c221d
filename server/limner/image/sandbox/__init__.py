"""Decoding received bytes apart from the server: in a process of its own, with limits."""
