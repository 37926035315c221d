"""``limner doctor``: is everything there, who would be sent what, and which settings hold."""

import argparse
import os
import platform
from dataclasses import fields
from importlib import metadata
from pathlib import Path

from limner import files
from limner._version import __version__
from limner.actions.document_files import read_text
from limner.actions.effective_settings import effective_settings
from limner.cli.console import print_line
from limner.errors import InputError, LimnerError
from limner.markup import language_of
from limner.project import destinations, variables
from limner.project.markdown_dialect import dialect_of
from limner.project.roots import PROJECT_FILE, Project, project_of
from limner.services import hosts, keys
from limner.settings.declaration import Settings

PACKAGES = ("pygls", "lsprotocol", "openai", "pillow")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``limner doctor``."""
    parser.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="a document to ask about"
    )


def run(options: argparse.Namespace) -> int:
    """Print the report; 1 when something will not work."""
    project = _project(options.file)
    found = effective_settings(project, {}, os.environ)
    held = keys.take_keys(os.environ)
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in PACKAGES)
    print_line(f"Limner {__version__}")
    print_line(f"  runs on         Python {platform.python_version()} ({versions})")
    print_line(f"  your settings   {_there(files.configuration_folder() / 'config.toml')}")
    print_line(f"  state           {files.state_folder()}")
    if project is not None:
        print_line(f"  project         {project.root}")
        print_line(f"  its settings    {_there(project.root / PROJECT_FILE)}")
    problems = list(found.problems)
    if project is not None and options.file is not None and options.file.is_file():
        print_line(f"  language        {dialect_of(project, language_of(project.document))}")
        print_line(f"  pictures        {_pictures(project, found.settings, problems)}")
    for kind in ("chat", "image"):
        print_line(f"  {kind:<15} {_service(kind, found.settings, held, problems)}")
    print_line(f"  uploads         {_uploads(found.settings, held, problems)}")
    print_line("Settings that differ from their defaults:")
    for row in fields(Settings):
        key = row.metadata["key"]
        if key in found.origins:
            print_line(
                f"  {key} = {getattr(found.settings, row.name)!r} (from {found.origins[key].value})"
            )
    if not found.origins:
        print_line("  none")
    for problem in problems:
        print_line(f"! {problem}")
    return 1 if problems else 0


def _project(file: Path | None) -> Project | None:
    if file is None:
        return project_of(Path.cwd() / "document")
    if not file.exists():
        raise InputError(f"There is no file {file}.")
    return project_of(file, text=read_text(file) if file.is_file() else "")


def _there(file: Path) -> str:
    """Name *file*, and say when it is one that could be made."""
    return str(file) if file.exists() else f"{file} (not there)"


def _pictures(project: Project, found: Settings, problems: list[str]) -> str:
    """Say where a picture of the document would go, what its link would say, and why."""
    try:
        folder = destinations.folder(project, found)
        link = destinations.target(project, found, project.root / folder / "fox.png")
    except LimnerError as error:
        problems.append(str(error))
        return "not usable"
    by_setting = variables.chosen(found.image_destination, project)
    why = "image.destination" if by_setting else destinations.convention_of(project).name
    beside = project.root / folder == project.document.parent
    where = "beside the document" if beside else folder or "the project's folder"
    return f"{where}, linked as {link}" + (f" ({why})" if why else "")


def _uploads(found: Settings, held: keys.Keys, problems: list[str]) -> str:
    """Say in one line whether new pictures are uploaded."""
    if not found.upload_url:
        return "none"
    try:
        endpoint = hosts.endpoint(found.upload_url, "upload.url")
    except LimnerError as error:
        problems.append(str(error))
        return "not usable"
    allowed = (*found.allowed_hosts, *hosts.agreed(files.state_folder()))
    if not hosts.permitted(endpoint, allowed):
        return f"none until you agree to {endpoint.authority}"
    return f"through {endpoint.url}. {keys.key_status('upload', endpoint, held)}"


def _service(kind: keys.Purpose, found: Settings, held: keys.Keys, problems: list[str]) -> str:
    """Say in one line what an action of this kind would do."""
    base_url = found.chat_base_url if kind == "chat" else found.image_base_url
    embedded = "the offline expander" if kind == "chat" else "sketches"
    if kind == "chat" and found.engine == "offline":
        return f"{embedded} (engine is offline)"
    try:
        endpoint = hosts.endpoint(base_url, f"{kind}.baseUrl")
        status = keys.key_status(kind, endpoint, held, found.key_command)
    except LimnerError as error:
        problems.append(str(error))
        return "not usable"
    if not base_url and status.startswith("There is no key"):
        return f"{embedded} (no service is set up: run “limner setup”)"
    model = found.chat_model if kind == "chat" else found.image_model
    allowed = (*found.allowed_hosts, *hosts.agreed(files.state_folder()))
    if not hosts.permitted(endpoint, allowed):
        return f"{embedded} until you agree to {endpoint.authority}. {status}"
    return f"{model} at {endpoint.url}. {status}"
