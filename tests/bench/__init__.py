"""Benchmarks: run by hand, as `python -m tests.bench.bench_core`. They print and never fail for being slow."""
