"""The colours of the charts; ``assets/_tokens.scss`` holds the same for the pages, and a test compares them."""

from typing import Final

INK: Final = "#1d2426"
INK_2: Final = "#51595c"
RULE: Final = "#ddd6c9"
OUTLINE: Final = "#7d766a"
SPRUCE: Final = "#14524f"
COPPER: Final = "#bb561a"
COPPER_TEXT: Final = "#9a4210"
RIVER: Final = "#5b95d3"
OCHRE: Final = "#e3a72f"
PLUM: Final = "#8f4f86"
CATEGORIES: Final = (SPRUCE, COPPER, RIVER, OCHRE, PLUM)
RAMP: Final = ("#eef4f2", "#c6ddd8", "#8fbdb5", "#5a9e97", "#14524f")
