"""The lawful steps as tables, and where a case is, worked out from its facts."""

from safeguarding.statute.process.cycles import CYCLES, LifeCycle, Step
from safeguarding.statute.process.printing import print_process
from safeguarding.statute.process.stages import Rail, Stage, stage

__all__ = ["CYCLES", "LifeCycle", "Rail", "Stage", "Step", "print_process", "stage"]
