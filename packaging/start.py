"""Where the built program begins."""

import sys

from reflect.cli import main

if __name__ == "__main__":
    sys.exit(main())
