"""The append-only record: what was done, who looked, and the proof that neither was changed afterwards."""
