"""In front of a locked journal: making one, unlocking, rescuing, and Steady me before all that."""

from __future__ import annotations

import shutil

from docs.screenshots.studio import PASSPHRASE, Studio


def first_run(studio: Studio) -> None:
    door = studio.door(studio.home / "new")
    page = door.page
    studio.shoot("first-run-1", door)
    page._on_next()
    for field in (page.passphrase.first, page.passphrase.again):
        field.line.setText(PASSPHRASE)
    studio.rest(0.5)
    studio.shoot("first-run-2", door)
    page._on_next()
    studio.until(lambda: page.step == 2)
    studio.shoot("first-run-3", door)
    page.abandon()
    door.show_others()
    studio.shoot("others", door)


def unlock(studio: Studio) -> None:
    door = studio.door(studio.home / "Evenings")
    studio.shoot("unlock", door)
    door.page.passphrase.line.setText("five loud paper boats")
    door.page.unlock()
    studio.until(lambda: not door.errands.busy)
    studio.shoot("unlock-wrong", door)
    door.show_recovery()
    studio.shoot("recover", door)
    door.show_restore()
    studio.rest(0.3)
    studio.shoot("locked-backups", door)


def damaged(studio: Studio) -> None:
    folder = studio.home / "damaged"
    shutil.copytree(studio.home / "Evenings", folder)
    with (folder / "journal.db").open("r+b") as file:
        file.seek(200)
        file.write(b"\0" * 20_000)
    door = studio.door(folder)
    door.page.passphrase.line.setText(PASSPHRASE)
    door.page.unlock()
    studio.until(lambda: not door.errands.busy)
    studio.shoot("damaged", door)
    door.show_salvage()
    studio.shoot("salvage", door)


def steady_at_the_door(studio: Studio) -> None:
    door = studio.door(studio.home / "Evenings")
    door.toggle_steady()
    studio.shoot("door-steady", door)
    from reflect.ui.steady import prepare_at_door

    prepare_at_door(door).show_section("lines")
    studio.shoot_down("door-lines", door)
    door.toggle_steady()


SCENES = (first_run, unlock, steady_at_the_door, damaged)
