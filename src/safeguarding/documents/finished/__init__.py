"""A finished report from Word, read into the one shape that papers and public pages are made from."""
