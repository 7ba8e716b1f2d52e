"""Pictures and tables that other sites may frame."""
