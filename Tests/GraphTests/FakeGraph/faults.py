"""A fault that a test plants."""
import re


class Fault:
    """Answers a number of matching requests otherwise. `done`: the request takes effect all the same."""

    def __init__(self, match, status=None, times=1, skip=0, code="Fault", headers=None, done=False, drop=False, cut=False, answer=None):
        self.match, self.status, self.times, self.skip = re.compile(match), status, times, skip
        self.code, self.headers, self.done, self.drop, self.cut, self.answer = code, headers or {}, done, drop, cut, answer
