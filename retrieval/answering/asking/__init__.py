"""What a question asks: places, years, unit, terms, and which kinds of asking. Reads no report."""
