"""The library's memory: one SQLite file, the figures found in it, and the ranking of passages."""
