"""The made-up partnerships, their people and their cases, each made by the acts that people call."""
