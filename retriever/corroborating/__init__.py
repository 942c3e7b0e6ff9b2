"""How the sources of an answer stand to one another: differences and shared origins."""
