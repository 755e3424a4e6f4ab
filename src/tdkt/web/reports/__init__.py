"""The yearly report on screen: list, editor, preview, files, issuing."""
