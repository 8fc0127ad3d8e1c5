"""Floor 6: pictures of what is proved, one a file; every number drawn is computed by the package.  Needs the extra ``plot``."""
