"""Markups of plugins: asked like any other, and looked at before their answers are used."""
