"""What people write, a frozen type for each file, and its loader."""
