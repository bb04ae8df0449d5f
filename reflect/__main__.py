"""`python -m reflect`, and the command `reflect`."""

from __future__ import annotations

import sys

from reflect.cli import main

if __name__ == "__main__":
    sys.exit(main())
