"""Every setting once: its name, type, default, meaning and who may set it.

Where values come from, and how they are laid over each other, stands in `limner.settings.layers`.
Keys (secrets) are no settings; see `limner.services.keys`.
"""

import re
from collections.abc import Mapping
from dataclasses import Field, dataclass, fields
from typing import Any, Literal

from limner.settings import cast_members
from limner.settings.cast_members import CastMember
from limner.settings.setting_field import first_of, offline_wins, setting
from limner.settings.trust import Trust

TextTable = tuple[tuple[str, str], ...]
"""Texts by name, in the order they are written; a lone text is written for every name, ``**``."""


@dataclass(frozen=True)
class Settings:
    """What holds for one action. Every field says its setting's key, class and meaning."""

    engine: Literal["auto", "offline", "chat"] = setting(
        "engine", Trust.TIGHTEN, "auto",
        "Who expands: the chat model when one is set up and its host allowed (auto), always the "
        "embedded expander (offline), or only the chat model (chat).",
        choices=("auto", "offline", "chat"), strictest=offline_wins,
    )  # fmt: skip
    chat_provider: Literal["service", "editor"] = setting(
        "chat.provider", Trust.USER, "service",
        "Where the chat model is: at a service (service), or among the language models of the "
        "editor itself (editor), such as those of GitHub Copilot in Visual Studio Code, which need "
        "no key; chat.model is then one of theirs.",
        choices=("service", "editor"),
    )  # fmt: skip
    chat_base_url: str = setting(
        "chat.baseUrl", Trust.USER, "",
        "Base URL of an OpenAI-compatible chat service; OpenAI's own when only a key is set up.",
    )  # fmt: skip
    chat_model: str = setting(
        "chat.model", Trust.USER, "gpt-5.5", "Chat model that expands descriptions."
    )
    chat_timeout: float = setting(
        "chat.timeout", Trust.USER, 60.0, "Total seconds a chat answer may take.", least=1
    )
    image_base_url: str = setting(
        "image.baseUrl", Trust.USER, "",
        "Base URL of an OpenAI-compatible image service; OpenAI's own when only a key is set up.",
    )  # fmt: skip
    image_model: str = setting(
        "image.model", Trust.USER, "gpt-image-2.6-flare", "Image model that draws pictures."
    )
    image_timeout: float = setting(
        "image.timeout", Trust.USER, 300.0, "Total seconds a picture may take.", least=1
    )
    key_command: str = setting(
        "keyCommand", Trust.USER, "",
        "Command that prints the key of the service, run without a shell (for a password store).",
    )  # fmt: skip
    allowed_hosts: tuple[str, ...] = setting(
        "allowedHosts", Trust.USER, (),
        "Hosts that text may be sent to without being asked; a new host asks once.",
    )  # fmt: skip
    plugins_markup: tuple[str, ...] = setting(
        "plugins.markup", Trust.USER, (),
        "Installed plugins that bring markups, by name; no other one is looked at.",
    )  # fmt: skip
    plugins_backend: str = setting(
        "plugins.backend", Trust.USER, "",
        "Installed plugin that asks an image generator with an interface of its own, by name; "
        "image.baseUrl and image.model then say where it is and which model it draws with.",
    )  # fmt: skip
    limits_session: int = setting(
        "limits.session", Trust.TIGHTEN, 50, "Most pictures in one session.", strictest=min
    )
    limits_day: float = setting(
        "limits.day", Trust.TIGHTEN, 5.0, "Most money in one day, in US dollars.", strictest=min
    )
    limits_month: float = setting(
        "limits.month", Trust.TIGHTEN, 50.0, "Most money in one month, in US dollars.",
        strictest=min,
    )  # fmt: skip
    limits_ask: float = setting(
        "limits.ask", Trust.TIGHTEN, 0.25, "Price in US dollars from which every picture asks.",
        strictest=min,
    )  # fmt: skip
    draw_unasked: Literal["ask", "allow"] = setting(
        "draw.unasked", Trust.TIGHTEN, "ask",
        "Whether an agent or a notebook may have a picture drawn that costs less than `limits.ask` "
        "without a question to you (allow), or only after one (ask); your limits hold either way.",
        choices=("ask", "allow"), strictest=first_of("ask", "allow"),
    )  # fmt: skip
    context: Literal["none", "sentence", "section"] = setting(
        "context", Trust.TIGHTEN, "none",
        "How much surrounding text is sent along to tell meanings apart.",
        choices=("none", "sentence", "section"), strictest=first_of("none", "sentence", "section"),
    )  # fmt: skip
    dialect: str = setting(
        "dialect", Trust.FREE, "generic", "Image generator the prompts are written for."
    )
    prompt_language: str = setting(
        "prompt.language", Trust.FREE, "source",
        "Language of the prompts a chat model writes: `source` for that of the words, or one such "
        "as `en`; quoted text is never translated.",
    )  # fmt: skip
    style: str = setting(
        "style", Trust.FREE, "",
        "Style of every picture here, unless the words commit to another one.",
    )  # fmt: skip
    cast: tuple[CastMember, ...] = setting(
        "cast", Trust.FREE, (),
        "Who and what appears in a work, by name: how each looks (look), what of it must never "
        "change (keep), other names (names), pictures that show it (references). Prompts that show "
        "one of them say its look. A project may name a file of its own for all this; a document "
        "may only say who of them appears.",
        table=True, parsed=cast_members.parsed, joined=cast_members.joined,
        chosen=cast_members.chosen,
    )  # fmt: skip
    work_medium: str = setting(
        "work.medium", Trust.FREE, "",
        "What all pictures of a work are made with, unless the words or `style` say another.",
        documents=False,
    )  # fmt: skip
    work_palette: tuple[str, ...] = setting(
        "work.palette", Trust.FREE, (),
        "Colours of a work, by name or as #RRGGBB, unless the words or `style` say others.",
        documents=False,
    )  # fmt: skip
    work_line: str = setting(
        "work.line", Trust.FREE, "", "How a work is drawn: its line, brush or grain.",
        documents=False,
    )  # fmt: skip
    work_era: str = setting(
        "work.era", Trust.FREE, "", "When a work happens: 1920s, the late Bronze Age.",
        documents=False,
    )  # fmt: skip
    work_lens: str = setting(
        "work.lens", Trust.FREE, "", "How a work is seen: 35 mm, from a low angle.",
        documents=False,
    )  # fmt: skip
    work_never: tuple[str, ...] = setting(
        "work.never", Trust.FREE, (), "What no picture of a work shows: cars, lettering.",
        documents=False,
    )  # fmt: skip
    expand_placement: Literal["replace", "below"] = setting(
        "expand.placement", Trust.FREE, "replace",
        "Where an expanded prompt goes: in place of the words, or below them.",
        choices=("replace", "below"),
    )  # fmt: skip
    draw_placement: Literal["replace", "below"] = setting(
        "draw.placement", Trust.FREE, "below",
        "Where the image link goes: in place of the words, or below their block.",
        choices=("replace", "below"),
    )  # fmt: skip
    draw_show: Literal["never", "beside"] = setting(
        "draw.show", Trust.FREE, "never",
        "Whether a new picture is opened beside the text, where the editor can show it.",
        choices=("never", "beside"),
    )  # fmt: skip
    draw_review: bool = setting(
        "draw.review", Trust.FREE, False,
        "Insert the prompt for review instead of drawing from short words at once.",
    )  # fmt: skip
    image_response_format: Literal["auto", "b64_json", "url", "none"] = setting(
        "image.responseFormat", Trust.USER, "auto",
        "Whether the image service is asked for bytes (b64_json), for an address (url), for "
        "neither (none), or by what is known of its model (auto).",
        choices=("auto", "b64_json", "url", "none"),
    )  # fmt: skip
    upload_url: str = setting(
        "upload.url", Trust.USER, "",
        "Address of PicGo's or PicList's server, such as http://127.0.0.1:36677: each new picture "
        "is uploaded through it and linked by its public address. Empty: nothing is uploaded.",
    )  # fmt: skip
    image_size: str = setting(
        "image.size", Trust.FREE, "auto",
        "Size of pictures: WIDTHxHEIGHT in pixels, or auto: by the shape the words ask for, else "
        "the model's choice.",
    )  # fmt: skip
    image_quality: str = setting(
        "image.quality", Trust.FREE, "auto", "Quality of pictures, by the model's own levels.",
        choices=("auto", "low", "medium", "high", "xhigh", "max"),
    )  # fmt: skip
    image_exact: str = setting(
        "image.exact", Trust.FREE, "",
        "Exact size of the saved file, WIDTHxHEIGHT in pixels, for social cards, icons and covers: "
        "drawn in the model's nearest shape, cut and scaled. Empty: as it was drawn.",
        form=r"(?:[1-9]\d{0,3}x[1-9]\d{0,3})?",
        example="WIDTHxHEIGHT in pixels, each from 1 to 9999, such as 1200x630",
    )  # fmt: skip
    image_format: Literal["png", "webp", "jpeg", "avif"] = setting(
        "image.format", Trust.FREE, "png",
        "File format to ask for; for avif, which no service draws, what came is encoded anew.",
        choices=("png", "webp", "jpeg", "avif"),
    )  # fmt: skip
    image_compression: int = setting(
        "image.compression", Trust.FREE, 100,
        "Quality of WebP and JPEG files from 0, the smallest, to 100, where the model can choose.",
        most=100,
    )  # fmt: skip
    image_background: Literal["auto", "opaque", "transparent"] = setting(
        "image.background", Trust.FREE, "auto",
        "What is behind the subject, where the model can choose.",
        choices=("auto", "opaque", "transparent"),
    )  # fmt: skip
    image_passes: int = setting(
        "image.passes", Trust.FREE, 2,
        "How many unfinished pictures a service sends along, where it can and the quality is not "
        "low or medium: they say how far the picture has come, and cost about a hundred tokens "
        "each.",
        most=3,
    )  # fmt: skip
    image_candidates: int = setting(
        "image.candidates", Trust.TIGHTEN, 1,
        "Pictures to choose from at each drawing; every one costs.", least=1, strictest=min,
    )  # fmt: skip
    image_jobs: int = setting(
        "image.jobs", Trust.TIGHTEN, 3,
        "Pictures that are drawn at the same time where many are missing.",
        least=1, most=64, strictest=min,
    )  # fmt: skip
    image_references: tuple[str, ...] = setting(
        "image.references", Trust.FREE, (),
        "Pictures of the project that every drawing follows in characters and style, where the "
        "model takes some; beginning with / from the project, else from the document.",
        documents=False,
    )  # fmt: skip
    image_check: Literal["never", "ask", "always"] = setting(
        "image.check", Trust.TIGHTEN, "never",
        "Whether the chat model checks a picture that was drawn against its words, for which the "
        "picture is sent to it: never, after a question, or always. What you choose to have "
        "checked asks all the same.",
        choices=("never", "ask", "always"), strictest=first_of("never", "ask", "always"),
    )  # fmt: skip
    image_provenance: Literal["file", "sidecar", "off"] = setting(
        "image.provenance", Trust.FREE, "file",
        "Where it is written how a picture was made (words, prompt, model, date): into its own "
        "file, into a file beside it with .json at the end of its name (sidecar), or nowhere.",
        choices=("file", "sidecar", "off"), aliases=(("true", "file"), ("false", "off")),
    )  # fmt: skip
    image_disclosure: bool = setting(
        "image.disclosure", Trust.FREE, False, "Add the caption “Generated image” to each picture."
    )
    image_decorative: bool = setting(
        "image.decorative", Trust.FREE, False,
        "Leave the alternative text of new pictures empty: they only decorate.",
    )  # fmt: skip
    image_figure: bool = setting(
        "image.figure", Trust.FREE, False,
        "Write a figure with a caption, and a label where the markup has one.",
    )  # fmt: skip
    image_destination: tuple[tuple[str, str], ...] = setting(
        "image.destination", Trust.FREE, (),
        "Folder for pictures inside the project, or a table of such folders by glob of documents. "
        "Relative to the document, or with / at the front to the project; may hold variables such "
        "as ${documentBaseName}. When empty, where the document's site generator keeps them, else "
        "beside the document.",
        documents=False, table=True,
    )  # fmt: skip
    image_link: tuple[tuple[str, str], ...] = setting(
        "image.link", Trust.FREE, (),
        "What links say, or a table of it by glob of documents, such as /images/${fileName}. When "
        "empty, what the document's site generator wants, else the relative path.",
        documents=False, table=True,
    )  # fmt: skip
    image_template: tuple[tuple[str, str], ...] = setting(
        "image.template", Trust.FREE, (),
        "Table by language id of what an image is written as, with ${target}, ${alt}, ${caption} "
        "and ${label}; other languages keep their own form.",
        documents=False, table=True,
    )  # fmt: skip
    alt_length: int = setting(
        "alt.length", Trust.FREE, 125, "Most characters of alternative text that Limner writes.",
        least=20,
    )  # fmt: skip
    alt_look: Literal["never", "ask", "always"] = setting(
        "alt.look", Trust.TIGHTEN, "ask",
        "Whether the chat model may look at a picture to describe it: never, after a question, or "
        "always. Otherwise it is described from the author's words.",
        choices=("never", "ask", "always"), strictest=first_of("never", "ask", "always"),
    )  # fmt: skip
    notebook_code_cell: Literal["display", "comment"] = setting(
        "notebook.codeCell", Trust.FREE, "display",
        "How a Python cell gets its picture: by a statement that shows it, or in a comment.",
        choices=("display", "comment"),
    )  # fmt: skip
    notebook_attachment: bool = setting(
        "notebook.attachment", Trust.FREE, False,
        "Attach pictures to the Markdown cells that show them, in Visual Studio Code; the file "
        "beside the notebook stays.",
    )  # fmt: skip
    missing_exclude: tuple[str, ...] = setting(
        "missing.exclude", Trust.FREE, (),
        "Documents and pictures that are not looked for when something is missing, as in a "
        ".gitignore of the project: drafts/, *.old.md.",
        documents=False,
    )  # fmt: skip
    diagnostics_missing_image: bool = setting(
        "diagnostics.missingImage", Trust.FREE, True, "Hint at image links whose file is missing."
    )
    diagnostics_missing_alt: bool = setting(
        "diagnostics.missingAlt", Trust.FREE, True, "Hint at images without alternative text."
    )
    diagnostics_severity: Literal["hint", "information", "warning"] = setting(
        "diagnostics.severity", Trust.FREE, "hint",
        "How missing pictures and texts are shown: as hints, or as information or warnings, which "
        "editors underline and list among the problems.",
        choices=("hint", "information", "warning"),
    )  # fmt: skip
    hover: bool = setting(
        "hover", Trust.FREE, True,
        "Show over an image link how the picture was made, and over a name of the cast who it is.",
    )  # fmt: skip
    code_lens: bool = setting(
        "codeLens", Trust.FREE, False, "Show “Draw · Vary · Shorten” over prompts Limner wrote."
    )
    inline_completion: bool = setting(
        "inlineCompletion", Trust.FREE, False,
        "Offer the offline expansion as ghost text when it is asked for.",
    )  # fmt: skip
    trigger: str = setting(
        "trigger", Trust.FREE, "/imagine",
        "What begins a line that asks for a prompt as you type; empty for none.",
    )  # fmt: skip


DEFAULTS = Settings()

BY_KEY: Mapping[str, "Field[Any]"] = {row.metadata["key"]: row for row in fields(Settings)}
"""Fields of `Settings` by the key that people write."""


def environment_name(key: str) -> str:
    """Return a setting's variable: ``image.baseUrl`` → ``LIMNER_IMAGE_BASE_URL``."""
    return "LIMNER_" + re.sub(r"(?<=[a-z])(?=[A-Z])", "_", key).replace(".", "_").upper()
