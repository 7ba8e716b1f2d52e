"""Changes of each release: a page, an Atom feed and an event stream, for all actors or one."""
