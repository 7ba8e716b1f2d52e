"""The catalogue over HTTP: answers, and questions in words."""
