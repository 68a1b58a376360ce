"""Places, measures and years set against each other: more, fewer, most, rising, falling."""
