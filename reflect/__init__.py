"""Reflect: a private desktop journal of moods, ways of coping and progress."""

__version__ = "0.1.0"

APP_ID = "io.github.reflect_journal.Reflect"
"""Application id: desktop file, D-Bus, AppStream."""
