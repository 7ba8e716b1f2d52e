"""OWL reasoning over the data with Pellet and HermiT."""
