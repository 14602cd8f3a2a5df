"""`python -m scoring`: the same as the `scoring` command, for a machine whose scripts are not on its path."""

from __future__ import annotations

import sys

from scoring.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
