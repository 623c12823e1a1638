"""A script text, and its places in lines and columns."""
import bisect


class Source:
    # Set when the text is read in a session whose language mode is not full.
    is_constrained = False

    def __init__(self, text, name):
        self.text = text
        self.name = name
        self.starts = [0]
        for index, char in enumerate(text):
            if char == "\n":
                self.starts.append(index + 1)

    def line_column(self, pos):
        line = bisect.bisect_right(self.starts, pos)
        return line, pos - self.starts[line - 1] + 1

    def line_text(self, line):
        start = self.starts[line - 1]
        end = self.text.find("\n", start)
        return self.text[start:] if end < 0 else self.text[start:end]

    def place(self, pos):
        line, column = self.line_column(pos)
        return f"{self.name}:{line}:{column}"
