"""Turns highlighted words into image prompts and pictures, inside the author's own document."""

__version__ = "0.1.0"
