"""Results held against other programs that are known to be right."""
