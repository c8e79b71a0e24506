"""Widgets that more than one screen or view uses."""
