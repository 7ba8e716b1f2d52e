"""Tools of a curator: spreadsheets and corrections to patches, and what to look up next."""
