"""Models in the words of people.  Each printer takes a phrasebook; English is that of the language itself."""
