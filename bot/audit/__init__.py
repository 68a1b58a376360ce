"""What an audit found, for people: as lines, as a page, as an object."""
