"""Tests of the shipped plans: what they hold, and that every route leads to a job."""
