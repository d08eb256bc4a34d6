"""What keeps children safe now; what is learned, what is done about it, and the difference made."""

from safeguarding.improvements.models.action import Action, Evidence, Step
from safeguarding.improvements.models.bringing import Batch
from safeguarding.improvements.models.safety import SafetyStep
from safeguarding.improvements.models.source import Recommendation, Source

__all__ = ["Action", "Batch", "Evidence", "Recommendation", "SafetyStep", "Source", "Step"]
