"""Quiz block: a question that knows its answer."""
