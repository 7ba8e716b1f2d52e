"""Who is tied to whom, and mechanisms side by side."""
