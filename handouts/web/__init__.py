"""The same blocks without pages: plain text, and one HTML file for a phone."""
