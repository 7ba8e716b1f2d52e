"""`/picture/…`: the pictures of pages as files of their own, SVG and PNG."""
