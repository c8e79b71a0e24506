"""The tests: behaviour through the doors that the rest of the program uses. They mirror the package."""
