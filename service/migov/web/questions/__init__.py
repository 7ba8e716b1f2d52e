"""The catalogue over HTTP: each question answered, and questions in words."""
