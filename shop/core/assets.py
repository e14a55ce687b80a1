"""Static files under names that say what is in them, so that browsers may keep them for ever.

`static/css/goc.css` becomes `var/assets/css/goc.5f2c1a90b3d4.css`: its `@import`s written into it, every address it
names replaced by the hashed one, and a `.gz` beside it. JavaScript modules and the web manifest are treated likewise.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import posixpath
import re
import threading
from collections.abc import Callable
from pathlib import Path
from wsgiref.headers import Headers

from flask import Flask
from whitenoise import WhiteNoise

URL_PREFIX = "/static/"
#: Raise it when the way assets are made changes: what was built before is then built anew.
RECIPE = 2

IMPORT = re.compile(r"""@import\s+url\(["']?([^"')]+)["']?\)\s*;""")
CSS_ADDRESS = re.compile(r"""(url\(["']?)([^"')]+)(["']?\))""")
JS_ADDRESS = re.compile(r"""((?:\bfrom|\bimport|\bimport\()\s*["'])(\.{1,2}/[^"']+)(["'])""")
MANIFEST_ADDRESS = re.compile(r"""("src":\s*")([^"]+)(")""")
CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
#: Line ends with the indentation around them: they cost a twentieth of a sheet on the way to a phone.
CSS_INDENT = re.compile(r"\s*\n\s*")
ADDRESSES = {".css": CSS_ADDRESS, ".js": JS_ADDRESS, ".webmanifest": MANIFEST_ADDRESS}
#: Worth squeezing; pictures and fonts are squeezed already.
SQUEEZED = {".css", ".js", ".svg", ".json", ".webmanifest", ".txt"}


class MissingAsset(LookupError):
    """A page or another asset names a static file that does not exist."""


class Assets:
    """The static files of `static_dir` and their hashed copies in `out_dir`."""

    def __init__(self, static_dir: Path, out_dir: Path) -> None:
        self.static_dir = static_dir
        self.out_dir = out_dir
        self.names: dict[str, str] = {}
        self._making: list[str] = []

    def build(self) -> dict[str, str]:
        """Make what is missing and return the manifest, path -> hashed path; quick when nothing has changed.

        Raises MissingAsset when a file names one that is not there, and RecursionError when files name each other.
        """
        fingerprint = self._fingerprint()
        manifest = self.out_dir / "manifest.json"
        kept = json.loads(manifest.read_text()) if manifest.exists() else {}
        if kept.get("fingerprint") == fingerprint and self._complete(kept["names"]):
            self.names = kept["names"]
            return self.names
        self.names = {}
        for path in self._sources():
            self._made(path)
        _write(manifest, json.dumps({"fingerprint": fingerprint, "names": self.names}, indent=1).encode())
        return self.names

    def address(self, path: str) -> str:
        """Return where `path` (below static/) is served: `/static/css/goc.5f2c1a90b3d4.css`. Raises MissingAsset."""
        try:
            return URL_PREFIX + self.names[path]
        except KeyError:
            raise MissingAsset(f"static/{path} does not exist. Fonts are made by bin/fonts.") from None

    def _sources(self) -> list[str]:
        files = (path for path in sorted(self.static_dir.rglob("*")) if path.is_file())
        return [path.relative_to(self.static_dir).as_posix() for path in files if not path.name.startswith(".")]

    def _fingerprint(self) -> str:
        """Say what the sources look like without reading them: name, size and time of each."""
        stats = [(path, (self.static_dir / path).stat()) for path in self._sources()]
        told = [f"{path}:{stat.st_size}:{stat.st_mtime_ns}" for path, stat in stats]
        return hashlib.sha256("\n".join([str(RECIPE), *told]).encode()).hexdigest()

    def _complete(self, names: dict[str, str]) -> bool:
        return all((self.out_dir / name).exists() for name in names.values())

    def _made(self, path: str) -> str:
        """Write the hashed copy of `path`, and of all it names first; return its name."""
        if path in self.names:
            return self.names[path]
        if path in self._making:
            raise RecursionError(f"Static files name each other: {' -> '.join([*self._making, path])}")
        self._making.append(path)
        content = self._content(path)
        self._making.pop()
        stem, ending = posixpath.splitext(path)
        name = f"{stem}.{hashlib.sha256(content).hexdigest()[:12]}{ending}"
        _write(self.out_dir / name, content)
        if ending in SQUEEZED:
            # No time in it: the same content is the same file on every machine.
            _write(self.out_dir / f"{name}.gz", gzip.compress(content, 9, mtime=0))
        self.names[path] = name
        return name

    def _content(self, path: str) -> bytes:
        pattern = ADDRESSES.get(posixpath.splitext(path)[1])
        if pattern is None:
            return self._read(path)
        text = self._sheet(path) if path.endswith(".css") else self._read(path).decode()
        return pattern.sub(self._renamed_from(path), text).encode()

    def _sheet(self, path: str) -> str:
        return CSS_INDENT.sub("\n", CSS_COMMENT.sub("", self._inlined(path, []))).strip() + "\n"

    def _inlined(self, path: str, within: list[str]) -> str:
        """Return a sheet with the sheets it imports in their places, its addresses still relative to the first one."""
        if path in within:
            raise RecursionError(f"Style sheets import each other: {' -> '.join([*within, path])}")
        text = self._read(path).decode()
        first = (within or [path])[0]
        if path != first:
            text = CSS_ADDRESS.sub(lambda found: _moved(found, path, first), text)
        return IMPORT.sub(lambda found: self._inlined(_beside(first, found[1]), [*within, path]), text)

    def _renamed_from(self, path: str) -> Callable[[re.Match[str]], str]:
        def renamed(found: re.Match[str]) -> str:
            before, address, after = found.groups()
            if _leads_elsewhere(address):
                return str(found[0])
            made = self._made(_beside(path, address))
            # A module specifier must begin with a dot; a style sheet does not mind one.
            relative = posixpath.relpath(made, posixpath.dirname(path) or ".")
            return f"{before}{relative if relative.startswith('.') else f'./{relative}'}{after}"

        return renamed

    def _read(self, path: str) -> bytes:
        try:
            return (self.static_dir / path).read_bytes()
        except FileNotFoundError:
            above = [name for name in self._making if name != path]
            named_by = f", named by static/{above[-1]}," if above else ""
            raise MissingAsset(f"static/{path}{named_by} does not exist. Fonts are made by bin/fonts.") from None


def _leads_elsewhere(address: str) -> bool:
    return address.startswith(("data:", "#", "/", "http:", "https:"))


def _beside(path: str, address: str) -> str:
    """Return the path that `address`, written in `path`, means."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), address))


def _moved(found: re.Match[str], inner: str, first: str) -> str:
    """Rewrite an address of the sheet `inner` so that it means the same in the sheet `first`."""
    before, address, after = found.groups()
    if _leads_elsewhere(address):
        return str(found[0])
    return f"{before}{posixpath.relpath(_beside(inner, address), posixpath.dirname(first) or '.')}{after}"


def _write(path: Path, content: bytes) -> None:
    """Write a file whole: another process never sees half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}")
    draft.write_bytes(content)
    draft.replace(path)


def _is_immutable(path: str, url: str) -> bool:
    return bool(re.search(r"\.[0-9a-f]{12}\.[a-z0-9]+$", url))


def _add_headers(headers: Headers, path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"


def init_app(app: Flask) -> None:
    """Build the assets into `VAR_DIR/assets`, serve them below /static/, and give templates `asset(path)`."""
    assets = Assets(Path(app.root_path) / "static", Path(app.config["VAR_DIR"]) / "assets")
    assets.build()
    app.extensions["assets"] = assets
    app.jinja_env.globals["asset"] = assets.address
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(assets.out_dir),
        prefix=URL_PREFIX,
        immutable_file_test=_is_immutable,
        add_headers_function=_add_headers,
    )
