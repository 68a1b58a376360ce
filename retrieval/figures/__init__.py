"""Every figure of a report: what it counts, of which year, result or plan, as a part of what."""
