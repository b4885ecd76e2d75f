"""What each command does: read its options, call, print."""
