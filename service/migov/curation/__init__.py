"""Curation tools: patches from spreadsheets and corrections, and lists of what to look up."""
