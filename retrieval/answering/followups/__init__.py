"""Follow-up questions, filled in from what was asked before."""
