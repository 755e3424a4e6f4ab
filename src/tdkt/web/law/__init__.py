"""The law on screen: instruments, awards on a day and through time, two days compared, prizes, working days."""
