"""The pages that document the API: its operations and its types of problem."""
