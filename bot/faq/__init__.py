"""Scripted FAQ files: load them, run them against a library, report what broke."""
