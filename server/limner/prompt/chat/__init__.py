"""Expansion by a chat model: what it is told, what it answers, and what is made of that."""
