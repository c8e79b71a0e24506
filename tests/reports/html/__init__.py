"""The web page of the report: its structure, its numbers, hostile text, and how Chromium shows it."""
