"""Pictures and tables that other sites may embed."""
