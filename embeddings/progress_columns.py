"""What a progress bar says beside its bar."""

from rich.progress import ProgressColumn, Task
from rich.text import Text


class RateColumn(ProgressColumn):
    """How many are done a second, over the last half minute; nothing while that cannot be told."""

    def render(self, task: Task) -> Text:
        """The rate of `task`."""
        return Text("" if task.speed is None else f"{task.speed:,.0f}/s", style="progress.data.speed")
