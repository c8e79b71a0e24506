"""The rules of the program as pure functions over values: no clock, no files, no screen, no database."""
