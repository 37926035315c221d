"""What each slot of a scene may say: the phrases to choose from, and whom they speak of."""

import re

from limner.prompt.kinds.picture_categories import CREATURES
from limner.prompt.ledger.commitments import Ledger
from limner.prompt.ledger.nouns import singular
from limner.prompt.ledger.vocabulary import word_set
from limner.prompt.offline.analysis.subjects import Subject
from limner.prompt.offline.closed_slots import media_of
from limner.prompt.offline.lexicon import media, scene_frames, visible_features
from limner.prompt.offline.lexicon.lexicon_files import glue
from limner.prompt.offline.lexicon.scene_frames import Frame
from limner.prompt.offline.scenes import Scene
from limner.prompt.offline.slots.arrangement import ANYWHERE, arrangement, lit
from limner.prompt.offline.slots.named_hour import named_hour
from limner.prompt.offline.slots.subject_details import deeds, subject_details
from limner.prompt.wordnet.table import entry

MOVING = word_set(
    "run race sprint chase flee jump leap gallop fly rush dance fight throw fling kick dive swim "
    "ride drive climb slam swing spin hurl tumble stampede charge march"
)
"""Deeds that carry somebody through the picture."""

DETAIL_SLOTS = ("detail", "second", "third", "fourth", "fifth")


def offers(
    scene: Scene, ledger: Ledger, style: str, variant: int
) -> list[tuple[str, tuple[str, ...], Subject | None]]:
    """Return slot, phrases and the subject they speak of, in the order of choosing."""
    frame = scene_frames.frame(scene.frame)
    rows: list[tuple[str, tuple[str, ...], Subject | None]] = []
    if "medium" not in scene.closed:  # First, so that light and palette suit it.
        rows.append(("medium", scene.media[variant % len(scene.media)], None))
    if "setting" not in scene.closed:
        rows.append(("setting", (scene.station,) if scene.station else frame.of("setting"), None))
    if "light" not in scene.closed:
        rows.append(("light", _lights(scene, frame, ledger), None))
    if "detail" not in scene.closed:
        details = zip(DETAIL_SLOTS, subject_details(scene, frame), strict=False)
        rows += [(slot, phrases, subject) for slot, (phrases, subject) in details]
    if ledger.quotes and "detail" not in scene.closed and scene.reading.kind != "icon":
        rows.append(("wording", tuple(glue("wording")["all"]), None))
    if scene.reading.reserved:
        rows.append(("composition", tuple(glue("reserved")[scene.reading.reserved]), None))
    elif "composition" not in scene.closed:
        rows.append(("composition", _views(scene, frame), None))
    if "palette" not in scene.closed:
        rows.append(("palette", _palettes(frame, ledger, style), None))
    if "mood" not in scene.closed:
        rows.append(("mood", frame.of("mood"), None))
    if "medium" in scene.closed and "detail" not in scene.closed:
        rows.append(("hand", _hands(" ".join(media_of(ledger)) or style), None))
    return rows


def _views(scene: Scene, frame: Frame) -> tuple[str, ...]:
    """Return from where it can be seen: a told moment by whether anybody moves in it."""
    named = arrangement(scene.reading) if frame.name in ANYWHERE else ()
    if scene.reading.kind != "prose":
        return named or frame.of("composition")
    place = "_inside" if frame.inside else "_outside" if frame.name == "outdoors" else ""
    moving = not MOVING.isdisjoint(deeds(scene.words))
    near = () if moving else visible_features.motifs("near", scene.words)
    if near or moving:
        return near or tuple(glue("told")["moving"])
    who = scene.reading.subject
    told_of = who is not None and (who.named or who.category in CREATURES)
    return (named if told_of else ()) or tuple(glue("told")[f"still{place}"])


def _lights(scene: Scene, frame: Frame, ledger: Ledger) -> tuple[str, ...]:
    hour = named_hour(frame, ledger)
    if hour is None:
        anywhere = scene.reading.kind == "prose" and frame.name in ("doing", "placed")
        if frame.name in ANYWHERE and not anywhere and (named := lit(scene.reading, frame.name)):
            return named
        return tuple(glue("told")["light"]) if anywhere else frame.of("light")
    return hour.inside if frame.inside else hour.outside


def _palettes(frame: Frame, ledger: Ledger, style: str) -> tuple[str, ...]:
    committed = glue("committed")
    grey = (
        r"b/w|black[- ]and[- ]white|monochrome|gr[ae]yscale|line art|silhouette|"
        r"in (?:pencil|charcoal)|(?:pencil|charcoal) (?:drawing|sketch|portrait|study|illustration)"
    )
    if re.search(grey, f"{ledger.source} {style}", re.IGNORECASE):
        return tuple(committed["grey"])
    if colours_named(ledger):
        return tuple(committed["palette"])
    hour = named_hour(frame, ledger)
    return hour.palette if hour and hour.palette and not frame.inside else frame.of("palette")


def _hands(medium: str) -> tuple[str, ...]:
    for pattern, clauses in media.hands():
        if pattern.search(medium):
            return clauses
    return ()


def colours_named(ledger: Ledger) -> str:
    """Return the colours that the words name: "red and green"; at most three of them."""
    words = [
        bound.colour
        for bound in ledger.colours
        if entry(f"{bound.colour} {singular(bound.noun)}") is None  # A red panda is not red.
    ]
    words = list(dict.fromkeys(words))
    hexes = [name for name in ledger.names if name.startswith("#")]
    if len(words + hexes) > 3:
        return "the colours already named"
    named = words + hexes
    return " and ".join(filter(None, (", ".join(named[:-1]), *named[-1:])))
