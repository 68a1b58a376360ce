"""The subcommands of ``fazhi``: a module each, imported when called; each offers ``command``."""
