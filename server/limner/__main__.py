"""``python -m limner`` and the ``limner`` command."""

import os
import sys

if __name__ == "__main__" and not sys.flags.safe_path:
    # Python looks into the current folder first: that of a project, with modules of its own.
    here = sys.path[0]
    if here == os.getcwd() and here != os.path.dirname(os.path.dirname(__file__)):  # noqa: PTH109, PTH120 (no import may come before)
        del sys.path[0]

try:
    from limner.cli import main
except KeyboardInterrupt:
    # What is imported takes a moment, in which a person may think better of it.
    sys.exit(130)

if __name__ == "__main__":
    sys.exit(main())
