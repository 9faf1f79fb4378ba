"""Compare block: two pictures of one subject, one over the other."""
