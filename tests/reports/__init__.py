"""Tests of the progress report and its formats."""
