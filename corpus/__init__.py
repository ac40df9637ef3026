"""What was said, by whom, where: files become records, turns and passages."""
