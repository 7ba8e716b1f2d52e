"""Benchmarks: what building, validating and answering cost, beside others that can do it.

`migov bench build`, `migov bench serve`, `migov bench scale` and `migov bench generate` run them;
each prints a Markdown table. docs/benchmarks.md has the results, with machine and date.
"""
