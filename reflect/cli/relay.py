"""A relay of one's own on this machine. It needs no journal and reads nothing: what lies there is
sealed."""

from __future__ import annotations

from pathlib import Path

import click

from reflect.cli.session import Place


@click.group()
def relay() -> None:
    """A place where sealed envelopes wait, on this machine."""


@relay.command(name="run")
@click.option("--port", type=click.IntRange(0, 65535), default=7777, show_default=True,
              help="Of 127.0.0.1; 0: a free one.")  # fmt: skip
@click.option("--data", "folder", type=Place(), metavar="DIR", help="Where it keeps what waits.")
def run(port: int, folder: Path | None) -> None:
    """Run a relay on loopback until Ctrl+C; its address is the one line printed."""
    from platformdirs import user_data_path

    from reflect import sync

    sync.need()
    from reflect.sync.relays import local

    place = folder if folder is not None else user_data_path("reflect-relay", appauthor=False)
    local.serve(port, place, click.echo)


COMMANDS = {"relay": relay}
