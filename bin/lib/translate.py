"""Keep translations/vi in step with the sources: extract, update, fill in from JSON files, compile, list the rest.

English needs no catalogue: its messages are the ids.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import json
import re
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("shop", "traceability", "templates")
CATALOGUE = ROOT / "translations/vi/LC_MESSAGES/messages.po"
KEYWORDS = {**DEFAULT_KEYWORDS, "lazy_gettext": None, "lazy_ngettext": (1, 2), "_l": None, "_ln": (1, 2)}
NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)
HEADER = "# Vietnamese messages of Gốc. Written by bin/translate; edit the sentences freely."

#: What a file says: an English message (or the singular of a count) and its Vietnamese.
Sentences = Mapping[str, str | list[str]]


def main() -> int:
    arguments = _arguments()
    if arguments.check:
        return _check()
    with _alone():
        return _update([_read_json(path) for path in arguments.files], prune=arguments.prune)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/translate", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE.json")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when something is missing")
    parser.add_argument("--prune", action="store_true", help="drop messages that no source uses any more")
    return parser.parse_args()


def _read_json(path: Path) -> Sentences:
    try:
        sentences = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        sys.exit(f"{path}: {error}")
    if not isinstance(sentences, dict):
        sys.exit(f"{path}: must be a JSON object, English message -> Vietnamese")
    return sentences


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Wait until nobody else is writing the catalogue."""
    lock = ROOT / "var/.translate.lock"
    lock.parent.mkdir(exist_ok=True)
    with lock.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _update(files: list[Sentences], *, prune: bool) -> int:
    written, unreadable = _extract()
    catalogue = _stored()
    _fill(catalogue, files)
    _bring_up_to_date(catalogue, written)
    if prune and not unreadable:  # What an unreadable file uses would be dropped too.
        catalogue.obsolete.clear()
    _save(catalogue)
    wrong = [*unreadable, *_faults(catalogue)]
    _say([*_missing(catalogue), *wrong])
    print(f"{len(catalogue)} messages, {len(_missing(catalogue))} missing, {len(catalogue.obsolete)} unused.")
    return 1 if wrong else 0


def _check() -> int:
    written, unreadable = _extract()
    stored, current = _stored(), _stored()
    _bring_up_to_date(current, written)
    faults = [*unreadable, *_missing(current), *_faults(current), *(f"unused: {id_!r}" for id_ in current.obsolete)]
    if {message.id for message in stored} != {message.id for message in current}:
        faults.append("The catalogue is not up to date with the sources. Run bin/translate.")
    _say(faults)
    return 1 if faults else 0


def _say(lines: list[str]) -> None:
    for line in lines:
        print(line)


def _extract() -> tuple[Catalog, list[str]]:
    """Collect the messages of all sources; files that cannot be read are named beside it."""
    catalogue, unreadable = Catalog(), []
    with (ROOT / "babel.cfg").open(encoding="utf-8") as config:
        methods, options = parse_mapping_cfg(config)  # type: ignore[no-untyped-call]
    by_suffix = {Path(pattern).suffix: (method, options.get(pattern, {})) for pattern, method in methods}
    for path in sorted(path for folder in SOURCES for path in (ROOT / folder).rglob("*") if path.suffix in by_suffix):
        method, how = by_suffix[path.suffix]
        try:
            found = list(extract_from_file(method, path, KEYWORDS, options=how, strip_comment_tags=True))
        except Exception as error:  # noqa: BLE001 (any parser's complaint about a half-written file; the others go on)
            unreadable.append(f"{path.relative_to(ROOT)}: {error}")
            continue
        for _, id_, _, context in found:
            catalogue.add(id_, locations=[(str(path.relative_to(ROOT)), 1)], context=context)
    return catalogue, unreadable


def _stored() -> Catalog:
    if not CATALOGUE.exists():
        return Catalog(locale="vi", project="goc", header_comment=HEADER, fuzzy=False)
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="vi")


def _fill(catalogue: Catalog, files: list[Sentences]) -> None:
    for sentences in files:
        for id_, vietnamese in sentences.items():
            # A count's Vietnamese has one form; its English plural comes from the sources.
            known = catalogue.get(id_) or catalogue.obsolete.get(id_)
            target = known or Message(id_)
            target.string = _like(target, vietnamese)
            if known is None:
                catalogue.obsolete[id_] = target


def _like(message: Message, vietnamese: str | list[str]) -> str | tuple[str, ...]:
    """Return `vietnamese` in the shape of `message`: forms of a count, or one sentence."""
    form = vietnamese if isinstance(vietnamese, str) else vietnamese[0]
    return (form,) if message.pluralizable or not isinstance(vietnamese, str) else form


def _bring_up_to_date(catalogue: Catalog, written: Catalog) -> None:
    """Make `catalogue` hold exactly the messages of `written`; what it knew of others stays aside as unused."""
    known = {_key(message): message.string for message in [*catalogue, *catalogue.obsolete.values()] if message.id}
    unused = {_key(message): message for message in [*catalogue, *catalogue.obsolete.values()] if message.id}
    for message in list(catalogue):
        if message.id:
            catalogue.delete(message.id, message.context)
    for message in written:
        if message.id:
            string = known.get(_key(message), "")
            catalogue.add(message.id, _shaped(message, string), message.locations, context=message.context)
            unused.pop(_key(message), None)
    catalogue.obsolete.clear()
    catalogue.obsolete.update({key[0]: message for key, message in sorted(unused.items()) if message.string})


def _key(message: Message) -> tuple[str, str]:
    singular = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
    return singular, message.context or ""


def _shaped(message: Message, string: str | tuple[str, ...]) -> str | tuple[str, ...]:
    form = string if isinstance(string, str) else (string[0] if string else "")
    return (form,) if message.pluralizable else form


def _save(catalogue: Catalog) -> None:
    """Write the .po sorted and without line numbers or dates, so that a change shows only what changed."""
    catalogue.creation_date = catalogue.revision_date = NO_DATE
    catalogue.version = catalogue.msgid_bugs_address = catalogue.last_translator = catalogue.language_team = "-"
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    fresh = CATALOGUE.with_suffix(".new")
    with fresh.open("wb") as file:
        write_po(file, catalogue, width=110, sort_output=True, include_lineno=False)
    fresh.replace(CATALOGUE)
    with CATALOGUE.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)


def _faults(catalogue: Catalog) -> list[str]:
    """Say, one line each, what is doubtful or has gaps other than its English."""
    fuzzy = [f"fuzzy: {message.id!r}" for message in catalogue if message.id and message.fuzzy]
    gaps = [f"gaps differ: {message.id!r} -> {message.string!r}" for message in catalogue if _gaps_differ(message)]
    return [*fuzzy, *gaps]


def _missing(catalogue: Catalog) -> list[str]:
    missing = [message for message in catalogue if message.id and not any(_forms(message.string))]
    return [f"missing: {message.id!r} ({message.locations[0][0]})" for message in missing]


def _gaps_differ(message: Message) -> bool:
    """Tell whether the translation names a gap that the English has not, or leaves one out."""
    said = [form for form in _forms(message.string) if form]
    return bool(message.id and said) and _gaps(said) != _gaps(_forms(message.id))


def _gaps(forms: list[str]) -> set[str]:
    return {gap for form in forms for gap in re.findall(r"%\((\w+)\)", form)}


def _forms(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [text] if isinstance(text, str) else list(text or [])


if __name__ == "__main__":
    sys.exit(main())
