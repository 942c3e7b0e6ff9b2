"""The frames that news puts around a report, one in a file."""
