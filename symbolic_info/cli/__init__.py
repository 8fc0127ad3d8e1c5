"""The command line: a verb a file, each a few lines over the public API."""
