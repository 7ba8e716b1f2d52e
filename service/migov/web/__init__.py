"""HTTP over the engine and the catalogue: one router a concern, one shape of error."""
