"""The command line: the same journal without a window, for scripts and for people of the terminal.

Names, options, JSON fields and exit codes are a promise (README, "Command line"). Exit status: 0
done; 1 a foreseeable failure, one line on standard error; 2 wrong usage. Standard output carries
the answer and nothing else; messages and progress go to standard error. Neither Qt nor sharing is
loaded by anything in this package; opening the window is left to `reflect.app`.
"""

from __future__ import annotations

import importlib
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from reflect import __version__, messages
from reflect.cli.session import Place, Session
from reflect.errors import ExportFailed, Interrupted, ReflectError

# command → the module that holds it, so that one command loads one table's code.
_COMMANDS = {
    **dict.fromkeys(
        ["init", "add", "list", "show", "edit", "delete", "trash", "history", "search"],
        "reflect.cli.journal",
    ),
    **dict.fromkeys(["attachment", "calendar"], "reflect.cli.journal"),
    **dict.fromkeys(
        ["import", "imports", "export", "backup", "backups", "restore", "check", "salvage"],
        "reflect.cli.transfer",
    ),
    **dict.fromkeys(
        ["strategies", "suggest", "goals", "setbacks", "strengths"],
        "reflect.cli.coping",
    ),
    "insights": "reflect.cli.insights",
    "toolkit": "reflect.cli.toolkit",
    "relay": "reflect.cli.relay",
    "peers": "reflect.cli.people",
    **dict.fromkeys(["sharing", "share", "share-strategy", "sync"], "reflect.cli.sharing"),
    **dict.fromkeys(["inbox", "retract", "ledger"], "reflect.cli.sharing"),
    **dict.fromkeys(["reply", "hear", "helped", "ask", "answer"], "reflect.cli.answers"),
    **dict.fromkeys(["adopt", "let-go"], "reflect.cli.answers"),
    **dict.fromkeys(["passphrase", "recover", "recovery-code"], "reflect.cli.transfer"),
}


class Commands(click.Group):
    """Finds a command by name and loads its module only then."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = _COMMANDS.get(cmd_name)
        if module is None:
            return None
        commands: dict[str, click.Command] = importlib.import_module(module).COMMANDS
        return commands[cmd_name]


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--journal",
    "folder",
    type=Place(),
    metavar="DIR",
    help="The journal's folder; else $REFLECT_JOURNAL, else your data folder.",
)
@click.option(
    "--passphrase-file",
    metavar="FILE",
    help="Read the passphrase from the first line of FILE ('-': of standard input).",
)
@click.option("--new-passphrase-file", metavar="FILE", help="The other passphrase, where two.")
@click.option("--new-entry", is_flag=True, help="Open the window on a new entry.")
@click.option(
    "--background",
    is_flag=True,
    help="Open no window: reminders come, and the next start opens it.",
)
@click.option("--smoke", is_flag=True, hidden=True, help="Paint the window once, then quit.")
@click.version_option(__version__, prog_name="reflect")
@click.pass_context
def program(
    ctx: click.Context,
    folder: Path | None,
    passphrase_file: str | None,
    new_passphrase_file: str | None,
    new_entry: bool,
    background: bool,
    smoke: bool,
) -> None:
    """Reflect, a private journal. Without a command it opens the window.

    It is no medical device and no emergency service.
    """
    ctx.obj = Session(folder, passphrase_file, new_passphrase_file)
    if ctx.invoked_subcommand is None:
        from reflect import app

        session: Session = ctx.obj
        if smoke:
            ctx.exit(app.smoke(session.folder, session.passphrase() if passphrase_file else None))
        options = [
            *(["--new-entry"] if new_entry else []),
            *(["--background"] if background else []),
        ]
        ctx.exit(app.run(["--journal", str(session.folder), *options]))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status."""
    answer = _Answer(1, "w", closefd=False) if sys.stdout is sys.__stdout__ else None
    if answer is not None:
        sys.stdout = io.TextIOWrapper(
            io.BufferedWriter(answer),
            encoding=sys.stdout.encoding,
            line_buffering=sys.stdout.isatty(),
        )
    for stream in (sys.stdout, sys.stderr):
        # A lone surrogate or a terminal of another encoding must not end in a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        result: Any = program.main(
            args=list(arguments) if arguments is not None else None,
            prog_name="reflect",
            standalone_mode=False,
        )
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as wrong:
        wrong.show()
        return wrong.exit_code
    except (click.Abort, KeyboardInterrupt, Interrupted):
        click.echo("stopped; nothing was changed", err=True)
        return 130
    except ReflectError as failure:
        click.echo(messages.one_line(failure), err=True)
        if answer is not None and answer.refused:
            _hush()
        return 1
    except BrokenPipeError:
        # The reader of a pipe (head, say) has had enough: that is no failure.
        _hush()
        return 0


class _Answer(io.FileIO):
    """Standard output, its failures named."""

    refused = False

    def write(self, data: Any) -> int:
        try:
            return super().write(data)
        except BrokenPipeError:
            raise
        except OSError as refused:
            self.refused = True
            raise ExportFailed(
                path="standard output", reason=refused.strerror or "refused"
            ) from None


def _hush() -> None:
    """What is still in the buffer has nowhere to go."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
