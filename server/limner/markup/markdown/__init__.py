"""Markdown and its flavours."""
