"""One text printed by several programs in random layouts: do the records agree with those of the text?"""
