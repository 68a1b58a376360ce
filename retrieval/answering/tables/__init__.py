"""Measures over many places and years, each cell chosen and proven like an answer."""
