"""Figures as vectors: the compiled table, its own simple shapes, and how they are coloured."""
