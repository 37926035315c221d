"""Links pictures that an earlier run has paid for, before any is drawn."""

from collections.abc import Iterable

from limner.actions.batches.batch import MissingPicture
from limner.actions.outside_editors.relinking import relink
from limner.cli.console import say
from limner.cli.inputs import shown_path
from limner.image.jobs.recovery import Waiting
from limner.project import destinations


def linked_earlier(missing: MissingPicture, earlier: Iterable[Waiting]) -> bool:
    """Link the picture that an earlier run has paid for this link; say whether there is one."""
    project, path = missing.project, missing.path
    for one in earlier:
        asked = path.with_suffix("") == one.picture.with_suffix("") if path else not path
        if one.document != project.document or one.words != missing.words or not asked:
            continue
        relink(
            missing,
            destinations.renamed(project, missing.settings, missing.link.target, path, one.picture)
            if path
            else destinations.target(project, missing.settings, one.picture),
        )
        one.journal.done(one.job)
        say(f"An earlier run has paid for {shown_path(one.picture)}: it is used, free of charge.")
        return True
    return False
