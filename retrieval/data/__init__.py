"""Knowledge of the genre as data files; see README.md beside this file."""
