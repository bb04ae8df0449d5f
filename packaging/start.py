"""Where the built program begins."""

from reflect.__main__ import program

if __name__ == "__main__":
    program()
