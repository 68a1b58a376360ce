"""What Chinese text says: numerals, amounts, words, places, and the genre's lexicon."""
