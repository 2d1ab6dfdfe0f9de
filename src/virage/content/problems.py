"""What is wrong in a pack, said with its file and line."""

from dataclasses import dataclass
from pathlib import Path

from virage.core.words import Words


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of one file, at one line (from 1)."""

    path: Path
    line: int
    sentence: Words

    def say(self, lang: str = "fr") -> str:
        """Write the fault as FILE:LINE: sentence."""
        return f"{self.path}:{self.line}: {self.sentence.say(lang)}"


class PackError(Exception):
    """A pack could not be read; `problems` says every reason found."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(p.say("fr") for p in problems))
