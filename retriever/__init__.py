"""Questions in, grounded answers out."""
