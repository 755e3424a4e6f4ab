"""The council's sessions."""
