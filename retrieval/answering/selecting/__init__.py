"""Which figure a question means: one, several that fit, or an honest no."""
