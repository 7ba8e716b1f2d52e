"""`/picture/…`: the pictures of pages as SVG and PNG files."""
