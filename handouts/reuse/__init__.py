"""What a process keeps between sheets, and what it never may."""
