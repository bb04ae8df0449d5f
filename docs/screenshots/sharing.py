"""Sharing with Bea: before it is on, each section of the page, and each dialog."""

from __future__ import annotations

from typing import Any

from docs.screenshots.studio import PASSPHRASE, Studio, nothing

LETTER = (
    "I told them today that I cannot do the nights any more.\n\n"
    "I had a sentence ready and then said another one, and it was all right.\n\n"
    "Afterwards I sat on the steps for a while."
)


def sharing(studio: Studio, window: Any) -> None:
    from reflect.model import Changes
    from reflect.shares import Ask
    from reflect.sync import lens
    from reflect.sync import sharing as share
    from reflect.sync.courier import Courier
    from reflect.ui.sharing import open_section

    # The courier goes when it is told to, so that every picture shows the same.
    window.rounds._start = nothing
    window.show_page("sharing")
    studio.shoot("sharing-off", window)
    between = studio.home / "between"
    between.mkdir(exist_ok=True)
    bea = _bea(studio, str(between))
    bridge = window.bridge
    mine = Courier(bridge.now)
    hers = Courier(lambda job: job(bea))

    def exchange() -> None:
        for courier in (mine, hers, mine, hers):
            courier.round(at_once=True)
        bridge.changed.emit(Changes(kept=frozenset({"contact", "share", "arrival"})), None)
        studio.settle()

    page: Any = window.page("sharing")
    page.switch_on()
    studio.until(lambda: page.is_on)
    open_section(window, "relays")
    studio.shoot_down("sharing-relays", window)
    bridge.write(window, lambda vault: share.add_relay(vault, str(between)))
    studio.settle()
    for section in ("people", "inbox", "ledger", "gifts"):
        open_section(window, section)
        studio.shoot(f"sharing-{section}-empty", window)
    people: Any = open_section(window, "people")
    inviting: Any = people.invite()
    studio.shoot("sharing-invite", inviting)
    inviting.name.setText("Bea")
    inviting.make()
    studio.until(lambda: bool(inviting.line.toPlainText()))
    studio.shoot_down("sharing-invitation", inviting, most=2)
    line = inviting.line.toPlainText()
    inviting.close()
    accepting: Any = people.accept()
    accepting.line.setPlainText(line)
    studio.shoot("sharing-accept", accepting)
    accepting.close()
    mine.round(at_once=True)
    share.accept(bea, line, "Lena")
    hers.round(at_once=True)
    exchange()
    open_section(window, "people")
    studio.shoot("sharing-people", window)
    contact = bridge.now(lambda vault: share.named(vault, "Bea"))
    _people_dialogs(studio, window, contact)

    lena = share.named(bea, "Lena")
    for number, (text, ask, hard) in enumerate(
        ((LETTER, Ask.LISTEN, False), ("The night was long.", Ask.NO_REPLY, True))
    ):
        entry = _entry(bea, text, number)
        choice = lens.Choice(ask=ask, hard=hard)
        share.share_entry(bea, lena, entry.id, share.entry_body(bea, entry, choice))
    share.share_strategy(bea, lena, _card(bea))
    exchange()
    inbox: Any = open_section(window, "inbox")
    studio.settle()
    studio.shoot("sharing-inbox", window)
    for name, kind, hard in (
        ("letter", "entry", False),
        ("hard", "entry", True),
        ("card", "strategy", False),
    ):
        row = next(each for each in inbox.rows if each.kind == kind and each.hard == hard)
        inbox.open(row.key)
        studio.settle()
        if name == "letter":
            inbox.composer.words.setPlainText("I am sorry. You should sleep on it.")
            inbox.composer.look()
            studio.settle()
        studio.shoot_down(f"sharing-{name}", window, most=3)
        if name == "letter":
            inbox.composer.words.setPlainText("")
        inbox.show_list()

    _lens(studio, window)
    exchange()
    for section in ("ledger", "gifts"):
        open_section(window, section)
        studio.settle()
        studio.shoot(f"sharing-{section}", window)
    for courier in (mine, hers):
        courier.close()
    bea.close()


def _bea(studio: Studio, between: str) -> Any:
    from reflect import vault
    from reflect.crypto.keyfile import CHEAP
    from reflect.sync import sharing as share

    made, _ = vault.create(studio.home / "Bea", PASSPHRASE, name="Bea", cost=CHEAP)
    share.switch_on(made)
    share.add_relay(made, between)
    return made


def _entry(opened: Any, text: str, number: int) -> Any:
    from datetime import timedelta

    from reflect.model import Emotion, Entry, EntryId, new_id

    at = opened.journal.post.now() - timedelta(hours=5 + number)
    entry = Entry(
        EntryId(new_id()), at, at, text=text, mood=3 - number, emotions=(Emotion("relieved", 3),)
    )
    opened.journal.put(entry)
    return entry


def _card(opened: Any) -> Any:
    from reflect.model import KeptId, Strategy, new_id
    from reflect.sync import sharing as share

    card = Strategy(
        KeptId(new_id()),
        "A cold washcloth",
        ("Run the tap until it is cold", "Press the cloth to the neck", "Count ten breaths"),
        minutes=3,
        feelings=("overwhelmed",),
    )
    opened.journal.keep(card)
    return share.strategy_body(
        opened, card, with_results=True, words="It brings me back into the room."
    )


def _people_dialogs(studio: Studio, window: Any, contact: Any) -> None:
    from reflect.ui import comparing, parting

    for name, kind in (
        ("compare", comparing.CompareDialog),
        ("pause", parting.PauseDialog),
        ("end", parting.EndDialog),
        ("block", parting.BlockDialog),
        ("rename", parting.RenameDialog),
    ):
        dialog: Any = kind(window.bridge, window, contact)
        dialog.come_back()
        studio.settle()
        studio.shoot_dialog(f"sharing-{name}")


def _lens(studio: Studio, window: Any) -> None:
    from reflect import content
    from reflect.ui.share import share_entry, share_strategy

    rows = window.bridge.now(lambda vault: vault.journal.newest(40))
    entry = next((row for row in rows if row.title == "Heron"), rows[0])
    card = content.strategies("en")[0].id
    for name in ("lens", "giving"):
        dialog: Any = (
            share_entry(window, entry.id) if name == "lens" else share_strategy(window, card)
        )
        studio.rest(0.3)
        studio.settle()
        if name == "lens" and len(dialog.part_ticks) > 1:
            dialog.part_ticks[-1].setChecked(False)
            studio.rest(0.3)
            studio.settle()
        studio.shoot_down(f"sharing-{name}", dialog, most=4)
        dialog.send()
        studio.settle()
        studio.close_dialogs()


SCENES = (sharing,)
