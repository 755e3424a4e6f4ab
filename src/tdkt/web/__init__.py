"""Pages: views, urls, templates and static files; composes the other apps, decides nothing."""
