"""What can be reckoned from a journal: what helped (`coping`), what goes with what (`patterns`),
dips and the way back (`dips`), goals (`goals`), questionnaires (`scales`), a look back (`review`).

Pure functions on values: no window, no file, no database, no words for people. What is reckoned,
how, and with what limits is in docs/insights.md.
"""
