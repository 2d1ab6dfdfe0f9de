"""What the packs name: the same in every installation."""

from tests.cast import Cast
from tests.house.samples.registry import Arguments, sample


@sample
def real_project(cast: Cast) -> Arguments:
    return {"project_id": "otn-003"}


@sample
def sector(cast: Cast) -> Arguments:
    return {"sector_id": "construction"}


@sample
def region(cast: Cast) -> Arguments:
    return {"code": "06"}


@sample
def dataset(cast: Cast) -> Arguments:
    return {"name": "projets", "form": "csv"}


@sample
def aid(cast: Cast) -> Arguments:
    return {"aid_id": "essor-1b"}


@sample
def indicator(cast: Cast) -> Arguments:
    return {"indicator": "accompanied"}


@sample
def barrier(cast: Cast) -> Arguments:
    return {"barrier": "time"}


@sample
def survey(cast: Cast) -> Arguments:
    return {"survey_id": "freins"}


@sample
def survey_link(cast: Cast) -> Arguments:
    return {"survey_id": "freins", "token": "x"}
