"""Whether a change is lawful: what was promised before, what would be, and who has approved it."""
