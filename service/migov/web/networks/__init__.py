"""`/network` and `/compare`, and the pictures of networks."""
