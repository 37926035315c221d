"""The settings as other places show them, made from ``limner.settings.declaration`` alone.

``python -m tests.support.settings_tables`` writes them into the README and both clients.
"""

import json
import re
import tomllib
from dataclasses import Field, fields
from pathlib import Path
from typing import Any

from limner import prompt
from limner.prompt import dialects
from limner.settings.declaration import Settings, Trust

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
MANIFEST = ROOT / "client-vscode" / "package.json"
LUA = ROOT / "client-nvim" / "lua" / "limner" / "choices.lua"
MEDIA = Path(prompt.__file__).parent / "offline" / "lexicon" / "media.toml"

OWN = {
    "limner.command": (
        "Command of a Limner that you have installed yourself. When empty, the extension keeps a "
        "Python environment of its own."
    ),
    "limner.python": (
        "Python 3.11 or newer that the extension's own environment is made with. When empty, the "
        "first one on your path outside the folders that are open."
    ),
}
"""The settings that are the extension's own, each with its meaning."""


def configuration() -> dict[str, dict[str, Any]]:
    """The settings as the extension's manifest declares them."""
    own = {
        name: {"type": "string", "default": "", "scope": "machine", "markdownDescription": about}
        for name, about in OWN.items()
    }
    return own | {f"limner.{row.metadata['key']}": _property(row) for row in fields(Settings)}


def restricted() -> list[str]:
    """The settings that are the person's own: the client reads no workspace's value of them."""
    held = [row.metadata for row in fields(Settings) if row.metadata["trust"] is not Trust.FREE]
    return [*OWN, *(f"limner.{metadata['key']}" for metadata in held)]


def readme_table() -> str:
    """The settings as the README lists them."""
    lines = ["| setting | default | who may set it | meaning |", "|---|---|---|---|"]
    for row in fields(Settings):
        default = json.dumps(_default(row))
        trust = {
            Trust.USER: "you alone",
            Trust.TIGHTEN: "a project may only tighten it",
            Trust.FREE: "anyone" if row.metadata["documents"] else "you and the project",
        }[row.metadata["trust"]]
        about = row.metadata["about"].replace("|", "\\|")
        lines.append(f"| `{row.metadata['key']}` | `{default}` | {trust} | {about} |")
    return "\n".join(lines)


def in_readme(text: str, table: str) -> str:
    """Put *table* between the README's two marks."""
    marks = r"(<!-- settings -->\n).*?(\n<!-- end of settings -->)"
    return re.sub(marks, lambda found: found[1] + table + found[2], text, flags=re.DOTALL)


def in_manifest(text: str) -> str:
    """Put the settings into the manifest."""
    manifest = json.loads(text)
    manifest["contributes"]["configuration"]["properties"] = configuration()
    manifest["capabilities"]["untrustedWorkspaces"]["restrictedConfigurations"] = restricted()
    return json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"


def lua_choices() -> str:
    """What Neovim's plugin offers to choose from: each value, with its name where it has one."""
    named = _dialects()
    pairs = zip(named["enum"], named["enumDescriptions"], strict=True)
    lines = [
        "-- What there is to choose from, made from the server's own data.",
        "return {",
        "  dialect = {",
        *(f"    {{ '{name}', '{title}' }}," for name, title in pairs),
        "  },",
        "  style = {",
        *(f"    {{ '{style}' }}," for style in _styles()["examples"]),
        "  },",
        "}",
    ]
    return "\n".join(lines) + "\n"


def _property(row: "Field[Any]") -> dict[str, Any]:
    default = _default(row)
    kinds = {bool: "boolean", int: "integer", float: "number", list: "array", str: "string"}
    found = {"type": kinds[type(default)], "default": default}
    if row.metadata["choices"]:
        found["enum"] = list(row.metadata["choices"])
    if row.metadata["table"]:
        found |= {"type": ["string", "object"], "additionalProperties": {"type": "string"}}
    if isinstance(default, list):
        found["items"] = {"type": "string"}
    if isinstance(default, int | float) and not isinstance(default, bool):
        found["minimum"] = row.metadata["least"]
        if row.metadata["most"] < 1e9:
            found["maximum"] = row.metadata["most"]
    found |= CHOICES.get(row.metadata["key"], dict)()
    capped = row.metadata["key"].startswith("limits.")
    scope = "machine" if row.metadata["trust"] is Trust.USER or capped else "resource"
    return {**found, "scope": scope, "markdownDescription": row.metadata["about"]}


def _dialects() -> dict[str, Any]:
    names = {name: dialects.get(name).name for name in dialects.ids()}
    return {"enum": list(names), "enumDescriptions": list(names.values())}


def _styles() -> dict[str, Any]:
    """The first name of each medium the lexicon knows: suggestions, for any words will do."""
    media = tomllib.loads(MEDIA.read_text("utf-8")).values()
    return {"examples": [medium["words"].split(", ")[0] for medium in media]}


CHOICES = {"dialect": _dialects, "style": _styles}
"""What an editor can suggest for settings that are plain texts to the server."""


def _default(row: "Field[Any]") -> Any:
    """The default as a person would write it."""
    if row.metadata["table"]:
        return ""
    return list(row.default) if isinstance(row.default, tuple) else row.default


if __name__ == "__main__":
    README.write_text(in_readme(README.read_text("utf-8"), readme_table()), "utf-8")
    LUA.write_text(lua_choices(), "utf-8")
    MANIFEST.write_text(in_manifest(MANIFEST.read_text("utf-8")), "utf-8")
