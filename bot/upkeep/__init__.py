"""Keeping an installation well: backups, and a look at everything that a running bot needs."""
