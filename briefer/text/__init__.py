"""What is known about language: paragraphs, sentences, tokens, dates, names."""
