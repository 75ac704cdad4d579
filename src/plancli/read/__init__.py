"""bytes → Document. Offsets are fixed here, for ever."""
