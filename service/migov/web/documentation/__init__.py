"""What the service says of its own operations and problems."""
