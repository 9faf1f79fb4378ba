"""Poll block: a question of opinion."""
