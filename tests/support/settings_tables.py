"""The settings as other places show them, made from ``limner.settings.declaration`` alone.

``python -m tests.support.settings_tables`` writes them into ``docs/settings.md`` and both clients.
"""

import json
import re
import tomllib
from dataclasses import Field, fields
from pathlib import Path
from typing import Any

from limner import prompt
from limner.prompt import dialects
from limner.settings.declaration import Settings
from limner.settings.trust import Trust

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "settings.md"
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


GROUPS = {
    "Who Writes and Draws": (
        "engine", "chat", "image.baseUrl", "image.model", "image.timeout", "image.responseFormat",
        "keyCommand", "allowedHosts", "context", "plugins",
    ),
    "Costs": ("limits", "agents", "image.candidates", "image.jobs", "image.passes"),
    "Prompts": ("dialect", "style", "prompt", "expand"),
    "Cast and Work": ("cast", "work"),
    "Pictures": (
        "draw", "image.size", "image.exact", "image.quality", "image.format", "image.compression",
        "image.background", "image.references",
    ),
    "Where Pictures Go": ("image", "upload", "notebook"),
    "Alternative Text": ("alt",),
    "What Is Shown": (
        "diagnostics", "missing", "hover", "codeLens", "inlineCompletion", "trigger",
    ),
    "Program": ("command", "python"),
}  # fmt: skip
"""The groups of the settings page, in order; each with settings, or with what they begin with. A
setting is in the group that names it most exactly."""


def grouped() -> list[dict[str, Any]]:
    """The settings as the extension's manifest shows them, in groups."""
    groups: list[dict[str, Any]] = [
        {"id": f"limner.{number}", "title": title, "order": number, "properties": {}}
        for number, title in enumerate(GROUPS, 1)
    ]
    places = {name: index for index, names in enumerate(GROUPS.values()) for name in names}
    for name, declared in configuration().items():
        key = name.removeprefix("limner.")
        fits = [place for place in places if key == place or key.startswith(f"{place}.")]
        group = places[max(fits, key=len)] if fits else places["diagnostics"]
        properties = groups[group]["properties"]
        properties[name] = {**declared, "order": len(properties) + 1}
    return groups


def restricted() -> list[str]:
    """The settings that are the person's own: the client reads no workspace's value of them."""
    held = [row.metadata for row in fields(Settings) if row.metadata["trust"] is not Trust.FREE]
    return [*OWN, *(f"limner.{metadata['key']}" for metadata in held)]


def settings_table() -> str:
    """The settings as the page lists them."""
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


def in_page(text: str, table: str) -> str:
    """Put *table* between the page's two marks."""
    marks = r"(<!-- settings -->\n).*?(\n<!-- end of settings -->)"
    return re.sub(marks, lambda found: found[1] + table + found[2], text, flags=re.DOTALL)


def in_manifest(text: str) -> str:
    """Put the settings into the manifest."""
    manifest = json.loads(text)
    manifest["contributes"]["configuration"] = grouped()
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
        meanings = MEANINGS.get(row.metadata["key"], {})
        found["enumDescriptions"] = [meanings.get(one, one) for one in found["enum"]]
    if row.metadata["parsed"]:
        found |= {"type": "object", "default": {}}
    elif row.metadata["table"]:
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


MEANINGS: dict[str, dict[str, str]] = {
    "engine": {
        "auto": "The chat model where one is set up and agreed to, else Limner's own words.",
        "offline": "Always Limner's own words, on this machine.",
        "chat": "Only the chat model.",
    },
    "chat.provider": {
        "service": "A service or server at chat.baseUrl, or OpenAI with a key.",
        "editor": "This editor's own language models: GitHub Copilot or any other provider.",
    },
    "context": {
        "none": "Only the words you choose are sent.",
        "sentence": "Their sentence is sent along.",
        "section": "Their section is sent along.",
    },
    "expand.placement": {
        "replace": "In place of the words; one undo brings them back.",
        "below": "Below the words, in a marked block.",
    },
    "draw.placement": {
        "replace": "In place of the words.",
        "below": "Below the paragraph or block of the words.",
    },
    "draw.show": {"never": "It is only linked.", "beside": "It is opened beside the text."},
    "image.responseFormat": {
        "auto": "By what is known of the model.",
        "b64_json": "The picture's bytes.",
        "url": "The picture's address.",
        "none": "Nothing is said of it.",
    },
    "image.quality": {
        "auto": "The model's own choice.",
        "low": "Quick and cheap.",
        "medium": "In between.",
        "high": "Slower and dearer.",
        "xhigh": "Where the model has it, else high.",
        "max": "The model's best.",
    },
    "image.format": {
        "png": "Without loss; the largest files.",
        "webp": "Small, for the web.",
        "jpeg": "Small, for photographs; no transparency.",
    },
    "image.background": {
        "auto": "The model's own choice.",
        "opaque": "Never transparent.",
        "transparent": "The subject alone.",
    },
    "image.provenance": {
        "file": "Into the picture's own file.",
        "sidecar": "Into a file beside it.",
        "off": "Nowhere.",
    },
    "image.check": {
        "never": "Nobody looks at what was drawn.",
        "ask": "You are asked before a picture is sent.",
        "always": "Pictures are sent to the chat model.",
    },
    "alt.look": {
        "never": "Pictures are described from your words.",
        "ask": "You are asked before a picture is sent.",
        "always": "Pictures are sent to the chat model.",
    },
    "notebook.codeCell": {
        "display": "A statement that shows it.",
        "comment": "A comment that names it.",
    },
    "diagnostics.severity": {
        "hint": "Dots below the link, and the light bulb.",
        "information": "Underlined, and listed under Problems.",
        "warning": "Underlined as a warning, and listed under Problems.",
    },
}
"""What each value means, for people who choose one from a list."""


def _dialects() -> dict[str, Any]:
    names = {name: dialects.get(name).name for name in dialects.ids()}
    return {"enum": list(names), "enumDescriptions": list(names.values())}


def _styles() -> dict[str, Any]:
    """The first name of each medium the lexicon knows: suggestions, for any words will do."""
    media = tomllib.loads(MEDIA.read_text("utf-8")).values()
    return {"examples": ["photograph", *(medium["words"].split(", ")[0] for medium in media)]}


CHOICES = {"dialect": _dialects, "style": _styles}
"""What an editor can suggest for settings that are plain texts to the server."""


def _default(row: "Field[Any]") -> Any:
    """The default as a person would write it."""
    if row.metadata["table"]:
        return ""
    return list(row.default) if isinstance(row.default, tuple) else row.default


if __name__ == "__main__":
    PAGE.write_text(in_page(PAGE.read_text("utf-8"), settings_table()), "utf-8")
    LUA.write_text(lua_choices(), "utf-8")
    MANIFEST.write_text(in_manifest(MANIFEST.read_text("utf-8")), "utf-8")
