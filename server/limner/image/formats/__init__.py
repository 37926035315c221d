"""Encoded pictures: their parts, whether they are whole, and the record of how they were made."""
