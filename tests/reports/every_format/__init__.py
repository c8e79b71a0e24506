"""Tests that hold for every format of the report alike: what is private, what is hostile, bytes, size and numbers."""
