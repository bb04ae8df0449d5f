<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>between {one} and {other}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} entries</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>About</name>
    <message>
        <source>Reflect {version}, a private journal. Free software under the GNU General Public License, version 3 or later; without any warranty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Qt {version}, replaceable in its folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Built with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts and their licences</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Attaching</name>
    <message>
        <source>Add photos or files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pasted picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A folder cannot be attached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add its files instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adding {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This photo may still tell where and when it was taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is damaged or of a kind that cannot be cleaned. It was added as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Added {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removed {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a copy, readable by anyone who gets it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AttachmentStrip</name>
    <message>
        <source>Attachments</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Backup</name>
    <message>
        <source>daily</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>weekly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>monthly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>made by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>before an upgrade</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>compared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not compared</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BackupSection</name>
    <message>
        <source>Made on each day you write, encrypted, reopened and compared. Kept: 7 days, 4 weeks, 12 months, and those made by hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backups, newest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Backup now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare the chosen one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore the chosen one…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Second folder for backups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the second folder for backups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A &amp;second folder, on another disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last tried out, by opening and comparing: {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each was compared when it was made; one is tried out every month.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no backup yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backup opens and holds what it should.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such folder: {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The day&apos;s backup goes there as well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backups stay in the journal&apos;s folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A second folder for backups</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Card</name>
    <message>
        <source>Attachment {name}, {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a copy …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show it in the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove from this entry</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Care</name>
    <message>
        <source>Making a backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backup is made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was reopened and compared: {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep a recovery sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If you forget the passphrase, the sheet is the only other way into this journal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key file was damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its mirror opened the journal, and the key file was written anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This journal lies in a synchronised folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{detail} copies it elsewhere, encrypted. Open it on one computer at a time: two at once make conflicting copies.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This journal lies on a network drive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If the connection breaks while it is saved, the last words may be lost. A folder on this computer, with backups there, is safer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a conflicting copy of this journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} was made by a synchronising service. It was not touched; it may hold entries that are not here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something added while locked could not be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was set aside as {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This journal can be read, not changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its folder cannot be written to. Export works.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is almost full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you wrote is safe. Free some space soon.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChangePassphrase</name>
    <message>
        <source>Change the passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The &amp;present passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The present passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The new one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changing the passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keep the old one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Change it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the same new passphrase in both fields.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was read back from the disk and opens the journal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n backup(s) could not be changed and still open with the old one.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The passphrase is changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The present passphrase is another one. Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>Remove {what}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Save now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add photos or files …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Feelings …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Context and body</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When it was …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Star</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep out of “on this day”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier versions …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Italic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Struck through</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbered list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quote</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste with marks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mood: {word}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More for this entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starred</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Door</name>
    <message>
        <source>Larger text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normal text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Dots</name>
    <message>
        <source>How strong? Keys 1 to 5, 0 for not said</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EmotionChip</name>
    <message>
        <source>How strong: {word}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EmotionChips</name>
    <message>
        <source>Add a feeling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change feelings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EntryEditor</name>
    <message>
        <source>Context and body</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title, if it wants one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When it was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This entry is empty now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was there before is kept until you decide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How is it now?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>empty · not saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>writing …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not saved: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>saved · {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n noted</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{count} noted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When it was: {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moved to the trash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Template removed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FactorsForm</name>
    <message>
        <source>Add your own</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FeelingsPicker</name>
    <message>
        <source>Feelings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search a word, or write your own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search feelings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As a list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Feelings, grouped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add as my own word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I don&apos;t have a word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Five words are chosen. Take one away to choose another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} of {most}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close by: {words} · Opposite: {opposite}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add “{word}” as my own word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not among these words; it can be your own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pleasant, stirred</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pleasant, still</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unpleasant, stirred</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unpleasant, still</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own words</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Filter these entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter the entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words, or tag:walk mood:&lt;3 after:2025 … (Ctrl+F)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mood</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any mood</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starred</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On this day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{one} or {other}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no mood marked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last 30 days</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilterChip</name>
    <message>
        <source>Filter: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter {name}: {chosen}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FirstRun</name>
    <message>
        <source>Making the journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A bar will remind you; a new sheet can be made any time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you write is kept in one folder on this computer, encrypted. Nothing is sent anywhere. Copy or back up the folder as you like: without your passphrase nobody can read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In it: journal.db (everything you write), journal.key (opened by your passphrase) with its mirror, and backups. Preferences of this computer, such as the text size, are kept apart and say nothing about you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open a journal that exists…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The passphrase is the way into your journal. It is kept nowhere and nobody can reset it. If you forget it and have no recovery sheet, what you wrote cannot be read again, by anyone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is kept, and where</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your recovery sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step {step} of 3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Make the journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Start writing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder by its full path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the journal a name; you can change it later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This folder is not empty. Choose a new one, or open the journal in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a passphrase first, or have words suggested.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two differ. Type the same passphrase in both fields.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An empty folder for the journal</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write on Today; it is saved while you write. A mood alone is an entry too. As many entries a day as you like.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+K searches. Words together, &quot;words in a row&quot;, -without, begin*, and tag:, mood:&lt;3, emotion:, before:, after:, has:photo, is:starred.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taking back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you delete goes to the trash for 30 days. A bar offers to take back each step, and so does the Edit menu. Every entry keeps its earlier versions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+L locks at once; nothing is asked and nothing is lost. The journal also locks when you are away, and with the screen, as set in Preferences. One key hides the window without locking; it stands in the View menu.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If the passphrase is forgotten</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recovery sheet opens the journal. Without passphrase and sheet nobody can read it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made each day you write, encrypted, compared, and kept for days, weeks and months. Restoring one makes a new folder and overwrites nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taking everything along</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export writes your journal as Markdown, HTML, or an archive that brings everything back. The window and the command reflect --help do the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Reflect</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HideSection</name>
    <message>
        <source>&amp;Key that hides the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use &amp;no key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It blanks and minimises the window, without locking.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryDialog</name>
    <message>
        <source>Title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mood</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Feelings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Context</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier versions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier versions, newest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference between then and now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for earlier versions …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring this version back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version {number}, {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left: then. Right: now. − gone, + come, ≠ changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no earlier version of this entry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The earlier versions could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JournalPage</name>
    <message>
        <source>Calendar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More for the journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Month at the top of the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an entry to read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Filter the entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show &amp;all entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Calendar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On this &amp;day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Trash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Here stands everything you write, the newest at the top.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the first entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier years have nothing to show for this day.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No entry fits this filter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move {count} of {total} entries to the trash?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They stay there for 30 days and can be brought back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moved to the trash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} entries moved to the trash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move to the &amp;trash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JournalSection</name>
    <message>
        <source>&amp;Name of this journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Remember on this computer where journals are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open other journal…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New &amp;journal…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LanguageSection</name>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shown everywhere after the next unlock.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LockSection</name>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock after &amp;idle time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock with the &amp;screen, and before sleep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock when &amp;minimised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system &amp;keychain may unlock it too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the &amp;passphrase…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New recovery sheet…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LookSection</name>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Text size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing moves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Small movements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Movement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only &amp;icons in the rail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The window&apos;s title says only &amp;Reflect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Show again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock the journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock (Ctrl+L)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search  Ctrl+K</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the journal</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E&amp;ntry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;New entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New &amp;journal…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open other journal…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Backup now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo typing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo typing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Larger text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;maller text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Normal text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High &amp;contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Icons only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Hide, and show again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Reflect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back: {what}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>No journal here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no journal in {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose another folder, or make a new journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This folder is in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} already holds a journal or other files; nothing was changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose a new or an empty folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open elsewhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this journal is open in another program (process {pid} on {host})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>close it there and try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This passphrase does not open the journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the passphrase does not fit; the journal itself is well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>try again, or use the recovery code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This recovery code does not open the journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the recovery code does not fit{group}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>compare it with the recovery sheet, group by group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key file is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the key file of {path} and its mirror are both damaged; the entries are still there, sealed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>restore journal.key from a backup folder, then open the journal again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This backup is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the backup {path} does not hold what it should; nothing was changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose another backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backup was not finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no backup was made in {path} ({reason}); earlier backups are as they were</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>make room or choose another folder, and try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A passphrase is needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the passphrase is empty; nothing was changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose four words or more that only you would put together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The journal is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the passphrase fits, but the file {path} is not what it was{page}; it was not changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>restore a backup, or rescue what can be read (salvage)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written by a newer Reflect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the journal {path} has format {found}, this Reflect knows {known}; nothing was changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>update Reflect, then open it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The journal file was moved or replaced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is no longer the file that was opened; nothing more is written to it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>copy what you just wrote, put the file back, and open the journal again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is empty, cut short or another kind of file; it was not changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>restore a backup, or choose another journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no room left for {path}; everything saved before is safe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>free some space; saving is tried again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reading or writing {path} failed; everything saved before is safe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check the disk and its cable, make a copy, and try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open for reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} can be read, not written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reading, searching and exporting work; to write, make the folder writable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no {kind} with the id {id}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>list them to see their ids</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which one?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the short id {id} fits several: {candidates}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>give one more letter of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The search was not understood</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{operator} expects {expects}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>correct it, or put the words in quotes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This value does not fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} expects {expects}; nothing was changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>correct it and try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is larger than {limit} bytes; it was not added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>keep it beside the journal, or make it smaller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The format is not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is in no format that Reflect can tell{format}{columns}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name the format with --format, or map the columns with --map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is broken at {where} ({reason}); nothing was imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>make the export again, or mend that place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file is not safe to read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} was refused ({reason}); nothing was read from it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>import only files that you exported yourself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The archive is from a newer Reflect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} has version {found}, this program knows {known}; nothing was read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>update Reflect, then import it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is encrypted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} needs its own passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>give it (--source-passphrase-file on the command line)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file&apos;s passphrase does not fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} does not open with this passphrase; nothing was imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>try again with the passphrase it was made with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to bring in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} holds no entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>check that this is the whole export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The export was not written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} could not be written ({reason}); no half file was left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>choose another place, and try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system keychain is not available</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the system keychain did not answer ({reason}); nothing was changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>use the passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped as you asked; nothing was changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>start it again whenever you like</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full; your words are saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the disk of {path} is full; what you wrote was saved into room kept back for this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>free some space before you write on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One copy of the key file is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is damaged; its other copy is whole and opens the journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open the journal once: the damaged copy is then mended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The journal file is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is missing or empty; {backups} backups stand beside it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>restore the newest backup into a new folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>: look at group {group}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> (page {page})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> as {format}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>; its columns are {columns}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MomentDialog</name>
    <message>
        <source>When it was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Day and time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set the time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such time zone. Choose one from the list.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MoodButton</name>
    <message>
        <source>Mood {step} of 5: {word}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MoodRow</name>
    <message>
        <source>How is it now?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NewPassphrase</name>
    <message>
        <source>Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same &amp;again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strength</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Suggest words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Six random words, shown so that you can write them down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy for 20 seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Four or more words that only you would put together are best.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{strength}: whoever has the files needs {time} to guess it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two differ.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Six words were filled in and are shown. Write them down.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NewSheet</name>
    <message>
        <source>New recovery sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new code is made and shown once. The code on an older sheet then opens nothing any more, neither this journal nor its backups.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keep the old sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Make a new code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OthersPage</name>
    <message>
        <source>Other journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each journal is a folder with a passphrase of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Journals on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Choose a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;New journal…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The journal&apos;s folder</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PassphraseField</name>
    <message>
        <source>Caps Lock is on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide the passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the passphrase</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>Backups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Journals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock and passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Templates</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Program</name>
    <message>
        <source>Not locked yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you wrote last could not be saved, so the journal stays open. Solve what the other bar says; then lock again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecoverPage</name>
    <message>
        <source>Type the seven groups from your recovery sheet. Dashes and spaces do not matter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recovery &amp;code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the code first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a new passphrase and type it in both fields.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Setting the new passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The code fits. Now choose a new passphrase.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Set it and open the journal</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecoverySheet</name>
    <message>
        <source>Reflect: recovery sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This code opens the journal if the passphrase is forgotten. Whoever has this page and the journal&apos;s files can read everything: keep it where you keep important papers, not beside the computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To use it: on the unlock screen choose “Use recovery code” and type the seven groups, or scan the square. Small or large letters, dashes and spaces make no difference.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The journal&apos;s folder:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This code opens your journal if you forget the passphrase. It is shown once. Keep it on paper, apart from this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group {number}: {letters}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same code as a square to scan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save as…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy for 20 seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type group &amp;{number} from your copy, to be sure that it is readable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group {number} of the recovery code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is not group {number}; compare it letter by letter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the recovery sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF (*.pdf);;Text (*.txt)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved to {path}. A file on this computer can be read by whoever uses it: move it to another place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent to the printer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied; it leaves the clipboard in 20 seconds.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>Something in Reflect went wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you wrote is saved, and you can go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you wrote last may not be saved yet; it is still on the page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a fault of the program. The lines below say where it happened; they hold nothing you wrote, and nothing is sent. Copy them if you want to report it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where it happened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy the lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Rescue</name>
    <message>
        <source>Use the recovery code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rescue what can be read</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RestoreDialog</name>
    <message>
        <source>Restore a backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It becomes a journal in a folder of its own. The journal that is open and the backup stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>restored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase of the backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Into this &amp;folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore into this folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restoring and comparing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Restore it</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n entries are in {path}. Open it with File, Open other journal.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RestorePage</name>
    <message>
        <source>A backup becomes a journal in a folder of its own. The present journal and the backup stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backups, newest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Choose a backup elsewhere…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>restored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore into this folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Into this &amp;folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase of the backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Restore it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a backup first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restoring and comparing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no backup in the journal&apos;s folder. Choose one elsewhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A backup&apos;s folder</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SalvagePage</name>
    <message>
        <source>Every entry that can still be read is copied into a new journal with the same passphrase. The damaged one is not touched. Where there is a backup, restoring it is better.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rescued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rescue into this folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Into this &amp;folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Rescue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading what can be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{rescued} entries were rescued, {lost} could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sheets</name>
    <message>
        <source>A link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This link leads out of Reflect, to:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open in the browser</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Strength</name>
    <message>
        <source>very easy to guess</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>easy to guess</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>strong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>very strong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>months</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>years</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>centuries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>longer than anyone has</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TagsField</name>
    <message>
        <source>Add a tag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter or comma adds the tag</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TemplateDialog</name>
    <message>
        <source>Name of the template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text of the template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keep it as it was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save the template</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TemplateMenu</name>
    <message>
        <source>Template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep as a template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep this entry as a template …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove a template</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TemplateSection</name>
    <message>
        <source>Yours come first where a template is chosen. Those that come with Reflect are always there; take one as a start for your own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Templates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New &amp;template…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} (comes with Reflect)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make it &amp;mine…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deleted the template {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimelineModel</name>
    <message>
        <source>Entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>without words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} photos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mood: {word}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>starred</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimelineView</name>
    <message>
        <source>Entries, newest first</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TodayPage</name>
    <message>
        <source>New entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entry of {time}: {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Trouble</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this notice</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UndoBar</name>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UnlockPage</name>
    <message>
        <source>&amp;Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Unlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlocking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use &amp;recovery code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Other journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Backups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the passphrase first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This passphrase does not open the journal. Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rescue what can be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the system &amp;keychain</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Viewer</name>
    <message>
        <source>Preview</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WordField</name>
    <message>
        <source>unpleasant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pleasant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stirred</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>still</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WorkStrip</name>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop: {work}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping: {work}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WritingPad</name>
    <message>
        <source>Text of the entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write …</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WritingSection</name>
    <message>
        <source>Remove place and camera data from &amp;photos that are added</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Own</name>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of your own factor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much, or which</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value of your own factor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove this factor</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Page</name>
    <message>
        <source>&amp;Back</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Sheet</name>
    <message>
        <source>&amp;Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>window</name>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
