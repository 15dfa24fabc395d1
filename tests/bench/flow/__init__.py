"""An app for viewflow's flow; only in INSTALLED_APPS of the process that measures it."""
