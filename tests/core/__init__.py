"""Tests of the pure core: plan, journey, verbs, schedule and what follows from them."""
