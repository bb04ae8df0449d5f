"""Where the built program begins."""

import sys

from reflect.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
