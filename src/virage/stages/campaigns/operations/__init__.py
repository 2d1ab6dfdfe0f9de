"""Segments; campaigns drawn, sent and ended."""

from virage.stages.campaigns.operations.drawing import drop_campaign, prepare_campaign, redraw_campaign
from virage.stages.campaigns.operations.segments import retire_segment, save_segment
from virage.stages.campaigns.operations.sending import launch_campaign, send_invitations, send_next_part

__all__ = [
    "drop_campaign",
    "launch_campaign",
    "prepare_campaign",
    "redraw_campaign",
    "retire_segment",
    "save_segment",
    "send_invitations",
    "send_next_part",
]
