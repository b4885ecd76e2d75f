"""Blocks to boxes of strips to pages."""
