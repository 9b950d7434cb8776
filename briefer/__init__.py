"""Articles in, an intelligence brief out: every claim tied to the sentence it rests on, and checked against it."""
