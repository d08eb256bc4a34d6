"""The law and guidance as a library: no database, no clock, no web. Facts go in; dates, answers and reasons
come out."""
