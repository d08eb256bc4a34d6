"""The papers of a review:

its report, the annex with names, the record of the decision, and letters to the Panel.
"""
