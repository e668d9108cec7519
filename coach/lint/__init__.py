"""A library of entries → what is wrong with it as a whole, and what a team has agreed to bear. Floor 6.

Pure over tuples of Drafts wherever it can be: near-duplicates, facts, shortcuts, lengths; then what CI needs around the
reviews: baseline, waivers, changes since a revision, processes, a cache, corrections in place.
"""
