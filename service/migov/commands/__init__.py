"""Commands of the command line, one module a concern; each thin over its package."""
