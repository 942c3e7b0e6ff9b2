"""What can stand against a statement, one family of problems in a file."""
