"""What each release changed: a page, an Atom feed and an event stream, for all or one actor."""
