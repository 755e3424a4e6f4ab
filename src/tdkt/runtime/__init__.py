"""What keeps an installation running: serving, backing up, looking after itself. Used by the command line only."""
