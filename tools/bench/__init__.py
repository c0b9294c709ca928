"""Benchmarks. `python -m tools.bench` runs them all; each is also a module of its own."""
