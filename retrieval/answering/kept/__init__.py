"""What was chosen for many places before, kept in memory and in a file."""
