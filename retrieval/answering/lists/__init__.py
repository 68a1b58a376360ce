"""What a report lists: items of a sentence, of headings and paragraphs, in their order."""
