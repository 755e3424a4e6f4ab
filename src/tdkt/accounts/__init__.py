"""Users, the offices they hold from when to when, and how far each office reaches."""
