"""Letters: offsets, direction, folding, tokens, clitics, zones, phrase search. Knows no more than `str` and `int`."""
