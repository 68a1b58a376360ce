"""From a question to a proven answer: one module a kind of answer."""
