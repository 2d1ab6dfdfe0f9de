"""Lists of the desks that follow enterprises and of the ministry; a later stage declares its own."""

from virage.stages.exchange.lists import campaigns, caseload, concertation, programme

__all__ = ["campaigns", "caseload", "concertation", "programme"]
