"""Papers: made in Word and PDF from one structured shape, sealed by their hash, stored encrypted; and safe
upload.
"""
