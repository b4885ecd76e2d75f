"""The same blocks as one HTML file."""
