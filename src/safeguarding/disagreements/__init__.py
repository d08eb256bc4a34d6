"""The resolution protocol: levels, clocks and outcome of a disagreement between partners."""
