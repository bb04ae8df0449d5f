<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ChangePassphrase</name>
    <message numerus="yes">
        <source>%n backup(s) could not be changed and still open with the old one.</source>
        <translation>
            <numerusform>%n backup could not be changed and still opens with the old one.</numerusform>
            <numerusform>%n backups could not be changed and still open with the old one.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EntryEditor</name>
    <message numerus="yes">
        <source>%n noted</source>
        <translation>
            <numerusform>%n noted</numerusform>
            <numerusform>%n noted</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RestoreDialog</name>
    <message numerus="yes">
        <source>%n entries are in {path}. Open it with File, Open other journal.</source>
        <translation>
            <numerusform>%n entry is in {path}. Open it with File, Open other journal.</numerusform>
            <numerusform>%n entries are in {path}. Open it with File, Open other journal.</numerusform>
        </translation>
    </message>
</context>
</TS>
