"""Parsers Limner did not write, and documents and words for them."""
