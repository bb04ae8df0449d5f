"""What `docs/make_screenshots.py` shows: a program without a screen, and the scenes it plays."""
