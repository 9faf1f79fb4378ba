"""Quiz block: a question with a right answer."""
