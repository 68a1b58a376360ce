"""Who, when, where, which, why: spans of a report's clauses."""
