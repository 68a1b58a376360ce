"""Yes or no, with the line that says so."""
