"""A file to a report: its text, outlined, with place, year and title found in it (``files.py``)."""
