<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>Reflect {version}, a private journal. Free software under the GNU General Public License, version 3 or later; without any warranty.</source>
        <translation>Reflect {version}, ein privates Tagebuch. Freie Software unter der GNU General Public License, Version 3 oder später; ohne jede Gewähr.</translation>
    </message>
    <message>
        <source>Qt {version}, replaceable in its folder.</source>
        <translation>Qt {version}, in seinem Ordner austauschbar.</translation>
    </message>
    <message>
        <source>Built with</source>
        <translation>Gebaut mit</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Parts and their licences</source>
        <translation>Teile und ihre Lizenzen</translation>
    </message>
</context>
<context>
    <name>AcceptDialog</name>
    <message>
        <source>Accept an invitation</source>
        <translation>Eine Einladung annehmen</translation>
    </message>
    <message>
        <source>The line that you were &amp;given</source>
        <translation>Die Zeile, die du &amp;bekommen hast</translation>
    </message>
    <message>
        <source>&amp;What do you call them?</source>
        <translation>&amp;Wie nennst du diesen Menschen?</translation>
    </message>
    <message>
        <source>The name is for you; they do not see it.</source>
        <translation>Der Name ist für dich; die andere Seite sieht ihn nicht.</translation>
    </message>
    <message>
        <source>&amp;Accept</source>
        <translation>&amp;Annehmen</translation>
    </message>
    <message>
        <source>C&amp;hoose where it goes…</source>
        <translation>&amp;Ort wählen …</translation>
    </message>
    <message>
        <source>This is no invitation yet: it is mistyped, or a piece of it is missing.</source>
        <translation>Das ist noch keine Einladung: Sie ist vertippt, oder es fehlt ein Stück.</translation>
    </message>
    <message>
        <source>This invitation is over. Ask for a new one.</source>
        <translation>Diese Einladung ist abgelaufen. Bitte um eine neue.</translation>
    </message>
    <message>
        <source>It is used from then on to send and to fetch: {relays}</source>
        <translation>Von da an wird darüber gesendet und geholt: {relays}</translation>
    </message>
    <message>
        <source>You meet where you share already: {relays}</source>
        <translation>Ihr trefft euch dort, wo du schon teilst: {relays}</translation>
    </message>
    <message>
        <source>It names no relay: you meet in the place that both of you have chosen.</source>
        <translation>Sie nennt kein Relay: Ihr trefft euch an dem Ort, den ihr beide gewählt habt.</translation>
    </message>
    <message>
        <source>It names no relay. First add the folder that both of you use, under “Where it goes”.</source>
        <translation>Sie nennt kein Relay. Füge zuerst unter „Wohin es geht“ den Ordner hinzu, den ihr beide benutzt.</translation>
    </message>
    <message>
        <source>Valid until {until}.</source>
        <translation>Gültig bis {until}.</translation>
    </message>
    <message>
        <source>Paste the line first.</source>
        <translation>Füge zuerst die Zeile ein.</translation>
    </message>
    <message>
        <source>Type a name first.</source>
        <translation>Gib zuerst einen Namen ein.</translation>
    </message>
    <message>
        <source>Choose first where it goes: the folder that both of you use.</source>
        <translation>Wähle zuerst, wohin es geht: den Ordner, den ihr beide benutzt.</translation>
    </message>
    <message>
        <source>Somebody here is called that already. Choose another name.</source>
        <translation>Jemand heißt hier schon so. Wähle einen anderen Namen.</translation>
    </message>
</context>
<context>
    <name>Answering</name>
    <message>
        <source>Keep the result</source>
        <translation>Ergebnis behalten</translation>
    </message>
    <message>
        <source>One back</source>
        <translation>Eine zurück</translation>
    </message>
    <message>
        <source>One back (Left arrow)</source>
        <translation>Eine zurück (Pfeil links)</translation>
    </message>
    <message>
        <source>Go on later</source>
        <translation>Später weiter</translation>
    </message>
    <message>
        <source>Go on later (Esc)</source>
        <translation>Später weiter (Esc)</translation>
    </message>
    <message>
        <source>The figure in front of an answer is its key.</source>
        <translation>Die Ziffer vor einer Antwort ist ihre Taste.</translation>
    </message>
    <message>
        <source>This is not a diagnosis. {notice} Source: {source}.</source>
        <translation>Das ist keine Diagnose. {notice} Quelle: {source}.</translation>
    </message>
    <message>
        <source>{value}: {words}</source>
        <translation>{value}: {words}</translation>
    </message>
    <message>
        <source>{number} of {all}</source>
        <translation>{number} von {all}</translation>
    </message>
    <message>
        <source>All answered</source>
        <translation>Alles beantwortet</translation>
    </message>
    <message>
        <source>Keep the result, or go back to look it over.</source>
        <translation>Behalte das Ergebnis, oder geh zurück und sieh es durch.</translation>
    </message>
</context>
<context>
    <name>AppointmentDialog</name>
    <message>
        <source>The last {count} weeks</source>
        <translation>Die letzten {count} Wochen</translation>
    </message>
    <message>
        <source>From one day to another</source>
        <translation>Von einem Tag bis zu einem anderen</translation>
    </message>
    <message>
        <source>&amp;Time</source>
        <translation>&amp;Zeit</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>&amp;Von</translation>
    </message>
    <message>
        <source>T&amp;o</source>
        <translation>&amp;Bis</translation>
    </message>
    <message>
        <source>What I would like to ask</source>
        <translation>Was ich fragen möchte</translation>
    </message>
    <message>
        <source>Question {number}</source>
        <translation>Frage {number}</translation>
    </message>
    <message>
        <source>Question &amp;{number}</source>
        <translation>Frage &amp;{number}</translation>
    </message>
    <message>
        <source>They are kept in the journal for next time.</source>
        <translation>Sie bleiben fürs nächste Mal im Tagebuch.</translation>
    </message>
    <message>
        <source>&amp;Large print</source>
        <translation>&amp;Große Schrift</translation>
    </message>
    <message>
        <source>Preview as te&amp;xt</source>
        <translation>Vorschau als Te&amp;xt</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>&amp;Print, or save as PDF…</source>
        <translation>&amp;Drucken oder als PDF sichern …</translation>
    </message>
    <message>
        <source>A sheet for an appointment</source>
        <translation>Ein Blatt für einen Termin</translation>
    </message>
    <message>
        <source>Appointment</source>
        <translation>Termin</translation>
    </message>
</context>
<context>
    <name>AppointmentPage</name>
    <message>
        <source>For my appointment</source>
        <translation>Für meinen Termin</translation>
    </message>
    <message>
        <source>From {since} to {until}</source>
        <translation>Vom {since} bis {until}</translation>
    </message>
    <message>
        <source>How my mood was</source>
        <translation>Wie meine Stimmung war</translation>
    </message>
    <message>
        <source>Questionnaires</source>
        <translation>Fragebögen</translation>
    </message>
    <message>
        <source>What I tried, and how it worked</source>
        <translation>Was ich versucht habe, und wie es wirkte</translation>
    </message>
    <message>
        <source>What I would like to ask</source>
        <translation>Was ich fragen möchte</translation>
    </message>
    <message>
        <source>No mood is noted in this time.</source>
        <translation>In dieser Zeit ist keine Stimmung notiert.</translation>
    </message>
    <message>
        <source>Noted on {days} of {of} days. The heaviest day: {low}. The lightest: {high}. In the middle: {mean}.</source>
        <translation>Notiert an {days} von {of} Tagen. Der schwerste Tag: {low}. Der leichteste: {high}. In der Mitte: {mean}.</translation>
    </message>
    <message>
        <source>{scale} ({lowest} to {highest}): {totals}</source>
        <translation>{scale} ({lowest} bis {highest}): {totals}</translation>
    </message>
    <message>
        <source>None in this time.</source>
        <translation>Keine in dieser Zeit.</translation>
    </message>
    <message>
        <source>Nothing is noted in this time.</source>
        <translation>In dieser Zeit ist nichts notiert.</translation>
    </message>
    <message>
        <source>and others: {count}</source>
        <translation>und andere: {count}</translation>
    </message>
    <message>
        <source>Lighter: how heavy it was, 0 to 10, was less afterwards than before.</source>
        <translation>Leichter: Wie schwer es war, 0 bis 10, war danach weniger als davor.</translation>
    </message>
</context>
<context>
    <name>AskDialog</name>
    <message>
        <source>Ask {name} to delete it?</source>
        <translation>{name} um Löschung bitten?</translation>
    </message>
    <message>
        <source>It has not left this computer yet: it will not be sent.</source>
        <translation>Es hat diesen Computer noch nicht verlassen: Es wird nicht gesendet.</translation>
    </message>
    <message>
        <source>{name} is asked, and can say yes or no. Even after a yes a copy may remain: a backup, a photograph of the screen, what one remembers.</source>
        <translation>{name} wird gefragt und kann Ja oder Nein sagen. Auch nach einem Ja kann eine Kopie bleiben: eine Sicherung, ein Foto vom Bildschirm, die Erinnerung.</translation>
    </message>
    <message>
        <source>&amp;Do not send it</source>
        <translation>&amp;Nicht senden</translation>
    </message>
    <message>
        <source>&amp;Ask</source>
        <translation>&amp;Bitten</translation>
    </message>
</context>
<context>
    <name>Attaching</name>
    <message>
        <source>Add photos or files</source>
        <translation>Fotos oder Dateien hinzufügen</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>pasted picture</source>
        <translation>eingefügtes Bild</translation>
    </message>
    <message>
        <source>A folder cannot be attached</source>
        <translation>Ein Ordner lässt sich nicht anhängen</translation>
    </message>
    <message>
        <source>Add its files instead.</source>
        <translation>Füge stattdessen seine Dateien hinzu.</translation>
    </message>
    <message>
        <source>Adding {name}</source>
        <translation>{name} wird hinzugefügt</translation>
    </message>
    <message>
        <source>This photo may still tell where and when it was taken</source>
        <translation>Dieses Foto verrät vielleicht noch, wo und wann es entstand</translation>
    </message>
    <message>
        <source>{name} is damaged or of a kind that cannot be cleaned. It was added as it is.</source>
        <translation>{name} ist beschädigt oder von einer Art, die sich nicht bereinigen lässt. Es wurde hinzugefügt, wie es ist.</translation>
    </message>
    <message>
        <source>Added {name}</source>
        <translation>{name} hinzugefügt</translation>
    </message>
    <message>
        <source>Removed {name}</source>
        <translation>{name} entfernt</translation>
    </message>
    <message>
        <source>Save a copy, readable by anyone who gets it</source>
        <translation>Kopie sichern, lesbar für alle, die sie bekommen</translation>
    </message>
</context>
<context>
    <name>AttachmentStrip</name>
    <message>
        <source>Attachments</source>
        <translation>Anhänge</translation>
    </message>
</context>
<context>
    <name>Backup</name>
    <message>
        <source>daily</source>
        <translation>täglich</translation>
    </message>
    <message>
        <source>weekly</source>
        <translation>wöchentlich</translation>
    </message>
    <message>
        <source>monthly</source>
        <translation>monatlich</translation>
    </message>
    <message>
        <source>made by hand</source>
        <translation>von Hand gemacht</translation>
    </message>
    <message>
        <source>before an upgrade</source>
        <translation>vor einer Umstellung</translation>
    </message>
    <message>
        <source>compared</source>
        <translation>verglichen</translation>
    </message>
    <message>
        <source>not compared</source>
        <translation>nicht verglichen</translation>
    </message>
</context>
<context>
    <name>BackupSection</name>
    <message>
        <source>Made on each day you write, encrypted, reopened and compared. Kept: 7 days, 4 weeks, 12 months, and those made by hand.</source>
        <translation>Entstehen an jedem Tag, an dem du schreibst, verschlüsselt, wieder geöffnet und verglichen. Behalten werden 7 Tage, 4 Wochen, 12 Monate und die von Hand gemachten.</translation>
    </message>
    <message>
        <source>Backups, newest first</source>
        <translation>Sicherungen, die neueste zuerst</translation>
    </message>
    <message>
        <source>&amp;Backup now</source>
        <translation>&amp;Jetzt sichern</translation>
    </message>
    <message>
        <source>Compare the chosen one</source>
        <translation>Gewählte vergleichen</translation>
    </message>
    <message>
        <source>Restore the chosen one…</source>
        <translation>Gewählte wiederherstellen …</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>Second folder for backups</source>
        <translation>Zweiter Ordner für Sicherungen</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Choose the second folder for backups</source>
        <translation>Zweiten Ordner für Sicherungen wählen</translation>
    </message>
    <message>
        <source>A second fo&amp;lder, on another disk</source>
        <translation>Ein &amp;zweiter Ordner auf einer anderen Platte</translation>
    </message>
    <message>
        <source>Last tried out, by opening and comparing: {when}</source>
        <translation>Zuletzt durch Öffnen und Vergleichen erprobt: {when}</translation>
    </message>
    <message>
        <source>Each was compared when it was made; one is tried out every month.</source>
        <translation>Jede wurde verglichen, als sie entstand; jeden Monat wird eine erprobt.</translation>
    </message>
    <message>
        <source>There is no backup yet.</source>
        <translation>Noch gibt es keine Sicherung.</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Wird verglichen …</translation>
    </message>
    <message>
        <source>The backup opens and holds what it should.</source>
        <translation>Die Sicherung lässt sich öffnen und enthält, was sie soll.</translation>
    </message>
    <message>
        <source>There is no such folder: {path}</source>
        <translation>Diesen Ordner gibt es nicht: {path}</translation>
    </message>
    <message>
        <source>The day&apos;s backup goes there as well.</source>
        <translation>Die Sicherung des Tages geht auch dorthin.</translation>
    </message>
    <message>
        <source>Backups stay in the journal&apos;s folder.</source>
        <translation>Sicherungen bleiben im Ordner des Tagebuchs.</translation>
    </message>
    <message>
        <source>A second folder for backups</source>
        <translation>Ein zweiter Ordner für Sicherungen</translation>
    </message>
</context>
<context>
    <name>BlockDialog</name>
    <message>
        <source>Block {name}</source>
        <translation>{name} blockieren</translation>
    </message>
    <message>
        <source>From now on nothing of {name} is fetched or looked at, and nothing goes to them. They are not told; what they send stays without an answer. What they have of you stays with them: blocking asks for nothing.</source>
        <translation>Von jetzt an wird nichts mehr von {name} geholt oder angesehen, und nichts geht mehr hin. Die andere Seite erfährt es nicht; was sie sendet, bleibt ohne Antwort. Was sie von dir hat, bleibt dort: Blockieren bittet um nichts.</translation>
    </message>
    <message>
        <source>To part with a word, or to ask them to delete, choose “End” instead.</source>
        <translation>Um dich mit einem Wort zu verabschieden oder um Löschung zu bitten, wähle stattdessen „Beenden“.</translation>
    </message>
    <message>
        <source>&amp;Block</source>
        <translation>&amp;Blockieren</translation>
    </message>
    <message>
        <source>Do &amp;not block</source>
        <translation>&amp;Nicht blockieren</translation>
    </message>
</context>
<context>
    <name>Breathing</name>
    <message>
        <source>Breaths a minute</source>
        <translation>Atemzüge pro Minute</translation>
    </message>
    <message>
        <source>Breaths a &amp;minute</source>
        <translation>Atemzüge pro &amp;Minute</translation>
    </message>
    <message>
        <source>&amp;Out longer than in</source>
        <translation>Länger a&amp;us als ein</translation>
    </message>
    <message>
        <source>Breathe gently, not deeply. If you grow dizzy, stop and let your breath go as it likes. Space begins and pauses.</source>
        <translation>Atme sanft, nicht tief. Wird dir schwindlig, hör auf und lass den Atem gehen, wie er mag. Die Leertaste beginnt und hält an.</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>bereit</translation>
    </message>
    <message>
        <source>in</source>
        <translation>ein</translation>
    </message>
    <message>
        <source>out</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Beginnen</translation>
    </message>
</context>
<context>
    <name>BridgePage</name>
    <message>
        <source>My bridge card</source>
        <translation>Meine Brückenkarte</translation>
    </message>
    <message>
        <source>Back  Esc</source>
        <translation>Zurück  Esc</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Print or save…</source>
        <translation>Drucken oder sichern …</translation>
    </message>
    <message>
        <source>Written on a calm day. When it gets worse, Steady me shows it first, once your journal is open.</source>
        <translation>Geschrieben an einem ruhigen Tag. Wird es schlimmer, zeigt „Halt finden“ sie zuerst, sobald dein Tagebuch offen ist.</translation>
    </message>
    <message>
        <source>Bridge card</source>
        <translation>Brückenkarte</translation>
    </message>
</context>
<context>
    <name>CalendarView</name>
    <message>
        <source>Back to the list</source>
        <translation>Zurück zur Liste</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Jahr</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Monat</translation>
    </message>
    <message>
        <source>As a table</source>
        <translation>Als Tabelle</translation>
    </message>
    <message>
        <source>Copy as a picture</source>
        <translation>Als Bild kopieren</translation>
    </message>
    <message>
        <source>Save as a picture</source>
        <translation>Als Bild speichern</translation>
    </message>
    <message>
        <source>Days with entries</source>
        <translation>Tage mit Einträgen</translation>
    </message>
    <message>
        <source>The day in words</source>
        <translation>Der Tag in Worten</translation>
    </message>
    <message>
        <source>{day}: no entries</source>
        <translation>{day}: keine Einträge</translation>
    </message>
    <message>
        <source>no mood marked</source>
        <translation>keine Stimmung vermerkt</translation>
    </message>
    <message>
        <source>mood {word} ({number})</source>
        <translation>Stimmung {word} ({number})</translation>
    </message>
    <message>
        <source>The picture is on the clipboard</source>
        <translation>Das Bild liegt in der Zwischenablage</translation>
    </message>
    <message>
        <source>It shows your moods to whatever program it is pasted into.</source>
        <translation>Es zeigt deine Stimmungen jedem Programm, in das du es einfügst.</translation>
    </message>
    <message>
        <source>Save a picture, readable by anyone who gets it</source>
        <translation>Bild speichern, lesbar für alle, die es bekommen</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>Bilder (*.png)</translation>
    </message>
    <message>
        <source>The picture is saved</source>
        <translation>Das Bild ist gespeichert</translation>
    </message>
    <message>
        <source>Whoever can read the file sees it: {file}</source>
        <translation>Wer die Datei lesen kann, sieht es: {file}</translation>
    </message>
</context>
<context>
    <name>Card</name>
    <message>
        <source>Attachment {name}, {size}</source>
        <translation>Anhang {name}, {size}</translation>
    </message>
    <message>
        <source>Save a copy …</source>
        <translation>Kopie sichern …</translation>
    </message>
    <message>
        <source>Show it in the text</source>
        <translation>Im Text zeigen</translation>
    </message>
    <message>
        <source>Remove from this entry</source>
        <translation>Aus diesem Eintrag entfernen</translation>
    </message>
</context>
<context>
    <name>CardChoice</name>
    <message>
        <source>A way of coping</source>
        <translation>Ein Weg, der hilft</translation>
    </message>
    <message>
        <source>&amp;Send it along</source>
        <translation>&amp;Mitschicken</translation>
    </message>
    <message>
        <source>&amp;Leave it</source>
        <translation>&amp;Weglassen</translation>
    </message>
    <message>
        <source>It goes without places, people, music and photos, and without what it did.</source>
        <translation>Er geht ohne Orte, Menschen, Musik und Fotos, und ohne das, was er bewirkt hat.</translation>
    </message>
</context>
<context>
    <name>CardColumn</name>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Let it go</source>
        <translation>Loslassen</translation>
    </message>
    <message>
        <source>Find a way of coping</source>
        <translation>Einen Weg finden</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>New way of coping</source>
        <translation>Neuer Weg</translation>
    </message>
    <message>
        <source>any feeling</source>
        <translation>jedes Gefühl</translation>
    </message>
    <message>
        <source>Show what is for this feeling</source>
        <translation>Zeigen, was für dieses Gefühl ist</translation>
    </message>
    <message>
        <source>Show what takes this much energy</source>
        <translation>Zeigen, was so viel Kraft braucht</translation>
    </message>
    <message>
        <source>any energy</source>
        <translation>jede Kraft</translation>
    </message>
    <message>
        <source>little energy</source>
        <translation>wenig Kraft</translation>
    </message>
    <message>
        <source>some energy</source>
        <translation>etwas Kraft</translation>
    </message>
    <message>
        <source>much energy</source>
        <translation>viel Kraft</translation>
    </message>
    <message>
        <source>Show what takes this long</source>
        <translation>Zeigen, was so lange dauert</translation>
    </message>
    <message>
        <source>any length</source>
        <translation>jede Dauer</translation>
    </message>
    <message>
        <source>up to 5 minutes</source>
        <translation>bis 5 Minuten</translation>
    </message>
    <message>
        <source>up to 15 minutes</source>
        <translation>bis 15 Minuten</translation>
    </message>
    <message>
        <source>up to 30 minutes</source>
        <translation>bis 30 Minuten</translation>
    </message>
    <message>
        <source>Show all cards</source>
        <translation>Alle Karten zeigen</translation>
    </message>
    <message>
        <source>Show the hidden ones ({count})</source>
        <translation>Die verborgenen zeigen ({count})</translation>
    </message>
    <message>
        <source>Go on with {title}?</source>
        <translation>Weiter mit {title}?</translation>
    </message>
    <message>
        <source>At hand</source>
        <translation>Zur Hand</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>Deine</translation>
    </message>
    <message>
        <source>With Reflect</source>
        <translation>Von Reflect</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>Verborgen</translation>
    </message>
    <message>
        <source>No card fits.</source>
        <translation>Keine Karte passt.</translation>
    </message>
    <message>
        <source>Here stand ways of coping; all of them are hidden now.</source>
        <translation>Hier stehen Wege, die helfen; gerade sind alle verborgen.</translation>
    </message>
</context>
<context>
    <name>CardList</name>
    <message>
        <source>Ways of coping</source>
        <translation>Was mir hilft</translation>
    </message>
</context>
<context>
    <name>CardThatCame</name>
    <message>
        <source>Take care</source>
        <translation>Gib auf dich acht</translation>
    </message>
    <message>
        <source>For when you feel</source>
        <translation>Wenn du dich so fühlst</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Another way to do it</source>
        <translation>Ein anderer Weg dorthin</translation>
    </message>
    <message>
        <source>Why it may help</source>
        <translation>Warum es helfen kann</translation>
    </message>
    <message>
        <source>What research says, as they passed it on</source>
        <translation>Was die Forschung sagt, so wie es weitergegeben wurde</translation>
    </message>
    <message>
        <source>In your ways of coping: open it</source>
        <translation>Unter dem, was mir hilft: öffnen</translation>
    </message>
    <message>
        <source>Try this</source>
        <translation>Das probieren</translation>
    </message>
    <message>
        <source>In your words</source>
        <translation>In deinen Worten</translation>
    </message>
    <message>
        <source>In the words of {name}</source>
        <translation>In den Worten von {name}</translation>
    </message>
    <message>
        <source>{count} uses</source>
        <translation>{count}-mal benutzt</translation>
    </message>
    <message>
        <source>1 use</source>
        <translation>einmal benutzt</translation>
    </message>
    <message>
        <source>{uses}, median {change}</source>
        <translation>{uses}, im Mittel {change}</translation>
    </message>
    <message>
        <source>What it did for you: {record}</source>
        <translation>Was es für dich bewirkt hat: {record}</translation>
    </message>
    <message>
        <source>What it did for {name}: {record}</source>
        <translation>Was es für {name} bewirkt hat: {record}</translation>
    </message>
</context>
<context>
    <name>Care</name>
    <message>
        <source>Making a backup</source>
        <translation>Eine Sicherung entsteht</translation>
    </message>
    <message>
        <source>The backup is made</source>
        <translation>Die Sicherung ist gemacht</translation>
    </message>
    <message>
        <source>It was reopened and compared: {path}</source>
        <translation>Sie wurde wieder geöffnet und verglichen: {path}</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Keep a recovery sheet</source>
        <translation>Bewahre ein Wiederherstellungsblatt auf</translation>
    </message>
    <message>
        <source>Make a sheet</source>
        <translation>Blatt erstellen</translation>
    </message>
    <message>
        <source>If you forget the passphrase, the sheet is the only other way into this journal.</source>
        <translation>Wenn du die Passphrase vergisst, ist das Blatt der einzige andere Weg in dieses Tagebuch.</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>The key file was damaged</source>
        <translation>Die Schlüsseldatei war beschädigt</translation>
    </message>
    <message>
        <source>Its mirror opened the journal, and the key file was written anew.</source>
        <translation>Ihre Zweitschrift hat das Tagebuch geöffnet, und die Schlüsseldatei wurde neu geschrieben.</translation>
    </message>
    <message>
        <source>This journal lies in a synchronised folder</source>
        <translation>Dieses Tagebuch liegt in einem synchronisierten Ordner</translation>
    </message>
    <message>
        <source>{detail} copies it elsewhere, encrypted. Open it on one computer at a time: two at once make conflicting copies.</source>
        <translation>{detail} kopiert es verschlüsselt anderswohin. Öffne es immer auf einem Computer allein: zwei zugleich erzeugen widersprüchliche Kopien.</translation>
    </message>
    <message>
        <source>This journal lies on a network drive</source>
        <translation>Dieses Tagebuch liegt auf einem Netzlaufwerk</translation>
    </message>
    <message>
        <source>If the connection breaks while it is saved, the last words may be lost. A folder on this computer, with backups there, is safer.</source>
        <translation>Reißt die Verbindung beim Speichern ab, können die letzten Worte verloren gehen. Sicherer ist ein Ordner auf diesem Computer, mit Sicherungen dort.</translation>
    </message>
    <message>
        <source>There is a conflicting copy of this journal</source>
        <translation>Es gibt eine widersprüchliche Kopie dieses Tagebuchs</translation>
    </message>
    <message>
        <source>{path} was made by a synchronising service. It was not touched; it may hold entries that are not here.</source>
        <translation>{path} stammt von einem Synchronisierdienst. Die Datei wurde nicht angerührt; sie kann Einträge enthalten, die hier fehlen.</translation>
    </message>
    <message>
        <source>Something added while locked could not be read</source>
        <translation>Etwas, das bei gesperrtem Tagebuch hinzukam, ließ sich nicht lesen</translation>
    </message>
    <message>
        <source>It was set aside as {path}.</source>
        <translation>Es liegt beiseite als {path}.</translation>
    </message>
    <message>
        <source>This journal can be read, not changed</source>
        <translation>Dieses Tagebuch lässt sich lesen, nicht ändern</translation>
    </message>
    <message>
        <source>Its folder cannot be written to. Export works.</source>
        <translation>In seinen Ordner lässt sich nicht schreiben. Exportieren geht.</translation>
    </message>
    <message>
        <source>The disk is almost full</source>
        <translation>Die Platte ist fast voll</translation>
    </message>
    <message>
        <source>What you wrote is safe. Free some space soon.</source>
        <translation>Was du geschrieben hast, ist sicher. Schaffe bald etwas Platz.</translation>
    </message>
</context>
<context>
    <name>ChangePassphrase</name>
    <message>
        <source>Change the passphrase</source>
        <translation>Passphrase wechseln</translation>
    </message>
    <message>
        <source>The &amp;present passphrase</source>
        <translation>&amp;Jetzige Passphrase</translation>
    </message>
    <message>
        <source>The present passphrase</source>
        <translation>Jetzige Passphrase</translation>
    </message>
    <message>
        <source>The new one</source>
        <translation>Die neue</translation>
    </message>
    <message>
        <source>Changing the passphrase</source>
        <translation>Die Passphrase wird gewechselt</translation>
    </message>
    <message>
        <source>&amp;Keep the old one</source>
        <translation>Die &amp;alte behalten</translation>
    </message>
    <message>
        <source>&amp;Change it</source>
        <translation>&amp;Wechseln</translation>
    </message>
    <message>
        <source>Type the same new passphrase in both fields.</source>
        <translation>Gib in beide Felder dieselbe neue Passphrase ein.</translation>
    </message>
    <message>
        <source>It was read back from the disk and opens the journal.</source>
        <translation>Sie wurde von der Platte zurückgelesen und öffnet das Tagebuch.</translation>
    </message>
    <message numerus="yes">
        <source>%n backup(s) could not be changed and still open with the old one.</source>
        <translation>
            <numerusform>%n Sicherung ließ sich nicht umstellen und öffnet sich weiter mit der alten.</numerusform>
            <numerusform>%n Sicherungen ließen sich nicht umstellen und öffnen sich weiter mit der alten.</numerusform>
        </translation>
    </message>
    <message>
        <source>The passphrase is changed</source>
        <translation>Die Passphrase ist gewechselt</translation>
    </message>
    <message>
        <source>The present passphrase is another one. Nothing was changed.</source>
        <translation>Die jetzige Passphrase lautet anders. Nichts wurde geändert.</translation>
    </message>
</context>
<context>
    <name>ChartFrame</name>
    <message>
        <source>The mark under the cursor, in words</source>
        <translation>Die Marke unter dem Zeiger, in Worten</translation>
    </message>
    <message>
        <source>{title}, as a table</source>
        <translation>{title}, als Tabelle</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>The same numbers as a table</source>
        <translation>Dieselben Zahlen als Tabelle</translation>
    </message>
    <message>
        <source>{title}: show as a table</source>
        <translation>{title}: als Tabelle zeigen</translation>
    </message>
    <message>
        <source>{title}: take the picture along</source>
        <translation>{title}: Bild mitnehmen</translation>
    </message>
    <message>
        <source>Copy or save this picture</source>
        <translation>Dieses Bild kopieren oder sichern</translation>
    </message>
    <message>
        <source>&amp;Copy as picture</source>
        <translation>Als Bild &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Save as PNG or SVG…</source>
        <translation>Als PNG oder SVG &amp;sichern …</translation>
    </message>
    <message>
        <source>The picture is on the clipboard</source>
        <translation>Das Bild ist in der Zwischenablage</translation>
    </message>
    <message>
        <source>It shows its numbers to whatever program it is pasted into.</source>
        <translation>Es zeigt seine Zahlen jedem Programm, in das es eingefügt wird.</translation>
    </message>
    <message>
        <source>The picture is saved</source>
        <translation>Das Bild ist gespeichert</translation>
    </message>
    <message>
        <source>Whoever can read the file sees it: {file}</source>
        <translation>Wer die Datei lesen kann, sieht es: {file}</translation>
    </message>
    <message>
        <source>Save a picture, readable by anyone who gets it</source>
        <translation>Ein Bild sichern, lesbar für alle, die es bekommen</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>Bilder (*.png)</translation>
    </message>
    <message>
        <source>Drawings (*.svg)</source>
        <translation>Zeichnungen (*.svg)</translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>Remove {what}</source>
        <translation>{what} entfernen</translation>
    </message>
</context>
<context>
    <name>Choice</name>
    <message>
        <source>{number}: {words}</source>
        <translation>{number}: {words}</translation>
    </message>
</context>
<context>
    <name>ClaimChart</name>
    <message>
        <source>{factor} above {value}</source>
        <translation>{factor} über {value}</translation>
    </message>
    <message>
        <source>Of {looked} things looked at, 1 goes with another mood.</source>
        <translation>Von {looked} betrachteten Dingen geht 1 mit anderer Stimmung einher.</translation>
    </message>
    <message>
        <source>Of {looked} things looked at, {count} go with another mood.</source>
        <translation>Von {looked} betrachteten Dingen gehen {count} mit anderer Stimmung einher.</translation>
    </message>
    <message>
        <source>Looking at many finds some by chance: this is corrected for.</source>
        <translation>Wer vieles betrachtet, findet manches aus Zufall: Das ist herausgerechnet.</translation>
    </message>
    <message>
        <source>A way of coping can go with heavier days because you reach for it on them; what it changed stands under “What helped”.</source>
        <translation>Was hilft, kann mit schwereren Tagen einhergehen, weil man an ihnen danach greift; was es geändert hat, steht unter „Was geholfen hat“.</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>from</source>
        <translation>von</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>Days with</source>
        <translation>Tage mit</translation>
    </message>
    <message>
        <source>Days without</source>
        <translation>Tage ohne</translation>
    </message>
    <message>
        <source>lower mood</source>
        <translation>Stimmung tiefer</translation>
    </message>
    <message>
        <source>higher mood</source>
        <translation>Stimmung höher</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Nothing found: {looked} things were looked at, and none goes with another mood more surely than chance. Looking at many finds some by chance: this is corrected for.</source>
        <translation>Nichts gefunden: {looked} Dinge wurden betrachtet, und keins geht sicherer als der Zufall mit anderer Stimmung einher. Wer vieles betrachtet, findet manches aus Zufall: Das ist herausgerechnet.</translation>
    </message>
</context>
<context>
    <name>Closing</name>
    <message>
        <source>Kept in your journal</source>
        <translation>In deinem Tagebuch aufbewahrt</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Open the entry</source>
        <translation>Den Eintrag öffnen</translation>
    </message>
    <message>
        <source>“{name}” is an entry of today now. You find it on the page Journal.</source>
        <translation>„{name}“ ist jetzt ein Eintrag von heute. Du findest ihn auf der Seite Tagebuch.</translation>
    </message>
    <message>
        <source>If {when}, then {then}.</source>
        <translation>Wenn {when}, dann {then}.</translation>
    </message>
    <message>
        <source>It stands on the page Progress, among your plans for hard moments.</source>
        <translation>Er steht auf der Seite Fortschritt, bei deinen Plänen für schwere Momente.</translation>
    </message>
    <message>
        <source>It can stand among your plans for hard moments too.</source>
        <translation>Er kann auch bei deinen Plänen für schwere Momente stehen.</translation>
    </message>
    <message>
        <source>Take the plan back</source>
        <translation>Den Plan zurücknehmen</translation>
    </message>
    <message>
        <source>Keep it as a plan</source>
        <translation>Als Plan aufbewahren</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Save now</source>
        <translation>Jetzt speichern</translation>
    </message>
    <message>
        <source>Add photos or files …</source>
        <translation>Fotos oder Dateien hinzufügen …</translation>
    </message>
    <message>
        <source>Feelings …</source>
        <translation>Gefühle …</translation>
    </message>
    <message>
        <source>Context and body</source>
        <translation>Umstände und Körper</translation>
    </message>
    <message>
        <source>Add a tag</source>
        <translation>Schlagwort hinzufügen</translation>
    </message>
    <message>
        <source>When it was …</source>
        <translation>Wann es war …</translation>
    </message>
    <message>
        <source>Star</source>
        <translation>Stern</translation>
    </message>
    <message>
        <source>Keep out of “on this day”</source>
        <translation>Aus „An diesem Tag“ heraushalten</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Earlier versions …</source>
        <translation>Frühere Fassungen …</translation>
    </message>
    <message>
        <source>Share with somebody …</source>
        <translation>Mit jemandem teilen …</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>In den Papierkorb</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>A question to begin with …</source>
        <translation>Eine Frage für den Anfang …</translation>
    </message>
    <message>
        <source>Another question</source>
        <translation>Eine andere Frage</translation>
    </message>
    <message>
        <source>Use this question</source>
        <translation>Diese Frage nehmen</translation>
    </message>
    <message>
        <source>Bold</source>
        <translation>Fett</translation>
    </message>
    <message>
        <source>Italic</source>
        <translation>Kursiv</translation>
    </message>
    <message>
        <source>Struck through</source>
        <translation>Durchgestrichen</translation>
    </message>
    <message>
        <source>Heading</source>
        <translation>Überschrift</translation>
    </message>
    <message>
        <source>Numbered list</source>
        <translation>Nummerierte Liste</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Quote</source>
        <translation>Zitat</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>Paste with marks</source>
        <translation>Mit Auszeichnung einfügen</translation>
    </message>
    <message>
        <source>Mood: {word}</source>
        <translation>Stimmung: {word}</translation>
    </message>
    <message>
        <source>More for this entry</source>
        <translation>Mehr zu diesem Eintrag</translation>
    </message>
    <message>
        <source>Starred</source>
        <translation>Mit Stern</translation>
    </message>
</context>
<context>
    <name>CompareDialog</name>
    <message>
        <source>Compare safety numbers with {name}</source>
        <translation>Sicherheitsnummern mit {name} vergleichen</translation>
    </message>
    <message>
        <source>Their key has changed: they may have a new computer, or have begun anew. Or somebody else answers in their name. Nothing goes either way until you two have compared.</source>
        <translation>Der Schlüssel ist ein anderer: Vielleicht ist es ein neuer Computer oder ein neuer Anfang. Oder jemand anderes antwortet in diesem Namen. Bis ihr verglichen habt, geht nichts hin und nichts her.</translation>
    </message>
    <message>
        <source>You compared them on {day}.</source>
        <translation>Du hast sie am {day} verglichen.</translation>
    </message>
    <message>
        <source>Both of you open this at the same time. Talk by telephone or face to face, where you know each other&apos;s voice, and read the numbers aloud in turn. Not by messages: whoever is in between could write both.</source>
        <translation>Öffnet das beide gleichzeitig. Sprecht am Telefon oder von Angesicht zu Angesicht, wo ihr einander an der Stimme erkennt, und lest die Zahlen abwechselnd vor. Nicht über Nachrichten: Wer dazwischen sitzt, könnte beide schreiben.</translation>
    </message>
    <message>
        <source>The same numbers as a picture, for a camera</source>
        <translation>Dieselben Zahlen als Bild, für eine Kamera</translation>
    </message>
    <message>
        <source>They are the &amp;same</source>
        <translation>Sie sind &amp;gleich</translation>
    </message>
    <message>
        <source>They &amp;differ</source>
        <translation>Sie sind &amp;verschieden</translation>
    </message>
    <message>
        <source>&amp;Pause…</source>
        <translation>&amp;Pausieren …</translation>
    </message>
    <message>
        <source>&amp;Block…</source>
        <translation>&amp;Blockieren …</translation>
    </message>
    <message>
        <source>Safety number</source>
        <translation>Sicherheitsnummer</translation>
    </message>
    <message>
        <source>Then something is wrong: the person whom you reach here may not be {name}. Share nothing more for now. Ask {name} in another way whether they have a new computer; if so, compare again. Otherwise end it here and invite each other anew, face to face. Nothing has been changed yet.</source>
        <translation>Dann stimmt etwas nicht: Der Mensch, den du hier erreichst, ist vielleicht nicht {name}. Teile vorerst nichts mehr. Frag {name} auf anderem Weg nach einem neuen Computer; wenn es so ist, vergleicht noch einmal. Sonst beende es hier, und ladet einander neu ein, von Angesicht zu Angesicht. Bisher wurde nichts geändert.</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Your reply</source>
        <translation>Deine Antwort</translation>
    </message>
    <message>
        <source>Write all the same</source>
        <translation>Trotzdem schreiben</translation>
    </message>
    <message>
        <source>Nothing is expected of you here.</source>
        <translation>Hier wird nichts von dir erwartet.</translation>
    </message>
    <message>
        <source>I hear you</source>
        <translation>Ich höre dich</translation>
    </message>
    <message>
        <source>Me too</source>
        <translation>Ich auch</translation>
    </message>
    <message>
        <source>Thank you for telling me</source>
        <translation>Danke, dass du mir das erzählst</translation>
    </message>
    <message>
        <source>Ways to begin</source>
        <translation>Anfänge</translation>
    </message>
    <message>
        <source>Your words</source>
        <translation>Deine Worte</translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation>Weglassen</translation>
    </message>
    <message>
        <source>Leave out the way of coping</source>
        <translation>Den Weg weglassen</translation>
    </message>
    <message>
        <source>A way of coping…</source>
        <translation>Ein Weg, der hilft …</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Send (Ctrl+Return)</source>
        <translation>Senden (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>You said: {words}</source>
        <translation>Du hast geantwortet: {words}</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>You have asked. Your words stay here until {name} answers.</source>
        <translation>Du hast gefragt. Deine Worte bleiben hier, bis {name} antwortet.</translation>
    </message>
    <message>
        <source>Said as your experience</source>
        <translation>Als eigene Erfahrung gesagt</translation>
    </message>
    <message>
        <source>With it goes: {title}</source>
        <translation>Mit dabei: {title}</translation>
    </message>
    <message>
        <source>Your reply waits to be sent.</source>
        <translation>Deine Antwort wartet darauf, gesendet zu werden.</translation>
    </message>
</context>
<context>
    <name>Coping</name>
    <message>
        <source>1 minute</source>
        <translation>1 Minute</translation>
    </message>
    <message>
        <source>{count} minutes</source>
        <translation>{count} Minuten</translation>
    </message>
    <message>
        <source>takes little energy</source>
        <translation>braucht wenig Kraft</translation>
    </message>
    <message>
        <source>takes some energy</source>
        <translation>braucht etwas Kraft</translation>
    </message>
    <message>
        <source>takes much energy</source>
        <translation>braucht viel Kraft</translation>
    </message>
    <message>
        <source>1 time</source>
        <translation>1-mal</translation>
    </message>
    <message>
        <source>{count} times</source>
        <translation>{count}-mal</translation>
    </message>
    <message>
        <source>not tried yet</source>
        <translation>noch nicht versucht</translation>
    </message>
    <message>
        <source>most when {feeling}</source>
        <translation>am meisten bei „{feeling}“</translation>
    </message>
    <message>
        <source>lighter {helped} of {uses} times</source>
        <translation>{helped} von {uses} Malen leichter</translation>
    </message>
    <message>
        <source>median {change}</source>
        <translation>Median {change}</translation>
    </message>
    <message>
        <source>Well supported: several trials put together, compared with something else people did or with no treatment.</source>
        <translation>Gut gestützt: mehrere Studien zusammen, verglichen mit etwas anderem, das Menschen taten, oder mit keiner Behandlung.</translation>
    </message>
    <message>
        <source>Some support: a few trials, mostly compared with waiting or doing nothing.</source>
        <translation>Etwas gestützt: wenige Studien, meist verglichen mit Warten oder Nichtstun.</translation>
    </message>
    <message>
        <source>From practice: widely used, few or no trials; whether it helps you, your own numbers tell.</source>
        <translation>Aus der Praxis: weit verbreitet, wenige oder keine Studien; ob es dir hilft, sagen deine eigenen Zahlen.</translation>
    </message>
    <message>
        <source>several trials</source>
        <translation>mehrere Studien</translation>
    </message>
    <message>
        <source>a few trials</source>
        <translation>wenige Studien</translation>
    </message>
    <message>
        <source>known from practice</source>
        <translation>aus der Praxis bekannt</translation>
    </message>
    <message>
        <source>Yours, made here</source>
        <translation>Deine, hier gemacht</translation>
    </message>
    <message>
        <source>Ships with Reflect</source>
        <translation>Kommt mit Reflect</translation>
    </message>
    <message>
        <source>Edited from: {title}, which ships with Reflect</source>
        <translation>Verändert aus: {title}, kommt mit Reflect</translation>
    </message>
    <message>
        <source>a peer</source>
        <translation>jemand anderem</translation>
    </message>
    <message>
        <source>From {name}</source>
        <translation>Von {name}</translation>
    </message>
    <message>
        <source>From the toolkit of {name}</source>
        <translation>Aus dem Werkzeugkasten von {name}</translation>
    </message>
    <message>
        <source>From a toolkit</source>
        <translation>Aus einem Werkzeugkasten</translation>
    </message>
    <message>
        <source>yours</source>
        <translation>deine</translation>
    </message>
    <message>
        <source>edited by you</source>
        <translation>von dir verändert</translation>
    </message>
    <message>
        <source>from {name}</source>
        <translation>von {name}</translation>
    </message>
    <message>
        <source>from a toolkit</source>
        <translation>aus einem Werkzeugkasten</translation>
    </message>
    <message>
        <source>helped {helped} of {uses} times when {feeling}</source>
        <translation>half {helped} von {uses} Malen bei „{feeling}“</translation>
    </message>
    <message>
        <source>helped {helped} of {uses} times</source>
        <translation>half {helped} von {uses} Malen</translation>
    </message>
    <message>
        <source>too few to tell yet</source>
        <translation>noch zu wenige, um es zu sagen</translation>
    </message>
    <message>
        <source>not tried with this feeling</source>
        <translation>mit diesem Gefühl noch nicht versucht</translation>
    </message>
    <message>
        <source>new to you</source>
        <translation>neu für dich</translation>
    </message>
    <message>
        <source>for {feeling}</source>
        <translation>für „{feeling}“</translation>
    </message>
    <message>
        <source>for feelings close by</source>
        <translation>für verwandte Gefühle</translation>
    </message>
    <message>
        <source>your own way</source>
        <translation>dein eigener Weg</translation>
    </message>
</context>
<context>
    <name>CopingPage</name>
    <message>
        <source>Guided exercises</source>
        <translation>Angeleitete Übungen</translation>
    </message>
    <message>
        <source>Guided exercises (F8)</source>
        <translation>Angeleitete Übungen (F8)</translation>
    </message>
    <message>
        <source>Choose a card to read it.</source>
        <translation>Wähle eine Karte, um sie zu lesen.</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Zurück zur Liste</translation>
    </message>
    <message>
        <source>New &amp;way of coping</source>
        <translation>Neuer &amp;Weg</translation>
    </message>
    <message>
        <source>&amp;Use it now</source>
        <translation>Jetzt ben&amp;utzen</translation>
    </message>
    <message>
        <source>I &amp;did this …</source>
        <translation>&amp;Das habe ich gemacht …</translation>
    </message>
    <message>
        <source>&amp;Edit the card</source>
        <translation>Karte b&amp;earbeiten</translation>
    </message>
    <message>
        <source>Dup&amp;licate the card</source>
        <translation>Karte &amp;verdoppeln</translation>
    </message>
    <message>
        <source>&amp;Keep at hand</source>
        <translation>&amp;Griffbereit halten</translation>
    </message>
    <message>
        <source>Ea&amp;rlier at hand</source>
        <translation>&amp;Früher zur Hand</translation>
    </message>
    <message>
        <source>La&amp;ter at hand</source>
        <translation>&amp;Später zur Hand</translation>
    </message>
    <message>
        <source>&amp;Hide the card</source>
        <translation>Karte verbergen (&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Back to the shipped words</source>
        <translation>Zurück zu den mitgelieferten W&amp;orten</translation>
    </message>
    <message>
        <source>De&amp;lete the card</source>
        <translation>Karte &amp;löschen</translation>
    </message>
    <message>
        <source>&amp;Share with somebody…</source>
        <translation>Mit jemandem &amp;teilen …</translation>
    </message>
    <message>
        <source>Delete the &amp;card</source>
        <translation>Karte lös&amp;chen</translation>
    </message>
    <message>
        <source>Ways of coping</source>
        <translation>Was mir hilft</translation>
    </message>
    <message>
        <source>Hidden: {title}</source>
        <translation>Verborgen: {title}</translation>
    </message>
    <message>
        <source>{title} (copy)</source>
        <translation>{title} (Kopie)</translation>
    </message>
    <message>
        <source>Duplicated: {title}</source>
        <translation>Verdoppelt: {title}</translation>
    </message>
    <message>
        <source>Back to the shipped words: {title}</source>
        <translation>Zurück zu den mitgelieferten Worten: {title}</translation>
    </message>
    <message>
        <source>Deleted: {title}</source>
        <translation>Gelöscht: {title}</translation>
    </message>
    <message>
        <source>Let go: {title}</source>
        <translation>Losgelassen: {title}</translation>
    </message>
    <message>
        <source>Noted</source>
        <translation>Notiert</translation>
    </message>
    <message>
        <source>Taken out: one time</source>
        <translation>Herausgenommen: ein Mal</translation>
    </message>
</context>
<context>
    <name>CopingSection</name>
    <message>
        <source>Breaths a minute in Steady me</source>
        <translation>Atemzüge pro Minute in „Halt finden“</translation>
    </message>
    <message>
        <source>Help lines of</source>
        <translation>Hilfenummern für</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>The system&apos;s country: {country}.</source>
        <translation>Das Land des Systems: {country}.</translation>
    </message>
    <message>
        <source>A &amp;question on an empty page</source>
        <translation>E&amp;ine Frage auf einer leeren Seite</translation>
    </message>
    <message>
        <source>It goes as soon as you type. Off, the questions are still there by F7, in the Entry menu.</source>
        <translation>Sie geht, sobald du tippst. Ist das aus, sind die Fragen weiter mit F7 da, im Menü Eintrag.</translation>
    </message>
    <message>
        <source>Suggest ways of coping when heavy feelings are marked</source>
        <translation>Vorschlagen, was hilft, wenn schwere Gefühle markiert sind</translation>
    </message>
    <message>
        <source>Up to three, under the feelings, each with its reason.</source>
        <translation>Bis zu drei, unter den Gefühlen, jeder mit seinem Grund.</translation>
    </message>
    <message>
        <source>Show streaks</source>
        <translation>Serien zeigen</translation>
    </message>
    <message>
        <source>Goals, and days of writing, then also say how many days in a row, from two on. After a day without, this count begins anew. Off, nothing of it shows.</source>
        <translation>Ziele und Tage mit Einträgen sagen dann auch, wie viele Tage am Stück es sind, ab zwei. Nach einem Tag ohne beginnt diese Zahl von vorn. Ist das aus, ist davon nichts zu sehen.</translation>
    </message>
</context>
<context>
    <name>Countdown</name>
    <message>
        <source>From the start</source>
        <translation>Von vorn</translation>
    </message>
    <message>
        <source>The time is over. Go on when you like.</source>
        <translation>Die Zeit ist um. Mach weiter, wann du magst.</translation>
    </message>
    <message>
        <source>{minutes} minutes and {seconds} seconds left</source>
        <translation>noch {minutes} Minuten und {seconds} Sekunden</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Start the clock</source>
        <translation>Uhr starten</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
</context>
<context>
    <name>DayRow</name>
    <message>
        <source>Done on: {days}</source>
        <translation>Getan am: {days}</translation>
    </message>
    <message>
        <source>{day}: done</source>
        <translation>{day}: getan</translation>
    </message>
    <message>
        <source>{day}: not noted</source>
        <translation>{day}: nichts notiert</translation>
    </message>
</context>
<context>
    <name>DayTable</name>
    <message>
        <source>no mood marked</source>
        <translation>keine Stimmung vermerkt</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>Einträge</translation>
    </message>
    <message>
        <source>Mood</source>
        <translation>Stimmung</translation>
    </message>
</context>
<context>
    <name>DipChart</name>
    <message>
        <source>{day}: back in your usual range after {days}</source>
        <translation>{day}: nach {days} wieder im üblichen Bereich</translation>
    </message>
    <message>
        <source>not over yet</source>
        <translation>noch nicht vorbei</translation>
    </message>
    <message>
        <source>{day}: not yet back in your usual range</source>
        <translation>{day}: noch nicht wieder im üblichen Bereich</translation>
    </message>
    <message>
        <source>cannot be told</source>
        <translation>nicht zu sagen</translation>
    </message>
    <message>
        <source>{day}: when you were back in your usual range cannot be told</source>
        <translation>{day}: wann du wieder im üblichen Bereich warst, ist nicht zu sagen</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>Lowest mood</source>
        <translation>Tiefste Stimmung</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>Begann</translation>
    </message>
    <message>
        <source>No dip below your usual range so far. Telling what is usual needs at least {count} days with a mood within two months.</source>
        <translation>Bisher kein Tief unter deinem üblichen Bereich. Um zu sagen, was üblich ist, braucht es mindestens {count} Tage mit einer Stimmung in zwei Monaten.</translation>
    </message>
</context>
<context>
    <name>Door</name>
    <message>
        <source>Steady me  F9</source>
        <translation>Halt finden  F9</translation>
    </message>
    <message>
        <source>Steady me</source>
        <translation>Halt finden</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Text größer</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Text kleiner</translation>
    </message>
    <message>
        <source>Normal text</source>
        <translation>Text normal</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
</context>
<context>
    <name>Dots</name>
    <message>
        <source>How strong? Keys 1 to 5, 0 for not said</source>
        <translation>Wie stark? Tasten 1 bis 5, 0 für keine Angabe</translation>
    </message>
</context>
<context>
    <name>EmotionChip</name>
    <message>
        <source>How strong: {word}</source>
        <translation>Wie stark: {word}</translation>
    </message>
</context>
<context>
    <name>EmotionChips</name>
    <message>
        <source>Add a feeling</source>
        <translation>Gefühl hinzufügen</translation>
    </message>
    <message>
        <source>Change feelings</source>
        <translation>Gefühle ändern</translation>
    </message>
</context>
<context>
    <name>EndDialog</name>
    <message>
        <source>End sharing with {name}</source>
        <translation>Das Teilen mit {name} beenden</translation>
    </message>
    <message>
        <source>Nothing goes any more, in either direction. {name} is told that you ended it. What they sent you stays here until you delete it. To share again, one of you invites the other anew.</source>
        <translation>Nichts geht mehr, in keine Richtung. {name} erfährt, dass du es beendet hast. Was du bekommen hast, bleibt hier, bis du es löschst. Um wieder zu teilen, lädt eine Seite die andere neu ein.</translation>
    </message>
    <message>
        <source>&amp;Ask them to delete what I shared</source>
        <translation>Um &amp;Löschung dessen bitten, was ich geteilt habe</translation>
    </message>
    <message>
        <source>It is a request: a copy may remain.</source>
        <translation>Es ist eine Bitte: Eine Kopie kann bleiben.</translation>
    </message>
    <message>
        <source>Thank you for what we shared. I am ending it here.</source>
        <translation>Danke für das, was wir geteilt haben. Ich beende es hier.</translation>
    </message>
    <message>
        <source>This was good for its time. I wish you well.</source>
        <translation>Es war gut zu seiner Zeit. Ich wünsche dir alles Gute.</translation>
    </message>
    <message>
        <source>I am closing this. You did nothing wrong.</source>
        <translation>Ich schließe das ab. Du hast nichts falsch gemacht.</translation>
    </message>
    <message>
        <source>&amp;End it</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Keep &amp;it</source>
        <translation>&amp;Nicht beenden</translation>
    </message>
</context>
<context>
    <name>EndedItem</name>
    <message>
        <source>Begin again</source>
        <translation>Wieder aufnehmen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Ended on {day} · done on {days}</source>
        <translation>Beendet am {day} · getan an {days}</translation>
    </message>
</context>
<context>
    <name>EntryCard</name>
    <message>
        <source>mood: {word}</source>
        <translation>Stimmung: {word}</translation>
    </message>
    <message>
        <source>starred</source>
        <translation>mit Stern</translation>
    </message>
</context>
<context>
    <name>EntryEditor</name>
    <message>
        <source>Context and body</source>
        <translation>Umstände und Körper</translation>
    </message>
    <message>
        <source>Title, if it wants one</source>
        <translation>Titel, wenn es einen braucht</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>When it was</source>
        <translation>Wann es war</translation>
    </message>
    <message>
        <source>This entry is empty now</source>
        <translation>Dieser Eintrag ist jetzt leer</translation>
    </message>
    <message>
        <source>What was there before is kept until you decide.</source>
        <translation>Was vorher da stand, bleibt, bis du entscheidest.</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>In den Papierkorb</translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>How is it now?</source>
        <translation>Wie ist es jetzt?</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>gespeichert</translation>
    </message>
    <message>
        <source>empty · not saved</source>
        <translation>leer · nicht gespeichert</translation>
    </message>
    <message>
        <source>writing …</source>
        <translation>schreibt …</translation>
    </message>
    <message>
        <source>not saved: {reason}</source>
        <translation>nicht gespeichert: {reason}</translation>
    </message>
    <message>
        <source>saved · {time}</source>
        <translation>gespeichert · {time}</translation>
    </message>
    <message>
        <source>Feelings left as they were</source>
        <translation>Gefühle gelassen, wie sie waren</translation>
    </message>
    <message numerus="yes">
        <source>%n noted</source>
        <translation>
            <numerusform>%n vermerkt</numerusform>
            <numerusform>%n vermerkt</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} noted</source>
        <translation>{count} vermerkt</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>When it was: {when}</source>
        <translation>Wann es war: {when}</translation>
    </message>
    <message>
        <source>Moved to the trash</source>
        <translation>In den Papierkorb gelegt</translation>
    </message>
    <message>
        <source>Template removed</source>
        <translation>Vorlage entfernt</translation>
    </message>
</context>
<context>
    <name>EntryReader</name>
    <message>
        <source>Text of the entry</source>
        <translation>Text des Eintrags</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Edit (Enter)</source>
        <translation>Bearbeiten (Eingabe)</translation>
    </message>
    <message>
        <source>Mood: {word}</source>
        <translation>Stimmung: {word}</translation>
    </message>
    <message>
        <source>Files: {names}</source>
        <translation>Dateien: {names}</translation>
    </message>
    <message>
        <source>setback</source>
        <translation>Rückschlag</translation>
    </message>
    <message>
        <source>exercise</source>
        <translation>Übung</translation>
    </message>
</context>
<context>
    <name>Exchange</name>
    <message>
        <source>&amp;Import…</source>
        <translation>&amp;Importieren …</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>E&amp;xportieren …</translation>
    </message>
    <message>
        <source>&amp;Past imports…</source>
        <translation>Frühere Im&amp;porte …</translation>
    </message>
    <message>
        <source>Take my &amp;toolkit along…</source>
        <translation>Meinen Werkzeugkasten &amp;mitnehmen …</translation>
    </message>
    <message>
        <source>Bring a tool&amp;kit in…</source>
        <translation>Einen Werkzeugkasten &amp;hereinholen …</translation>
    </message>
    <message>
        <source>Sheet for an appoint&amp;ment…</source>
        <translation>B&amp;latt für einen Termin …</translation>
    </message>
    <message>
        <source>Brought in: {entries}</source>
        <translation>Hereingeholt: {entries}</translation>
    </message>
    <message>
        <source>To look at: {count}.</source>
        <translation>Anzusehen: {count}.</translation>
    </message>
    <message>
        <source>Show the report</source>
        <translation>Bericht zeigen</translation>
    </message>
</context>
<context>
    <name>ExercisesPage</name>
    <message>
        <source>Let go: {name}</source>
        <translation>Losgelassen: {name}</translation>
    </message>
    <message>
        <source>Exercises</source>
        <translation>Übungen</translation>
    </message>
    <message>
        <source>Back  Esc</source>
        <translation>Zurück  Esc</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>One step at a time, as far as you like. You can leave at any step and go on later; what you write becomes an entry of your journal at the end.</source>
        <translation>Ein Schritt nach dem anderen, so weit du magst. Du kannst bei jedem Schritt aufhören und später weitermachen; was du schreibst, wird am Ende ein Eintrag in deinem Tagebuch.</translation>
    </message>
    <message>
        <source>better on a calmer day</source>
        <translation>besser an einem ruhigeren Tag</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Beginnen</translation>
    </message>
    <message>
        <source>Begin: {name}</source>
        <translation>Beginnen: {name}</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Go on with “{name}”</source>
        <translation>Weiter mit „{name}“</translation>
    </message>
    <message>
        <source>Let it go</source>
        <translation>Loslassen</translation>
    </message>
    <message>
        <source>Let go of “{name}”</source>
        <translation>„{name}“ loslassen</translation>
    </message>
    <message>
        <source>Step {step} of {steps}: {title}</source>
        <translation>Schritt {step} von {steps}: {title}</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Sea&amp;l it with a passphrase (age)</source>
        <translation>Mit einer Passphrase &amp;versiegeln (age)</translation>
    </message>
    <message>
        <source>It need not be the journal&apos;s. Without it the export cannot be opened, by Reflect or by anyone.</source>
        <translation>Es muss nicht die des Tagebuchs sein. Ohne sie kann niemand den Export öffnen, auch Reflect nicht.</translation>
    </message>
    <message>
        <source>C&amp;hoose…</source>
        <translation>&amp;Wählen …</translation>
    </message>
    <message>
        <source>Choose where to write it</source>
        <translation>Wählen, wohin geschrieben wird</translation>
    </message>
    <message>
        <source>This export is readable by anyone who gets it</source>
        <translation>Diesen Export können alle lesen, die ihn bekommen</translation>
    </message>
    <message>
        <source>Show in &amp;folder</source>
        <translation>Im &amp;Ordner zeigen</translation>
    </message>
    <message>
        <source>Into this &amp;new folder</source>
        <translation>In diesen &amp;neuen Ordner</translation>
    </message>
    <message>
        <source>Into this &amp;new file</source>
        <translation>In diese &amp;neue Datei</translation>
    </message>
    <message>
        <source>&amp;Export {entries}, sealed</source>
        <translation>{entries} versiegelt e&amp;xportieren</translation>
    </message>
    <message>
        <source>&amp;Export {entries}, readable</source>
        <translation>{entries} lesbar e&amp;xportieren</translation>
    </message>
    <message>
        <source>To seal it, type a passphrase twice.</source>
        <translation>Zum Versiegeln gib zweimal eine Passphrase ein.</translation>
    </message>
    <message>
        <source>G&amp;o on writing</source>
        <translation>Weiters&amp;chreiben</translation>
    </message>
    <message>
        <source>Cl&amp;ose</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>{entries}; with photos: {count}</source>
        <translation>{entries}; mit Fotos: {count}</translation>
    </message>
    <message>
        <source>{entries}; with files: {count}</source>
        <translation>{entries}; mit Dateien: {count}</translation>
    </message>
    <message>
        <source>It will lie at {path}, readable by your account on this computer; whatever copies it from there (backups, synchronising) copies it readable.</source>
        <translation>Er liegt dann unter {path}, lesbar für dein Konto auf diesem Computer; was immer ihn von dort kopiert (Sicherung, Synchronisierung), kopiert ihn lesbar.</translation>
    </message>
    <message>
        <source>Written to {path}: {entries}.</source>
        <translation>Geschrieben nach {path}: {entries}.</translation>
    </message>
    <message>
        <source>Take everything out</source>
        <translation>Alles mitnehmen</translation>
    </message>
    <message>
        <source>Where to write it</source>
        <translation>Wohin geschrieben wird</translation>
    </message>
    <message>
        <source>{entries} of {years}</source>
        <translation>{entries} von {years}</translation>
    </message>
    <message>
        <source>Writing the export</source>
        <translation>Der Export wird geschrieben</translation>
    </message>
    <message>
        <source>The export is written</source>
        <translation>Der Export ist geschrieben</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Stopped. Nothing was written.</source>
        <translation>Angehalten. Nichts wurde geschrieben.</translation>
    </message>
</context>
<context>
    <name>Factors</name>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
</context>
<context>
    <name>FactorsForm</name>
    <message>
        <source>Add your own</source>
        <translation>Eigenes hinzufügen</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>1 to 5</source>
        <translation>1 bis 5</translation>
    </message>
    <message>
        <source>1 to 5, &lt;3, &gt;=3, 3..5, none or any</source>
        <translation>1 bis 5, &lt;3, &gt;=3, 3..5, none oder any</translation>
    </message>
    <message>
        <source>YYYY, YYYY-MM or YYYY-MM-DD</source>
        <translation>JJJJ, JJJJ-MM oder JJJJ-MM-TT</translation>
    </message>
    <message>
        <source>a feeling</source>
        <translation>ein Gefühl</translation>
    </message>
    <message>
        <source>a tag</source>
        <translation>ein Schlagwort</translation>
    </message>
    <message>
        <source>a time from the year 1 to 9999</source>
        <translation>eine Zeit aus den Jahren 1 bis 9999</translation>
    </message>
    <message>
        <source>a time with its offset</source>
        <translation>eine Zeit mit ihrer Zone</translation>
    </message>
    <message>
        <source>a word</source>
        <translation>ein Wort</translation>
    </message>
    <message>
        <source>a word, a number or yes/no</source>
        <translation>ein Wort, eine Zahl oder ja/nein</translation>
    </message>
    <message>
        <source>absolute path</source>
        <translation>ein voller Pfad</translation>
    </message>
    <message>
        <source>alias</source>
        <translation>ein Alias</translation>
    </message>
    <message>
        <source>an id</source>
        <translation>eine Kennung</translation>
    </message>
    <message>
        <source>another version</source>
        <translation>eine andere Version</translation>
    </message>
    <message>
        <source>attachment</source>
        <translation>Anhang</translation>
    </message>
    <message>
        <source>base64</source>
        <translation>kein gültiges Base64</translation>
    </message>
    <message>
        <source>belongs to another journal</source>
        <translation>gehört zu einem anderen Tagebuch</translation>
    </message>
    <message>
        <source>case clash</source>
        <translation>Namen, die sich in Groß und Klein unterscheiden</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>verändert</translation>
    </message>
    <message>
        <source>checksum</source>
        <translation>die Prüfsumme stimmt nicht</translation>
    </message>
    <message>
        <source>columns</source>
        <translation>die Spalten</translation>
    </message>
    <message>
        <source>copy</source>
        <translation>Kopieren ging nicht</translation>
    </message>
    <message>
        <source>cost outside the permitted range</source>
        <translation>der Aufwand liegt außerhalb des Erlaubten</translation>
    </message>
    <message>
        <source>count</source>
        <translation>zu viele Teile</translation>
    </message>
    <message>
        <source>csv</source>
        <translation>keine gültige CSV-Tabelle</translation>
    </message>
    <message>
        <source>cut short</source>
        <translation>abgeschnitten</translation>
    </message>
    <message>
        <source>device name</source>
        <translation>ein Gerätename</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>weicht ab</translation>
    </message>
    <message>
        <source>dmy or mdy</source>
        <translation>dmy oder mdy</translation>
    </message>
    <message>
        <source>does not keep what it is given</source>
        <translation>behält nicht, was er bekommt</translation>
    </message>
    <message>
        <source>does not open</source>
        <translation>öffnet sich nicht</translation>
    </message>
    <message>
        <source>duplicate name</source>
        <translation>ein Name kommt zweimal vor</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>empty chunk</source>
        <translation>ein leerer Abschnitt</translation>
    </message>
    <message>
        <source>encoding</source>
        <translation>der Zeichensatz</translation>
    </message>
    <message>
        <source>encrypted</source>
        <translation>verschlüsselt</translation>
    </message>
    <message>
        <source>entry</source>
        <translation>Eintrag</translation>
    </message>
    <message>
        <source>entry in the trash</source>
        <translation>Eintrag im Papierkorb</translation>
    </message>
    <message>
        <source>exists</source>
        <translation>gibt es schon</translation>
    </message>
    <message>
        <source>fields</source>
        <translation>die Felder</translation>
    </message>
    <message>
        <source>frame</source>
        <translation>der Rahmen</translation>
    </message>
    <message>
        <source>import</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>json</source>
        <translation>kein gültiges JSON</translation>
    </message>
    <message>
        <source>line</source>
        <translation>eine Zeile</translation>
    </message>
    <message>
        <source>link</source>
        <translation>ein Link</translation>
    </message>
    <message>
        <source>method</source>
        <translation>das Verfahren</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>more than was announced</source>
        <translation>mehr, als angekündigt war</translation>
    </message>
    <message>
        <source>more than was sealed</source>
        <translation>mehr, als versiegelt wurde</translation>
    </message>
    <message>
        <source>name</source>
        <translation>der Name</translation>
    </message>
    <message>
        <source>names that differ</source>
        <translation>verschiedene Namen</translation>
    </message>
    <message>
        <source>nesting</source>
        <translation>zu tief verschachtelt</translation>
    </message>
    <message>
        <source>no days</source>
        <translation>keine Tage</translation>
    </message>
    <message>
        <source>no safe keychain</source>
        <translation>kein sicherer Schlüsselbund</translation>
    </message>
    <message>
        <source>it is mistyped or cut short</source>
        <translation>sie ist vertippt oder unvollständig</translation>
    </message>
    <message>
        <source>it is over</source>
        <translation>sie ist abgelaufen</translation>
    </message>
    <message>
        <source>it is your own</source>
        <translation>es ist deine eigene</translation>
    </message>
    <message>
        <source>it speaks of somebody else</source>
        <translation>sie gilt jemand anderem</translation>
    </message>
    <message>
        <source>it was used before</source>
        <translation>sie wurde schon benutzt</translation>
    </message>
    <message>
        <source>no key opens it</source>
        <translation>kein Schlüssel öffnet sie</translation>
    </message>
    <message>
        <source>not a key file</source>
        <translation>keine Schlüsseldatei</translation>
    </message>
    <message>
        <source>not an entry</source>
        <translation>kein Eintrag</translation>
    </message>
    <message>
        <source>not canonical</source>
        <translation>nicht in der üblichen Form</translation>
    </message>
    <message>
        <source>not installed</source>
        <translation>nicht installiert</translation>
    </message>
    <message>
        <source>not readable</source>
        <translation>nicht lesbar</translation>
    </message>
    <message>
        <source>not sealed by Reflect</source>
        <translation>nicht von Reflect versiegelt</translation>
    </message>
    <message>
        <source>not set up</source>
        <translation>nicht eingerichtet</translation>
    </message>
    <message>
        <source>nothing kept</source>
        <translation>nichts aufbewahrt</translation>
    </message>
    <message>
        <source>nothing of ours</source>
        <translation>nichts von Reflect</translation>
    </message>
    <message>
        <source>one character</source>
        <translation>ein Zeichen</translation>
    </message>
    <message>
        <source>overlap</source>
        <translation>Teile überlappen sich</translation>
    </message>
    <message>
        <source>parent path</source>
        <translation>ein Pfad nach oben</translation>
    </message>
    <message>
        <source>property list</source>
        <translation>keine gültige Property List</translation>
    </message>
    <message>
        <source>quote</source>
        <translation>ein Anführungszeichen</translation>
    </message>
    <message>
        <source>ratio</source>
        <translation>entpackt viel zu groß</translation>
    </message>
    <message>
        <source>size</source>
        <translation>die Größe</translation>
    </message>
    <message>
        <source>space</source>
        <translation>kein Platz</translation>
    </message>
    <message>
        <source>template</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>text</source>
        <translation>der Text</translation>
    </message>
    <message>
        <source>the queue&apos;s key does not open</source>
        <translation>der Schlüssel der Warteschlange öffnet nicht</translation>
    </message>
    <message>
        <source>too large</source>
        <translation>zu groß</translation>
    </message>
    <message>
        <source>total</source>
        <translation>zusammen zu groß</translation>
    </message>
    <message>
        <source>truncated</source>
        <translation>abgeschnitten</translation>
    </message>
    <message>
        <source>two numbers, as in 1-10</source>
        <translation>zwei Zahlen, wie in 1-10</translation>
    </message>
    <message>
        <source>value</source>
        <translation>ein Wert</translation>
    </message>
    <message>
        <source>version</source>
        <translation>Fassung</translation>
    </message>
    <message>
        <source>work factor</source>
        <translation>der Aufwand zum Öffnen ist zu hoch</translation>
    </message>
    <message>
        <source>write</source>
        <translation>Schreiben ging nicht</translation>
    </message>
    <message>
        <source>yaml</source>
        <translation>kein gültiges YAML</translation>
    </message>
</context>
<context>
    <name>FeelingsLine</name>
    <message>
        <source>a feeling</source>
        <translation>ein Gefühl</translation>
    </message>
    <message>
        <source>A feeling it is for</source>
        <translation>Ein Gefühl, für das es ist</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add this feeling</source>
        <translation>Dieses Gefühl hinzufügen</translation>
    </message>
</context>
<context>
    <name>FeelingsPicker</name>
    <message>
        <source>Feelings</source>
        <translation>Gefühle</translation>
    </message>
    <message>
        <source>Search a word, or write your own</source>
        <translation>Such ein Wort oder schreib dein eigenes</translation>
    </message>
    <message>
        <source>Search feelings</source>
        <translation>Gefühle suchen</translation>
    </message>
    <message>
        <source>As a list</source>
        <translation>Als Liste</translation>
    </message>
    <message>
        <source>Feelings, grouped</source>
        <translation>Gefühle, gruppiert</translation>
    </message>
    <message>
        <source>Add as my own word</source>
        <translation>Als eigenes Wort hinzufügen</translation>
    </message>
    <message>
        <source>I don&apos;t have a word</source>
        <translation>Ich habe kein Wort dafür</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Five words are chosen. Take one away to choose another.</source>
        <translation>Fünf Wörter sind gewählt. Nimm eines weg, um ein anderes zu wählen.</translation>
    </message>
    <message>
        <source>{count} of {most}</source>
        <translation>{count} von {most}</translation>
    </message>
    <message>
        <source>Close by: {words} · Opposite: {opposite}</source>
        <translation>In der Nähe: {words} · Gegenteil: {opposite}</translation>
    </message>
    <message>
        <source>Add “{word}” as my own word</source>
        <translation>„{word}“ als eigenes Wort hinzufügen</translation>
    </message>
    <message>
        <source>Not among these words; it can be your own.</source>
        <translation>Nicht unter diesen Wörtern; es kann dein eigenes sein.</translation>
    </message>
    <message>
        <source>Pleasant, stirred</source>
        <translation>Angenehm, bewegt</translation>
    </message>
    <message>
        <source>Pleasant, still</source>
        <translation>Angenehm, still</translation>
    </message>
    <message>
        <source>Unpleasant, stirred</source>
        <translation>Unangenehm, bewegt</translation>
    </message>
    <message>
        <source>Unpleasant, still</source>
        <translation>Unangenehm, still</translation>
    </message>
    <message>
        <source>Your own words</source>
        <translation>Deine eigenen Wörter</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Filter these entries</source>
        <translation>Diese Einträge filtern</translation>
    </message>
    <message>
        <source>Filter the entries</source>
        <translation>Einträge filtern</translation>
    </message>
    <message>
        <source>Words, or tag:walk mood:&lt;3 after:2025 … (Ctrl+F)</source>
        <translation>Wörter, oder tag:spaziergang mood:&lt;3 after:2025 … (Strg+F)</translation>
    </message>
    <message>
        <source>Mood</source>
        <translation>Stimmung</translation>
    </message>
    <message>
        <source>Any mood</source>
        <translation>Jede Stimmung</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Schlagwort</translation>
    </message>
    <message>
        <source>Any tag</source>
        <translation>Jedes Schlagwort</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>Jede Zeit</translation>
    </message>
    <message>
        <source>Starred</source>
        <translation>Mit Stern</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>On this day</source>
        <translation>An diesem Tag</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>{one} or {other}</source>
        <translation>{one} oder {other}</translation>
    </message>
    <message>
        <source>no mood marked</source>
        <translation>keine Stimmung vermerkt</translation>
    </message>
    <message>
        <source>The last 30 days</source>
        <translation>Die letzten 30 Tage</translation>
    </message>
</context>
<context>
    <name>FilterChip</name>
    <message>
        <source>Filter: {name}</source>
        <translation>Filter: {name}</translation>
    </message>
    <message>
        <source>Filter {name}: {chosen}</source>
        <translation>Filter {name}: {chosen}</translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Changed there since</source>
        <translation>Dort seither geändert</translation>
    </message>
    <message>
        <source>Here already</source>
        <translation>Schon hier</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Ausgelassen</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>Photos and files</source>
        <translation>Fotos und Dateien</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} bis {last}</translation>
    </message>
    <message>
        <source>{found} found, {missing} missing</source>
        <translation>{found} gefunden, {missing} fehlen</translation>
    </message>
</context>
<context>
    <name>FirstChart</name>
    <message>
        <source>{month}, hard moments: {total}. {parts}</source>
        <translation>{month}, schwere Momente: {total}. {parts}</translation>
    </message>
    <message>
        <source>In {month}, something of your own came first in {own} of {total} hard moments.</source>
        <translation>Im {month} kam in {own} von {total} schweren Momenten etwas Eigenes zuerst.</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Monat</translation>
    </message>
    <message>
        <source>This needs hard moments (a mood of 1 or 2) for which you noted what came first, under Context and body.</source>
        <translation>Das braucht schwere Momente (Stimmung 1 oder 2), bei denen du unter „Umstände und Körper“ notiert hast, was zuerst kam.</translation>
    </message>
</context>
<context>
    <name>FirstRun</name>
    <message>
        <source>Making the journal</source>
        <translation>Das Tagebuch entsteht</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation>&amp;Später</translation>
    </message>
    <message>
        <source>A bar will remind you; a new sheet can be made any time</source>
        <translation>Eine Leiste erinnert dich; ein neues Blatt lässt sich jederzeit erstellen</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>What you write is kept in one folder on this computer, encrypted. Nothing is sent anywhere. Copy or back up the folder as you like: without your passphrase nobody can read it.</source>
        <translation>Was du schreibst, liegt verschlüsselt in einem Ordner auf diesem Computer. Nichts wird irgendwohin gesendet. Kopiere oder sichere den Ordner, wie du magst: ohne deine Passphrase kann ihn niemand lesen.</translation>
    </message>
    <message>
        <source>My journal</source>
        <translation>Mein Tagebuch</translation>
    </message>
    <message>
        <source>Name of the journal</source>
        <translation>Name des Tagebuchs</translation>
    </message>
    <message>
        <source>Na&amp;me</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation>&amp;Wählen …</translation>
    </message>
    <message>
        <source>Choose the folder</source>
        <translation>Ordner wählen</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>&amp;Ordner</translation>
    </message>
    <message>
        <source>In it: journal.db (everything you write), journal.key (opened by your passphrase) with its mirror, and backups. Preferences of this computer, such as the text size, are kept apart and say nothing about you.</source>
        <translation>Darin: journal.db (alles, was du schreibst), journal.key (öffnet sich mit deiner Passphrase) samt Zweitschrift und die Sicherungen. Einstellungen dieses Computers wie die Textgröße liegen getrennt davon und sagen nichts über dich.</translation>
    </message>
    <message>
        <source>&amp;Open a journal that exists…</source>
        <translation>&amp;Vorhandenes Tagebuch öffnen …</translation>
    </message>
    <message>
        <source>The passphrase is the way into your journal. It is kept nowhere and nobody can reset it. If you forget it and have no recovery sheet, what you wrote cannot be read again, by anyone.</source>
        <translation>Die Passphrase ist der Weg in dein Tagebuch. Sie ist nirgends gespeichert, und niemand kann sie zurücksetzen. Wenn du sie vergisst und kein Wiederherstellungsblatt hast, kann niemand mehr lesen, was du geschrieben hast.</translation>
    </message>
    <message>
        <source>What is kept, and where</source>
        <translation>Was aufbewahrt wird, und wo</translation>
    </message>
    <message>
        <source>Your passphrase</source>
        <translation>Deine Passphrase</translation>
    </message>
    <message>
        <source>Your recovery sheet</source>
        <translation>Dein Wiederherstellungsblatt</translation>
    </message>
    <message>
        <source>Step {step} of 3</source>
        <translation>Schritt {step} von 3</translation>
    </message>
    <message>
        <source>&amp;Make the journal</source>
        <translation>Tagebuch an&amp;legen</translation>
    </message>
    <message>
        <source>Start &amp;writing</source>
        <translation>S&amp;chreiben</translation>
    </message>
    <message>
        <source>Choose a folder by its full path.</source>
        <translation>Wähle einen Ordner mit vollem Pfad.</translation>
    </message>
    <message>
        <source>Give the journal a name; you can change it later.</source>
        <translation>Gib dem Tagebuch einen Namen; du kannst ihn später ändern.</translation>
    </message>
    <message>
        <source>This folder is not empty. Choose a new one, or open the journal in it.</source>
        <translation>Dieser Ordner ist nicht leer. Wähle einen neuen, oder öffne das Tagebuch darin.</translation>
    </message>
    <message>
        <source>Type a passphrase first, or have words suggested.</source>
        <translation>Gib zuerst eine Passphrase ein, oder lass dir Wörter vorschlagen.</translation>
    </message>
    <message>
        <source>The two differ. Type the same passphrase in both fields.</source>
        <translation>Die beiden sind verschieden. Gib in beide Felder dieselbe Passphrase ein.</translation>
    </message>
    <message>
        <source>An empty folder for the journal</source>
        <translation>Ein leerer Ordner für das Tagebuch</translation>
    </message>
</context>
<context>
    <name>FirstThree</name>
    <message>
        <source>Use it now</source>
        <translation>Jetzt benutzen</translation>
    </message>
    <message>
        <source>Use it now: {title}</source>
        <translation>Jetzt benutzen: {title}</translation>
    </message>
    <message>
        <source>Each begins at once. Which three stand here, you choose on Coping.</source>
        <translation>Jeder beginnt sofort. Welche drei hier stehen, wählst du unter „Was hilft“.</translation>
    </message>
    <message>
        <source>Three ways of coping stand here, once there are some on Coping.</source>
        <translation>Hier stehen drei Wege, sobald es unter „Was hilft“ welche gibt.</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Keep it (Ctrl+Enter)</source>
        <translation>Behalten (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Lassen</translation>
    </message>
    <message>
        <source>Leave it (Esc)</source>
        <translation>Lassen (Esc)</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>When it was: {when}</source>
        <translation>Wann es war: {when}</translation>
    </message>
    <message>
        <source>One of the fields needs some words.</source>
        <translation>Eins der Felder braucht ein paar Worte.</translation>
    </message>
    <message>
        <source>This needs some words: {field}</source>
        <translation>Hier fehlen ein paar Worte: {field}</translation>
    </message>
    <message>
        <source>Left without keeping: {what}</source>
        <translation>Nicht behalten: {what}</translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message>
        <source>Reflect, archive</source>
        <translation>Reflect, Archiv</translation>
    </message>
    <message>
        <source>Day One, JSON export</source>
        <translation>Day One, JSON-Export</translation>
    </message>
    <message>
        <source>Day One Classic, folder</source>
        <translation>Day One Classic, Ordner</translation>
    </message>
    <message>
        <source>Day One, plain text</source>
        <translation>Day One, einfacher Text</translation>
    </message>
    <message>
        <source>Daylio, backup</source>
        <translation>Daylio, Sicherung</translation>
    </message>
    <message>
        <source>Daylio, table (CSV)</source>
        <translation>Daylio, Tabelle (CSV)</translation>
    </message>
    <message>
        <source>jrnl, text</source>
        <translation>jrnl, Text</translation>
    </message>
    <message>
        <source>jrnl, JSON</source>
        <translation>jrnl, JSON</translation>
    </message>
    <message>
        <source>jrnl, YAML</source>
        <translation>jrnl, YAML</translation>
    </message>
    <message>
        <source>jrnl, encrypted</source>
        <translation>jrnl, verschlüsselt</translation>
    </message>
    <message>
        <source>RedNotebook, folder</source>
        <translation>RedNotebook, Ordner</translation>
    </message>
    <message>
        <source>Joplin, export file</source>
        <translation>Joplin, Exportdatei</translation>
    </message>
    <message>
        <source>Markdown notes (Reflect, Joplin, Obsidian and others)</source>
        <translation>Markdown-Notizen (Reflect, Joplin, Obsidian und andere)</translation>
    </message>
    <message>
        <source>a table (CSV)</source>
        <translation>eine Tabelle (CSV)</translation>
    </message>
    <message>
        <source>a table (JSON)</source>
        <translation>eine Tabelle (JSON)</translation>
    </message>
    <message>
        <source>A&amp;rchive</source>
        <translation>&amp;Archiv</translation>
    </message>
    <message>
        <source>One file with everything, exactly; another Reflect takes it in again.</source>
        <translation>Eine Datei mit allem, genau; ein anderes Reflect nimmt sie wieder auf.</translation>
    </message>
    <message>
        <source>It leaves out keys, the list of past imports and this computer&apos;s own.</source>
        <translation>Es lässt Schlüssel, die Liste früherer Importe und Eigenes dieses Computers weg.</translation>
    </message>
    <message>
        <source>every word, mood, feeling, tag and factor, photos and files, earlier versions, the trash, templates</source>
        <translation>jedes Wort, jede Stimmung, jedes Gefühl, jedes Schlagwort und jeden Umstand, Fotos und Dateien, frühere Fassungen, Papierkorb, Vorlagen</translation>
    </message>
    <message>
        <source>&amp;Markdown</source>
        <translation>&amp;Markdown</translation>
    </message>
    <message>
        <source>A folder of notes that Joplin, Obsidian and any editor can read.</source>
        <translation>Ein Ordner mit Notizen, die Joplin, Obsidian und jeder Editor lesen können.</translation>
    </message>
    <message>
        <source>It leaves out earlier versions, the trash and templates.</source>
        <translation>Frühere Fassungen, Papierkorb und Vorlagen bleiben weg.</translation>
    </message>
    <message>
        <source>every word, mood, feeling, tag and factor, photos and files; the names of the files say when you wrote</source>
        <translation>jedes Wort, jede Stimmung, jedes Gefühl, jedes Schlagwort und jeden Umstand, Fotos und Dateien; die Dateinamen sagen, wann du geschrieben hast</translation>
    </message>
    <message>
        <source>Web pa&amp;ge</source>
        <translation>Webse&amp;ite</translation>
    </message>
    <message>
        <source>A folder to read in a browser and to print.</source>
        <translation>Ein Ordner zum Lesen im Browser und zum Drucken.</translation>
    </message>
    <message>
        <source>It leaves out earlier versions and the trash, and does not come back.</source>
        <translation>Frühere Fassungen und Papierkorb bleiben weg; zurück geht es von hier nicht.</translation>
    </message>
    <message>
        <source>every word, mood, feeling, tag and factor, photos and files</source>
        <translation>jedes Wort, jede Stimmung, jedes Gefühl, jedes Schlagwort und jeden Umstand, Fotos und Dateien</translation>
    </message>
    <message>
        <source>Da&amp;y One</source>
        <translation>&amp;Day One</translation>
    </message>
    <message>
        <source>A zip that Day One imports, with photos.</source>
        <translation>Eine Zip-Datei, die Day One importiert, mit Fotos.</translation>
    </message>
    <message>
        <source>It leaves out earlier versions, the trash and files Day One has no place for.</source>
        <translation>Frühere Fassungen, Papierkorb und Dateien, für die Day One keinen Platz hat, bleiben weg.</translation>
    </message>
    <message>
        <source>every word, tag and star, moods and feelings as extra fields, photos</source>
        <translation>jedes Wort, Schlagwort und jeden Stern, Stimmungen und Gefühle als Zusatzfelder, Fotos</translation>
    </message>
    <message>
        <source>Daylio &amp;table</source>
        <translation>Daylio-&amp;Tabelle</translation>
    </message>
    <message>
        <source>One table of moods, activities and notes, for Daylio or a spreadsheet.</source>
        <translation>Eine Tabelle mit Stimmungen, Tätigkeiten und Notizen, für Daylio oder eine Tabellenkalkulation.</translation>
    </message>
    <message>
        <source>It leaves out photos, files, feelings, factors and earlier versions.</source>
        <translation>Fotos, Dateien, Gefühle, Umstände und frühere Fassungen bleiben weg.</translation>
    </message>
    <message>
        <source>dates, moods, tags, titles and notes</source>
        <translation>Tage, Stimmungen, Schlagwörter, Titel und Notizen</translation>
    </message>
</context>
<context>
    <name>GiftItem</name>
    <message>
        <source>to {name}, {day}</source>
        <translation>an {name}, {day}</translation>
    </message>
    <message>
        <source>It helped me</source>
        <translation>Es hat mir geholfen</translation>
    </message>
    <message>
        <source>It helped me a little</source>
        <translation>Es hat mir ein wenig geholfen</translation>
    </message>
    <message>
        <source>I am glad that I tried it</source>
        <translation>Ich bin froh, dass ich es probiert habe</translation>
    </message>
    <message>
        <source>It is one of mine now</source>
        <translation>Es ist jetzt einer von meinen</translation>
    </message>
</context>
<context>
    <name>GiftsView</name>
    <message>
        <source>Ways of coping that you gave to somebody. What they did with them is theirs; they tell you where they choose to.</source>
        <translation>Wege, die du jemandem gegeben hast. Was daraus wurde, gehört den anderen; sie erzählen davon, wenn sie mögen.</translation>
    </message>
    <message>
        <source>None yet. On the page Coping each card can be shared: “Share with somebody…”.</source>
        <translation>Noch keine. Auf der Seite „Was mir hilft“ lässt sich jede Karte teilen: „Mit jemandem teilen …“.</translation>
    </message>
</context>
<context>
    <name>GivingDialog</name>
    <message>
        <source>Share a way of coping</source>
        <translation>Einen Weg teilen, der hilft</translation>
    </message>
    <message>
        <source>&amp;What you say of it, if you like</source>
        <translation>&amp;Was du dazu sagst, wenn du magst</translation>
    </message>
    <message>
        <source>With what it did for &amp;me: {words}</source>
        <translation>Mit dem, was es für &amp;mich bewirkt hat: {words}</translation>
    </message>
    <message>
        <source>Places, people, music and photos stay here.</source>
        <translation>Orte, Menschen, Musik und Fotos bleiben hier.</translation>
    </message>
</context>
<context>
    <name>GoalItem</name>
    <message>
        <source>Done today</source>
        <translation>Heute getan</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>End this goal</source>
        <translation>Dieses Ziel beenden</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>{done} of the last {of} days</source>
        <translation>{done} der letzten {of} Tage</translation>
    </message>
    <message>
        <source>today: done</source>
        <translation>heute: getan</translation>
    </message>
    <message>
        <source>today: open</source>
        <translation>heute: offen</translation>
    </message>
    <message>
        <source>begun today</source>
        <translation>heute begonnen</translation>
    </message>
    <message>
        <source> · {streak} days in a row</source>
        <translation> · {streak} Tage nacheinander</translation>
    </message>
    <message>
        <source>Days of: {goal}</source>
        <translation>Tage von: {goal}</translation>
    </message>
    <message>
        <source>What you mean to do: {times} of any {days} days.</source>
        <translation>Was du vorhast: {times} von je {days} Tagen.</translation>
    </message>
    <message>
        <source>You are there.</source>
        <translation>Das ist erreicht.</translation>
    </message>
</context>
<context>
    <name>GoalsView</name>
    <message>
        <source>Something you mean to do on some days, with room for the others. Nothing is reset.</source>
        <translation>Etwas, das du an manchen Tagen vorhast, mit Platz für die anderen. Nichts wird zurückgesetzt.</translation>
    </message>
    <message>
        <source>What you mean to do</source>
        <translation>Was du vorhast</translation>
    </message>
    <message>
        <source>Small and plain</source>
        <translation>Klein und einfach</translation>
    </message>
    <message>
        <source>On how many days</source>
        <translation>An wie vielen Tagen</translation>
    </message>
    <message>
        <source>Out of how many days</source>
        <translation>Von wie vielen Tagen</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>New &amp;goal</source>
        <translation>Neues &amp;Ziel</translation>
    </message>
    <message>
        <source>New goal</source>
        <translation>Neues Ziel</translation>
    </message>
    <message>
        <source>Edit this goal</source>
        <translation>Dieses Ziel bearbeiten</translation>
    </message>
    <message>
        <source>You wrote on {count} days in a row.</source>
        <translation>Du hast an {count} Tagen am Stück geschrieben.</translation>
    </message>
    <message>
        <source>Ended: {goal}</source>
        <translation>Beendet: {goal}</translation>
    </message>
    <message>
        <source>Deleted: {goal}</source>
        <translation>Gelöscht: {goal}</translation>
    </message>
</context>
<context>
    <name>GoingOn</name>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Go on with “{name}”?</source>
        <translation>Weiter mit „{name}“?</translation>
    </message>
    <message>
        <source>Go on with “{name}”</source>
        <translation>Weiter mit „{name}“</translation>
    </message>
    <message>
        <source>Let go of “{name}”</source>
        <translation>„{name}“ loslassen</translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation>{count} weitere</translation>
    </message>
    <message>
        <source>All exercises, those begun on top</source>
        <translation>Alle Übungen, die begonnenen zuerst</translation>
    </message>
</context>
<context>
    <name>GotDialog</name>
    <message>
        <source>What {name} got</source>
        <translation>Was {name} bekommen hat</translation>
    </message>
    <message>
        <source>I hear you</source>
        <translation>Ich höre dich</translation>
    </message>
    <message>
        <source>Me too</source>
        <translation>Ich auch</translation>
    </message>
    <message>
        <source>Thank you for telling me</source>
        <translation>Danke, dass du mir das erzählst</translation>
    </message>
    <message>
        <source>It helped me</source>
        <translation>Es hat mir geholfen</translation>
    </message>
    <message>
        <source>It helped me a little</source>
        <translation>Es hat mir ein wenig geholfen</translation>
    </message>
    <message>
        <source>I am glad that I tried it</source>
        <translation>Ich bin froh, dass ich es probiert habe</translation>
    </message>
    <message>
        <source>It is one of mine now</source>
        <translation>Es ist jetzt einer von meinen</translation>
    </message>
</context>
<context>
    <name>Grounding</name>
    <message>
        <source>Sense before</source>
        <translation>Voriger Sinn</translation>
    </message>
    <message>
        <source>Next sense</source>
        <translation>Nächster Sinn</translation>
    </message>
    <message>
        <source>Keep your eyes open, and sit if you like. There is no hurry.</source>
        <translation>Lass die Augen offen, und setz dich, wenn du magst. Es eilt nicht.</translation>
    </message>
    <message>
        <source>Sense {number} of {all}</source>
        <translation>Sinn {number} von {all}</translation>
    </message>
    <message>
        <source>Found {number} of {count}</source>
        <translation>{number} von {count} gefunden</translation>
    </message>
    <message>
        <source>Once more from the start</source>
        <translation>Noch einmal von vorn</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Write on Today; it is saved while you write. A mood alone is an entry too. As many entries a day as you like.</source>
        <translation>Schreib unter Heute; gespeichert wird, während du schreibst. Auch eine Stimmung allein ist ein Eintrag. So viele Einträge am Tag, wie du magst.</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>Finden</translation>
    </message>
    <message>
        <source>Ctrl+K searches. Words together, &quot;words in a row&quot;, -without, begin*, and tag:, mood:&lt;3, emotion:, before:, after:, has:photo, is:starred.</source>
        <translation>Strg+K sucht. Wörter zusammen, &quot;Wörter in Folge&quot;, -ohne, anfang*, und tag:, mood:&lt;3, emotion:, before:, after:, has:photo, is:starred.</translation>
    </message>
    <message>
        <source>On a bad day</source>
        <translation>An einem schweren Tag</translation>
    </message>
    <message>
        <source>F9 opens Steady me, from anywhere and while the journal is locked: breathing, grounding, help lines. Shift+F9 opens your safety plan. Ways of coping are on the page Coping; the toolkit in the File menu takes them along.</source>
        <translation>F9 öffnet „Halt finden“, von überall und auch bei gesperrtem Tagebuch: atmen, ankommen, Hilfenummern. Umschalt+F9 öffnet deinen Krisenplan. Was hilft, steht auf der Seite „Was hilft“; der Werkzeugkasten im Menü Datei nimmt es mit.</translation>
    </message>
    <message>
        <source>Taking back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>What you delete goes to the trash for 30 days. A bar offers to take back each step, and so does the Edit menu. Every entry keeps its earlier versions.</source>
        <translation>Was du löschst, liegt 30 Tage im Papierkorb. Eine Leiste bietet an, jeden Schritt zurückzunehmen, das Menü Bearbeiten auch. Jeder Eintrag behält seine früheren Fassungen.</translation>
    </message>
    <message>
        <source>Locking</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Ctrl+L locks at once; nothing is asked and nothing is lost. The journal also locks when you are away, and with the screen, as set in Preferences. One key hides the window without locking; it stands in the View menu.</source>
        <translation>Strg+L sperrt sofort; nichts wird gefragt, nichts geht verloren. Das Tagebuch sperrt sich auch, wenn du weg bist, und mit dem Bildschirm, wie in den Einstellungen gewählt. Eine Taste verbirgt das Fenster, ohne zu sperren; sie steht im Menü Ansicht.</translation>
    </message>
    <message>
        <source>If the passphrase is forgotten</source>
        <translation>Wenn die Passphrase vergessen ist</translation>
    </message>
    <message>
        <source>The recovery sheet opens the journal. Without passphrase and sheet nobody can read it again.</source>
        <translation>Das Wiederherstellungsblatt öffnet das Tagebuch. Ohne Passphrase und Blatt kann es niemand mehr lesen.</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Sicherungen</translation>
    </message>
    <message>
        <source>Made each day you write, encrypted, compared, and kept for days, weeks and months. Restoring one makes a new folder and overwrites nothing.</source>
        <translation>Entstehen an jedem Tag, an dem du schreibst, verschlüsselt und verglichen, und bleiben für Tage, Wochen und Monate. Wiederherstellen legt einen neuen Ordner an und überschreibt nichts.</translation>
    </message>
    <message>
        <source>Taking everything along</source>
        <translation>Alles mitnehmen</translation>
    </message>
    <message>
        <source>Export writes your journal as Markdown, HTML, or an archive that brings everything back. The window and the command reflect --help do the same.</source>
        <translation>Exportieren schreibt dein Tagebuch als Markdown, als HTML oder als Archiv, das alles zurückbringt. Das Fenster und der Befehl reflect --help können dasselbe.</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>About Reflect</source>
        <translation>Über Reflect</translation>
    </message>
</context>
<context>
    <name>HelpLines</name>
    <message>
        <source>Emergency: {number}</source>
        <translation>Notruf: {number}</translation>
    </message>
    <message>
        <source>Reflect is a journal and no emergency service. It calls nobody, and nobody sees what you do here. If you or somebody else is in danger now, call the emergency number.</source>
        <translation>Reflect ist ein Tagebuch und kein Notdienst. Es ruft niemanden an, und niemand sieht, was du hier tust. Bist du oder ist jemand anders jetzt in Gefahr, ruf den Notruf.</translation>
    </message>
    <message>
        <source>Country of the help lines</source>
        <translation>Land der Hilfenummern</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Countr&amp;y</source>
        <translation>&amp;Land</translation>
    </message>
    <message>
        <source>Add a line of your own</source>
        <translation>Eine eigene Nummer hinzufügen</translation>
    </message>
    <message>
        <source>Who it is</source>
        <translation>Wer es ist</translation>
    </message>
    <message>
        <source>How to reach them: number, address, hours</source>
        <translation>Wie man sie erreicht: Nummer, Adresse, Zeiten</translation>
    </message>
    <message>
        <source>Keep the line</source>
        <translation>Nummer behalten</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Lassen</translation>
    </message>
    <message>
        <source>checked on {date}</source>
        <translation>geprüft am {date}</translation>
    </message>
    <message>
        <source>Nobody has checked this for over a year. If it does not answer, call the emergency number.</source>
        <translation>Das hat seit über einem Jahr niemand geprüft. Meldet sich niemand, ruf den Notruf.</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Edit {name}</source>
        <translation>{name} bearbeiten</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>{name} entfernen</translation>
    </message>
    <message>
        <source>{name} removed</source>
        <translation>{name} entfernt</translation>
    </message>
    <message>
        <source>{name} is removed. Ctrl+Alt+Z takes it back.</source>
        <translation>{name} ist entfernt. Strg+Alt+Z holt es zurück.</translation>
    </message>
    <message>
        <source>Copied; it leaves the clipboard in 20 seconds.</source>
        <translation>Kopiert; in 20 Sekunden ist es wieder aus der Zwischenablage.</translation>
    </message>
</context>
<context>
    <name>HelpedChart</name>
    <message>
        <source>{title}: lighter {helped} of {uses} times, median {change}.</source>
        <translation>{title}: leichter bei {helped} von {uses} Malen, Median {change}.</translation>
    </message>
    <message>
        <source>{change} · {helped} of {uses} times</source>
        <translation>{change} · {helped} von {uses} Malen</translation>
    </message>
    <message>
        <source>Change, median</source>
        <translation>Änderung, Median</translation>
    </message>
    <message>
        <source>Times lighter</source>
        <translation>Male leichter</translation>
    </message>
    <message>
        <source>Times used</source>
        <translation>Male benutzt</translation>
    </message>
    <message>
        <source>Hatched bars rest on fewer than {few} times.</source>
        <translation>Schraffierte Balken beruhen auf weniger als {few} Malen.</translation>
    </message>
    <message>
        <source>lighter afterwards</source>
        <translation>danach leichter</translation>
    </message>
    <message>
        <source>heavier afterwards</source>
        <translation>danach schwerer</translation>
    </message>
    <message>
        <source>Way of coping</source>
        <translation>Weg</translation>
    </message>
    <message>
        <source>This needs a way of coping that you used and marked before and after. You find them on the page Coping.</source>
        <translation>Das braucht einen Weg, den du benutzt und davor und danach eingeschätzt hast. Du findest sie auf der Seite „Was hilft“.</translation>
    </message>
</context>
<context>
    <name>HelpedOffer</name>
    <message>
        <source>It helped me</source>
        <translation>Es hat mir geholfen</translation>
    </message>
    <message>
        <source>It helped a little</source>
        <translation>Es hat ein wenig geholfen</translation>
    </message>
    <message>
        <source>I am glad I tried it</source>
        <translation>Ich bin froh, es probiert zu haben</translation>
    </message>
    <message>
        <source>It is one of mine now</source>
        <translation>Es ist jetzt einer von meinen</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>Tell {name} that it helped?</source>
        <translation>{name} sagen, dass es geholfen hat?</translation>
    </message>
    <message>
        <source>{name} will hear of it</source>
        <translation>{name} wird davon hören</translation>
    </message>
</context>
<context>
    <name>HideSection</name>
    <message>
        <source>&amp;Key that hides the window</source>
        <translation>&amp;Taste, die das Fenster verbirgt</translation>
    </message>
    <message>
        <source>Use no key</source>
        <translation>Keine Taste</translation>
    </message>
    <message>
        <source>It blanks and minimises the window, without locking.</source>
        <translation>Sie leert und verkleinert das Fenster, ohne zu sperren.</translation>
    </message>
</context>
<context>
    <name>HistoryDialog</name>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Mood</source>
        <translation>Stimmung</translation>
    </message>
    <message>
        <source>Feelings</source>
        <translation>Gefühle</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Umstände</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Earlier versions</source>
        <translation>Frühere Fassungen</translation>
    </message>
    <message>
        <source>Earlier versions, newest first</source>
        <translation>Frühere Fassungen, die neueste zuerst</translation>
    </message>
    <message>
        <source>Difference between then and now</source>
        <translation>Unterschied zwischen damals und jetzt</translation>
    </message>
    <message>
        <source>Looking for earlier versions …</source>
        <translation>Frühere Fassungen werden gesucht …</translation>
    </message>
    <message>
        <source>Bring this version back</source>
        <translation>Diese Fassung zurückholen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Version {number}, {when}</source>
        <translation>Fassung {number}, {when}</translation>
    </message>
    <message>
        <source>Left: then. Right: now. − gone, + come, ≠ changed.</source>
        <translation>Links: damals. Rechts: jetzt. − weg, + neu, ≠ geändert.</translation>
    </message>
    <message>
        <source>There is no earlier version of this entry.</source>
        <translation>Von diesem Eintrag gibt es keine frühere Fassung.</translation>
    </message>
    <message>
        <source>The earlier versions could not be read.</source>
        <translation>Die früheren Fassungen ließen sich nicht lesen.</translation>
    </message>
</context>
<context>
    <name>Hits</name>
    <message>
        <source>mood: {word}</source>
        <translation>Stimmung: {word}</translation>
    </message>
</context>
<context>
    <name>HourChart</name>
    <message>
        <source>Hour</source>
        <translation>Stunde</translation>
    </message>
    <message>
        <source>entries</source>
        <translation>Einträge</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Bring in what you wrote elsewhere</source>
        <translation>Hereinholen, was du anderswo geschrieben hast</translation>
    </message>
    <message>
        <source>&amp;Other file</source>
        <translation>&amp;Andere Datei</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>Choose the file or folder that the other program exported. First you see what is in it; nothing is changed before you say so, and all of it can be undone.</source>
        <translation>Wähle die Datei oder den Ordner, den das andere Programm exportiert hat. Zuerst siehst du, was darin ist; nichts wird geändert, bevor du es sagst, und alles lässt sich zurücknehmen.</translation>
    </message>
    <message>
        <source>A file or a folder; you can also drop it here</source>
        <translation>Datei oder Ordner; du kannst sie auch hierher ziehen</translation>
    </message>
    <message>
        <source>&amp;What to bring in</source>
        <translation>&amp;Was hereinkommt</translation>
    </message>
    <message>
        <source>Choose a &amp;file…</source>
        <translation>&amp;Datei wählen …</translation>
    </message>
    <message>
        <source>Choose a fol&amp;der…</source>
        <translation>&amp;Ordner wählen …</translation>
    </message>
    <message>
        <source>What can be read</source>
        <translation>Was sich lesen lässt</translation>
    </message>
    <message>
        <source>JSON export as zip or folder; Classic folders; plain text</source>
        <translation>JSON-Export als Zip oder Ordner; Classic-Ordner; einfacher Text</translation>
    </message>
    <message>
        <source>table (CSV) and backup (.daylio)</source>
        <translation>Tabelle (CSV) und Sicherung (.daylio)</translation>
    </message>
    <message>
        <source>text, folder, JSON, YAML, and encrypted journals</source>
        <translation>Text, Ordner, JSON, YAML und verschlüsselte Tagebücher</translation>
    </message>
    <message>
        <source>the folder with its month files</source>
        <translation>der Ordner mit den Monatsdateien</translation>
    </message>
    <message>
        <source>export file (JEX), RAW folder, Markdown with front matter</source>
        <translation>Exportdatei (JEX), RAW-Ordner, Markdown mit Kopfdaten</translation>
    </message>
    <message>
        <source>the vault&apos;s folder, or any folder of Markdown notes</source>
        <translation>der Ordner des Vaults oder jeder Ordner mit Markdown-Notizen</translation>
    </message>
    <message>
        <source>archives, sealed or not, and Markdown exports</source>
        <translation>Archive, versiegelt oder nicht, und Markdown-Exporte</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>any table as CSV or JSON: you say which column is what</source>
        <translation>jede Tabelle als CSV oder JSON: du sagst, welche Spalte was ist</translation>
    </message>
    <message>
        <source>This file is encrypted. Give the passphrase it was made with; it is not kept.</source>
        <translation>Diese Datei ist verschlüsselt. Gib die Passphrase an, mit der sie entstand; sie wird nicht aufbewahrt.</translation>
    </message>
    <message>
        <source>Passphrase of the file</source>
        <translation>Passphrase der Datei</translation>
    </message>
    <message>
        <source>&amp;Passphrase of the file</source>
        <translation>&amp;Passphrase der Datei</translation>
    </message>
    <message>
        <source>&amp;Look for the missing ones in a folder…</source>
        <translation>&amp;Fehlende in einem Ordner suchen …</translation>
    </message>
    <message>
        <source>Change the &amp;mapping…</source>
        <translation>&amp;Zuordnung ändern …</translation>
    </message>
    <message>
        <source>take &amp;whichever is newer</source>
        <translation>das &amp;Neuere nehmen</translation>
    </message>
    <message>
        <source>keep m&amp;ine</source>
        <translation>&amp;meines behalten</translation>
    </message>
    <message>
        <source>take &amp;theirs; mine stays in the history</source>
        <translation>das f&amp;remde nehmen; meines bleibt in den früheren Fassungen</translation>
    </message>
    <message>
        <source>kee&amp;p both, as two entries</source>
        <translation>&amp;beide behalten, als zwei Einträge</translation>
    </message>
    <message>
        <source>Ope&amp;n it</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>See wh&amp;at comes of it</source>
        <translation>Ansehen, was daraus &amp;wird</translation>
    </message>
    <message>
        <source>&amp;Bring in {entries}</source>
        <translation>{entries} h&amp;ereinholen</translation>
    </message>
    <message>
        <source>Brought in: {entries}.</source>
        <translation>Hereingeholt: {entries}.</translation>
    </message>
    <message>
        <source>&amp;Undo this import…</source>
        <translation>Diesen Import z&amp;urücknehmen …</translation>
    </message>
    <message>
        <source>&amp;Go on writing</source>
        <translation>Weiters&amp;chreiben</translation>
    </message>
    <message>
        <source>&amp;Look at it</source>
        <translation>Anse&amp;hen</translation>
    </message>
    <message>
        <source>&amp;Bring in these moods</source>
        <translation>Diese Stimmungen h&amp;ereinholen</translation>
    </message>
    <message>
        <source>Nothing new</source>
        <translation>Nichts Neues</translation>
    </message>
    <message>
        <source>What to bring in</source>
        <translation>Was hereinkommt</translation>
    </message>
    <message>
        <source>There is nothing at {path}.</source>
        <translation>Unter {path} ist nichts.</translation>
    </message>
    <message>
        <source>Looking at what is there</source>
        <translation>Sieht nach, was da ist</translation>
    </message>
    <message>
        <source>Where an entry differs there and here:</source>
        <translation>Wo ein Eintrag dort und hier verschieden ist:</translation>
    </message>
    <message>
        <source>Where you have changed an entry here as well:</source>
        <translation>Wo du einen Eintrag auch hier geändert hast:</translation>
    </message>
    <message>
        <source>This passphrase does not open the file. Try the one it was made with.</source>
        <translation>Diese Passphrase öffnet die Datei nicht. Versuch die, mit der sie entstand.</translation>
    </message>
    <message>
        <source>{path} is nothing that Reflect can read. Choose the whole export, as a file or as its folder; nothing was changed.</source>
        <translation>{path} kann Reflect nicht lesen. Wähle den ganzen Export, als Datei oder als Ordner; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The folder with the pictures</source>
        <translation>Der Ordner mit den Bildern</translation>
    </message>
    <message>
        <source>Bringing in {what}</source>
        <translation>Kommt herein: {what}</translation>
    </message>
    <message>
        <source>This report is kept under File, Past imports.</source>
        <translation>Dieser Bericht bleibt unter Datei, Frühere Importe.</translation>
    </message>
    <message>
        <source>Stopped. Nothing was brought in.</source>
        <translation>Angehalten. Nichts kam herein.</translation>
    </message>
</context>
<context>
    <name>InboxView</name>
    <message>
        <source>Which letters are shown</source>
        <translation>Welche Briefe gezeigt werden</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Shared with me</source>
        <translation>Mit mir geteilt</translation>
    </message>
    <message>
        <source>Answers to what I shared</source>
        <translation>Antworten auf das, was ich geteilt habe</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>Briefe</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Menschen</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Zurück zur Liste</translation>
    </message>
    <message>
        <source>Back to the list (Esc)</source>
        <translation>Zurück zur Liste (Esc)</translation>
    </message>
    <message>
        <source>Let go of it…</source>
        <translation>Loslassen …</translation>
    </message>
    <message>
        <source>Read it now</source>
        <translation>Jetzt lesen</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Help lines for me</source>
        <translation>Hilfe-Nummern für mich</translation>
    </message>
    <message>
        <source>You can read it when there is room for it. Nobody hears when you look, unless you chose that.</source>
        <translation>Du kannst es lesen, wenn Platz dafür ist. Niemand erfährt, wann du hinsiehst, außer du hast es so gewählt.</translation>
    </message>
    <message>
        <source>Write a re&amp;ply</source>
        <translation>Eine &amp;Antwort schreiben</translation>
    </message>
    <message>
        <source>Let &amp;go of it…</source>
        <translation>&amp;Loslassen …</translation>
    </message>
    <message>
        <source>Nothing of this kind is here.</source>
        <translation>Nichts dieser Art ist hier.</translation>
    </message>
    <message>
        <source>Nothing has come yet. What somebody shares with you stands here, and what they answer to what you shared.</source>
        <translation>Noch ist nichts gekommen. Was jemand mit dir teilt, steht hier, und was auf Geteiltes geantwortet wird.</translation>
    </message>
    <message>
        <source>Nothing has come yet. Somebody has to be there first: invite a person, or accept an invitation.</source>
        <translation>Noch ist nichts gekommen. Zuerst muss jemand da sein: Lade jemanden ein, oder nimm eine Einladung an.</translation>
    </message>
    <message>
        <source>an entry</source>
        <translation>ein Eintrag</translation>
    </message>
    <message>
        <source>a way of coping</source>
        <translation>ein Weg, der hilft</translation>
    </message>
    <message>
        <source>a reply</source>
        <translation>eine Antwort</translation>
    </message>
    <message>
        <source>a word</source>
        <translation>ein Wort</translation>
    </message>
    <message>
        <source>{name} answers {kind} of yours</source>
        <translation>{name} antwortet: {kind} von dir</translation>
    </message>
    <message>
        <source>{name}: {kind}</source>
        <translation>{name}: {kind}</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>{name} says that it is hard to read.</source>
        <translation>{name} sagt, dass es schwer zu lesen ist.</translation>
    </message>
    <message>
        <source>1 answer</source>
        <translation>1 Antwort</translation>
    </message>
    <message>
        <source>{count} answers</source>
        <translation>{count} Antworten</translation>
    </message>
    <message>
        <source>asked to delete</source>
        <translation>um Löschung gebeten</translation>
    </message>
    <message>
        <source>{name} says that this is hard to read.</source>
        <translation>{name} sagt, dass das schwer zu lesen ist.</translation>
    </message>
    <message>
        <source>This journal can be read, not changed: no reply can be written.</source>
        <translation>Dieses Tagebuch lässt sich lesen, nicht ändern: Es kann keine Antwort geschrieben werden.</translation>
    </message>
    <message>
        <source>Nothing can be sent to {name} now; the page of people says why.</source>
        <translation>An {name} kann gerade nichts gesendet werden; die Seite der Menschen sagt, warum.</translation>
    </message>
    <message>
        <source>Let go of it</source>
        <translation>Loslassen</translation>
    </message>
    <message>
        <source>Delete this here, for good?</source>
        <translation>Das hier endgültig löschen?</translation>
    </message>
    <message>
        <source>It cannot be had back, and does not come again.</source>
        <translation>Es lässt sich nicht zurückholen und kommt nicht wieder.</translation>
    </message>
    <message>
        <source>{name} hears that it is deleted.</source>
        <translation>{name} erfährt, dass es gelöscht ist.</translation>
    </message>
    <message>
        <source>{name} does not hear of it.</source>
        <translation>{name} erfährt nichts davon.</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Delete it</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>It is deleted here.</source>
        <translation>Es ist hier gelöscht.</translation>
    </message>
</context>
<context>
    <name>Insights</name>
    <message>
        <source>This needs at least {count} days with a mood; so far there are {there}.</source>
        <translation>Das braucht mindestens {count} Tage mit einer Stimmung; bisher sind es {there}.</translation>
    </message>
    <message>
        <source>no feeling named</source>
        <translation>kein Gefühl genannt</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 Tag</translation>
    </message>
    <message>
        <source>{count} days</source>
        <translation>{count} Tage</translation>
    </message>
    <message>
        <source>{some} and {last}</source>
        <translation>{some} und {last}</translation>
    </message>
    <message>
        <source>night</source>
        <translation>Nacht</translation>
    </message>
    <message>
        <source>morning</source>
        <translation>Morgen</translation>
    </message>
    <message>
        <source>afternoon</source>
        <translation>Nachmittag</translation>
    </message>
    <message>
        <source>evening</source>
        <translation>Abend</translation>
    </message>
    <message>
        <source>{name} goes with {effect} more on the mood scale: {with_days} with, {without_days} without; likely between {low} and {high}.</source>
        <translation>{name} geht mit {effect} mehr auf der Stimmungsskala einher: {with_days} mit, {without_days} ohne; wohl zwischen {low} und {high}.</translation>
    </message>
    <message>
        <source>{name} goes with {effect} less on the mood scale: {with_days} with, {without_days} without; likely between {low} and {high}.</source>
        <translation>{name} geht mit {effect} weniger auf der Stimmungsskala einher: {with_days} mit, {without_days} ohne; wohl zwischen {low} und {high}.</translation>
    </message>
    <message>
        <source>1 earlier dip: back in your usual range after {days}.</source>
        <translation>1 früheres Tief: nach {days} wieder im üblichen Bereich.</translation>
    </message>
    <message>
        <source>{count} earlier dips: back in your usual range after {days} days.</source>
        <translation>{count} frühere Tiefs: nach {days} Tagen wieder im üblichen Bereich.</translation>
    </message>
    <message>
        <source>{count} earlier dips. The last five: back in your usual range after {days} days.</source>
        <translation>{count} frühere Tiefs. Die letzten fünf: nach {days} Tagen wieder im üblichen Bereich.</translation>
    </message>
    <message>
        <source>The latest one is not over yet.</source>
        <translation>Das jüngste ist noch nicht vorbei.</translation>
    </message>
    <message>
        <source>Week of {day}</source>
        <translation>Woche vom {day}</translation>
    </message>
</context>
<context>
    <name>InsightsView</name>
    <message>
        <source>Your entries are being read.</source>
        <translation>Deine Einträge werden gelesen.</translation>
    </message>
    <message>
        <source>Reckon again</source>
        <translation>Neu berechnen</translation>
    </message>
    <message>
        <source>Mood over time</source>
        <translation>Stimmung im Lauf der Zeit</translation>
    </message>
    <message>
        <source>The year in pixels</source>
        <translation>Das Jahr in Pixeln</translation>
    </message>
    <message>
        <source>Mood by weekday</source>
        <translation>Stimmung nach Wochentag</translation>
    </message>
    <message>
        <source>Mood by hour</source>
        <translation>Stimmung nach Stunde</translation>
    </message>
    <message>
        <source>What goes with what</source>
        <translation>Was womit einhergeht</translation>
    </message>
    <message>
        <source>What helped</source>
        <translation>Was geholfen hat</translation>
    </message>
    <message>
        <source>Back from a dip</source>
        <translation>Zurück aus einem Tief</translation>
    </message>
    <message>
        <source>What came first in hard moments</source>
        <translation>Was in schweren Momenten zuerst kam</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>the last month</source>
        <translation>der letzte Monat</translation>
    </message>
    <message>
        <source>the last three months</source>
        <translation>die letzten drei Monate</translation>
    </message>
    <message>
        <source>the last year</source>
        <translation>das letzte Jahr</translation>
    </message>
    <message>
        <source>all of it</source>
        <translation>alles</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Jahr</translation>
    </message>
    <message>
        <source>Feeling</source>
        <translation>Gefühl</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Für</translation>
    </message>
    <message>
        <source>A day&apos;s mood is the mean of its moods. For each thing noted on at least three days, the days with it are compared with days without it that lie around them, so that a good or a heavy month is not taken for it. Looking at many things finds some by chance; this is corrected for, so that what shows here is hardly chance. The line around a mark is the range in which the difference likely lies. Things that come together are told together. That something goes with a mood does not say that one brings the other.</source>
        <translation>Die Stimmung eines Tages ist das Mittel seiner Stimmungen. Für alles, was an mindestens drei Tagen notiert wurde, werden die Tage damit mit Tagen ohne es verglichen, die um sie herum liegen, damit nicht ein guter oder schwerer Monat dafür gehalten wird. Wer vieles betrachtet, findet manches aus Zufall; das ist herausgerechnet, sodass kaum Zufall ist, was hier steht. Der Strich um eine Marke ist der Bereich, in dem der Unterschied wohl liegt. Was zusammen auftritt, wird zusammen genannt. Dass etwas mit einer Stimmung einhergeht, heißt nicht, dass eins das andere bringt.</translation>
    </message>
    <message>
        <source>How this is reckoned</source>
        <translation>Wie das berechnet wird</translation>
    </message>
    <message>
        <source>Reckoning insights</source>
        <translation>Auswertung wird berechnet</translation>
    </message>
    <message>
        <source>You stopped it before it was done.</source>
        <translation>Du hast es angehalten, bevor es fertig war.</translation>
    </message>
    <message>
        <source>Your entries could not be read.</source>
        <translation>Deine Einträge konnten nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Here you see how your mood moves and what goes with it, once there are entries with a mood.</source>
        <translation>Hier siehst du, wie deine Stimmung sich bewegt und was damit einhergeht, sobald es Einträge mit Stimmung gibt.</translation>
    </message>
    <message>
        <source>{year}: {days} with a mood, {entries} in all.</source>
        <translation>{year}: {days} mit einer Stimmung, insgesamt {entries}.</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Mood</source>
        <translation>Stimmung</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>Einträge</translation>
    </message>
    <message>
        <source>all feelings</source>
        <translation>alle Gefühle</translation>
    </message>
</context>
<context>
    <name>InviteDialog</name>
    <message>
        <source>Invite somebody</source>
        <translation>Jemanden einladen</translation>
    </message>
    <message>
        <source>&amp;What do you call them?</source>
        <translation>&amp;Wie nennst du diesen Menschen?</translation>
    </message>
    <message>
        <source>You get one line. Hand it to the person yourself, in a way that you trust. The name is for you; they do not see it.</source>
        <translation>Du bekommst eine Zeile. Gib sie selbst weiter, auf einem Weg, dem du vertraust. Der Name ist für dich; die andere Seite sieht ihn nicht.</translation>
    </message>
    <message>
        <source>The invitation</source>
        <translation>Die Einladung</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>The same line as a picture, for a camera</source>
        <translation>Dieselbe Zeile als Bild, für eine Kamera</translation>
    </message>
    <message>
        <source>&amp;Make the invitation</source>
        <translation>&amp;Einladung machen</translation>
    </message>
    <message>
        <source>C&amp;hoose where it goes…</source>
        <translation>&amp;Ort wählen …</translation>
    </message>
    <message>
        <source>Type a name first.</source>
        <translation>Gib zuerst einen Namen ein.</translation>
    </message>
    <message>
        <source>Choose first where it goes: a folder or a relay.</source>
        <translation>Wähle zuerst, wohin es geht: einen Ordner oder ein Relay.</translation>
    </message>
    <message>
        <source>Somebody here is called that already. Choose another name.</source>
        <translation>Jemand heißt hier schon so. Wähle einen anderen Namen.</translation>
    </message>
    <message>
        <source>An invitation for {name}</source>
        <translation>Eine Einladung für {name}</translation>
    </message>
    <message>
        <source>For {name} alone, once, until {until}. Whoever has this line can become your contact in their place: give it to them in private, and compare safety numbers afterwards.</source>
        <translation>Für {name} allein, einmal, bis {until}. Wer diese Zeile hat, kann an dieser Stelle dein Kontakt werden: Gib sie unter vier Augen weiter, und vergleicht danach die Sicherheitsnummern.</translation>
    </message>
    <message>
        <source>It names where the two of you meet: {relays}</source>
        <translation>Sie nennt, wo ihr euch trefft: {relays}</translation>
    </message>
    <message>
        <source>It names no relay, since you meet in a place of your own: they add the same folder under “Where it goes” before they take it up.</source>
        <translation>Sie nennt kein Relay, denn ihr trefft euch an einem eigenen Ort: Die andere Seite fügt denselben Ordner unter „Wohin es geht“ hinzu, bevor sie annimmt.</translation>
    </message>
    <message>
        <source>Copied. It stays on the clipboard for 20 seconds.</source>
        <translation>Kopiert. Es bleibt 20 Sekunden in der Zwischenablage.</translation>
    </message>
</context>
<context>
    <name>JournalPage</name>
    <message>
        <source>Calendar</source>
        <translation>Kalender</translation>
    </message>
    <message>
        <source>More for the journal</source>
        <translation>Mehr zum Tagebuch</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Zurück zur Liste</translation>
    </message>
    <message>
        <source>Choose an entry to read it.</source>
        <translation>Wähle einen Eintrag, um ihn zu lesen.</translation>
    </message>
    <message>
        <source>Add to my strengths …</source>
        <translation>Zu meinen Stärken hinzufügen …</translation>
    </message>
    <message>
        <source>&amp;Filter the entries</source>
        <translation>Einträge &amp;filtern</translation>
    </message>
    <message>
        <source>Show &amp;all entries</source>
        <translation>&amp;Alle Einträge zeigen</translation>
    </message>
    <message>
        <source>&amp;Calendar</source>
        <translation>&amp;Kalender</translation>
    </message>
    <message>
        <source>On this &amp;day</source>
        <translation>An diesem &amp;Tag</translation>
    </message>
    <message>
        <source>&amp;Trash</source>
        <translation>&amp;Papierkorb</translation>
    </message>
    <message>
        <source>Here stands everything you write, the newest at the top.</source>
        <translation>Hier steht alles, was du schreibst, das Neueste oben.</translation>
    </message>
    <message>
        <source>Write the first entry</source>
        <translation>Den ersten Eintrag schreiben</translation>
    </message>
    <message>
        <source>Earlier years have nothing to show for this day.</source>
        <translation>Frühere Jahre haben zu diesem Tag nichts zu zeigen.</translation>
    </message>
    <message>
        <source>Show all entries</source>
        <translation>Alle Einträge zeigen</translation>
    </message>
    <message>
        <source>No entry fits this filter.</source>
        <translation>Kein Eintrag passt zu diesem Filter.</translation>
    </message>
    <message>
        <source>Move {count} of {total} entries to the trash?</source>
        <translation>{count} von {total} Einträgen in den Papierkorb legen?</translation>
    </message>
    <message>
        <source>They stay there for 30 days and can be brought back.</source>
        <translation>Dort bleiben sie 30 Tage und lassen sich zurückholen.</translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation>In den Papierkorb</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Moved to the trash</source>
        <translation>In den Papierkorb gelegt</translation>
    </message>
    <message>
        <source>{count} entries moved to the trash</source>
        <translation>{count} Einträge in den Papierkorb gelegt</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>Move to the &amp;trash</source>
        <translation>In den &amp;Papierkorb</translation>
    </message>
</context>
<context>
    <name>JournalSection</name>
    <message>
        <source>Name of &amp;this journal</source>
        <translation>&amp;Name dieses Tagebuchs</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>&amp;Remember on this computer where journals are</source>
        <translation>Auf diesem Computer &amp;merken, wo Tagebücher liegen</translation>
    </message>
    <message>
        <source>&amp;Open other journal…</source>
        <translation>Anderes Tagebuch &amp;öffnen …</translation>
    </message>
    <message>
        <source>New &amp;journal…</source>
        <translation>Neues Ta&amp;gebuch …</translation>
    </message>
</context>
<context>
    <name>LanguageSection</name>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Lang&amp;uage</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>Shown everywhere after the next unlock.</source>
        <translation>Überall sichtbar nach dem nächsten Entsperren.</translation>
    </message>
</context>
<context>
    <name>Layers</name>
    <message>
        <source>Show again</source>
        <translation>Wieder zeigen</translation>
    </message>
</context>
<context>
    <name>LedgerView</name>
    <message>
        <source>Everything that others have of you, as far as it is known. You can ask for something to be deleted; a copy may remain all the same.</source>
        <translation>Alles, was andere von dir haben, soweit es bekannt ist. Du kannst um Löschung bitten; eine Kopie kann trotzdem bleiben.</translation>
    </message>
    <message>
        <source>&amp;With</source>
        <translation>&amp;Mit</translation>
    </message>
    <message>
        <source>Nobody holds anything of you: you have not shared yet. In the menu of an entry or of a way of coping it is “Share with somebody…”.</source>
        <translation>Niemand hat etwas von dir: Du hast noch nichts geteilt. Im Menü eines Eintrags oder eines Weges steht „Mit jemandem teilen …“.</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>Mehr zeigen</translation>
    </message>
    <message>
        <source>&amp;What they got…</source>
        <translation>&amp;Was dort ankam …</translation>
    </message>
    <message>
        <source>Ask to d&amp;elete…</source>
        <translation>Um &amp;Löschung bitten …</translation>
    </message>
    <message>
        <source>everybody</source>
        <translation>alle</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>entries without a mood</source>
        <translation>Einträge ohne Stimmung</translation>
    </message>
</context>
<context>
    <name>LensDialog</name>
    <message>
        <source>Share an entry</source>
        <translation>Einen Eintrag teilen</translation>
    </message>
    <message>
        <source>My entry</source>
        <translation>Mein Eintrag</translation>
    </message>
    <message>
        <source>&amp;Mood only</source>
        <translation>&amp;Nur die Stimmung</translation>
    </message>
    <message>
        <source>Feelings: {words}</source>
        <translation>Gefühle: {words}</translation>
    </message>
    <message>
        <source>Tags: {words}</source>
        <translation>Schlagwörter: {words}</translation>
    </message>
    <message>
        <source>Photo {number}</source>
        <translation>Foto {number}</translation>
    </message>
    <message>
        <source>the part of the day</source>
        <translation>die Tageszeit</translation>
    </message>
    <message>
        <source>the exact time</source>
        <translation>die genaue Zeit</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>Of &amp;when it was</source>
        <translation>Davon, &amp;wann es war</translation>
    </message>
    <message>
        <source>Names that are replaced, everywhere; remembered for the next time</source>
        <translation>Namen, die überall ersetzt werden; gemerkt fürs nächste Mal</translation>
    </message>
    <message>
        <source>Replace “{name}”</source>
        <translation>„{name}“ ersetzen</translation>
    </message>
    <message>
        <source>Replace a &amp;name…</source>
        <translation>Einen Na&amp;men ersetzen …</translation>
    </message>
    <message>
        <source>The name that you mark, or one that you type</source>
        <translation>Der Name, den du markierst, oder einer, den du eintippst</translation>
    </message>
    <message>
        <source>a name</source>
        <translation>ein Name</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>What stands in its place</source>
        <translation>Was an seiner Stelle steht</translation>
    </message>
    <message>
        <source>Do not replace it</source>
        <translation>Nicht ersetzen</translation>
    </message>
    <message>
        <source>What I would like back</source>
        <translation>Was ich mir zurück wünsche</translation>
    </message>
    <message>
        <source>It may be &amp;hard to read: say so beforehand</source>
        <translation>Es ist vielleicht sch&amp;wer zu lesen: vorher sagen</translation>
    </message>
    <message>
        <source>Their Reflect &amp;keeps it</source>
        <translation>Reflect &amp;behält es dort</translation>
    </message>
    <message>
        <source>until they delete it</source>
        <translation>bis es gelöscht wird</translation>
    </message>
    <message>
        <source>for a day</source>
        <translation>einen Tag lang</translation>
    </message>
    <message>
        <source>for {days} days</source>
        <translation>{days} Tage lang</translation>
    </message>
    <message>
        <source>{name} is taking a break. It reaches their journal; they may not read it now.</source>
        <translation>{name} macht gerade eine Pause. Es erreicht das andere Tagebuch; vielleicht wird es jetzt nicht gelesen.</translation>
    </message>
    <message>
        <source>[friend]</source>
        <translation>[jemand]</translation>
    </message>
    <message>
        <source>Nothing is chosen yet.</source>
        <translation>Noch ist nichts gewählt.</translation>
    </message>
    <message>
        <source>With photos of {size}; sending takes longer.</source>
        <translation>Mit Fotos von {size}; das Senden dauert länger.</translation>
    </message>
</context>
<context>
    <name>LetterView</name>
    <message>
        <source>You, to {name}</source>
        <translation>Du, an {name}</translation>
    </message>
    <message>
        <source>From {name}</source>
        <translation>Von {name}</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>Was gesagt wurde</translation>
    </message>
    <message>
        <source>A link to {host}</source>
        <translation>Ein Link zu {host}</translation>
    </message>
    <message>
        <source>See where it leads</source>
        <translation>Ansehen, wohin er führt</translation>
    </message>
    <message>
        <source>Came on {when}</source>
        <translation>Gekommen am {when}</translation>
    </message>
    <message>
        <source>{name} asks you to delete this.</source>
        <translation>{name} bittet dich, das zu löschen.</translation>
    </message>
    <message>
        <source>Where you delete it, they hear so.</source>
        <translation>Wo du es löschst, erfährt die andere Seite davon.</translation>
    </message>
    <message>
        <source>Delete it</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>You asked: {ask}</source>
        <translation>Du hast gebeten: {ask}</translation>
    </message>
    <message>
        <source>Mood: {mood}</source>
        <translation>Stimmung: {mood}</translation>
    </message>
    <message>
        <source>Feelings: {feelings}</source>
        <translation>Gefühle: {feelings}</translation>
    </message>
    <message>
        <source>Photos that cannot be shown safely: {count}</source>
        <translation>Fotos, die sich nicht sicher zeigen lassen: {count}</translation>
    </message>
    <message>
        <source>Photos: {count}</source>
        <translation>Fotos: {count}</translation>
    </message>
    <message>
        <source>It goes by itself on {day}.</source>
        <translation>Es geht am {day} von selbst.</translation>
    </message>
    <message>
        <source>Written, it says, at {when}: that cannot be right.</source>
        <translation>Geschrieben, so heißt es, am {when}: Das kann nicht stimmen.</translation>
    </message>
    <message>
        <source>Written on {when}</source>
        <translation>Geschrieben am {when}</translation>
    </message>
    <message>
        <source>{day}, at night</source>
        <translation>{day}, nachts</translation>
    </message>
    <message>
        <source>{day}, in the morning</source>
        <translation>{day}, morgens</translation>
    </message>
    <message>
        <source>{day}, in the afternoon</source>
        <translation>{day}, nachmittags</translation>
    </message>
    <message>
        <source>{day}, in the evening</source>
        <translation>{day}, abends</translation>
    </message>
    <message>
        <source>Photo {number} of {count}</source>
        <translation>Foto {number} von {count}</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Du</translation>
    </message>
    <message>
        <source>waits to be sent</source>
        <translation>wartet darauf, gesendet zu werden</translation>
    </message>
    <message>
        <source>Let go of it…</source>
        <translation>Loslassen …</translation>
    </message>
    <message>
        <source>Let go of: {what}</source>
        <translation>Loslassen: {what}</translation>
    </message>
    <message>
        <source>May I say what I think?</source>
        <translation>Darf ich sagen, was ich denke?</translation>
    </message>
    <message>
        <source>I hear you</source>
        <translation>Ich höre dich</translation>
    </message>
    <message>
        <source>Me too</source>
        <translation>Ich auch</translation>
    </message>
    <message>
        <source>Thank you for telling me</source>
        <translation>Danke, dass du mir das erzählst</translation>
    </message>
    <message>
        <source>It helped me</source>
        <translation>Es hat mir geholfen</translation>
    </message>
    <message>
        <source>It helped a little</source>
        <translation>Es hat ein wenig geholfen</translation>
    </message>
    <message>
        <source>I am glad I tried it</source>
        <translation>Ich bin froh, es probiert zu haben</translation>
    </message>
    <message>
        <source>It is one of mine now</source>
        <translation>Es ist jetzt einer von meinen</translation>
    </message>
    <message>
        <source>{name} would like to say what comes to mind. May they?</source>
        <translation>{name} möchte sagen, was dazu einfällt. Ist das in Ordnung?</translation>
    </message>
    <message>
        <source>Yes, ideas are welcome</source>
        <translation>Ja, Ideen sind willkommen</translation>
    </message>
    <message>
        <source>No, just listen</source>
        <translation>Nein, einfach zuhören</translation>
    </message>
</context>
<context>
    <name>LineChart</name>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
</context>
<context>
    <name>LinkDialog</name>
    <message>
        <source>A link</source>
        <translation>Ein Link</translation>
    </message>
    <message>
        <source>This link leads out of Reflect, to {host}.</source>
        <translation>Dieser Link führt aus Reflect hinaus, zu {host}.</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Lassen</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>Die Adresse kopieren</translation>
    </message>
    <message>
        <source>Open in the browser</source>
        <translation>Im Browser öffnen</translation>
    </message>
</context>
<context>
    <name>LockSection</name>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <source>Lock &amp;after idle time</source>
        <translation>Sperren nach &amp;Ruhezeit</translation>
    </message>
    <message>
        <source>Lock with the &amp;screen, and before sleep</source>
        <translation>Mit dem Bildschirm s&amp;perren, und vor dem Ruhezustand</translation>
    </message>
    <message>
        <source>Lock when minimise&amp;d</source>
        <translation>Beim &amp;Verkleinern sperren</translation>
    </message>
    <message>
        <source>The s&amp;ystem keychain may unlock it too</source>
        <translation>Der Schl&amp;üsselbund des Systems darf auch entsperren</translation>
    </message>
    <message>
        <source>Chan&amp;ge the passphrase…</source>
        <translation>Passphrase &amp;wechseln …</translation>
    </message>
    <message>
        <source>New recovery sheet…</source>
        <translation>Neues Wiederherstellungsblatt …</translation>
    </message>
</context>
<context>
    <name>LookSection</name>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>Te&amp;xt size</source>
        <translation>Te&amp;xtgröße</translation>
    </message>
    <message>
        <source>Nothing moves</source>
        <translation>Nichts bewegt sich</translation>
    </message>
    <message>
        <source>Small movements</source>
        <translation>Kleine Bewegungen</translation>
    </message>
    <message>
        <source>&amp;Movement</source>
        <translation>Beweg&amp;ung</translation>
    </message>
    <message>
        <source>Only &amp;icons in the rail</source>
        <translation>Leiste mit Symbolen &amp;ohne Wörter</translation>
    </message>
    <message>
        <source>The &amp;window&apos;s title says only Reflect</source>
        <translation>Als Fenstertitel steht immer Ref&amp;lect</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Steady me</source>
        <translation>Halt finden</translation>
    </message>
    <message>
        <source>Steady me (F9)</source>
        <translation>Halt finden (F9)</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Lock the journal</source>
        <translation>Das Tagebuch sperren</translation>
    </message>
    <message>
        <source>Lock (Ctrl+L)</source>
        <translation>Sperren (Strg+L)</translation>
    </message>
    <message>
        <source>Search  Ctrl+K</source>
        <translation>Suchen  Strg+K</translation>
    </message>
    <message>
        <source>Search the journal</source>
        <translation>Das Tagebuch durchsuchen</translation>
    </message>
    <message>
        <source>Lock, and rescue what can be read</source>
        <translation>Sperren und retten, was sich lesen lässt</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Tagebuch</translation>
    </message>
    <message>
        <source>Coping</source>
        <translation>Was hilft</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Sharing</source>
        <translation>Teilen</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>E&amp;xercises…</source>
        <translation>Üb&amp;ungen…</translation>
    </message>
</context>
<context>
    <name>MappingPage</name>
    <message>
        <source>Reflect does not know where this table comes from. Say which column is what; the next file with these columns is read the same way.</source>
        <translation>Reflect weiß nicht, woher diese Tabelle kommt. Sag, welche Spalte was ist; die nächste Datei mit diesen Spalten wird ebenso gelesen.</translation>
    </message>
    <message>
        <source>The first rows of the file</source>
        <translation>Die ersten Zeilen der Datei</translation>
    </message>
    <message>
        <source>&amp;Date</source>
        <translation>&amp;Datum</translation>
    </message>
    <message>
        <source>T&amp;ime</source>
        <translation>&amp;Uhrzeit</translation>
    </message>
    <message>
        <source>Ti&amp;tle</source>
        <translation>T&amp;itel</translation>
    </message>
    <message>
        <source>Te&amp;xt</source>
        <translation>Te&amp;xt</translation>
    </message>
    <message>
        <source>&amp;Mood</source>
        <translation>&amp;Stimmung</translation>
    </message>
    <message>
        <source>Ta&amp;gs</source>
        <translation>Schla&amp;gwörter</translation>
    </message>
    <message>
        <source>&amp;Starred</source>
        <translation>S&amp;tern</translation>
    </message>
    <message>
        <source>Id of the &amp;entry</source>
        <translation>&amp;Kennung des Eintrags</translation>
    </message>
    <message>
        <source>Mood &amp;numbers go from heavy to light</source>
        <translation>&amp;Zahlen von schwer bis leicht</translation>
    </message>
    <message>
        <source>Dates are &amp;written</source>
        <translation>&amp;Reihenfolge im Datum</translation>
    </message>
    <message>
        <source>day first: 31/12</source>
        <translation>Tag zuerst: 31/12</translation>
    </message>
    <message>
        <source>month first: 12/31</source>
        <translation>Monat zuerst: 12/31</translation>
    </message>
    <message>
        <source>Columns kept as factors</source>
        <translation>Spalten, die als Umstände bleiben</translation>
    </message>
    <message>
        <source>&amp;Factors (sleep, weather, …)</source>
        <translation>U&amp;mstände (Schlaf, Wetter, …)</translation>
    </message>
    <message>
        <source>The first entries, read this way</source>
        <translation>Die ersten Einträge, so gelesen</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>as the numbers suggest</source>
        <translation>wie die Zahlen nahelegen</translation>
    </message>
    <message>
        <source> to </source>
        <translation> bis </translation>
    </message>
    <message>
        <source>A date is needed: choose its column.</source>
        <translation>Ein Datum wird gebraucht: wähle seine Spalte.</translation>
    </message>
    <message>
        <source>Choose a column for the text, the mood or something else to keep.</source>
        <translation>Wähle eine Spalte für den Text, die Stimmung oder etwas anderes, das bleiben soll.</translation>
    </message>
    <message>
        <source>No row has a date that can be read in this column.</source>
        <translation>In dieser Spalte hat keine Zeile ein lesbares Datum.</translation>
    </message>
</context>
<context>
    <name>MeanChart</name>
    <message>
        <source>Hollow marks rest on fewer than {few}.</source>
        <translation>Hohle Marken beruhen auf weniger als {few}.</translation>
    </message>
    <message>
        <source>Mood, mean</source>
        <translation>Stimmung, Mittel</translation>
    </message>
    <message>
        <source>{name}: no mood marked.</source>
        <translation>{name}: keine Stimmung notiert.</translation>
    </message>
    <message>
        <source>{name}: {mean} on average, {base}.</source>
        <translation>{name}: im Mittel {mean}, {base}.</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>E&amp;ntry</source>
        <translation>&amp;Eintrag</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;New entry</source>
        <translation>&amp;Neuer Eintrag</translation>
    </message>
    <message>
        <source>New &amp;journal…</source>
        <translation>Neues &amp;Tagebuch …</translation>
    </message>
    <message>
        <source>&amp;Open other journal…</source>
        <translation>Anderes Tagebuch ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>&amp;Backup now</source>
        <translation>&amp;Jetzt sichern</translation>
    </message>
    <message>
        <source>&amp;Lock</source>
        <translation>&amp;Sperren</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Undo typing</source>
        <translation>Eingabe &amp;rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo typing</source>
        <translation>Eingabe &amp;wiederholen</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>&amp;Ausschneiden</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>A&amp;lles auswählen</translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation>&amp;Suchen</translation>
    </message>
    <message>
        <source>&amp;Steady me</source>
        <translation>&amp;Halt finden</translation>
    </message>
    <message>
        <source>M&amp;y safety plan</source>
        <translation>Mein K&amp;risenplan</translation>
    </message>
    <message>
        <source>My &amp;bridge card</source>
        <translation>Meine Brü&amp;ckenkarte</translation>
    </message>
    <message>
        <source>&amp;Larger text</source>
        <translation>Text &amp;größer</translation>
    </message>
    <message>
        <source>S&amp;maller text</source>
        <translation>Text kl&amp;einer</translation>
    </message>
    <message>
        <source>&amp;Normal text</source>
        <translation>Text &amp;normal</translation>
    </message>
    <message>
        <source>Th&amp;eme</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>High &amp;contrast</source>
        <translation>Hoher &amp;Kontrast</translation>
    </message>
    <message>
        <source>&amp;Icons only</source>
        <translation>&amp;Symbole ohne Wörter</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>&amp;Hide, and show again</source>
        <translation>Ver&amp;bergen und wieder zeigen</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;About Reflect</source>
        <translation>&amp;Über Reflect</translation>
    </message>
    <message>
        <source>Take back: {what}</source>
        <translation>Zurücknehmen: {what}</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>No journal here</source>
        <translation>Hier ist kein Tagebuch</translation>
    </message>
    <message>
        <source>there is no journal in {path}</source>
        <translation>in {path} gibt es kein Tagebuch</translation>
    </message>
    <message>
        <source>choose another folder, or make a new journal</source>
        <translation>wähle einen anderen Ordner, oder leg ein neues Tagebuch an</translation>
    </message>
    <message>
        <source>This folder is in use</source>
        <translation>Dieser Ordner ist belegt</translation>
    </message>
    <message>
        <source>{path} already holds a journal or other files; nothing was changed</source>
        <translation>{path} enthält schon ein Tagebuch oder andere Dateien; nichts wurde geändert</translation>
    </message>
    <message>
        <source>choose a new or an empty folder</source>
        <translation>wähle einen neuen oder leeren Ordner</translation>
    </message>
    <message>
        <source>Open elsewhere</source>
        <translation>Anderswo geöffnet</translation>
    </message>
    <message>
        <source>this journal is open in another program (process {pid} on {host})</source>
        <translation>dieses Tagebuch ist in einem anderen Programm geöffnet (Prozess {pid} auf {host})</translation>
    </message>
    <message>
        <source>close it there and try again</source>
        <translation>schließ es dort und versuch es noch einmal</translation>
    </message>
    <message>
        <source>This passphrase does not open the journal</source>
        <translation>Diese Passphrase öffnet das Tagebuch nicht</translation>
    </message>
    <message>
        <source>the passphrase does not fit; the journal itself is well</source>
        <translation>die Passphrase passt nicht; das Tagebuch selbst ist unversehrt</translation>
    </message>
    <message>
        <source>try again, or use the recovery code</source>
        <translation>versuch es noch einmal, oder nimm den Wiederherstellungscode</translation>
    </message>
    <message>
        <source>This recovery code does not open the journal</source>
        <translation>Dieser Wiederherstellungscode öffnet das Tagebuch nicht</translation>
    </message>
    <message>
        <source>the recovery code does not fit{group}</source>
        <translation>der Wiederherstellungscode passt nicht{group}</translation>
    </message>
    <message>
        <source>compare it with the recovery sheet, group by group</source>
        <translation>vergleich ihn mit dem Wiederherstellungsblatt, Gruppe für Gruppe</translation>
    </message>
    <message>
        <source>The key file is damaged</source>
        <translation>Die Schlüsseldatei ist beschädigt</translation>
    </message>
    <message>
        <source>the key file {path} and its mirror are both damaged; the entries are still there, sealed</source>
        <translation>die Schlüsseldatei {path} und ihre Zweitschrift sind beide beschädigt; die Einträge sind noch da, versiegelt</translation>
    </message>
    <message>
        <source>restore a backup into a new folder; or, to keep what was written since, copy its journal.key into this folder</source>
        <translation>stelle eine Sicherung in einem neuen Ordner wieder her; oder kopiere, um auch das danach Geschriebene zu behalten, ihre journal.key in diesen Ordner</translation>
    </message>
    <message>
        <source>This backup is damaged</source>
        <translation>Diese Sicherung ist beschädigt</translation>
    </message>
    <message>
        <source>the backup {path} does not hold what it should; nothing was changed</source>
        <translation>die Sicherung {path} enthält nicht, was sie soll; nichts wurde geändert</translation>
    </message>
    <message>
        <source>choose another backup</source>
        <translation>wähle eine andere Sicherung</translation>
    </message>
    <message>
        <source>The backup was not finished</source>
        <translation>Die Sicherung wurde nicht fertig</translation>
    </message>
    <message>
        <source>no backup was made in {path} ({reason}); earlier backups are as they were</source>
        <translation>in {path} entstand keine Sicherung ({reason}); frühere Sicherungen sind, wie sie waren</translation>
    </message>
    <message>
        <source>make room or choose another folder, and try again</source>
        <translation>schaffe Platz oder wähle einen anderen Ordner, und versuch es noch einmal</translation>
    </message>
    <message>
        <source>A passphrase is needed</source>
        <translation>Eine Passphrase wird gebraucht</translation>
    </message>
    <message>
        <source>the passphrase is empty; nothing was changed</source>
        <translation>die Passphrase ist leer; nichts wurde geändert</translation>
    </message>
    <message>
        <source>choose four words or more that only you would put together</source>
        <translation>wähle vier oder mehr Wörter, die außer dir niemand zusammenstellen würde</translation>
    </message>
    <message>
        <source>The journal is damaged</source>
        <translation>Das Tagebuch ist beschädigt</translation>
    </message>
    <message>
        <source>the passphrase fits, but the file {path} is not what it was{page}; it was not changed</source>
        <translation>die Passphrase passt, doch die Datei {path} ist nicht mehr, was sie war{page}; sie wurde nicht geändert</translation>
    </message>
    <message>
        <source>restore a backup, or rescue what can be read (salvage)</source>
        <translation>stell eine Sicherung wieder her, oder rette, was sich lesen lässt (salvage)</translation>
    </message>
    <message>
        <source>Written by a newer Reflect</source>
        <translation>Von einem neueren Reflect geschrieben</translation>
    </message>
    <message>
        <source>the journal {path} has format {found}, this Reflect knows {known}; nothing was changed</source>
        <translation>das Tagebuch {path} hat Format {found}, dieses Reflect kennt {known}; nichts wurde geändert</translation>
    </message>
    <message>
        <source>update Reflect, then open it again</source>
        <translation>aktualisiere Reflect und öffne es dann wieder</translation>
    </message>
    <message>
        <source>The journal file was moved or replaced</source>
        <translation>Die Datei des Tagebuchs wurde verschoben oder ersetzt</translation>
    </message>
    <message>
        <source>{path} is no longer the file that was opened; nothing more is written to it</source>
        <translation>{path} ist nicht mehr die Datei, die geöffnet wurde; nichts wird mehr hineingeschrieben</translation>
    </message>
    <message>
        <source>copy what you just wrote, put the file back, and open the journal again</source>
        <translation>kopiere, was du eben geschrieben hast, leg die Datei zurück und öffne das Tagebuch wieder</translation>
    </message>
    <message>
        <source>This is not a journal</source>
        <translation>Das ist kein Tagebuch</translation>
    </message>
    <message>
        <source>{path} is empty, cut short or another kind of file; it was not changed</source>
        <translation>{path} ist leer, abgeschnitten oder eine andere Art Datei; sie wurde nicht geändert</translation>
    </message>
    <message>
        <source>restore a backup, or choose another journal</source>
        <translation>stell eine Sicherung wieder her, oder wähle ein anderes Tagebuch</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>Die Platte ist voll</translation>
    </message>
    <message>
        <source>there is no room left for {path}; everything saved before is safe</source>
        <translation>für {path} ist kein Platz mehr; alles vorher Gespeicherte ist sicher</translation>
    </message>
    <message>
        <source>free some space; saving is tried again</source>
        <translation>schaffe etwas Platz; das Speichern wird wieder versucht</translation>
    </message>
    <message>
        <source>The disk refused</source>
        <translation>Die Platte verweigert sich</translation>
    </message>
    <message>
        <source>reading or writing {path} failed; everything saved before is safe</source>
        <translation>{path} ließ sich nicht lesen oder schreiben; alles vorher Gespeicherte ist sicher</translation>
    </message>
    <message>
        <source>check the disk and its cable, make a copy, and try again</source>
        <translation>prüfe Platte und Kabel, mach eine Kopie und versuch es noch einmal</translation>
    </message>
    <message>
        <source>Open for reading</source>
        <translation>Zum Lesen geöffnet</translation>
    </message>
    <message>
        <source>{path} can be read, not written</source>
        <translation>{path} lässt sich lesen, nicht schreiben</translation>
    </message>
    <message>
        <source>reading, searching and exporting work; to write, make the folder writable</source>
        <translation>Lesen, Suchen und Exportieren gehen; zum Schreiben mach den Ordner beschreibbar</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>there is no {kind} with the id {id}</source>
        <translation>mit der Kennung {id} ist nichts zu finden ({kind})</translation>
    </message>
    <message>
        <source>list them to see their ids</source>
        <translation>lass sie auflisten, um ihre Kennungen zu sehen</translation>
    </message>
    <message>
        <source>Which one?</source>
        <translation>Welcher?</translation>
    </message>
    <message>
        <source>the short id {id} fits several: {candidates}</source>
        <translation>die kurze Kennung {id} passt auf mehrere: {candidates}</translation>
    </message>
    <message>
        <source>give one more letter of it</source>
        <translation>gib einen Buchstaben mehr davon an</translation>
    </message>
    <message>
        <source>The search was not understood</source>
        <translation>Die Suche wurde nicht verstanden</translation>
    </message>
    <message>
        <source>{operator} expects {expects}</source>
        <translation>{operator} erwartet {expects}</translation>
    </message>
    <message>
        <source>correct it, or put the words in quotes</source>
        <translation>berichtige es, oder setz die Wörter in Anführungszeichen</translation>
    </message>
    <message>
        <source>This value does not fit</source>
        <translation>Dieser Wert passt nicht</translation>
    </message>
    <message>
        <source>{field} expects {expects}; nothing was changed</source>
        <translation>{field} erwartet {expects}; nichts wurde geändert</translation>
    </message>
    <message>
        <source>correct it and try again</source>
        <translation>berichtige ihn und versuch es noch einmal</translation>
    </message>
    <message>
        <source>The file is too large</source>
        <translation>Die Datei ist zu groß</translation>
    </message>
    <message>
        <source>{name} is larger than {limit} bytes; it was not added</source>
        <translation>{name} ist größer als {limit} Byte; sie wurde nicht hinzugefügt</translation>
    </message>
    <message>
        <source>keep it beside the journal, or make it smaller</source>
        <translation>bewahre sie neben dem Tagebuch auf, oder mach sie kleiner</translation>
    </message>
    <message>
        <source>The format is not known</source>
        <translation>Das Format ist unbekannt</translation>
    </message>
    <message>
        <source>{path} is in no format that Reflect can tell{format}{columns}</source>
        <translation>{path} hat kein Format, das Reflect erkennt{format}{columns}</translation>
    </message>
    <message>
        <source>name the format with --format, or map the columns with --map</source>
        <translation>nenne das Format mit --format, oder ordne die Spalten mit --map zu</translation>
    </message>
    <message>
        <source>This is no toolkit</source>
        <translation>Das ist kein Werkzeugkasten</translation>
    </message>
    <message>
        <source>{path} holds no ways of coping as Reflect writes them</source>
        <translation>{path} enthält nichts von dem, was hilft, so wie Reflect es schreibt</translation>
    </message>
    <message>
        <source>choose the file that ends in .json or .json.age</source>
        <translation>wähle die Datei, die auf .json oder .json.age endet</translation>
    </message>
    <message>
        <source>The file is damaged</source>
        <translation>Die Datei ist beschädigt</translation>
    </message>
    <message>
        <source>{path} is broken at {where} ({reason}); nothing was imported</source>
        <translation>{path} ist bei {where} defekt ({reason}); nichts wurde importiert</translation>
    </message>
    <message>
        <source>make the export again, or mend that place</source>
        <translation>exportiere noch einmal, oder bessere die Stelle aus</translation>
    </message>
    <message>
        <source>This file is not safe to read</source>
        <translation>Diese Datei lässt sich nicht sicher lesen</translation>
    </message>
    <message>
        <source>{path} was refused ({reason}); nothing was read from it</source>
        <translation>{path} wurde abgelehnt ({reason}); nichts wurde daraus gelesen</translation>
    </message>
    <message>
        <source>import only files that you exported yourself</source>
        <translation>importiere Dateien, die du selbst exportiert hast</translation>
    </message>
    <message>
        <source>The archive is from a newer Reflect</source>
        <translation>Das Archiv stammt von einem neueren Reflect</translation>
    </message>
    <message>
        <source>{path} has version {found}, this program knows {known}; nothing was read</source>
        <translation>{path} hat Version {found}, dieses Programm kennt {known}; nichts wurde gelesen</translation>
    </message>
    <message>
        <source>update Reflect, then import it again</source>
        <translation>aktualisiere Reflect und importiere es dann wieder</translation>
    </message>
    <message>
        <source>The file is encrypted</source>
        <translation>Die Datei ist verschlüsselt</translation>
    </message>
    <message>
        <source>{path} needs its own passphrase</source>
        <translation>{path} braucht eine eigene Passphrase</translation>
    </message>
    <message>
        <source>give it (--source-passphrase-file on the command line)</source>
        <translation>gib sie an (auf der Befehlszeile --source-passphrase-file)</translation>
    </message>
    <message>
        <source>The file&apos;s passphrase does not fit</source>
        <translation>Die Passphrase der Datei passt nicht</translation>
    </message>
    <message>
        <source>{path} does not open with this passphrase; nothing was imported</source>
        <translation>{path} öffnet sich mit dieser Passphrase nicht; nichts wurde importiert</translation>
    </message>
    <message>
        <source>try again with the passphrase it was made with</source>
        <translation>versuch es mit der Passphrase, mit der sie entstand</translation>
    </message>
    <message>
        <source>The file is sealed to a key</source>
        <translation>Die Datei ist für einen Schlüssel versiegelt</translation>
    </message>
    <message>
        <source>{path} opens with an age key, not with a passphrase</source>
        <translation>{path} öffnet sich mit einem age-Schlüssel, nicht mit einer Passphrase</translation>
    </message>
    <message>
        <source>open it first: age --decrypt -i KEY-FILE -o PLAIN-FILE, then import that</source>
        <translation>öffne sie zuerst: age --decrypt -i SCHLÜSSELDATEI -o KLARTEXTDATEI, dann importiere diese</translation>
    </message>
    <message>
        <source>Nothing to bring in</source>
        <translation>Nichts zum Hereinholen</translation>
    </message>
    <message>
        <source>{path} holds no entry</source>
        <translation>{path} enthält keinen Eintrag</translation>
    </message>
    <message>
        <source>check that this is the whole export</source>
        <translation>sieh nach, ob das der ganze Export ist</translation>
    </message>
    <message>
        <source>The file cannot be read</source>
        <translation>Die Datei lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>{path} could not be read ({reason}); nothing was changed</source>
        <translation>{path} ließ sich nicht lesen ({reason}); nichts wurde geändert</translation>
    </message>
    <message>
        <source>check that it is there and that you may read it</source>
        <translation>sieh nach, ob sie da ist und ob du sie lesen darfst</translation>
    </message>
    <message>
        <source>The export was not written</source>
        <translation>Der Export wurde nicht geschrieben</translation>
    </message>
    <message>
        <source>{path} could not be written ({reason}); no half file was left</source>
        <translation>{path} ließ sich nicht schreiben ({reason}); keine halbe Datei blieb zurück</translation>
    </message>
    <message>
        <source>choose another place, and try again</source>
        <translation>wähle einen anderen Ort, und versuch es noch einmal</translation>
    </message>
    <message>
        <source>Nobody here is called that</source>
        <translation>So heißt hier niemand</translation>
    </message>
    <message>
        <source>there is no contact called {name}</source>
        <translation>es gibt keinen Kontakt namens {name}</translation>
    </message>
    <message>
        <source>look at the names of your contacts</source>
        <translation>sieh nach, wie deine Kontakte heißen</translation>
    </message>
    <message>
        <source>Something that came could not be opened</source>
        <translation>Etwas, das ankam, ließ sich nicht öffnen</translation>
    </message>
    <message>
        <source>sealed bytes did not open ({reason}); nothing was changed by them</source>
        <translation>versiegelte Daten gingen nicht auf ({reason}); sie haben nichts verändert</translation>
    </message>
    <message>
        <source>nothing is needed: what belongs to you is sent again</source>
        <translation>es ist nichts zu tun: Was dir gehört, wird noch einmal gesendet</translation>
    </message>
    <message>
        <source>Something came from a newer Reflect</source>
        <translation>Etwas kam von einem neueren Reflect</translation>
    </message>
    <message>
        <source>it is sealed in a way that this version does not know ({found})</source>
        <translation>es ist auf eine Art versiegelt, die diese Version nicht kennt ({found})</translation>
    </message>
    <message>
        <source>bring Reflect up to date; it is kept until then</source>
        <translation>bring Reflect auf den neuesten Stand; bis dahin wird es aufbewahrt</translation>
    </message>
    <message>
        <source>Something that came is not as it should be</source>
        <translation>Etwas, das ankam, ist nicht, wie es sein soll</translation>
    </message>
    <message>
        <source>a message was refused ({reason}); nothing of it was taken</source>
        <translation>eine Nachricht wurde abgewiesen ({reason}); nichts davon wurde übernommen</translation>
    </message>
    <message>
        <source>nothing is needed; ask who sent it which Reflect they have</source>
        <translation>es ist nichts zu tun; frag, wer sie schickte, nach der Version von Reflect</translation>
    </message>
    <message>
        <source>this version does not know what it is ({kind})</source>
        <translation>diese Version weiß nicht, was es ist ({kind})</translation>
    </message>
    <message>
        <source>The invitation does not lead on</source>
        <translation>Die Einladung führt nicht weiter</translation>
    </message>
    <message>
        <source>no contact was made ({reason})</source>
        <translation>es entstand kein Kontakt ({reason})</translation>
    </message>
    <message>
        <source>ask for a new invitation</source>
        <translation>bitte um eine neue Einladung</translation>
    </message>
    <message>
        <source>Sharing is not switched on</source>
        <translation>Das Teilen ist nicht eingeschaltet</translation>
    </message>
    <message>
        <source>this journal shares nothing with anybody</source>
        <translation>dieses Tagebuch teilt mit niemandem etwas</translation>
    </message>
    <message>
        <source>switch it on first: Sharing in the window, or reflect sharing on</source>
        <translation>schalte es zuerst ein: „Teilen“ im Fenster, oder reflect sharing on</translation>
    </message>
    <message>
        <source>Sharing is not possible here</source>
        <translation>Teilen ist hier nicht möglich</translation>
    </message>
    <message>
        <source>something that sharing needs is missing ({reason})</source>
        <translation>etwas, das zum Teilen nötig ist, fehlt ({reason})</translation>
    </message>
    <message>
        <source>install reflect-journal[sync], or see that the journal&apos;s folder can be written to</source>
        <translation>installiere reflect-journal[sync], oder sieh nach, ob in den Ordner des Tagebuchs geschrieben werden kann</translation>
    </message>
    <message>
        <source>Nothing can be shared with this person now</source>
        <translation>Mit diesem Menschen kann gerade nichts geteilt werden</translation>
    </message>
    <message>
        <source>with {name} it stands so: {state}</source>
        <translation>mit {name} steht es so: {state}</translation>
    </message>
    <message>
        <source>look at them on the page of people you share with</source>
        <translation>sieh auf der Seite der Menschen nach, mit denen du teilst</translation>
    </message>
    <message>
        <source>A relay does not answer</source>
        <translation>Ein Relay antwortet nicht</translation>
    </message>
    <message>
        <source>{relay} was not reached ({reason}); what waits stays where it is</source>
        <translation>{relay} war nicht zu erreichen ({reason}); was wartet, bleibt, wo es ist</translation>
    </message>
    <message>
        <source>nothing is needed: it is tried again, with growing pauses</source>
        <translation>es ist nichts zu tun: Es wird wieder versucht, mit wachsenden Pausen</translation>
    </message>
    <message>
        <source>A relay does not take it</source>
        <translation>Ein Relay nimmt es nicht an</translation>
    </message>
    <message>
        <source>{relay} refused ({reason}); what waits stays where it is</source>
        <translation>{relay} hat abgelehnt ({reason}); was wartet, bleibt, wo es ist</translation>
    </message>
    <message>
        <source>look at the relay&apos;s address and at its password, or choose another</source>
        <translation>sieh dir die Adresse und das Passwort des Relays an oder wähle ein anderes</translation>
    </message>
    <message>
        <source>Too large for this relay</source>
        <translation>Zu groß für dieses Relay</translation>
    </message>
    <message>
        <source>{relay} takes {limit} bytes at a time</source>
        <translation>{relay} nimmt {limit} Bytes auf einmal</translation>
    </message>
    <message>
        <source>share it without its photos, or through a folder</source>
        <translation>teile es ohne die Fotos oder über einen Ordner</translation>
    </message>
    <message>
        <source>The system keychain is not available</source>
        <translation>Der Schlüsselbund des Systems ist nicht verfügbar</translation>
    </message>
    <message>
        <source>the system keychain did not answer ({reason}); nothing was changed</source>
        <translation>der Schlüsselbund des Systems antwortet nicht ({reason}); nichts wurde geändert</translation>
    </message>
    <message>
        <source>use the passphrase</source>
        <translation>nimm die Passphrase</translation>
    </message>
    <message>
        <source>Starting by itself was not changed</source>
        <translation>Das Starten von selbst blieb, wie es war</translation>
    </message>
    <message>
        <source>{path} could not be changed ({reason}); reminders come while Reflect runs</source>
        <translation>{path} ließ sich nicht ändern ({reason}); Erinnerungen kommen, solange Reflect läuft</translation>
    </message>
    <message>
        <source>make that folder writable, and choose it again</source>
        <translation>mach diesen Ordner beschreibbar und wähle es noch einmal</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>stopped as you asked; nothing was changed</source>
        <translation>angehalten, wie du es wolltest; nichts wurde geändert</translation>
    </message>
    <message>
        <source>start it again whenever you like</source>
        <translation>beginne neu, wann immer du magst</translation>
    </message>
    <message>
        <source>The disk is full; your words are saved</source>
        <translation>Die Platte ist voll; deine Worte sind gespeichert</translation>
    </message>
    <message>
        <source>the disk of {path} is full; what you wrote was saved into room kept back for this</source>
        <translation>die Platte von {path} ist voll; was du geschrieben hast, liegt in dem Platz, der dafür zurückgehalten war</translation>
    </message>
    <message>
        <source>free some space before you write on</source>
        <translation>schaffe etwas Platz, bevor du weiterschreibst</translation>
    </message>
    <message>
        <source>One copy of the key file is damaged</source>
        <translation>Ein Exemplar der Schlüsseldatei ist beschädigt</translation>
    </message>
    <message>
        <source>{path} is damaged; its other copy is whole and opens the journal</source>
        <translation>{path} ist beschädigt; das andere Exemplar ist heil und öffnet das Tagebuch</translation>
    </message>
    <message>
        <source>open the journal once: the damaged copy is then mended</source>
        <translation>öffne das Tagebuch einmal: dann wird das beschädigte Exemplar ausgebessert</translation>
    </message>
    <message>
        <source>Journal and key file do not belong together</source>
        <translation>Tagebuch und Schlüsseldatei gehören nicht zusammen</translation>
    </message>
    <message>
        <source>the passphrase fits the key file, but no part of {path} fits that key: one of the two is another journal&apos;s, or the file is damaged at its beginning</source>
        <translation>die Passphrase passt zur Schlüsseldatei, doch nichts in {path} passt zu diesem Schlüssel: eines von beiden gehört zu einem anderen Tagebuch, oder die Datei ist am Anfang beschädigt</translation>
    </message>
    <message>
        <source>put the right journal.db and journal.key together, or restore a backup</source>
        <translation>leg die richtige journal.db und journal.key zusammen, oder stell eine Sicherung wieder her</translation>
    </message>
    <message>
        <source>The journal file is missing</source>
        <translation>Die Datei des Tagebuchs fehlt</translation>
    </message>
    <message>
        <source>{path} is missing or empty; {backups} backups stand beside it</source>
        <translation>{path} fehlt oder ist leer; Sicherungen daneben: {backups}</translation>
    </message>
    <message>
        <source>restore the newest backup into a new folder</source>
        <translation>stell die neueste Sicherung in einem neuen Ordner wieder her</translation>
    </message>
    <message>
        <source>: look at group {group}</source>
        <translation>: sieh dir Gruppe {group} an</translation>
    </message>
    <message>
        <source> (page {page})</source>
        <translation> (Seite {page})</translation>
    </message>
    <message>
        <source> as {format}</source>
        <translation> als {format}</translation>
    </message>
    <message>
        <source>; its columns are {columns}</source>
        <translation>; die Spalten sind {columns}</translation>
    </message>
</context>
<context>
    <name>Moment</name>
    <message>
        <source>d MMM yyyy</source>
        <translation>d. MMM yyyy</translation>
    </message>
</context>
<context>
    <name>MomentDialog</name>
    <message>
        <source>When it was</source>
        <translation>Wann es war</translation>
    </message>
    <message>
        <source>Day and time</source>
        <translation>Tag und Uhrzeit</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zeitzone</translation>
    </message>
    <message>
        <source>Set the time</source>
        <translation>Zeit setzen</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>There is no such time zone. Choose one from the list.</source>
        <translation>Diese Zeitzone gibt es nicht. Wähle eine aus der Liste.</translation>
    </message>
</context>
<context>
    <name>MonthGrid</name>
    <message>
        <source>The month, a day a field</source>
        <translation>Der Monat, jeder Tag ein Feld</translation>
    </message>
</context>
<context>
    <name>MoodButton</name>
    <message>
        <source>Mood {step} of 5: {word}</source>
        <translation>Stimmung {step} von 5: {word}</translation>
    </message>
</context>
<context>
    <name>MoodLabels</name>
    <message>
        <source>Moods by other names</source>
        <translation>Stimmungen mit anderen Namen</translation>
    </message>
    <message>
        <source>Which mood does each stand for? Your answer is remembered. Without one, the entry comes without a mood and keeps the name.</source>
        <translation>Für welche Stimmung steht jeder Name? Deine Antwort wird gemerkt. Ohne Antwort kommt der Eintrag ohne Stimmung und behält den Namen.</translation>
    </message>
    <message>
        <source>no mood</source>
        <translation>keine Stimmung</translation>
    </message>
    <message>
        <source>The mood that “{label}” stands for</source>
        <translation>Die Stimmung, für die „{label}“ steht</translation>
    </message>
</context>
<context>
    <name>MoodLine</name>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>No line yet: this period needs two days with a mood.</source>
        <translation>Noch keine Linie: Dieser Zeitraum braucht zwei Tage mit einer Stimmung.</translation>
    </message>
    <message>
        <source>{mean} on average, {days} with a mood.</source>
        <translation>Im Mittel {mean}, {days} mit einer Stimmung.</translation>
    </message>
    <message>
        <source>Mood</source>
        <translation>Stimmung</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Tage</translation>
    </message>
</context>
<context>
    <name>MoodRow</name>
    <message>
        <source>How is it now?</source>
        <translation>Wie ist es jetzt?</translation>
    </message>
</context>
<context>
    <name>NewPassphrase</name>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>The same again</source>
        <translation>Noch einmal dieselbe</translation>
    </message>
    <message>
        <source>&amp;Passphrase</source>
        <translation>&amp;Passphrase</translation>
    </message>
    <message>
        <source>The same &amp;again</source>
        <translation>Noch einmal &amp;dieselbe</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Stärke</translation>
    </message>
    <message>
        <source>&amp;Suggest words</source>
        <translation>Wörter &amp;vorschlagen</translation>
    </message>
    <message>
        <source>Six random words, shown so that you can write them down</source>
        <translation>Sechs zufällige Wörter, sichtbar, damit du sie aufschreiben kannst</translation>
    </message>
    <message>
        <source>&amp;Copy for 20 seconds</source>
        <translation>Für 20 Sekunden &amp;kopieren</translation>
    </message>
    <message>
        <source>Four or more words that only you would put together are best.</source>
        <translation>Am besten sind vier oder mehr Wörter, die außer dir niemand zusammenstellen würde.</translation>
    </message>
    <message>
        <source>{strength}: whoever has the files needs {time} to guess it</source>
        <translation>{strength}: wer die Dateien hat, braucht zum Erraten {time}</translation>
    </message>
    <message>
        <source>The two differ.</source>
        <translation>Die beiden sind verschieden.</translation>
    </message>
    <message>
        <source>Six words were filled in and are shown. Write them down.</source>
        <translation>Sechs Wörter sind eingetragen und sichtbar. Schreib sie auf.</translation>
    </message>
</context>
<context>
    <name>NewSheet</name>
    <message>
        <source>New recovery sheet</source>
        <translation>Neues Wiederherstellungsblatt</translation>
    </message>
    <message>
        <source>A new code is made and shown once. The code on an older sheet then opens nothing any more, neither this journal nor its backups.</source>
        <translation>Ein neuer Code entsteht und wird einmal gezeigt. Der Code auf einem älteren Blatt öffnet dann nichts mehr, weder dieses Tagebuch noch seine Sicherungen.</translation>
    </message>
    <message>
        <source>&amp;Keep the old sheet</source>
        <translation>Altes Blatt &amp;behalten</translation>
    </message>
    <message>
        <source>&amp;Make a new code</source>
        <translation>&amp;Neuer Code</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>&amp;Schließen</translation>
    </message>
</context>
<context>
    <name>Number</name>
    <message>
        <source>Take the number back</source>
        <translation>Die Zahl zurücknehmen</translation>
    </message>
</context>
<context>
    <name>NumberTable</name>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>OnThisDay</name>
    <message>
        <source>On this day: {years}</source>
        <translation>An diesem Tag: {years}</translation>
    </message>
    <message>
        <source>On this day you wrote in {years}. Show it.</source>
        <translation>An diesem Tag hast du {years} geschrieben. Zeigen.</translation>
    </message>
</context>
<context>
    <name>OthersPage</name>
    <message>
        <source>Other journal</source>
        <translation>Anderes Tagebuch</translation>
    </message>
    <message>
        <source>Each journal is a folder with a passphrase of its own.</source>
        <translation>Jedes Tagebuch ist ein Ordner mit eigener Passphrase.</translation>
    </message>
    <message>
        <source>Journals on this computer</source>
        <translation>Tagebücher auf diesem Computer</translation>
    </message>
    <message>
        <source>&amp;Open this one</source>
        <translation>Dieses &amp;öffnen</translation>
    </message>
    <message>
        <source>&amp;Choose a folder…</source>
        <translation>&amp;Ordner wählen …</translation>
    </message>
    <message>
        <source>&amp;New journal…</source>
        <translation>&amp;Neues Tagebuch …</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>The journal&apos;s folder</source>
        <translation>Der Ordner des Tagebuchs</translation>
    </message>
</context>
<context>
    <name>PageView</name>
    <message>
        <source>Page {number} of {count}</source>
        <translation>Seite {number} von {count}</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>The pages as text</source>
        <translation>Die Seiten als Text</translation>
    </message>
</context>
<context>
    <name>PartingDialog</name>
    <message>
        <source>&amp;Words for {name}, if you like</source>
        <translation>&amp;Worte für {name}, wenn du magst</translation>
    </message>
    <message>
        <source>To begin with:</source>
        <translation>Ein Anfang:</translation>
    </message>
</context>
<context>
    <name>PassphraseField</name>
    <message>
        <source>Caps Lock is on</source>
        <translation>Die Feststelltaste ist an</translation>
    </message>
    <message>
        <source>Hide the passphrase</source>
        <translation>Passphrase verbergen</translation>
    </message>
    <message>
        <source>Show the passphrase</source>
        <translation>Passphrase zeigen</translation>
    </message>
</context>
<context>
    <name>PastImports</name>
    <message>
        <source>Nothing was brought in so far.</source>
        <translation>Bisher wurde nichts hereingeholt.</translation>
    </message>
    <message>
        <source>Past imports, newest first</source>
        <translation>Frühere Importe, der neueste zuerst</translation>
    </message>
    <message>
        <source>&amp;Take this import back</source>
        <translation>Diesen Import &amp;zurücknehmen</translation>
    </message>
    <message>
        <source>&amp;Keep it</source>
        <translation>&amp;Behalten</translation>
    </message>
    <message>
        <source>&amp;Undo this import…</source>
        <translation>Diesen Import &amp;zurücknehmen …</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>Past imports</source>
        <translation>Frühere Importe</translation>
    </message>
    <message>
        <source>{when}: {format}, {entries}</source>
        <translation>{when}: {format}, {entries}</translation>
    </message>
    <message>
        <source>To the trash: {entries}.</source>
        <translation>In den Papierkorb: {entries}.</translation>
    </message>
    <message>
        <source>Back to how they were before: {entries}.</source>
        <translation>Wieder wie vorher: {entries}.</translation>
    </message>
    <message>
        <source>{words} (taken back)</source>
        <translation>{words} (zurückgenommen)</translation>
    </message>
    <message>
        <source>What you wrote into them since stays in their history.</source>
        <translation>Was du seither hineingeschrieben hast, bleibt in den früheren Fassungen.</translation>
    </message>
    <message>
        <source>Taking it back…</source>
        <translation>Wird zurückgenommen …</translation>
    </message>
    <message>
        <source>The import is taken back. Its entries stay in the trash for 30 days.</source>
        <translation>Der Import ist zurückgenommen. Seine Einträge bleiben 30 Tage im Papierkorb.</translation>
    </message>
</context>
<context>
    <name>PauseDialog</name>
    <message>
        <source>Pause with {name}</source>
        <translation>Pause mit {name}</translation>
    </message>
    <message>
        <source>Nothing of yours goes to {name} until you resume. What they send is kept for you, quietly. They are told once that you pause, with your words or without.</source>
        <translation>Nichts von dir geht an {name}, bis du weitermachst. Was von dort kommt, wird still für dich aufbewahrt. Dass du pausierst, wird einmal mitgeteilt, mit deinen Worten oder ohne.</translation>
    </message>
    <message>
        <source>I need some quiet for a while. It is not about you.</source>
        <translation>Ich brauche eine Weile Ruhe. Es liegt nicht an dir.</translation>
    </message>
    <message>
        <source>I am taking a break from sharing and will be in touch.</source>
        <translation>Ich mache eine Pause vom Teilen und melde mich wieder.</translation>
    </message>
    <message>
        <source>Thank you for being there. I need time for myself now.</source>
        <translation>Danke, dass du da bist. Ich brauche jetzt Zeit für mich.</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pausieren</translation>
    </message>
</context>
<context>
    <name>PeopleView</name>
    <message>
        <source>One person at a time, whom you invite yourself. Nobody here sees who else you share with.</source>
        <translation>Ein Mensch nach dem anderen, den du selbst einlädst. Niemand hier sieht, mit wem du sonst noch teilst.</translation>
    </message>
    <message>
        <source>Invite somebody…</source>
        <translation>Jemanden einladen …</translation>
    </message>
    <message>
        <source>Accept an invitation…</source>
        <translation>Eine Einladung annehmen …</translation>
    </message>
    <message>
        <source>Nobody yet. Invite somebody, or accept the invitation that you were given.</source>
        <translation>Noch niemand. Lade jemanden ein, oder nimm die Einladung an, die du bekommen hast.</translation>
    </message>
    <message>
        <source>&amp;Invite somebody…</source>
        <translation>&amp;Jemanden einladen …</translation>
    </message>
    <message>
        <source>&amp;Accept an invitation…</source>
        <translation>&amp;Einladung annehmen …</translation>
    </message>
    <message>
        <source>&amp;Compare safety numbers…</source>
        <translation>&amp;Sicherheitsnummern vergleichen …</translation>
    </message>
    <message>
        <source>&amp;Pause…</source>
        <translation>&amp;Pausieren …</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Weitermachen</translation>
    </message>
    <message>
        <source>Rena&amp;me…</source>
        <translation>Um&amp;benennen …</translation>
    </message>
    <message>
        <source>&amp;End…</source>
        <translation>Been&amp;den …</translation>
    </message>
    <message>
        <source>&amp;Block…</source>
        <translation>B&amp;lockieren …</translation>
    </message>
</context>
<context>
    <name>Person</name>
    <message>
        <source>Tell them when I have read something</source>
        <translation>Mitteilen, wenn ich etwas gelesen habe</translation>
    </message>
    <message>
        <source>Compare numbers…</source>
        <translation>Nummern vergleichen …</translation>
    </message>
    <message>
        <source>Show the invitation…</source>
        <translation>Die Einladung zeigen …</translation>
    </message>
    <message>
        <source>Withdraw the invitation</source>
        <translation>Die Einladung zurückziehen</translation>
    </message>
    <message>
        <source>Invite again…</source>
        <translation>Noch einmal einladen …</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Weitermachen</translation>
    </message>
    <message>
        <source>Pause…</source>
        <translation>Pausieren …</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen …</translation>
    </message>
    <message>
        <source>End…</source>
        <translation>Beenden …</translation>
    </message>
    <message>
        <source>Block…</source>
        <translation>Blockieren …</translation>
    </message>
    <message>
        <source>Lift the block</source>
        <translation>Nicht mehr blockieren</translation>
    </message>
    <message>
        <source>Their key has changed. Until you have compared, nothing is sent to {name} and nothing from them is shown. A new computer is one reason; somebody else in their place is another.</source>
        <translation>Der Schlüssel ist ein anderer. Bis ihr verglichen habt, wird {name} nichts gesendet und nichts von dort gezeigt. Ein neuer Computer ist ein Grund; jemand anderes an dieser Stelle ist ein anderer.</translation>
    </message>
    <message>
        <source>Their words: “{words}”</source>
        <translation>Die Worte dazu: „{words}“</translation>
    </message>
    <message>
        <source>Safety numbers compared on {day}.</source>
        <translation>Sicherheitsnummern verglichen am {day}.</translation>
    </message>
    <message>
        <source>Safety numbers not compared yet: who they are is not sure.</source>
        <translation>Sicherheitsnummern noch nicht verglichen: Wer es ist, ist nicht sicher.</translation>
    </message>
    <message>
        <source>Their invitation was tried again after it was used, over or withdrawn, and refused: somebody else may have the line. Times: {count}.</source>
        <translation>Diese Einladung wurde noch einmal versucht, nachdem sie benutzt, abgelaufen oder zurückgezogen war, und abgewiesen: Vielleicht hat jemand anderes die Zeile. Versuche: {count}.</translation>
    </message>
    <message>
        <source>An older list of their devices came and was refused. An old copy of their journal is one reason; somebody in between is another. Compare safety numbers again.</source>
        <translation>Eine ältere Liste der Geräte kam an und wurde abgewiesen. Eine alte Kopie des anderen Tagebuchs ist ein Grund; jemand dazwischen ist ein anderer. Vergleicht noch einmal die Sicherheitsnummern.</translation>
    </message>
    <message>
        <source>Do not wait any more</source>
        <translation>Nicht mehr warten</translation>
    </message>
    <message>
        <source>Stopped: compare again.</source>
        <translation>Angehalten: vergleicht noch einmal.</translation>
    </message>
    <message>
        <source>Invited; the invitation was over on {until}.</source>
        <translation>Eingeladen; die Einladung ist am {until} abgelaufen.</translation>
    </message>
    <message>
        <source>Invited: waiting for them, until {until}.</source>
        <translation>Eingeladen: Die Antwort steht aus, bis {until}.</translation>
    </message>
    <message>
        <source>You accepted their invitation; it is over by now.</source>
        <translation>Du hast die Einladung angenommen; sie ist inzwischen abgelaufen.</translation>
    </message>
    <message>
        <source>You accepted their invitation: waiting for their journal to answer.</source>
        <translation>Du hast die Einladung angenommen: Die Antwort des anderen Tagebuchs steht aus.</translation>
    </message>
    <message>
        <source>Paused by them: what you send waits for them.</source>
        <translation>Von der anderen Seite pausiert: Was du sendest, wartet dort.</translation>
    </message>
    <message>
        <source>Active: you share with each other.</source>
        <translation>Aktiv: Ihr teilt miteinander.</translation>
    </message>
    <message>
        <source>Paused by both of you.</source>
        <translation>Von euch beiden pausiert.</translation>
    </message>
    <message>
        <source>Paused by you: nothing of yours goes.</source>
        <translation>Von dir pausiert: Nichts von dir geht.</translation>
    </message>
    <message>
        <source>Blocked: nothing comes or goes.</source>
        <translation>Blockiert: Nichts kommt und nichts geht.</translation>
    </message>
    <message>
        <source>Never connected; the invitation leads nowhere any more.</source>
        <translation>Nie verbunden; die Einladung führt nirgends mehr hin.</translation>
    </message>
    <message>
        <source>Ended by them.</source>
        <translation>Von der anderen Seite beendet.</translation>
    </message>
    <message>
        <source>Ended.</source>
        <translation>Beendet.</translation>
    </message>
    <message>
        <source>Nothing came of it: the invitation was your own.</source>
        <translation>Es wurde nichts daraus: Die Einladung war deine eigene.</translation>
    </message>
    <message>
        <source>Nothing came of it: you have blocked this person.</source>
        <translation>Es wurde nichts daraus: Du hast diesen Menschen blockiert.</translation>
    </message>
    <message>
        <source>Nothing came of it: you are connected with this person already.</source>
        <translation>Es wurde nichts daraus: Ihr seid schon verbunden.</translation>
    </message>
    <message>
        <source>Nothing came of it.</source>
        <translation>Es wurde nichts daraus.</translation>
    </message>
</context>
<context>
    <name>Photo</name>
    <message>
        <source>Photo {name}</source>
        <translation>Foto {name}</translation>
    </message>
    <message>
        <source>Show it larger: {name}</source>
        <translation>Größer zeigen: {name}</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>Herausnehmen</translation>
    </message>
    <message>
        <source>Take {name} out of this card</source>
        <translation>{name} aus dieser Karte nehmen</translation>
    </message>
</context>
<context>
    <name>PhotoDialog</name>
    <message>
        <source>Photo {name}</source>
        <translation>Foto {name}</translation>
    </message>
    <message>
        <source>&amp;Save a copy …</source>
        <translation>Kopie &amp;sichern …</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>This photo cannot be shown. A copy can be saved.</source>
        <translation>Dieses Foto lässt sich nicht zeigen. Eine Kopie lässt sich sichern.</translation>
    </message>
    <message>
        <source>Save a copy, readable by anyone who gets it</source>
        <translation>Eine Kopie sichern, lesbar für alle, die sie bekommen</translation>
    </message>
</context>
<context>
    <name>Photos</name>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
</context>
<context>
    <name>Place</name>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>A folder</source>
        <translation>Ein Ordner</translation>
    </message>
    <message>
        <source>A relay</source>
        <translation>Ein Relay</translation>
    </message>
    <message>
        <source>Not reached; tried again on {next}.</source>
        <translation>Nicht erreicht; am {next} wird es wieder versucht.</translation>
    </message>
    <message>
        <source>Last reached on {day}.</source>
        <translation>Zuletzt erreicht am {day}.</translation>
    </message>
    <message>
        <source>Not reached yet.</source>
        <translation>Noch nicht erreicht.</translation>
    </message>
</context>
<context>
    <name>PlanItem</name>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>If {when}</source>
        <translation>Wenn {when}</translation>
    </message>
    <message>
        <source>then {what}</source>
        <translation>dann {what}</translation>
    </message>
    <message>
        <source>What helps: {what}</source>
        <translation>Was hilft: {what}</translation>
    </message>
</context>
<context>
    <name>PlansView</name>
    <message>
        <source>Written in calm, so that in a hard moment there is less to decide.</source>
        <translation>In Ruhe geschrieben, damit in einem schweren Moment weniger zu entscheiden ist.</translation>
    </message>
    <message>
        <source>If – then</source>
        <translation>Wenn – dann</translation>
    </message>
    <message>
        <source>A moment that you know, and one thing that you do then.</source>
        <translation>Ein Moment, den du kennst, und eins, das du dann tust.</translation>
    </message>
    <message>
        <source>New plan</source>
        <translation>Neuer Plan</translation>
    </message>
    <message>
        <source>If …</source>
        <translation>Wenn …</translation>
    </message>
    <message>
        <source>For example: I lie awake after one</source>
        <translation>Zum Beispiel: ich nach eins wach liege</translation>
    </message>
    <message>
        <source>then …</source>
        <translation>dann …</translation>
    </message>
    <message>
        <source>For example: I get up and write three lines</source>
        <translation>Zum Beispiel: stehe ich auf und schreibe drei Zeilen</translation>
    </message>
    <message>
        <source>What sets it off</source>
        <translation>Was es auslöst</translation>
    </message>
    <message>
        <source>Situations after which it tends to get hard.</source>
        <translation>Situationen, nach denen es oft schwer wird.</translation>
    </message>
    <message>
        <source>New situation</source>
        <translation>Neue Situation</translation>
    </message>
    <message>
        <source>What helps then, if you know</source>
        <translation>Was dann hilft, wenn du es weißt</translation>
    </message>
    <message>
        <source>Early signs</source>
        <translation>Frühe Zeichen</translation>
    </message>
    <message>
        <source>What you or others notice first.</source>
        <translation>Was du oder andere zuerst bemerken.</translation>
    </message>
    <message>
        <source>New early sign</source>
        <translation>Neues frühes Zeichen</translation>
    </message>
    <message>
        <source>What you notice</source>
        <translation>Was du bemerkst</translation>
    </message>
    <message>
        <source>New pl&amp;an</source>
        <translation>Neuer Pl&amp;an</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Deleted: {what}</source>
        <translation>Gelöscht: {what}</translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>Backups</source>
        <translation>Sicherungen</translation>
    </message>
    <message>
        <source>Journals</source>
        <translation>Tagebücher</translation>
    </message>
    <message>
        <source>Lock and passphrase</source>
        <translation>Sperren und Passphrase</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Verbergen</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>Coping and progress</source>
        <translation>Was hilft und Fortschritt</translation>
    </message>
    <message>
        <source>Reminders</source>
        <translation>Erinnerungen</translation>
    </message>
</context>
<context>
    <name>PrintPreview</name>
    <message>
        <source>Pape&amp;r</source>
        <translation>Papi&amp;er</translation>
    </message>
    <message>
        <source>S&amp;maller</source>
        <translation>&amp;Kleiner</translation>
    </message>
    <message>
        <source>&amp;Larger</source>
        <translation>&amp;Größer</translation>
    </message>
    <message>
        <source>As &amp;text</source>
        <translation>Als &amp;Text</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>&amp;Save as PDF…</source>
        <translation>Als PDF &amp;sichern …</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>&amp;Drucken …</translation>
    </message>
    <message>
        <source>On paper and as a PDF anyone who gets it can read it.</source>
        <translation>Auf Papier und als PDF kann es jeder lesen, der es bekommt.</translation>
    </message>
    <message>
        <source>1 page</source>
        <translation>1 Seite</translation>
    </message>
    <message>
        <source>{count} pages</source>
        <translation>{count} Seiten</translation>
    </message>
    <message>
        <source>{pages}, shown at {percent} %</source>
        <translation>{pages}, gezeigt in {percent} %</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Als PDF sichern</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Saved to {path}.</source>
        <translation>Gesichert unter {path}.</translation>
    </message>
    <message>
        <source>Sent to the printer.</source>
        <translation>An den Drucker geschickt.</translation>
    </message>
</context>
<context>
    <name>Program</name>
    <message>
        <source>Not locked yet</source>
        <translation>Noch nicht gesperrt</translation>
    </message>
    <message>
        <source>What you wrote last could not be saved, so the journal stays open. Solve what the other bar says; then lock again.</source>
        <translation>Was du zuletzt geschrieben hast, ließ sich nicht speichern, darum bleibt das Tagebuch offen. Löse, was die andere Leiste sagt; dann sperre wieder.</translation>
    </message>
</context>
<context>
    <name>ProgressPage</name>
    <message>
        <source>Goals</source>
        <translation>Ziele</translation>
    </message>
    <message>
        <source>Setbacks</source>
        <translation>Rückschläge</translation>
    </message>
    <message>
        <source>Strengths</source>
        <translation>Stärken</translation>
    </message>
    <message>
        <source>Plans</source>
        <translation>Pläne</translation>
    </message>
    <message>
        <source>Questionnaires</source>
        <translation>Fragebögen</translation>
    </message>
    <message>
        <source>Look back</source>
        <translation>Rückblick</translation>
    </message>
    <message>
        <source>Insights</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>Sheet for an appointment…</source>
        <translation>Blatt für einen Termin …</translation>
    </message>
    <message>
        <source>My safety plan</source>
        <translation>Mein Krisenplan</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Done today</source>
        <translation>Heute &amp;getan</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Open the entry</source>
        <translation>Eintrag ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Answer now</source>
        <translation>Jetzt be&amp;antworten</translation>
    </message>
    <message>
        <source>E&amp;nd, or begin again</source>
        <translation>Been&amp;den oder wieder aufnehmen</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>Nach &amp;oben</translation>
    </message>
    <message>
        <source>Move do&amp;wn</source>
        <translation>Nach &amp;unten</translation>
    </message>
    <message>
        <source>De&amp;lete</source>
        <translation>&amp;Löschen</translation>
    </message>
</context>
<context>
    <name>PromptDialog</name>
    <message>
        <source>A question to begin with</source>
        <translation>Eine Frage für den Anfang</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Show &amp;all questions</source>
        <translation>&amp;Alle Fragen zeigen</translation>
    </message>
    <message>
        <source>You marked a low mood today. These are the questions that take little.</source>
        <translation>Du hast heute eine schwere Stimmung markiert. Das sind die Fragen, die wenig verlangen.</translation>
    </message>
    <message>
        <source>&amp;Use it</source>
        <translation>Diese &amp;nehmen</translation>
    </message>
    <message>
        <source>&amp;Leave it</source>
        <translation>&amp;Lassen</translation>
    </message>
    <message>
        <source>Takes little</source>
        <translation>Verlangt wenig</translation>
    </message>
    <message>
        <source>Takes some strength</source>
        <translation>Verlangt etwas Kraft</translation>
    </message>
    <message>
        <source>Takes more strength</source>
        <translation>Verlangt mehr Kraft</translation>
    </message>
</context>
<context>
    <name>PromptLine</name>
    <message>
        <source>Use it</source>
        <translation>Nehmen</translation>
    </message>
    <message>
        <source>Another one</source>
        <translation>Eine andere</translation>
    </message>
    <message>
        <source>A question to begin with</source>
        <translation>Eine Frage für den Anfang</translation>
    </message>
    <message>
        <source>Use this question: {question}</source>
        <translation>Diese Frage nehmen: {question}</translation>
    </message>
    <message>
        <source>Another question</source>
        <translation>Eine andere Frage</translation>
    </message>
</context>
<context>
    <name>Rating</name>
    <message>
        <source>{question} {value} of 10</source>
        <translation>{question} {value} von 10</translation>
    </message>
    <message>
        <source>0: not at all · 10: as heavy as can be</source>
        <translation>0: gar nicht · 10: so schwer es geht</translation>
    </message>
</context>
<context>
    <name>RecoverPage</name>
    <message>
        <source>Type the seven groups from your recovery sheet. Dashes and spaces do not matter.</source>
        <translation>Gib die sieben Gruppen von deinem Wiederherstellungsblatt ein. Striche und Leerzeichen sind egal.</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>Wiederherstellungscode</translation>
    </message>
    <message>
        <source>Recovery &amp;code</source>
        <translation>&amp;Wiederherstellungscode</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>W&amp;eiter</translation>
    </message>
    <message>
        <source>Type the code first.</source>
        <translation>Gib zuerst den Code ein.</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>Wird geöffnet</translation>
    </message>
    <message>
        <source>Choose a new passphrase and type it in both fields.</source>
        <translation>Wähle eine neue Passphrase und gib sie in beide Felder ein.</translation>
    </message>
    <message>
        <source>Setting the new passphrase</source>
        <translation>Die neue Passphrase wird gesetzt</translation>
    </message>
    <message>
        <source>The code fits. Now choose a new passphrase.</source>
        <translation>Der Code passt. Wähle jetzt eine neue Passphrase.</translation>
    </message>
    <message>
        <source>&amp;Set it and open the journal</source>
        <translation>&amp;Setzen und Tagebuch öffnen</translation>
    </message>
</context>
<context>
    <name>RecoverySheet</name>
    <message>
        <source>Reflect: recovery sheet</source>
        <translation>Reflect: Wiederherstellungsblatt</translation>
    </message>
    <message>
        <source>This code opens the journal if the passphrase is forgotten. Whoever has this page and the journal&apos;s files can read everything: keep it where you keep important papers, not beside the computer.</source>
        <translation>Dieser Code öffnet das Tagebuch, wenn die Passphrase vergessen ist. Wer dieses Blatt und die Dateien des Tagebuchs hat, kann alles lesen: bewahre es auf, wo du wichtige Papiere aufbewahrst, nicht neben dem Computer.</translation>
    </message>
    <message>
        <source>To use it: on the unlock screen choose “Use recovery code” and type the seven groups, or scan the square. Small or large letters, dashes and spaces make no difference.</source>
        <translation>So geht es: wähle beim Entsperren „Wiederherstellungscode verwenden“ und gib die sieben Gruppen ein, oder lies das Quadrat mit der Kamera. Groß oder klein, Striche und Leerzeichen sind egal.</translation>
    </message>
    <message>
        <source>The journal&apos;s folder:</source>
        <translation>Der Ordner des Tagebuchs:</translation>
    </message>
    <message>
        <source>This code opens your journal if you forget the passphrase. It is shown once. Keep it on paper, apart from this computer.</source>
        <translation>Dieser Code öffnet dein Tagebuch, wenn du die Passphrase vergisst. Er wird einmal gezeigt. Bewahre ihn auf Papier auf, getrennt von diesem Computer.</translation>
    </message>
    <message>
        <source>Group {number}: {letters}</source>
        <translation>Gruppe {number}: {letters}</translation>
    </message>
    <message>
        <source>The same code as a square to scan</source>
        <translation>Derselbe Code als Quadrat für die Kamera</translation>
    </message>
    <message>
        <source>&amp;Save as…</source>
        <translation>Speichern &amp;unter …</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>&amp;Drucken …</translation>
    </message>
    <message>
        <source>&amp;Copy for 20 seconds</source>
        <translation>Für 20 Sekunden &amp;kopieren</translation>
    </message>
    <message>
        <source>Type group &amp;{number} from your copy, to be sure that it is readable</source>
        <translation>Gib Gruppe &amp;{number} von deinem Blatt ein, damit sicher ist, dass es lesbar ist</translation>
    </message>
    <message>
        <source>Group {number} of the recovery code</source>
        <translation>Gruppe {number} des Wiederherstellungscodes</translation>
    </message>
    <message>
        <source>That is right.</source>
        <translation>Das stimmt.</translation>
    </message>
    <message>
        <source>That is not group {number}; compare it letter by letter.</source>
        <translation>Das ist nicht Gruppe {number}; vergleich Buchstabe für Buchstabe.</translation>
    </message>
    <message>
        <source>Save the recovery sheet</source>
        <translation>Wiederherstellungsblatt speichern</translation>
    </message>
    <message>
        <source>Reflect recovery sheet.pdf</source>
        <translation>Reflect Wiederherstellungsblatt.pdf</translation>
    </message>
    <message>
        <source>PDF (*.pdf);;Text (*.txt)</source>
        <translation>PDF (*.pdf);;Text (*.txt)</translation>
    </message>
    <message>
        <source>Saved to {path}. A file on this computer can be read by whoever uses it: move it to another place.</source>
        <translation>Gespeichert unter {path}. Eine Datei auf diesem Computer kann lesen, wer ihn benutzt: leg sie an einen anderen Ort.</translation>
    </message>
    <message>
        <source>Sent to the printer.</source>
        <translation>An den Drucker gesendet.</translation>
    </message>
    <message>
        <source>Copied; it leaves the clipboard in 20 seconds.</source>
        <translation>Kopiert; in 20 Sekunden verschwindet er aus der Zwischenablage.</translation>
    </message>
</context>
<context>
    <name>RelaysView</name>
    <message>
        <source>What you send waits here, sealed, until the other person fetches it. Both of you need one place in common; more than one is safer. None is set for you.</source>
        <translation>Was du sendest, wartet hier versiegelt, bis die andere Seite es holt. Ihr braucht einen gemeinsamen Ort; mehr als einer ist sicherer. Keiner ist für dich eingestellt.</translation>
    </message>
    <message>
        <source>No place yet: nothing can be sent or fetched. Choose a folder or a relay.</source>
        <translation>Noch kein Ort: Es kann nichts gesendet und nichts geholt werden. Wähle einen Ordner oder ein Relay.</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Einen Ordner hinzufügen …</translation>
    </message>
    <message>
        <source>A folder that both of you see: on a shared drive, or kept the same on both computers by a service such as Syncthing or Nextcloud.</source>
        <translation>Ein Ordner, den ihr beide seht: auf einem gemeinsamen Laufwerk, oder von einem Dienst wie Syncthing oder Nextcloud auf beiden Computern gleich gehalten.</translation>
    </message>
    <message>
        <source>Or the address of a relay</source>
        <translation>Oder die Adresse eines Relays</translation>
    </message>
    <message>
        <source>Add the address</source>
        <translation>Die Adresse hinzufügen</translation>
    </message>
    <message>
        <source>It begins with wss:// (a Nostr relay), webdav+https:// (a folder of a web server) or s3:// (a bucket). Ask whoever runs it whether you may use it so.</source>
        <translation>Sie beginnt mit wss:// (ein Nostr-Relay), webdav+https:// (ein Ordner auf einem Webserver) oder s3:// (ein Bucket). Frag, wer es betreibt, ob du es so benutzen darfst.</translation>
    </message>
    <message>
        <source>What a relay learns</source>
        <translation>Was ein Relay erfährt</translation>
    </message>
    <message>
        <source>It sees sealed letters of a few fixed sizes: when each is left, when it is fetched, and the internet addresses that do so. From that it may guess that two people are in touch, and how often. It reads no word, knows no name, and cannot change anything unnoticed; it can lose letters, or keep them back.</source>
        <translation>Es sieht versiegelte Briefe in wenigen festen Größen: wann einer abgelegt und wann er geholt wird, und die Internetadressen, von denen aus das geschieht. Daraus kann es erraten, dass zwei Menschen in Verbindung stehen, und wie oft. Es liest kein Wort, kennt keinen Namen und kann nichts unbemerkt verändern; es kann Briefe verlieren oder zurückhalten.</translation>
    </message>
    <message>
        <source>Through a proxy</source>
        <translation>Über einen Proxy</translation>
    </message>
    <message>
        <source>A SOCKS5 proxy hides your internet address from the relay. Where Tor runs on this computer it is 127.0.0.1:9050. Relays that cannot go through it are not used then.</source>
        <translation>Ein SOCKS5-Proxy verbirgt deine Internetadresse vor dem Relay. Wo Tor auf diesem Computer läuft, ist es 127.0.0.1:9050. Relays, die nicht darüber gehen können, werden dann nicht benutzt.</translation>
    </message>
    <message>
        <source>Host and port; empty for none</source>
        <translation>Rechner und Port; leer für keinen</translation>
    </message>
    <message>
        <source>Use it so</source>
        <translation>So benutzen</translation>
    </message>
    <message>
        <source>Switch sharing off</source>
        <translation>Teilen ausschalten</translation>
    </message>
    <message>
        <source>Nothing goes and nothing is fetched any more. People, and what you shared, stay in the journal; switching on again goes on from there. Nobody is told.</source>
        <translation>Es geht nichts mehr hin und nichts wird mehr geholt. Menschen und was du geteilt hast bleiben im Tagebuch; beim Einschalten geht es dort weiter. Niemand erfährt davon.</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>Ausschalten</translation>
    </message>
    <message>
        <source>Add a &amp;folder…</source>
        <translation>&amp;Ordner hinzufügen …</translation>
    </message>
    <message>
        <source>&amp;Remove the relay</source>
        <translation>&amp;Relay entfernen</translation>
    </message>
    <message>
        <source>Switch sharing &amp;off</source>
        <translation>Teilen &amp;ausschalten</translation>
    </message>
    <message>
        <source>Waiting to be sent: {count}.</source>
        <translation>Es warten: {count}.</translation>
    </message>
    <message>
        <source>A folder that both of you see</source>
        <translation>Ein Ordner, den ihr beide seht</translation>
    </message>
    <message>
        <source>Type an address first.</source>
        <translation>Gib zuerst eine Adresse ein.</translation>
    </message>
    <message>
        <source>Added.</source>
        <translation>Hinzugefügt.</translation>
    </message>
    <message>
        <source>{relay} is removed.</source>
        <translation>{relay} ist entfernt.</translation>
    </message>
    <message>
        <source>Relays are reached through it.</source>
        <translation>Relays werden darüber erreicht.</translation>
    </message>
    <message>
        <source>Relays are reached without a proxy.</source>
        <translation>Relays werden ohne Proxy erreicht.</translation>
    </message>
    <message>
        <source>A host and a port, such as 127.0.0.1:9050. Nothing was changed.</source>
        <translation>Ein Rechner und ein Port, etwa 127.0.0.1:9050. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Sharing is off.</source>
        <translation>Das Teilen ist ausgeschaltet.</translation>
    </message>
</context>
<context>
    <name>Remarks</name>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Show those that contain</source>
        <translation>Zeigen, was dies enthält</translation>
    </message>
    <message>
        <source>Cop&amp;y the list</source>
        <translation>Liste k&amp;opieren</translation>
    </message>
    <message>
        <source>What to look at</source>
        <translation>Was anzusehen ist</translation>
    </message>
    <message>
        <source>To look at: {count}</source>
        <translation>Anzusehen: {count}</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>ReminderSection</name>
    <message>
        <source>Remind me now and then</source>
        <translation>Mich ab und zu erinnern</translation>
    </message>
    <message>
        <source>A notification that says “A moment for yourself, if you like.” and nothing else, also while the journal is locked. When you leave some unanswered, they come less often.</source>
        <translation>Eine Benachrichtigung mit den Worten „Ein Moment für dich, wenn du magst.“ und sonst nichts, auch solange das Tagebuch gesperrt ist. Lässt du einige unbeantwortet, kommen sie seltener.</translation>
    </message>
    <message>
        <source>At these times</source>
        <translation>Zu diesen Zeiten</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Each day at random times</source>
        <translation>Jeden Tag zu zufälligen Zeiten</translation>
    </message>
    <message>
        <source>These not before</source>
        <translation>Diese nicht vor</translation>
    </message>
    <message>
        <source>and not after</source>
        <translation>und nicht nach</translation>
    </message>
    <message>
        <source>Start in the background when I log in, so that reminders come</source>
        <translation>Beim Anmelden im Hintergrund starten, damit Erinnerungen kommen</translation>
    </message>
    <message>
        <source>Without a window and without your passphrase. Closing the window then leaves Reflect waiting, locked; Quit ends it.</source>
        <translation>Ohne Fenster und ohne deine Passphrase. Schließt du das Fenster, bleibt Reflect dann gesperrt im Hintergrund; Beenden beendet es.</translation>
    </message>
    <message>
        <source>Show one now</source>
        <translation>Jetzt eine zeigen</translation>
    </message>
    <message>
        <source>They keep an hour and a half between them; there is room for {number} a day.</source>
        <translation>Zwischen ihnen liegen anderthalb Stunden; Platz ist für {number} am Tag.</translation>
    </message>
    <message>
        <source>Reminders cannot be shown here: this desktop takes no notifications.</source>
        <translation>Hier lassen sich keine Erinnerungen zeigen: Dieser Desktop nimmt keine Benachrichtigungen an.</translation>
    </message>
</context>
<context>
    <name>Reminders</name>
    <message>
        <source>A moment for yourself, if you like.</source>
        <translation>Ein Moment für dich, wenn du magst.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Jetzt nicht</translation>
    </message>
    <message>
        <source>No more today</source>
        <translation>Heute nicht mehr</translation>
    </message>
</context>
<context>
    <name>RenameDialog</name>
    <message>
        <source>Another name for {name}</source>
        <translation>Ein anderer Name für {name}</translation>
    </message>
    <message>
        <source>&amp;What do you call them?</source>
        <translation>&amp;Wie nennst du diesen Menschen?</translation>
    </message>
    <message>
        <source>The name is for you; they do not see it.</source>
        <translation>Der Name ist für dich; die andere Seite sieht ihn nicht.</translation>
    </message>
    <message>
        <source>&amp;Keep the name</source>
        <translation>&amp;Namen behalten</translation>
    </message>
    <message>
        <source>Type a name first.</source>
        <translation>Gib zuerst einen Namen ein.</translation>
    </message>
    <message>
        <source>Somebody here is called that already. Choose another name.</source>
        <translation>Jemand heißt hier schon so. Wähle einen anderen Namen.</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>Something in Reflect went wrong</source>
        <translation>In Reflect ist etwas schiefgegangen</translation>
    </message>
    <message>
        <source>What you wrote is saved, and you can go on.</source>
        <translation>Was du geschrieben hast, ist gespeichert, und du kannst weitermachen.</translation>
    </message>
    <message>
        <source>What you wrote last may not be saved yet; it is still on the page.</source>
        <translation>Was du zuletzt geschrieben hast, ist vielleicht noch nicht gespeichert; es steht noch auf der Seite.</translation>
    </message>
    <message>
        <source>This is a fault of the program. The lines below say where it happened; they hold nothing you wrote, and nothing is sent. Copy them if you want to report it.</source>
        <translation>Das ist ein Fehler des Programms. Die Zeilen unten sagen, wo es geschah; sie enthalten nichts, was du geschrieben hast, und nichts wird gesendet. Kopiere sie, wenn du den Fehler melden willst.</translation>
    </message>
    <message>
        <source>Where it happened</source>
        <translation>Wo es geschah</translation>
    </message>
    <message>
        <source>&amp;Copy the lines</source>
        <translation>Zeilen &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>&amp;Weiter</translation>
    </message>
</context>
<context>
    <name>Rescue</name>
    <message>
        <source>Use the recovery code</source>
        <translation>Wiederherstellungscode verwenden</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>Sicherung wiederherstellen</translation>
    </message>
    <message>
        <source>Rescue what can be read</source>
        <translation>Retten, was sich lesen lässt</translation>
    </message>
</context>
<context>
    <name>RestoreDialog</name>
    <message>
        <source>Restore a backup</source>
        <translation>Sicherung wiederherstellen</translation>
    </message>
    <message>
        <source>It becomes a journal in a folder of its own. The journal that is open and the backup stay as they are.</source>
        <translation>Sie wird ein Tagebuch in einem eigenen Ordner. Das offene Tagebuch und die Sicherung bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>restored</source>
        <translation>wiederhergestellt</translation>
    </message>
    <message>
        <source>Passphrase of the backup</source>
        <translation>Passphrase der Sicherung</translation>
    </message>
    <message>
        <source>Into this &amp;folder</source>
        <translation>In diesen &amp;Ordner</translation>
    </message>
    <message>
        <source>&amp;Passphrase</source>
        <translation>&amp;Passphrase</translation>
    </message>
    <message>
        <source>Restore into this folder</source>
        <translation>In diesen Ordner wiederherstellen</translation>
    </message>
    <message>
        <source>Restoring and comparing</source>
        <translation>Wird wiederhergestellt und verglichen</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>&amp;Restore it</source>
        <translation>&amp;Wiederherstellen</translation>
    </message>
    <message numerus="yes">
        <source>%n entries are in {path}. Open it with File, Open other journal.</source>
        <translation>
            <numerusform>%n Eintrag ist in {path}. Öffne es mit Datei, Anderes Tagebuch öffnen.</numerusform>
            <numerusform>%n Einträge sind in {path}. Öffne es mit Datei, Anderes Tagebuch öffnen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RestorePage</name>
    <message>
        <source>A backup becomes a journal in a folder of its own. The present journal and the backup stay as they are.</source>
        <translation>Eine Sicherung wird ein Tagebuch in einem eigenen Ordner. Das jetzige Tagebuch und die Sicherung bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Backups, newest first</source>
        <translation>Sicherungen, die neueste zuerst</translation>
    </message>
    <message>
        <source>&amp;Choose a backup elsewhere…</source>
        <translation>Sicherung &amp;anderswo wählen …</translation>
    </message>
    <message>
        <source>restored</source>
        <translation>wiederhergestellt</translation>
    </message>
    <message>
        <source>Restore into this folder</source>
        <translation>In diesen Ordner wiederherstellen</translation>
    </message>
    <message>
        <source>Into this &amp;folder</source>
        <translation>In diesen &amp;Ordner</translation>
    </message>
    <message>
        <source>Passphrase of the backup</source>
        <translation>Passphrase der Sicherung</translation>
    </message>
    <message>
        <source>&amp;Passphrase</source>
        <translation>&amp;Passphrase</translation>
    </message>
    <message>
        <source>&amp;Restore it</source>
        <translation>&amp;Wiederherstellen</translation>
    </message>
    <message>
        <source>Choose a backup first.</source>
        <translation>Wähle zuerst eine Sicherung.</translation>
    </message>
    <message>
        <source>Restoring and comparing</source>
        <translation>Wird wiederhergestellt und verglichen</translation>
    </message>
    <message>
        <source>There is no backup in the journal&apos;s folder. Choose one elsewhere.</source>
        <translation>Im Ordner des Tagebuchs liegt keine Sicherung. Wähle eine anderswo.</translation>
    </message>
    <message>
        <source>A backup&apos;s folder</source>
        <translation>Der Ordner einer Sicherung</translation>
    </message>
</context>
<context>
    <name>ResultItem</name>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>ReviewView</name>
    <message>
        <source>Week</source>
        <translation>Woche</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Monat</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Write about this time</source>
        <translation>Über diese Zeit schreiben</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>Diese Woche</translation>
    </message>
    <message>
        <source>Last week</source>
        <translation>Letzte Woche</translation>
    </message>
    <message>
        <source>Week of {day}</source>
        <translation>Woche vom {day}</translation>
    </message>
    <message>
        <source>What you are proud of</source>
        <translation>Worauf du stolz bist</translation>
    </message>
    <message>
        <source>In your own words</source>
        <translation>In deinen eigenen Worten</translation>
    </message>
    <message>
        <source>What helped</source>
        <translation>Was geholfen hat</translation>
    </message>
    <message>
        <source>Goals</source>
        <translation>Ziele</translation>
    </message>
    <message>
        <source>What was hard</source>
        <translation>Was schwer war</translation>
    </message>
    <message>
        <source>Feelings</source>
        <translation>Gefühle</translation>
    </message>
    <message>
        <source>On this day</source>
        <translation>An diesem Tag</translation>
    </message>
    <message>
        <source>There is nothing written in this time.</source>
        <translation>In dieser Zeit ist nichts geschrieben.</translation>
    </message>
    <message>
        <source>{entries} on {days}</source>
        <translation>{entries} an {days}</translation>
    </message>
    <message>
        <source> · mood: {mood}</source>
        <translation> · Stimmung: {mood}</translation>
    </message>
    <message>
        <source> · mood: {low} to {high}</source>
        <translation> · Stimmung: {low} bis {high}</translation>
    </message>
    <message>
        <source>Open the entry of {day}</source>
        <translation>Eintrag vom {day} öffnen</translation>
    </message>
    <message>
        <source>“{words}”</source>
        <translation>„{words}“</translation>
    </message>
    <message>
        <source>{title}: lighter {helped} of {uses} times, median {change}</source>
        <translation>{title}: leichter bei {helped} von {uses} Malen, Median {change}</translation>
    </message>
    <message>
        <source>{title}: {done} of the last {of} days</source>
        <translation>{title}: {done} der letzten {of} Tage</translation>
    </message>
    <message>
        <source>{title}: {done} of {of} days</source>
        <translation>{title}: {done} von {of} Tagen</translation>
    </message>
    <message>
        <source>{feeling} (in {entries})</source>
        <translation>{feeling} (in {entries})</translation>
    </message>
    <message>
        <source>an entry</source>
        <translation>einem Eintrag</translation>
    </message>
    <message>
        <source>What I am proud of</source>
        <translation>Worauf ich stolz bin</translation>
    </message>
    <message>
        <source>In my own words</source>
        <translation>In meinen eigenen Worten</translation>
    </message>
</context>
<context>
    <name>Rounds</name>
    <message>
        <source>{relay} does not answer. What waits stays here and is tried again.</source>
        <translation>{relay} antwortet nicht. Was wartet, bleibt hier und wird wieder versucht.</translation>
    </message>
    <message>
        <source>Last exchange {time}</source>
        <translation>Zuletzt ausgetauscht um {time}</translation>
    </message>
    <message>
        <source>There was nothing to send or to fetch yet.</source>
        <translation>Es gab noch nichts zu senden oder zu holen.</translation>
    </message>
</context>
<context>
    <name>SafetyPage</name>
    <message>
        <source>My safety plan</source>
        <translation>Mein Krisenplan</translation>
    </message>
    <message>
        <source>Back  Esc</source>
        <translation>Zurück  Esc</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Print or save…</source>
        <translation>Drucken oder sichern …</translation>
    </message>
    <message>
        <source>I have gone over it</source>
        <translation>Ich bin ihn durchgegangen</translation>
    </message>
    <message>
        <source>Help lines</source>
        <translation>Hilfenummern</translation>
    </message>
    <message>
        <source>One thing a line. Alt with an arrow key moves a line. It is kept as you type, encrypted with the rest of your journal.</source>
        <translation>Eins je Zeile. Alt mit einer Pfeiltaste verschiebt eine Zeile. Es wird beim Tippen behalten, verschlüsselt mit deinem übrigen Tagebuch.</translation>
    </message>
    <message>
        <source>You have answered that there are thoughts of not wanting to live. You do not have to be alone with them. Below is your plan; people who answer are here:</source>
        <translation>Du hast geantwortet, dass da Gedanken sind, nicht leben zu wollen. Du musst damit nicht allein sein. Unten steht dein Plan; Menschen, die antworten, sind hier:</translation>
    </message>
    <message>
        <source>Show help lines</source>
        <translation>Hilfenummern zeigen</translation>
    </message>
    <message>
        <source>Line up</source>
        <translation>Zeile nach oben</translation>
    </message>
    <message>
        <source>Line down</source>
        <translation>Zeile nach unten</translation>
    </message>
    <message>
        <source>{section}: move the line up</source>
        <translation>{section}: Zeile nach oben</translation>
    </message>
    <message>
        <source>{section}: move the line down</source>
        <translation>{section}: Zeile nach unten</translation>
    </message>
    <message>
        <source>Begin with one line anywhere, on a calm day: what you notice first when it gets hard is a good start.</source>
        <translation>Beginne irgendwo mit einer Zeile, an einem ruhigen Tag: Was du zuerst merkst, wenn es schwer wird, ist ein guter Anfang.</translation>
    </message>
    <message>
        <source>Last gone over on {date}</source>
        <translation>Zuletzt durchgegangen am {date}</translation>
    </message>
    <message>
        <source>Safety plan</source>
        <translation>Krisenplan</translation>
    </message>
</context>
<context>
    <name>SalvagePage</name>
    <message>
        <source>Every entry that can still be read is copied into a new journal with the same passphrase. The damaged one is not touched. Where there is a backup, restoring it is better.</source>
        <translation>Jeder noch lesbare Eintrag wird in ein neues Tagebuch mit derselben Passphrase kopiert. Das beschädigte wird nicht angerührt. Gibt es eine Sicherung, ist es besser, sie wiederherzustellen.</translation>
    </message>
    <message>
        <source>rescued</source>
        <translation>gerettet</translation>
    </message>
    <message>
        <source>Rescue into this folder</source>
        <translation>In diesen Ordner retten</translation>
    </message>
    <message>
        <source>Into this &amp;folder</source>
        <translation>In diesen &amp;Ordner</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>&amp;Passphrase</source>
        <translation>&amp;Passphrase</translation>
    </message>
    <message>
        <source>&amp;Rescue</source>
        <translation>&amp;Retten</translation>
    </message>
    <message>
        <source>&amp;Open it</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Reading what can be read</source>
        <translation>Liest, was sich lesen lässt</translation>
    </message>
    <message>
        <source>{rescued} entries were rescued, {lost} could not be read.</source>
        <translation>Gerettete Einträge: {rescued}; nicht lesbar: {lost}.</translation>
    </message>
</context>
<context>
    <name>ScaleItem</name>
    <message>
        <source>{scale} over time</source>
        <translation>{scale} im Lauf der Zeit</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Results of {scale}</source>
        <translation>Ergebnisse von {scale}</translation>
    </message>
    <message>
        <source>Answer now</source>
        <translation>Jetzt beantworten</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Last on {day}: {total}</source>
        <translation>Zuletzt am {day}: {total}</translation>
    </message>
    <message>
        <source>It asks about the last {days}, so it can be answered again from {day} on.</source>
        <translation>Er fragt nach den letzten {days}, darum lässt er sich ab {day} wieder beantworten.</translation>
    </message>
    <message>
        <source>{scale}, from {lowest} to {highest}, {times} times.</source>
        <translation>{scale}, von {lowest} bis {highest}, {times}-mal.</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Summe</translation>
    </message>
</context>
<context>
    <name>Scales</name>
    <message>
        <source>{total} of {highest}</source>
        <translation>{total} von {highest}</translation>
    </message>
    <message>
        <source>Published range: {band}</source>
        <translation>Veröffentlichter Bereich: {band}</translation>
    </message>
</context>
<context>
    <name>ScalesView</name>
    <message>
        <source>Your own line over time, for yourself or to show to somebody you trust. This is not a diagnosis. Nothing of it is shared by itself.</source>
        <translation>Deine eigene Linie im Lauf der Zeit, für dich oder um sie jemandem zu zeigen, dem du vertraust. Das ist keine Diagnose. Nichts davon wird von selbst geteilt.</translation>
    </message>
    <message>
        <source>Choose below which questionnaires you want here.</source>
        <translation>Wähle unten, welche Fragebögen du hier möchtest.</translation>
    </message>
    <message>
        <source>Which questionnaires</source>
        <translation>Welche Fragebögen</translation>
    </message>
    <message>
        <source>&amp;Answer a questionnaire</source>
        <translation>Fragebogen be&amp;antworten</translation>
    </message>
    <message>
        <source>Kept: {scale}</source>
        <translation>Behalten: {scale}</translation>
    </message>
    <message>
        <source>Deleted: {scale} of {day}</source>
        <translation>Gelöscht: {scale} vom {day}</translation>
    </message>
</context>
<context>
    <name>SearchPanel</name>
    <message>
        <source>Search results</source>
        <translation>Suchergebnisse</translation>
    </message>
    <message>
        <source>&quot;phrase&quot;</source>
        <translation>&quot;Wortfolge&quot;</translation>
    </message>
    <message>
        <source>-without</source>
        <translation>-ohne</translation>
    </message>
    <message>
        <source>Add {operator} to the search</source>
        <translation>{operator} zur Suche hinzufügen</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Show all in the Journal</source>
        <translation>Alle im Tagebuch zeigen</translation>
    </message>
    <message>
        <source>Words, a &quot;phrase&quot;, or one of these:</source>
        <translation>Wörter, eine &quot;Wortfolge&quot; oder eines davon:</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>Nichts gefunden.</translation>
    </message>
    <message>
        <source>The newest {count}</source>
        <translation>Die neuesten {count}</translation>
    </message>
</context>
<context>
    <name>SendingDialog</name>
    <message>
        <source>There is nobody to share with yet: invite somebody first, on the page Sharing under “People”.</source>
        <translation>Es ist noch niemand da, mit dem du teilen kannst: Lade zuerst jemanden ein, auf der Seite „Teilen“ unter „Menschen“.</translation>
    </message>
    <message>
        <source>Go to &amp;People</source>
        <translation>Zu den M&amp;enschen</translation>
    </message>
    <message>
        <source>&amp;Send</source>
        <translation>&amp;Senden</translation>
    </message>
    <message>
        <source>Send (Ctrl+Return)</source>
        <translation>Senden (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>Nothing can go to anybody now: with those who are there it rests, has ended, or has not begun yet. The page Sharing shows it under “People”.</source>
        <translation>Im Moment kann an niemanden etwas gehen: Mit denen, die da sind, ruht es, ist es zu Ende oder hat noch nicht begonnen. Die Seite „Teilen“ zeigt es unter „Menschen“.</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>&amp;An</translation>
    </message>
    <message>
        <source>What {name} will see</source>
        <translation>Was {name} sehen wird</translation>
    </message>
    <message>
        <source>Shared with {name}.</source>
        <translation>Mit {name} geteilt.</translation>
    </message>
</context>
<context>
    <name>SetbackItem</name>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Open the entry</source>
        <translation>Eintrag öffnen</translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation>In den Papierkorb</translation>
    </message>
</context>
<context>
    <name>Setbacks</name>
    <message>
        <source>How long the way back took cannot be told: of the 60 days before, fewer than 14 have a mood.</source>
        <translation>Wie lange der Weg zurück dauerte, ist nicht zu sagen: Von den 60 Tagen davor haben weniger als 14 eine Stimmung.</translation>
    </message>
    <message>
        <source>How long the way back took cannot be told: no mood is noted for more than a week after it.</source>
        <translation>Wie lange der Weg zurück dauerte, ist nicht zu sagen: Mehr als eine Woche danach ist keine Stimmung notiert.</translation>
    </message>
    <message>
        <source>How it goes on will show in the next days.</source>
        <translation>Wie es weitergeht, zeigt sich in den nächsten Tagen.</translation>
    </message>
    <message>
        <source>You are on the way back to your usual range.</source>
        <translation>Du bist auf dem Weg zurück in deinen üblichen Bereich.</translation>
    </message>
    <message>
        <source>Your mood stayed in its usual range.</source>
        <translation>Deine Stimmung blieb in ihrem üblichen Bereich.</translation>
    </message>
    <message>
        <source>Back to your usual range after {days}.</source>
        <translation>Nach {days} wieder in deinem üblichen Bereich.</translation>
    </message>
    <message>
        <source>The dip before it: {days}.</source>
        <translation>Das Tief davor: {days}.</translation>
    </message>
    <message>
        <source>{these} and {last}</source>
        <translation>{these} und {last}</translation>
    </message>
    <message>
        <source>{count} earlier dips: {listed}.</source>
        <translation>{count} frühere Tiefs: {listed}.</translation>
    </message>
</context>
<context>
    <name>SetbacksView</name>
    <message>
        <source>What went wrong, what made it smaller, what you take from it. It is an entry like any other; here it stands beside the way back.</source>
        <translation>Was schiefging, was es kleiner gemacht hat, was du daraus mitnimmst. Es ist ein Eintrag wie jeder andere; hier steht der Weg zurück daneben.</translation>
    </message>
    <message>
        <source>In a sentence or two, as you would tell a friend</source>
        <translation>In ein, zwei Sätzen, wie du es einem Freund erzählen würdest</translation>
    </message>
    <message>
        <source>What you did or what others did, however small</source>
        <translation>Was du oder andere getan haben, und sei es klein</translation>
    </message>
    <message>
        <source>About you, about what came before it</source>
        <translation>Über dich, über das, was davor war</translation>
    </message>
    <message>
        <source>Something that is done in ten minutes</source>
        <translation>Etwas, das in zehn Minuten getan ist</translation>
    </message>
    <message>
        <source>New setba&amp;ck</source>
        <translation>Neuer &amp;Rückschlag</translation>
    </message>
    <message>
        <source>A setback</source>
        <translation>Ein Rückschlag</translation>
    </message>
    <message>
        <source>Edit this setback</source>
        <translation>Diesen Rückschlag bearbeiten</translation>
    </message>
    <message>
        <source>Show the {count} before these</source>
        <translation>Die {count} davor zeigen</translation>
    </message>
    <message>
        <source>Moved to the trash</source>
        <translation>In den Papierkorb gelegt</translation>
    </message>
</context>
<context>
    <name>SharingCommands</name>
    <message>
        <source>Sen&amp;d and fetch now</source>
        <translation>Jetzt sen&amp;den und holen</translation>
    </message>
    <message>
        <source>Something has arrived in Reflect.</source>
        <translation>In Reflect ist etwas angekommen.</translation>
    </message>
</context>
<context>
    <name>SharingDialog</name>
    <message>
        <source>C&amp;lose</source>
        <translation>Sch&amp;ließen</translation>
    </message>
</context>
<context>
    <name>SharingPage</name>
    <message>
        <source>Received</source>
        <translation>Empfangen</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Menschen</translation>
    </message>
    <message>
        <source>What others hold</source>
        <translation>Was andere haben</translation>
    </message>
    <message>
        <source>What I gave</source>
        <translation>Was ich gab</translation>
    </message>
    <message>
        <source>Where it goes</source>
        <translation>Wohin es geht</translation>
    </message>
    <message>
        <source>Send and fetch now</source>
        <translation>Jetzt senden und holen</translation>
    </message>
    <message>
        <source>Show some of it to somebody you trust</source>
        <translation>Zeig jemandem, dem du vertraust, etwas davon</translation>
    </message>
    <message>
        <source>You choose one entry or one way of coping, see exactly what the other person will see, and send it to them alone. They can answer in the way you ask for. Nobody is looked up or suggested: you invite a person yourself.</source>
        <translation>Du wählst einen Eintrag oder einen Weg, der hilft, siehst genau, was die andere Seite sehen wird, und sendest es ihr allein. Sie kann so antworten, wie du es dir wünschst. Niemand wird gesucht oder vorgeschlagen: Du lädst selbst ein.</translation>
    </message>
    <message>
        <source>What stays with you</source>
        <translation>Was bei dir bleibt</translation>
    </message>
    <message>
        <source>Nothing leaves this journal unless you choose it, each time. No account is needed. What goes is sealed here and opened on the other person&apos;s computer: no server in between can read it.</source>
        <translation>Nichts verlässt dieses Tagebuch, das du nicht jedes Mal selbst wählst. Ein Konto ist nicht nötig. Was geht, wird hier versiegelt und auf dem Computer der anderen Seite geöffnet: Kein Server dazwischen kann es lesen.</translation>
    </message>
    <message>
        <source>What nobody can promise</source>
        <translation>Was niemand versprechen kann</translation>
    </message>
    <message>
        <source>Whoever can read something can keep a copy of it. You can ask for something to be deleted; whether that happens is up to them. And a relay sees that something passes, and when, though not what.</source>
        <translation>Wer etwas lesen kann, kann eine Kopie davon behalten. Du kannst darum bitten, dass etwas gelöscht wird; ob das geschieht, liegt bei der anderen Seite. Und ein Relay sieht, dass etwas vorbeikommt und wann, aber nicht, was.</translation>
    </message>
    <message>
        <source>Sealed letters wait in a place that both of you reach until the other is there: a folder that you both see, or a relay on the internet. None is set; you choose it after switching on.</source>
        <translation>Versiegelte Briefe warten an einem Ort, den ihr beide erreicht, bis die andere Seite da ist: in einem Ordner, den ihr beide seht, oder auf einem Relay im Internet. Keiner ist eingestellt; du wählst ihn nach dem Einschalten.</translation>
    </message>
    <message>
        <source>Switch on</source>
        <translation>Einschalten</translation>
    </message>
    <message>
        <source>Reflect as it is downloaded has all of it. Where it was installed with pip, this adds it: {command}</source>
        <translation>Das fertige Programm hat alles dabei. Wo es mit pip installiert wurde, fügt das es hinzu: {command}</translation>
    </message>
    <message>
        <source>Received ({count})</source>
        <translation>Empfangen ({count})</translation>
    </message>
</context>
<context>
    <name>Sheets</name>
    <message>
        <source>A link</source>
        <translation>Ein Link</translation>
    </message>
    <message>
        <source>This link leads out of Reflect, to:</source>
        <translation>Dieser Link führt aus Reflect hinaus, zu:</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Lassen</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Open in the browser</source>
        <translation>Im Browser öffnen</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
</context>
<context>
    <name>ShownCard</name>
    <message>
        <source>For when you feel: {feelings}</source>
        <translation>Wenn du dich so fühlst: {feelings}</translation>
    </message>
    <message>
        <source>In my words: “{words}”</source>
        <translation>In meinen Worten: „{words}“</translation>
    </message>
    <message>
        <source>What research says: {summary}</source>
        <translation>Was die Forschung sagt: {summary}</translation>
    </message>
    <message>
        <source>Used once, change {change}.</source>
        <translation>Einmal benutzt, Veränderung {change}.</translation>
    </message>
    <message>
        <source>Used {uses} times, median change {change}.</source>
        <translation>{uses}-mal benutzt, mittlere Veränderung {change}.</translation>
    </message>
</context>
<context>
    <name>ShownEntry</name>
    <message>
        <source>A photo</source>
        <translation>Ein Foto</translation>
    </message>
    <message>
        <source>Feelings: {words}</source>
        <translation>Gefühle: {words}</translation>
    </message>
    <message>
        <source>Tags: {words}</source>
        <translation>Schlagwörter: {words}</translation>
    </message>
    <message>
        <source>It may be hard to read.</source>
        <translation>Es ist vielleicht schwer zu lesen.</translation>
    </message>
    <message>
        <source>Until {day}.</source>
        <translation>Bis {day}.</translation>
    </message>
    <message>
        <source>at night</source>
        <translation>nachts</translation>
    </message>
    <message>
        <source>in the morning</source>
        <translation>morgens</translation>
    </message>
    <message>
        <source>in the afternoon</source>
        <translation>nachmittags</translation>
    </message>
    <message>
        <source>in the evening</source>
        <translation>abends</translation>
    </message>
    <message>
        <source>What you would like back: {words}</source>
        <translation>Was du dir zurück wünschst: {words}</translation>
    </message>
</context>
<context>
    <name>Steady</name>
    <message>
        <source>Steady me</source>
        <translation>Halt finden</translation>
    </message>
    <message>
        <source>Back  Esc</source>
        <translation>Zurück  Esc</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Breathe</source>
        <translation>Atmen</translation>
    </message>
    <message>
        <source>Ground</source>
        <translation>Ankommen</translation>
    </message>
    <message>
        <source>My first three</source>
        <translation>Meine ersten drei</translation>
    </message>
    <message>
        <source>Help lines</source>
        <translation>Hilfenummern</translation>
    </message>
    <message>
        <source>My safety plan</source>
        <translation>Mein Krisenplan</translation>
    </message>
    <message>
        <source>My bridge card</source>
        <translation>Meine Brückenkarte</translation>
    </message>
    <message>
        <source>What I asked a friend to say</source>
        <translation>Was ein Freund mir sagen soll</translation>
    </message>
    <message>
        <source>Whom I agreed to contact</source>
        <translation>Bei wem ich mich melden wollte</translation>
    </message>
    <message>
        <source>My first sentence</source>
        <translation>Mein erster Satz</translation>
    </message>
</context>
<context>
    <name>StrategyCard</name>
    <message>
        <source>Use it now</source>
        <translation>Jetzt benutzen</translation>
    </message>
    <message>
        <source>I did this</source>
        <translation>Das habe ich gemacht</translation>
    </message>
    <message>
        <source>Note a time that has passed already</source>
        <translation>Ein Mal notieren, das schon vorbei ist</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>More for this card</source>
        <translation>Mehr zu dieser Karte</translation>
    </message>
    <message>
        <source>Take care</source>
        <translation>Gib acht</translation>
    </message>
    <message>
        <source>For when you feel</source>
        <translation>Für wenn du dich so fühlst</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Menschen</translation>
    </message>
    <message>
        <source>Music</source>
        <translation>Musik</translation>
    </message>
    <message>
        <source>Another way to do it</source>
        <translation>Anders machen</translation>
    </message>
    <message>
        <source>Why it may help</source>
        <translation>Warum es helfen kann</translation>
    </message>
    <message>
        <source>What research says</source>
        <translation>Was die Forschung sagt</translation>
    </message>
    <message>
        <source>the person it is from</source>
        <translation>dem Menschen, von dem sie ist</translation>
    </message>
    <message>
        <source>What it did for {name}, in their words</source>
        <translation>Was es für {name} getan hat, in eigenen Worten</translation>
    </message>
    <message>
        <source>Where it is from</source>
        <translation>Woher sie ist</translation>
    </message>
    <message>
        <source>What it did for me</source>
        <translation>Was es für mich getan hat</translation>
    </message>
    <message>
        <source>Not tried yet. Use it now, or note a time that has passed, and its numbers stand here.</source>
        <translation>Noch nicht versucht. Benutze sie jetzt, oder notiere ein Mal, das vorbei ist; dann stehen ihre Zahlen hier.</translation>
    </message>
    <message>
        <source>when {feeling}: {record}</source>
        <translation>bei „{feeling}“: {record}</translation>
    </message>
    <message>
        <source>Last times</source>
        <translation>Letzte Male</translation>
    </message>
    <message>
        <source>Show all {times}</source>
        <translation>Alle {times} zeigen</translation>
    </message>
    <message>
        <source>{when}: {before} before, {after} after ({change})</source>
        <translation>{when}: davor {before}, danach {after} ({change})</translation>
    </message>
    <message>
        <source>Take out the time of {when}</source>
        <translation>Das Mal vom {when} herausnehmen</translation>
    </message>
</context>
<context>
    <name>StrategyEditor</name>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>nicht angegeben</translation>
    </message>
    <message>
        <source>little</source>
        <translation>wenig</translation>
    </message>
    <message>
        <source>some</source>
        <translation>etwas</translation>
    </message>
    <message>
        <source>much</source>
        <translation>viel</translation>
    </message>
    <message>
        <source>Add a photo …</source>
        <translation>Foto hinzufügen …</translation>
    </message>
    <message>
        <source>What it is called</source>
        <translation>Wie sie heißt</translation>
    </message>
    <message>
        <source>Steps, one on each line</source>
        <translation>Schritte, je Zeile einer</translation>
    </message>
    <message>
        <source>How many minutes it takes</source>
        <translation>Wie viele Minuten es dauert</translation>
    </message>
    <message>
        <source>How much energy it takes to begin</source>
        <translation>Wie viel Kraft der Anfang braucht</translation>
    </message>
    <message>
        <source>For when you feel</source>
        <translation>Für wenn du dich so fühlst</translation>
    </message>
    <message>
        <source>Why it helps you</source>
        <translation>Warum es dir hilft</translation>
    </message>
    <message>
        <source>What to take care of</source>
        <translation>Worauf zu achten ist</translation>
    </message>
    <message>
        <source>Another way to do it</source>
        <translation>Anders machen</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>People, one on each line</source>
        <translation>Menschen, je Zeile einer</translation>
    </message>
    <message>
        <source>Music, one on each line</source>
        <translation>Musik, je Zeile eine</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>A word or two</source>
        <translation>Ein, zwei Worte</translation>
    </message>
    <message>
        <source>A way without a name</source>
        <translation>Ein Weg ohne Namen</translation>
    </message>
    <message>
        <source>writing …</source>
        <translation>schreibt …</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>gesichert</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Add photos</source>
        <translation>Fotos hinzufügen</translation>
    </message>
    <message>
        <source>Photos (*.jpg *.jpeg *.png *.gif *.webp *.tif *.tiff)</source>
        <translation>Fotos (*.jpg *.jpeg *.png *.gif *.webp *.tif *.tiff)</translation>
    </message>
    <message>
        <source>Adding {name}</source>
        <translation>{name} wird hinzugefügt</translation>
    </message>
    <message>
        <source>{name} is no photo</source>
        <translation>{name} ist kein Foto</translation>
    </message>
    <message>
        <source>A card holds photos; other files go with an entry.</source>
        <translation>Eine Karte fasst Fotos; andere Dateien gehören zu einem Eintrag.</translation>
    </message>
    <message>
        <source>This photo may still tell where and when it was taken</source>
        <translation>Dieses Foto verrät vielleicht noch, wo und wann es entstand</translation>
    </message>
    <message>
        <source>{name} is damaged or of a kind that cannot be cleaned. It was added as it is.</source>
        <translation>{name} ist beschädigt oder von einer Art, die sich nicht säubern lässt. Es wurde hinzugefügt, wie es ist.</translation>
    </message>
    <message>
        <source>Added {name}</source>
        <translation>{name} hinzugefügt</translation>
    </message>
    <message>
        <source>Taken out: {name}</source>
        <translation>Herausgenommen: {name}</translation>
    </message>
</context>
<context>
    <name>Strength</name>
    <message>
        <source>very easy to guess</source>
        <translation>sehr leicht zu erraten</translation>
    </message>
    <message>
        <source>easy to guess</source>
        <translation>leicht zu erraten</translation>
    </message>
    <message>
        <source>fair</source>
        <translation>mäßig</translation>
    </message>
    <message>
        <source>strong</source>
        <translation>stark</translation>
    </message>
    <message>
        <source>very strong</source>
        <translation>sehr stark</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>Stunden</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>months</source>
        <translation>Monate</translation>
    </message>
    <message>
        <source>years</source>
        <translation>Jahre</translation>
    </message>
    <message>
        <source>centuries</source>
        <translation>Jahrhunderte</translation>
    </message>
    <message>
        <source>longer than anyone has</source>
        <translation>länger, als irgendwer hat</translation>
    </message>
</context>
<context>
    <name>StrengthItem</name>
    <message>
        <source>Open the entry</source>
        <translation>Eintrag öffnen</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>StrengthsView</name>
    <message>
        <source>What you are proud of, small things too. They stand first when you look back, and they are here on a heavy day.</source>
        <translation>Worauf du stolz bist, auch Kleines. Sie stehen im Rückblick vorn und sind an einem schweren Tag hier.</translation>
    </message>
    <message>
        <source>What you are proud of</source>
        <translation>Worauf du stolz bist</translation>
    </message>
    <message>
        <source>Something you did, or something you are</source>
        <translation>Etwas, das du getan hast, oder etwas, das du bist</translation>
    </message>
    <message>
        <source>New st&amp;rength</source>
        <translation>Neue Stär&amp;ke</translation>
    </message>
    <message>
        <source>New strength</source>
        <translation>Neue Stärke</translation>
    </message>
    <message>
        <source>Edit this strength</source>
        <translation>Diese Stärke bearbeiten</translation>
    </message>
    <message>
        <source>Deleted: {text}</source>
        <translation>Gelöscht: {text}</translation>
    </message>
</context>
<context>
    <name>SuggestionStrip</name>
    <message>
        <source>What might help now</source>
        <translation>Was jetzt helfen könnte</translation>
    </message>
    <message>
        <source>No suggestions for this entry</source>
        <translation>Keine Vorschläge zu diesem Eintrag</translation>
    </message>
    <message>
        <source>Use {title} now: {reason}</source>
        <translation>{title} jetzt benutzen: {reason}</translation>
    </message>
    <message>
        <source>Use it now</source>
        <translation>Jetzt benutzen</translation>
    </message>
</context>
<context>
    <name>TagsField</name>
    <message>
        <source>Add a tag</source>
        <translation>Schlagwort hinzufügen</translation>
    </message>
    <message>
        <source>Enter or comma adds the tag</source>
        <translation>Eingabetaste oder Komma fügt das Schlagwort hinzu</translation>
    </message>
</context>
<context>
    <name>Telling</name>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
</context>
<context>
    <name>TemplateDialog</name>
    <message>
        <source>Name of the template</source>
        <translation>Name der Vorlage</translation>
    </message>
    <message>
        <source>Text of the template</source>
        <translation>Text der Vorlage</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Text</source>
        <translation>&amp;Text</translation>
    </message>
    <message>
        <source>&amp;Keep it as it was</source>
        <translation>&amp;Lassen, wie sie war</translation>
    </message>
    <message>
        <source>&amp;Save the template</source>
        <translation>Vorlage &amp;speichern</translation>
    </message>
</context>
<context>
    <name>TemplateMenu</name>
    <message>
        <source>Template</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Keep as a template</source>
        <translation>Als Vorlage behalten</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Keep this entry as a template …</source>
        <translation>Diesen Eintrag als Vorlage behalten …</translation>
    </message>
    <message>
        <source>Remove a template</source>
        <translation>Vorlage entfernen</translation>
    </message>
</context>
<context>
    <name>TemplateSection</name>
    <message>
        <source>Yours come first where a template is chosen. Those that come with Reflect are always there; take one as a start for your own.</source>
        <translation>Deine kommen zuerst, wo eine Vorlage gewählt wird. Die mitgelieferten sind immer da; nimm eine als Anfang für eine eigene.</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>New template…</source>
        <translation>Neue Vorlage …</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Ändern …</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>{name} (comes with Reflect)</source>
        <translation>{name} (bei Reflect dabei)</translation>
    </message>
    <message>
        <source>Make it mine…</source>
        <translation>Übernehmen …</translation>
    </message>
    <message>
        <source>Deleted the template {name}</source>
        <translation>Vorlage {name} gelöscht</translation>
    </message>
</context>
<context>
    <name>Thing</name>
    <message>
        <source>What they got…</source>
        <translation>Was dort ankam …</translation>
    </message>
    <message>
        <source>My entry</source>
        <translation>Mein Eintrag</translation>
    </message>
    <message>
        <source>Ask to delete…</source>
        <translation>Um Löschung bitten …</translation>
    </message>
    <message>
        <source>to {name}</source>
        <translation>an {name}</translation>
    </message>
    <message>
        <source>until {end}</source>
        <translation>bis {end}</translation>
    </message>
    <message>
        <source>an entry</source>
        <translation>ein Eintrag</translation>
    </message>
    <message>
        <source>a way of coping</source>
        <translation>ein Weg, der hilft</translation>
    </message>
    <message>
        <source>a reply</source>
        <translation>eine Antwort</translation>
    </message>
    <message>
        <source>a word in return</source>
        <translation>ein Wort zurück</translation>
    </message>
    <message>
        <source>a word on what helped</source>
        <translation>ein Wort zu dem, was half</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>It has not left this computer yet.</source>
        <translation>Es hat diesen Computer noch nicht verlassen.</translation>
    </message>
    <message>
        <source>On its way</source>
        <translation>Unterwegs</translation>
    </message>
    <message>
        <source>It lies sealed where {name} fetches it; so far {name} has not.</source>
        <translation>Es liegt versiegelt dort, wo {name} es holt; bis jetzt hat {name} das nicht getan.</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Angekommen</translation>
    </message>
    <message>
        <source>{name}&apos;s journal has it. Whether it was read is not told.</source>
        <translation>Das Tagebuch von {name} hat es. Ob es gelesen wurde, wird nicht gesagt.</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Gelesen</translation>
    </message>
    <message>
        <source>{name} chose to tell you so.</source>
        <translation>{name} hat sich entschieden, es dir zu sagen.</translation>
    </message>
    <message>
        <source>Asked to delete</source>
        <translation>Um Löschung gebeten</translation>
    </message>
    <message>
        <source>{name} has not said yet what became of it.</source>
        <translation>{name} hat noch nicht gesagt, was daraus wurde.</translation>
    </message>
    <message>
        <source>Deleted, as {name} says</source>
        <translation>Gelöscht, sagt {name}</translation>
    </message>
    <message>
        <source>A copy may remain all the same.</source>
        <translation>Eine Kopie kann trotzdem bleiben.</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Nobody is there any more who could say.</source>
        <translation>Es ist niemand mehr da, der es sagen könnte.</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Nicht gesendet</translation>
    </message>
    <message>
        <source>It never left this computer.</source>
        <translation>Es hat diesen Computer nie verlassen.</translation>
    </message>
</context>
<context>
    <name>Time</name>
    <message>
        <source>From the start</source>
        <translation>Von Anfang an</translation>
    </message>
    <message>
        <source>{minutes} minutes and {seconds} seconds left</source>
        <translation>noch {minutes} Minuten und {seconds} Sekunden</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Start the time</source>
        <translation>Die Zeit starten</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Go on with the time</source>
        <translation>Die Zeit weiterlaufen lassen</translation>
    </message>
    <message>
        <source>The time is over. Go on when you like.</source>
        <translation>Die Zeit ist um. Mach weiter, wenn du magst.</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>{day} {month} {year}</source>
        <translation>{day}. {month} {year}</translation>
    </message>
    <message>
        <source>between {one} and {other}</source>
        <translation>zwischen {one} und {other}</translation>
    </message>
    <message>
        <source>1 entry</source>
        <translation>1 Eintrag</translation>
    </message>
    <message>
        <source>{count} entries</source>
        <translation>{count} Einträge</translation>
    </message>
</context>
<context>
    <name>TimelineModel</name>
    <message>
        <source>Entries</source>
        <translation>Einträge</translation>
    </message>
    <message>
        <source>without words</source>
        <translation>ohne Worte</translation>
    </message>
    <message>
        <source>1 photo</source>
        <translation>1 Foto</translation>
    </message>
    <message>
        <source>{count} photos</source>
        <translation>{count} Fotos</translation>
    </message>
    <message>
        <source>1 file</source>
        <translation>1 Datei</translation>
    </message>
    <message>
        <source>{count} files</source>
        <translation>{count} Dateien</translation>
    </message>
    <message>
        <source>mood: {word}</source>
        <translation>Stimmung: {word}</translation>
    </message>
    <message>
        <source>starred</source>
        <translation>mit Stern</translation>
    </message>
</context>
<context>
    <name>TimelineView</name>
    <message>
        <source>Entries, newest first</source>
        <translation>Einträge, der neueste zuerst</translation>
    </message>
</context>
<context>
    <name>Times</name>
    <message>
        <source>One more time of the day</source>
        <translation>Eine weitere Uhrzeit</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add this time</source>
        <translation>Diese Zeit hinzufügen</translation>
    </message>
</context>
<context>
    <name>TodayPage</name>
    <message>
        <source>New entry</source>
        <translation>Neuer Eintrag</translation>
    </message>
    <message>
        <source>Also today</source>
        <translation>Heute außerdem</translation>
    </message>
    <message>
        <source>What stood here could not be read.</source>
        <translation>Was hier stand, ließ sich nicht lesen.</translation>
    </message>
    <message>
        <source>Entry of {time}: {words}</source>
        <translation>Eintrag von {time}: {words}</translation>
    </message>
</context>
<context>
    <name>ToolkitDialog</name>
    <message>
        <source>Preview as te&amp;xt</source>
        <translation>Vorschau als Te&amp;xt</translation>
    </message>
    <message>
        <source>Show in &amp;folder</source>
        <translation>Im &amp;Ordner zeigen</translation>
    </message>
    <message>
        <source>Cl&amp;ose</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>Pr&amp;int…</source>
        <translation>Drucke&amp;n …</translation>
    </message>
    <message>
        <source>&amp;Write it</source>
        <translation>Sch&amp;reiben</translation>
    </message>
    <message>
        <source>Take my toolkit along</source>
        <translation>Meinen Werkzeugkasten mitnehmen</translation>
    </message>
    <message>
        <source>Cards, in the order in which they go along</source>
        <translation>Karten, in der Reihenfolge, in der sie mitkommen</translation>
    </message>
    <message>
        <source>Ca&amp;rds, in this order</source>
        <translation>Kar&amp;ten, in dieser Reihenfolge</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>Nach o&amp;ben</translation>
    </message>
    <message>
        <source>Move the card up (Ctrl+Up)</source>
        <translation>Karte nach oben (Strg+Pfeil hoch)</translation>
    </message>
    <message>
        <source>Move &amp;down</source>
        <translation>Nach &amp;unten</translation>
    </message>
    <message>
        <source>Move the card down (Ctrl+Down)</source>
        <translation>Karte nach unten (Strg+Pfeil runter)</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>&amp;How they worked, in numbers</source>
        <translation>Wie sie gewirkt &amp;haben, in Zahlen</translation>
    </message>
    <message>
        <source>&amp;Names of people</source>
        <translation>Na&amp;men von Menschen</translation>
    </message>
    <message>
        <source>Who a card is from, and the people on it</source>
        <translation>Von wem eine Karte ist, und die Menschen darauf</translation>
    </message>
    <message>
        <source>M&amp;y safety plan as well</source>
        <translation>Auch meinen &amp;Krisenplan</translation>
    </message>
    <message>
        <source>My &amp;bridge card as well</source>
        <translation>Auch meine Brückenkar&amp;te</translation>
    </message>
    <message>
        <source>Who it is from, if you want to be named</source>
        <translation>Von wem es ist, wenn du genannt sein willst</translation>
    </message>
    <message>
        <source>Fro&amp;m (if you want to be named)</source>
        <translation>&amp;Von (wenn du genannt sein willst)</translation>
    </message>
    <message>
        <source>PDF, to print or to send</source>
        <translation>PDF, zum Drucken oder Verschicken</translation>
    </message>
    <message>
        <source>Wallet card, a PDF to fold</source>
        <translation>Karte für die Brieftasche, ein PDF zum Falten</translation>
    </message>
    <message>
        <source>Web page, one file</source>
        <translation>Webseite, eine Datei</translation>
    </message>
    <message>
        <source>Markdown text</source>
        <translation>Markdown-Text</translation>
    </message>
    <message>
        <source>For another Reflect (JSON)</source>
        <translation>Für ein anderes Reflect (JSON)</translation>
    </message>
    <message>
        <source>Lar&amp;ge print</source>
        <translation>&amp;Große Schrift</translation>
    </message>
    <message>
        <source>&amp;Kind of file</source>
        <translation>&amp;Art der Datei</translation>
    </message>
    <message>
        <source>Pap&amp;er</source>
        <translation>&amp;Papier</translation>
    </message>
    <message>
        <source>Not sealed: anyone can read it</source>
        <translation>Offen: für alle lesbar</translation>
    </message>
    <message>
        <source>Sealed with a passphrase (age)</source>
        <translation>Mit einer Passphrase versiegelt (age)</translation>
    </message>
    <message>
        <source>Sealed to somebody&apos;s age key</source>
        <translation>Für jemandes age-Schlüssel versiegelt</translation>
    </message>
    <message>
        <source>Sea&amp;l</source>
        <translation>S&amp;iegel</translation>
    </message>
    <message>
        <source>Their age key, which begins with age1</source>
        <translation>Der age-Schlüssel, der mit age1 beginnt</translation>
    </message>
    <message>
        <source>In&amp;to this new file</source>
        <translation>In diese neue &amp;Datei</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Choose where to write it</source>
        <translation>Wählen, wohin geschrieben wird</translation>
    </message>
    <message>
        <source>{title}: place {number} of {count}</source>
        <translation>{title}: Platz {number} von {count}</translation>
    </message>
    <message>
        <source>Where to write it</source>
        <translation>Wohin geschrieben wird</translation>
    </message>
    <message>
        <source>That is not an age key yet.</source>
        <translation>Das ist noch kein age-Schlüssel.</translation>
    </message>
    <message>
        <source>1 card</source>
        <translation>1 Karte</translation>
    </message>
    <message>
        <source>{count} cards</source>
        <translation>{count} Karten</translation>
    </message>
    <message>
        <source>photos that stay here, too large or of another kind: {count}</source>
        <translation>Fotos, die hier bleiben, zu groß oder von anderer Art: {count}</translation>
    </message>
    <message>
        <source>To seal it, type a passphrase twice.</source>
        <translation>Zum Versiegeln tippe zweimal eine Passphrase.</translation>
    </message>
    <message>
        <source>To seal it, paste the age key of whoever is to open it.</source>
        <translation>Zum Versiegeln füge den age-Schlüssel des Menschen ein, der es öffnen soll.</translation>
    </message>
    <message>
        <source>Writing the toolkit</source>
        <translation>Der Werkzeugkasten wird geschrieben</translation>
    </message>
    <message>
        <source>Written to {path}.</source>
        <translation>Geschrieben nach {path}.</translation>
    </message>
    <message>
        <source>My toolkit</source>
        <translation>Mein Werkzeugkasten</translation>
    </message>
    <message>
        <source>Toolkit</source>
        <translation>Werkzeugkasten</translation>
    </message>
</context>
<context>
    <name>ToolkitImport</name>
    <message>
        <source>A toolkit is a JSON file that another Reflect wrote. Cards that are here stay as they are; what differs comes in beside them.</source>
        <translation>Ein Werkzeugkasten ist eine JSON-Datei, die ein anderes Reflect geschrieben hat. Karten, die hier sind, bleiben, wie sie sind; was anders ist, kommt daneben.</translation>
    </message>
    <message>
        <source>The file</source>
        <translation>Die Datei</translation>
    </message>
    <message>
        <source>Choose a &amp;file…</source>
        <translation>&amp;Datei wählen …</translation>
    </message>
    <message>
        <source>The toolkit&apos;s passphrase</source>
        <translation>Die Passphrase des Werkzeugkastens</translation>
    </message>
    <message>
        <source>The toolkit&apos;s &amp;passphrase</source>
        <translation>Die &amp;Passphrase des Werkzeugkastens</translation>
    </message>
    <message>
        <source>&amp;Open it</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Leave it</source>
        <translation>&amp;Lassen</translation>
    </message>
    <message>
        <source>Bring a toolkit in</source>
        <translation>Einen Werkzeugkasten hereinholen</translation>
    </message>
    <message>
        <source>Choose a toolkit</source>
        <translation>Einen Werkzeugkasten wählen</translation>
    </message>
    <message>
        <source>Toolkits (*.json *.age);;All files (*)</source>
        <translation>Werkzeugkästen (*.json *.age);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Reading the toolkit</source>
        <translation>Der Werkzeugkasten wird gelesen</translation>
    </message>
    <message>
        <source>&amp;Bring in 1 card</source>
        <translation>1 Karte &amp;hereinholen</translation>
    </message>
    <message>
        <source>&amp;Bring in {count} cards</source>
        <translation>{count} Karten &amp;hereinholen</translation>
    </message>
    <message>
        <source>Nothing in it is new to you.</source>
        <translation>Nichts darin ist neu für dich.</translation>
    </message>
    <message>
        <source>From {name}</source>
        <translation>Von {name}</translation>
    </message>
    <message>
        <source>It would bring</source>
        <translation>Er brächte</translation>
    </message>
    <message>
        <source>Beside cards of yours that say something else:</source>
        <translation>Neben Karten von dir, auf denen etwas anderes steht:</translation>
    </message>
    <message>
        <source>Here already: {count}</source>
        <translation>Schon da: {count}</translation>
    </message>
    <message>
        <source>Left out, without a title: {count}</source>
        <translation>Ausgelassen, ohne Titel: {count}</translation>
    </message>
    <message>
        <source>Bringing the toolkit in</source>
        <translation>Der Werkzeugkasten wird hereingeholt</translation>
    </message>
    <message>
        <source>Brought in: 1 card</source>
        <translation>Hereingeholt: 1 Karte</translation>
    </message>
    <message>
        <source>Brought in: {count} cards</source>
        <translation>Hereingeholt: {count} Karten</translation>
    </message>
</context>
<context>
    <name>TrashView</name>
    <message>
        <source>Back to the list</source>
        <translation>Zurück zur Liste</translation>
    </message>
    <message>
        <source>&amp;Bring back</source>
        <translation>&amp;Zurückholen</translation>
    </message>
    <message>
        <source>&amp;Empty the trash …</source>
        <translation>Papierkorb &amp;leeren …</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>Papierkorb</translation>
    </message>
    <message>
        <source>Entries in the trash</source>
        <translation>Einträge im Papierkorb</translation>
    </message>
    <message>
        <source>{entries}. Each stays 30 days, then it is deleted for good.</source>
        <translation>{entries}. Jeder bleibt 30 Tage, dann wird er endgültig gelöscht.</translation>
    </message>
    <message>
        <source>The trash is empty. What you throw away stays here for 30 days.</source>
        <translation>Der Papierkorb ist leer. Was du wegwirfst, bleibt hier 30 Tage.</translation>
    </message>
    <message>
        <source>without words</source>
        <translation>ohne Worte</translation>
    </message>
    <message>
        <source>deleted for good today</source>
        <translation>wird heute endgültig gelöscht</translation>
    </message>
    <message>
        <source>deleted for good tomorrow</source>
        <translation>wird morgen endgültig gelöscht</translation>
    </message>
    <message>
        <source>deleted for good in {days} days</source>
        <translation>wird in {days} Tagen endgültig gelöscht</translation>
    </message>
    <message>
        <source>Brought back</source>
        <translation>Zurückgeholt</translation>
    </message>
    <message>
        <source>{count} entries brought back</source>
        <translation>{count} Einträge zurückgeholt</translation>
    </message>
    <message>
        <source>Delete everything in the trash for good?</source>
        <translation>Alles im Papierkorb endgültig löschen?</translation>
    </message>
    <message>
        <source>Their earlier versions and photos go as well. Nobody can bring them back.</source>
        <translation>Ihre früheren Fassungen und Fotos gehen mit. Niemand kann sie zurückholen.</translation>
    </message>
    <message>
        <source>Empty the trash</source>
        <translation>Papierkorb leeren</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>&amp;Open Reflect</source>
        <translation>Reflect ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
</context>
<context>
    <name>Trouble</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close this notice</source>
        <translation>Diesen Hinweis schließen</translation>
    </message>
</context>
<context>
    <name>UndoBar</name>
    <message>
        <source>Undo</source>
        <translation>Zurücknehmen</translation>
    </message>
</context>
<context>
    <name>UndoLine</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo: {what}</source>
        <translation>Rückgängig: {what}</translation>
    </message>
</context>
<context>
    <name>UnlockPage</name>
    <message>
        <source>&amp;Passphrase</source>
        <translation>&amp;Passphrase</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>&amp;Unlock</source>
        <translation>&amp;Entsperren</translation>
    </message>
    <message>
        <source>Unlocking</source>
        <translation>Wird entsperrt</translation>
    </message>
    <message>
        <source>Use &amp;recovery code</source>
        <translation>&amp;Wiederherstellungscode verwenden</translation>
    </message>
    <message>
        <source>&amp;Other journal</source>
        <translation>&amp;Anderes Tagebuch</translation>
    </message>
    <message>
        <source>&amp;Backups</source>
        <translation>&amp;Sicherungen</translation>
    </message>
    <message>
        <source>Type the passphrase first.</source>
        <translation>Gib zuerst die Passphrase ein.</translation>
    </message>
    <message>
        <source>This passphrase does not open the journal. Try again.</source>
        <translation>Diese Passphrase öffnet das Tagebuch nicht. Versuch es noch einmal.</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>Sicherung wiederherstellen</translation>
    </message>
    <message>
        <source>Rescue what can be read</source>
        <translation>Retten, was sich lesen lässt</translation>
    </message>
    <message>
        <source>Other journal</source>
        <translation>Anderes Tagebuch</translation>
    </message>
    <message>
        <source>Your journal</source>
        <translation>Dein Tagebuch</translation>
    </message>
    <message>
        <source>Use the system &amp;keychain</source>
        <translation>S&amp;chlüsselbund des Systems verwenden</translation>
    </message>
</context>
<context>
    <name>UseNow</name>
    <message>
        <source>Before you begin</source>
        <translation>Bevor du anfängst</translation>
    </message>
    <message>
        <source>How heavy is it now?</source>
        <translation>Wie schwer ist es jetzt?</translation>
    </message>
    <message>
        <source>none named</source>
        <translation>keins genannt</translation>
    </message>
    <message>
        <source>What is it mostly?</source>
        <translation>Was ist es vor allem?</translation>
    </message>
    <message>
        <source>And now, how heavy is it?</source>
        <translation>Und jetzt, wie schwer ist es?</translation>
    </message>
    <message>
        <source>A note, if you like</source>
        <translation>Eine Notiz, wenn du magst</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Leave it for now</source>
        <translation>Für jetzt lassen</translation>
    </message>
    <message>
        <source>Afterwards</source>
        <translation>Danach</translation>
    </message>
    <message>
        <source>Step {step} of {steps}</source>
        <translation>Schritt {step} von {steps}</translation>
    </message>
    <message>
        <source>How heavy was it before?</source>
        <translation>Wie schwer war es davor?</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Anfangen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>This journal can be read, not changed: nothing is kept.</source>
        <translation>Dieses Tagebuch lässt sich lesen, nicht ändern: Nichts wird behalten.</translation>
    </message>
    <message>
        <source>With a number for before, this time is kept among the others.</source>
        <translation>Mit einer Zahl für davor zählt dieses Mal zu den anderen.</translation>
    </message>
    <message>
        <source>Kept: {before} before, {after} now ({change}).</source>
        <translation>Behalten: davor {before}, jetzt {after} ({change}).</translation>
    </message>
</context>
<context>
    <name>UsedDialog</name>
    <message>
        <source>I did this</source>
        <translation>Das habe ich gemacht</translation>
    </message>
    <message>
        <source>How heavy was it before?</source>
        <translation>Wie schwer war es davor?</translation>
    </message>
    <message>
        <source>And afterwards?</source>
        <translation>Und danach?</translation>
    </message>
    <message>
        <source>none named</source>
        <translation>keins genannt</translation>
    </message>
    <message>
        <source>What was it &amp;mostly?</source>
        <translation>Was war es &amp;vor allem?</translation>
    </message>
    <message>
        <source>A &amp;note, if you like</source>
        <translation>Eine &amp;Notiz, wenn du magst</translation>
    </message>
    <message>
        <source>When it &amp;was</source>
        <translation>&amp;Wann es war</translation>
    </message>
    <message>
        <source>&amp;Keep it</source>
        <translation>&amp;Behalten</translation>
    </message>
    <message>
        <source>&amp;Leave it</source>
        <translation>&amp;Lassen</translation>
    </message>
    <message>
        <source>When it was: {when}</source>
        <translation>Wann es war: {when}</translation>
    </message>
</context>
<context>
    <name>Viewer</name>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
</context>
<context>
    <name>WalkPage</name>
    <message>
        <source>Before you begin</source>
        <translation>Bevor du beginnst</translation>
    </message>
    <message>
        <source>A few words here, or one press, and it goes on.</source>
        <translation>Ein paar Worte hier oder ein Druck, und es geht weiter.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Back (Alt+Left)</source>
        <translation>Zurück (Alt+Links)</translation>
    </message>
    <message>
        <source>Later (Esc)</source>
        <translation>Später (Esc)</translation>
    </message>
    <message>
        <source>{exercise} · step {step} of {steps}</source>
        <translation>{exercise} · Schritt {step} von {steps}</translation>
    </message>
    <message>
        <source>Leave it until then</source>
        <translation>Bis dahin ruhen lassen</translation>
    </message>
    <message>
        <source>Later  Esc</source>
        <translation>Später  Esc</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Finish (Ctrl+Enter)</source>
        <translation>Abschließen (Strg+Enter)</translation>
    </message>
    <message>
        <source>Next (Ctrl+Enter)</source>
        <translation>Weiter (Strg+Enter)</translation>
    </message>
    <message>
        <source>This journal can be read, not changed: nothing is kept.</source>
        <translation>Dieses Tagebuch lässt sich lesen, nicht ändern: Es wird nichts aufbewahrt.</translation>
    </message>
    <message>
        <source>Kept as you go. When you come back, it goes on here.</source>
        <translation>Nebenbei aufbewahrt. Wenn du wiederkommst, geht es hier weiter.</translation>
    </message>
    <message>
        <source>The journal locks after {minutes} minutes without a key or the mouse. What is left of the time is kept then.</source>
        <translation>Das Tagebuch sperrt sich nach {minutes} Minuten ohne Taste oder Maus. Was von der Zeit übrig ist, wird dann aufbewahrt.</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Abschließen</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Kept: {name}</source>
        <translation>Aufbewahrt: {name}</translation>
    </message>
</context>
<context>
    <name>Walking</name>
    <message>
        <source>{number} of 10</source>
        <translation>{number} von 10</translation>
    </message>
</context>
<context>
    <name>Warnings</name>
    <message>
        <source>encoding guessed</source>
        <translation>Zeichensatz erraten</translation>
    </message>
    <message>
        <source>some characters could not be read</source>
        <translation>einige Zeichen nicht lesbar</translation>
    </message>
    <message>
        <source>more cells than columns; kept beside the entry</source>
        <translation>mehr Zellen als Spalten; beim Eintrag aufbewahrt</translation>
    </message>
    <message>
        <source>has more cells than columns; joined to the note</source>
        <translation>hat mehr Zellen als Spalten; an die Notiz gehängt</translation>
    </message>
    <message>
        <source>attachment is missing</source>
        <translation>Anhang fehlt</translation>
    </message>
    <message>
        <source>changed in the source and here; yours was kept</source>
        <translation>in der Quelle und hier geändert; deine Fassung blieb</translation>
    </message>
    <message>
        <source>differs from the source; yours is newer and was kept</source>
        <translation>weicht von der Quelle ab; deine Fassung ist neuer und blieb</translation>
    </message>
    <message>
        <source>changed in the source and here; the source&apos;s was taken</source>
        <translation>in der Quelle und hier geändert; die der Quelle wurde genommen</translation>
    </message>
    <message>
        <source>changed in the source and here; both were kept</source>
        <translation>in der Quelle und hier geändert; beide blieben</translation>
    </message>
    <message>
        <source>no date in the file; its last change is taken</source>
        <translation>kein Datum in der Datei; ihre letzte Änderung gilt</translation>
    </message>
    <message>
        <source>text before the first date became an entry</source>
        <translation>Text vor dem ersten Datum wurde ein Eintrag</translation>
    </message>
    <message>
        <source>day and month could be swapped</source>
        <translation>Tag und Monat könnten vertauscht sein</translation>
    </message>
    <message>
        <source>not a day of this journal; left out</source>
        <translation>kein Tag dieses Tagebuchs; ausgelassen</translation>
    </message>
    <message>
        <source>date cannot be read; left out</source>
        <translation>Datum nicht lesbar; ausgelassen</translation>
    </message>
    <message>
        <source>no such month; left out</source>
        <translation>diesen Monat gibt es nicht; ausgelassen</translation>
    </message>
    <message>
        <source>no such day in the month; left out</source>
        <translation>diesen Tag gibt es im Monat nicht; ausgelassen</translation>
    </message>
    <message>
        <source>an unfinished save, and no month beside it; left out</source>
        <translation>eine unfertige Speicherung ohne Monat daneben; ausgelassen</translation>
    </message>
    <message>
        <source>link to a file outside the journal kept as a link</source>
        <translation>Link auf eine Datei außerhalb des Tagebuchs blieb ein Link</translation>
    </message>
    <message>
        <source>date missing or cannot be read; left out</source>
        <translation>Datum fehlt oder ist nicht lesbar; ausgelassen</translation>
    </message>
    <message>
        <source>time cannot be read; noon is taken</source>
        <translation>Uhrzeit nicht lesbar; Mittag gilt</translation>
    </message>
    <message>
        <source>day and month could be swapped; say date_order=dmy or date_order=mdy</source>
        <translation>Tag und Monat könnten vertauscht sein; sag die Reihenfolge im Datum</translation>
    </message>
    <message>
        <source>the scale of the moods was guessed; say mood_scale=1-10 or another</source>
        <translation>die Skala der Stimmungen wurde erraten; sag, wie die Zahlen gehen</translation>
    </message>
    <message>
        <source>mood not understood; kept beside the entry</source>
        <translation>Stimmung nicht verstanden; beim Eintrag aufbewahrt</translation>
    </message>
    <message>
        <source>no column for the text</source>
        <translation>keine Spalte für den Text</translation>
    </message>
    <message>
        <source>has no date; filed under 1970-01-01</source>
        <translation>hat kein Datum; steht unter dem 1.1.1970</translation>
    </message>
    <message>
        <source>has no date of its own; its last change was taken</source>
        <translation>hat kein eigenes Datum; die letzte Änderung gilt</translation>
    </message>
    <message>
        <source>names an unknown time zone; this computer&apos;s was taken</source>
        <translation>nennt eine unbekannte Zeitzone; die dieses Computers gilt</translation>
    </message>
    <message>
        <source>stands there twice; taken once</source>
        <translation>steht zweimal da; einmal genommen</translation>
    </message>
    <message>
        <source>is no entry</source>
        <translation>ist kein Eintrag</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>ist leer</translation>
    </message>
    <message>
        <source>has no date that can be read</source>
        <translation>hat kein lesbares Datum</translation>
    </message>
    <message>
        <source>has a time that cannot be read; noon was taken</source>
        <translation>hat eine nicht lesbare Uhrzeit; Mittag gilt</translation>
    </message>
    <message>
        <source>has no time; noon was taken</source>
        <translation>hat keine Uhrzeit; Mittag gilt</translation>
    </message>
    <message>
        <source>has a mood label that was not graded</source>
        <translation>hat eine Stimmung, die nicht zugeordnet ist</translation>
    </message>
    <message>
        <source>are kept in the journal, but not shown</source>
        <translation>bleiben im Tagebuch, ohne gezeigt zu werden</translation>
    </message>
    <message>
        <source>names an activity that is not in the backup</source>
        <translation>nennt eine Tätigkeit, die in der Sicherung fehlt</translation>
    </message>
    <message>
        <source>front matter is no YAML; read line by line</source>
        <translation>Kopfdaten sind kein YAML; Zeile für Zeile gelesen</translation>
    </message>
    <message>
        <source>front matter not understood; kept as text</source>
        <translation>Kopfdaten nicht verstanden; als Text behalten</translation>
    </message>
    <message>
        <source>in the vault&apos;s trash; not imported</source>
        <translation>im Papierkorb des Vaults; nicht importiert</translation>
    </message>
    <message>
        <source>file that no note refers to; not imported</source>
        <translation>Datei, auf die keine Notiz verweist; nicht importiert</translation>
    </message>
    <message>
        <source>empty note; not imported</source>
        <translation>leere Notiz; nicht importiert</translation>
    </message>
    <message>
        <source>date not understood</source>
        <translation>Datum nicht verstanden</translation>
    </message>
    <message>
        <source>no date; the file&apos;s own time is used</source>
        <translation>kein Datum; die Zeit der Datei gilt</translation>
    </message>
    <message>
        <source>no date</source>
        <translation>kein Datum</translation>
    </message>
    <message>
        <source>not an item of Joplin</source>
        <translation>nichts von Joplin</translation>
    </message>
    <message>
        <source>encrypted by Joplin; export it again decrypted</source>
        <translation>von Joplin verschlüsselt; exportiere noch einmal entschlüsselt</translation>
    </message>
    <message>
        <source>in Joplin&apos;s trash; not imported</source>
        <translation>im Papierkorb von Joplin; nicht importiert</translation>
    </message>
    <message>
        <source>link to something that is not in the file</source>
        <translation>Link auf etwas, das nicht in der Datei ist</translation>
    </message>
</context>
<context>
    <name>WeekdayChart</name>
    <message>
        <source>Weekday</source>
        <translation>Wochentag</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tage</translation>
    </message>
</context>
<context>
    <name>WordField</name>
    <message>
        <source>unpleasant</source>
        <translation>unangenehm</translation>
    </message>
    <message>
        <source>pleasant</source>
        <translation>angenehm</translation>
    </message>
    <message>
        <source>stirred</source>
        <translation>bewegt</translation>
    </message>
    <message>
        <source>still</source>
        <translation>still</translation>
    </message>
</context>
<context>
    <name>WorkStrip</name>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop: {work}</source>
        <translation>Anhalten: {work}</translation>
    </message>
    <message>
        <source>Stopping: {work}</source>
        <translation>Hält an: {work}</translation>
    </message>
</context>
<context>
    <name>WorkingDialog</name>
    <message>
        <source>S&amp;top</source>
        <translation>A&amp;nhalten</translation>
    </message>
    <message>
        <source>Stop: {work}</source>
        <translation>Anhalten: {work}</translation>
    </message>
</context>
<context>
    <name>WritingPad</name>
    <message>
        <source>Text of the entry</source>
        <translation>Text des Eintrags</translation>
    </message>
    <message>
        <source>Write …</source>
        <translation>Schreib …</translation>
    </message>
</context>
<context>
    <name>WritingSection</name>
    <message>
        <source>Remove place and camera data from &amp;photos that are added</source>
        <translation>Orts- und &amp;Kameradaten aus hinzugefügten Fotos entfernen</translation>
    </message>
</context>
<context>
    <name>YearChart</name>
    <message>
        <source>no mood marked</source>
        <translation>keine Stimmung notiert</translation>
    </message>
    <message>
        <source>{day}: no entries</source>
        <translation>{day}: keine Einträge</translation>
    </message>
</context>
<context>
    <name>YearGrid</name>
    <message>
        <source>The year, a day a square</source>
        <translation>Das Jahr, jeder Tag ein Quadrat</translation>
    </message>
</context>
<context>
    <name>_Number</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy {number}</source>
        <translation>{number} kopieren</translation>
    </message>
</context>
<context>
    <name>_Own</name>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Name of your own factor</source>
        <translation>Name des eigenen Umstands</translation>
    </message>
    <message>
        <source>How much, or which</source>
        <translation>Wie viel, oder welches</translation>
    </message>
    <message>
        <source>Value of your own factor</source>
        <translation>Wert des eigenen Umstands</translation>
    </message>
    <message>
        <source>Remove this factor</source>
        <translation>Diesen Umstand entfernen</translation>
    </message>
</context>
<context>
    <name>_Page</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
</context>
<context>
    <name>_Sheet</name>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
</context>
</TS>
