"""Tests of the catalog: finding, checking and reading plan files."""
