"""Plugins on the path as pip leaves them, without pip."""

from pathlib import Path

USABLE = """
from dataclasses import replace
from limner.markup.markup_plugin import MarkupPlugin
from limner.markup.plain import PLAIN

PLUGIN = MarkupPlugin(
    interface=1, markup=replace(PLAIN), languages=("{name}",), endings=("{name}",)
)
"""
"""A markup called as its language and its files' ending."""


def install(folder: Path, name: str, code: str = USABLE, kind: str = "markup") -> None:
    """Put a package with the plugin *name* of that *kind* into *folder*."""
    (folder / f"plugin_{name}.py").write_text(code.replace("{name}", name))
    record = folder / f"plugin_{name}-1.dist-info"
    record.mkdir()
    metadata = f"Metadata-Version: 2.1\nName: plugin-{name}\nVersion: 1\n"
    (record / "METADATA").write_text(metadata)
    point = f"[limner.{kind}]\n{name} = plugin_{name}:PLUGIN\n"
    (record / "entry_points.txt").write_text(point)
