"""``limner cast``: who appears where, how somebody looks, and pictures whose cast has changed."""

import argparse
import asyncio
import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from limner.actions.appearances.cast_appearances import Appearance, ShownPicture, appearances
from limner.actions.appearances.cast_file import add_member, cast_file
from limner.actions.appearances.look_reading import asked_look, described_look, prose_of
from limner.actions.appearances.redrawing import outdated
from limner.actions.batches import batch_plan
from limner.actions.document_search import documents_in
from limner.actions.linked_picture import references
from limner.cli.console import Asking, ask, interactive, print_json, print_line, say
from limner.cli.inputs import settings, shown_path
from limner.cli.missing.batch_drawing import draw_agreed
from limner.cli.missing.batch_progress import BatchProgress
from limner.errors import ConsentNeeded, InputError
from limner.project.roots import project_of
from limner.services.configured_backends import ConfiguredBackends
from limner.settings.cast_members import CastMember, named_alike

VERBS = ("list", "add", "redraw")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``limner cast``."""
    parser.add_argument(
        "verb", nargs="?", default="list", metavar="list|add|redraw",
        help="list who appears where; add somebody; redraw pictures whose cast has changed",
    )  # fmt: skip
    parser.add_argument("name", nargs="?", metavar="NAME", help="one of the cast")
    parser.add_argument(
        "look", nargs="*", metavar="LOOK",
        help="what NAME looks like; without it, what the documents say is proposed",
    )  # fmt: skip
    parser.add_argument(
        "--in", dest="paths", type=Path, nargs="+", metavar="PATH", default=[Path()],
        help="documents, or folders of documents (this folder)",
    )  # fmt: skip
    parser.add_argument(
        "--also", action="append", default=[], metavar="NAME",
        help="another name, such as “the girl”; may be given several times",
    )  # fmt: skip
    parser.add_argument(
        "--reference", action="append", default=[], metavar="PICTURE",
        help="a picture of the project that shows NAME; may be given several times",
    )  # fmt: skip
    parser.add_argument("--dialect", metavar="ID", help="image generator to draw for")
    parser.add_argument(
        "--engine", choices=("auto", "offline", "chat"), help="who expands (the setting engine)"
    )
    parser.add_argument("--jobs", type=int, metavar="N", help="pictures at the same time")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text or json")
    parser.add_argument(
        "--yes", action="store_true", help="answer yes to what would be asked on a terminal"
    )


def run(options: argparse.Namespace) -> int:
    """List the cast, add somebody, or draw again what shows how somebody looked before."""
    if options.verb not in VERBS and options.name is None:
        options.verb, options.name = "list", options.verb
    if options.verb not in VERBS:
        raise InputError(f"“{options.verb}” is none of list, add and redraw.")
    if options.verb == "add":
        return _add(options)
    found = appearances(options.paths, lambda project: settings(project, options), say)
    held = settings(project_of(Path.cwd() / "cast"), options).cast
    there = {one.member.name for one in found}
    found += tuple(Appearance(one, (), (), ()) for one in held if one.name not in there)
    if options.name:
        meant = named_alike(tuple(one.member for one in found), options.name)
        found = tuple(one for one in found if one.member == meant)
        if not found:
            raise InputError(
                f"“{options.name}” is not in the cast: “limner cast add” puts somebody into it."
            )
    if options.verb == "redraw":
        return _redraw(found, options)
    if not found:
        say("There is no cast here yet: “limner cast add NAME LOOK” begins one in limner.toml.")
    for one in found:
        if options.format == "json":
            print_json(_row(one))
        else:
            _print(one)
    return 0


def _print(one: Appearance) -> None:
    print_line(f"{one.member.name}: {one.member.whole or 'no look is written yet'}")
    if one.member.names:
        print_line(f"  also {', '.join(one.member.names)}")
    for document, many in one.named:
        print_line(f"  named {many}× in {shown_path(document)}")
    for picture in one.pictures:
        print_line(f"  shown in {_place(picture)}")
    for picture in one.earlier:
        look = dict(picture.record.looks)[one.member.name]
        print_line(f"  shown in {_place(picture)} as before: {look}")
    if one.earlier:
        print_line(f"  “limner cast redraw {_quoted(one.member.name)}” draws these again")


def _place(picture: ShownPicture) -> str:
    return f"{shown_path(picture.path)} ({shown_path(picture.project.document)})"


def _quoted(name: str) -> str:
    return f'"{name}"' if " " in name else name


def _row(one: Appearance) -> dict[str, object]:
    def listed(pictures: Iterable[ShownPicture]) -> list[dict[str, object]]:
        return [
            {
                "picture": shown_path(each.path),
                "document": shown_path(each.project.document),
                "look": dict(each.record.looks)[one.member.name],
            }
            for each in pictures
        ]

    return {
        "name": one.member.name,
        "look": one.member.look,
        "keep": one.member.keep,
        "names": list(one.member.names),
        "references": list(one.member.references),
        "named": [
            {"document": shown_path(document), "times": many} for document, many in one.named
        ],
        "pictures": listed(one.pictures),
        "earlier": listed(one.earlier),
    }


def _redraw(found: Iterable[Appearance], options: argparse.Namespace) -> int:
    """Draw again, after one question, what shows somebody as they were before."""
    missing = outdated(picture for one in found for picture in one.earlier)
    if not missing:
        say("No picture shows somebody as they looked before.")
        return 0
    can, unfit = batch_plan.drawable(missing)
    progress = BatchProgress(options, "pictures")
    for result in unfit:
        progress.refuse(result)
    return draw_agreed(can, ConfiguredBackends(os.environ), progress, options)


def _add(options: argparse.Namespace) -> int:
    """Write somebody into the cast, with the look that is given, or that the documents tell."""
    if not options.name:
        raise InputError("Say who: limner cast add NAME [LOOK].")
    root = project_of(Path.cwd() / "cast").root
    look = " ".join(options.look)
    if not look:
        told = asyncio.run(_told(options))
        if told.note:
            say(told.note)
        look = _agreed(told.look, options)
    if not look and not options.reference:
        raise InputError(
            f"Nothing here says what {options.name} looks like: give it behind the name, as in "
            f"limner cast add {_quoted(options.name)} “a girl of eight with short red hair”."
        )
    if options.reference:
        project = project_of(root / "cast")
        followed = replace(settings(project, options), image_references=tuple(options.reference))
        references(project, followed)
    member = CastMember(
        options.name, look, names=tuple(options.also), references=tuple(options.reference)
    )
    path = add_member(root, member)
    if options.format == "json":
        print_json({"name": member.name, "look": member.look, "file": shown_path(path)})
    else:
        print_line(f"{member.name}: {member.look}")
        say(f"Written into {shown_path(cast_file(root))}.")
    return 0


def _agreed(look: str, options: argparse.Namespace) -> str:
    """Let the person take a proposed *look*, or say another.

    Raises:
        ConsentNeeded: they want none, or cannot be asked and have not said yes.
    """
    if interactive() and not options.yes:
        told = "Enter takes this" if look else "Say it in a phrase"
        answer = ask(f"What does {options.name} look like? ({told}; “-” writes nothing.)", look)
        if answer.strip().lower() in ("-", "n", "no"):
            raise ConsentNeeded("Nothing was written.")
        return look if answer.strip().lower() in ("y", "yes") else answer
    if look and not options.yes:
        raise ConsentNeeded(
            f"The documents say of {options.name}: “{look}”. Nothing was written: add --yes to "
            "write this, or give the look behind the name."
        )
    return look


@dataclass(frozen=True)
class _Told:
    look: str
    note: str = ""


async def _told(options: argparse.Namespace) -> _Told:
    """Return what the documents say of a look, in one phrase."""
    read = list(documents_in(options.paths, lambda project: settings(project, options), say))
    text = "\n\n".join(prose_of(document) for document, _, _ in read)
    names = tuple(options.also)
    model = None
    if read:
        model = await ConfiguredBackends(os.environ).vision_model(
            read[0][2], Asking(options.yes).consent
        )
    if model is not None:
        return _Told(await asked_look(model, options.name, names, text))
    look = described_look(options.name, names, text)
    return _Told(look, "These are the author's own words about the look." if look else "")
