"""The list of honours and the page of one."""
