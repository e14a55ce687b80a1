"""The demo says why it cannot open, and forgets only what is its own."""

import socket
from pathlib import Path

import demo
import pytest

PLACE = ("127.0.0.1", 19290)


@pytest.fixture
def place(tmp_path: Path) -> demo.Place:
    return demo.Place(*PLACE, tmp_path)


@pytest.mark.parametrize("port", ["0", "65535", "-1", "ba", "8000.5", "²"])
def test_a_port_that_is_none_is_refused(port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", port)

    with pytest.raises(demo.CannotOpen, match="is no port"):
        demo._place(lan=False)


@pytest.mark.parametrize("taken", [0, 1])
def test_a_taken_port_is_named(place: demo.Place, taken: int) -> None:
    with socket.socket() as other:
        other.bind((place.host, place.port + taken))
        other.listen()

        with pytest.raises(demo.CannotOpen, match=f"Port {place.port + taken} cannot be used"):
            demo._free(place)


def test_two_demos_do_not_share_a_folder(place: demo.Place) -> None:
    with demo._alone(place), pytest.raises(demo.CannotOpen, match=f"http://127.0.0.1:{place.port}"), demo._alone(place):
        pass


def test_a_folder_is_free_again_after_its_demo(place: demo.Place) -> None:
    with demo._alone(place):
        pass

    with demo._alone(place):
        pass


def test_fresh_forgets_the_story_and_nothing_else(place: demo.Place) -> None:
    (place.var / "goc.sqlite3").touch()
    (place.var / "media").mkdir()
    (place.var / "assets").mkdir()

    demo._forget(place)

    assert [path.name for path in place.var.iterdir()] == ["assets"]


def test_fresh_does_not_touch_a_database_that_is_not_its_own(
    place: demo.Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql+psycopg://shop@db/goc")
    (place.var / "media").mkdir()

    with pytest.raises(demo.CannotOpen, match="another one"):
        demo._forget(place)

    assert (place.var / "media").exists()
