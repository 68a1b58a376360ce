"""Reads reports as an auditor would: what does not add up, is told twice, promised or copied."""
