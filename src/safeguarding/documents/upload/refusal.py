"""Why a file may not come in."""


class Unfit(Exception):
    """What is wrong with the file, in words that follow a colon, and how to mend it."""

    def __init__(self, code: str, what: str, mend: str) -> None:
        super().__init__(what)
        self.code = code
        self.what = what
        self.mend = mend
