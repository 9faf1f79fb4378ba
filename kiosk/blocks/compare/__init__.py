"""Compare block: two pictures of one thing over one another."""
