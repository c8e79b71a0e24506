"""Faults made on purpose: kills, full disks, strange folders and clocks. `pytest tests/faults --kills 5000`."""
