"""A photo is kept without the place where it was taken; the picture itself keeps every byte."""

import pytest

from tests.papers import JFIF, PLACE, PNG, PNG_OF_A_PLACE, SCAN, jpeg, paper, segment, webp, wide
from virage.stages.documents.cleaning import cleaned
from virage.stages.documents.refusals import Damaged
from virage.stages.documents.states import Kind

UPRIGHT = segment(0xE1, b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0")


def test_a_photo_loses_its_place_and_keeps_which_way_is_up():
    assert cleaned(jpeg(6), Kind.JPEG) == b"\xff\xd8" + UPRIGHT + JFIF + SCAN + b"\xff\xd9"
    assert cleaned(jpeg(1), Kind.JPEG) == b"\xff\xd8" + JFIF + SCAN + b"\xff\xd9"
    assert cleaned(cleaned(jpeg(6), Kind.JPEG), Kind.JPEG) == cleaned(jpeg(6), Kind.JPEG)


def test_colours_stay():
    colours = segment(0xE2, b"ICC_PROFILE\0\x01\x01" + b"c" * 9) + segment(0xEE, b"Adobe\0d")
    photo = b"\xff\xd8" + colours + segment(0xE2, b"MPF\0" + PLACE) + SCAN + b"\xff\xd9"
    assert cleaned(photo, Kind.JPEG) == b"\xff\xd8" + colours + SCAN + b"\xff\xd9"


def test_other_images_lose_it_too():
    assert cleaned(PNG_OF_A_PLACE, Kind.PNG) == PNG
    photo = webp(wide(0b11100), (b"VP8 ", b"123"), (b"EXIF", PLACE), (b"XMP ", PLACE))
    assert cleaned(photo, Kind.WEBP) == webp(wide(0b10000), (b"VP8 ", b"123"))


def test_the_digest_is_that_of_what_is_kept():
    photo = paper("chantier.jpg", jpeg())
    assert PLACE not in b"".join(photo.slices())
    assert photo.sha256 == paper("autre.jpg", cleaned(jpeg(), Kind.JPEG)).sha256


@pytest.mark.parametrize("cut", [10, 40, 120, 200])
def test_an_image_cut_short_is_refused(cut):
    for body, kind in ((jpeg()[:-30], Kind.JPEG), (PNG, Kind.PNG)):
        with pytest.raises(Damaged):
            cleaned(body[: min(cut, len(body) - 4)], kind)
