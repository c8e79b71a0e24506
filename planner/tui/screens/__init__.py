"""Screens and dialogs. A dialog returns a value; it never changes the journey."""
