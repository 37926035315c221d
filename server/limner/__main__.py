"""``python -m limner`` and the ``limner`` command."""

import os
import sys

if __name__ == "__main__" and not sys.flags.safe_path:
    # Python looks into the current folder first: that of a project, with modules of its own.
    here = sys.path[0]
    try:
        folder = os.getcwd()  # noqa: PTH109 (no import may come before)
    except OSError:
        folder = ""  # It was deleted: nothing is found there.
    if here == folder and here != os.path.dirname(os.path.dirname(__file__)):  # noqa: PTH120 (no import may come before)
        del sys.path[0]

try:
    from limner.cli import main
except KeyboardInterrupt:
    # What is imported takes a moment, in which a person may think better of it.
    sys.exit(130)

if __name__ == "__main__":
    sys.exit(main())
