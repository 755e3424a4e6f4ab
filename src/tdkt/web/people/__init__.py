"""Recipients: the list, one recipient's whole history, adding and changing by hand."""
