"""The library as answers see it: reports in scope, their figures and clauses, and the proof."""
