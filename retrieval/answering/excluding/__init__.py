"""What rules a figure out: it counts another thing, another act, a part, or others' affairs."""
