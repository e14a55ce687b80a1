"""Settings: their types, what production refuses by name, and when the shop may sell."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from shop.config import (
    DEMO_OPERATOR_EMAIL,
    DEMO_SENDER,
    DEMO_STRIPE_KEY,
    DEMO_WEBHOOK_SECRET,
    PLACEHOLDER,
    ROOT,
    SETTINGS,
    UnsafeConfiguration,
    load,
)

PRODUCTION = {
    "GOC_ENV": "production",
    "SECRET_KEY": "k" * 40,
    "PUBLIC_BASE_URL": "https://goc.hanoi.example",
    "MAIL_URL": "smtp://goc:secret@mail.hanoi.example:587",
    "MAIL_FROM": "Gốc <gui@goc.hanoi.example>",
    "STRIPE_SECRET_KEY": "sk_live_0123456789",
    "STRIPE_WEBHOOK_SECRETS": "whsec_0123456789",
    "STRIPE_API_BASE": "",
}
OPERATOR = {
    "OPERATOR_NAME": "Công ty Gốc",
    "OPERATOR_ADDRESS": "1 Phố Mẫu, Hà Nội",
    "OPERATOR_TAX_CODE": "0100000000",
    "OPERATOR_PHONE": "02400000000",
    "OPERATOR_EMAIL": "lienhe@goc.hanoi.example",
    "OPERATOR_RESPONSIBLE": "Nguyễn Thị Lan",
    "OPERATOR_NOTICE": "TB-000001",
}


def test_a_careful_production_starts() -> None:
    values = load(PRODUCTION)

    assert values["SESSION_COOKIE_SECURE"] is True
    assert values["SQLALCHEMY_ENGINE_OPTIONS"]["hide_parameters"] is True


@pytest.mark.parametrize(
    ("name", "unsafe"),
    [
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "k" * 31),
        ("SECRET_KEY_FALLBACKS", "k" * 40 + ",short"),
        ("PUBLIC_BASE_URL", "http://goc.hanoi.example"),
        ("STRIPE_API_BASE", "http://127.0.0.1:8001"),
        ("STRIPE_SECRET_KEY", DEMO_STRIPE_KEY),
        ("STRIPE_SECRET_KEY", "sk_test_0123456789"),
        ("STRIPE_SECRET_KEY", ""),
        ("STRIPE_WEBHOOK_SECRETS", f"whsec_0123456789,{DEMO_WEBHOOK_SECRET}"),
        ("STRIPE_WEBHOOK_SECRETS", ""),
        ("MAIL_URL", ""),
        ("MAIL_FROM", DEMO_SENDER),
        ("RATELIMIT_ENABLED", "off"),
    ],
)
def test_an_unsafe_production_does_not_start_and_says_which_setting(name: str, unsafe: str) -> None:
    with pytest.raises(UnsafeConfiguration, match=rf"\b{name}\b"):
        load(PRODUCTION | {name: unsafe})


def test_every_unsafe_setting_is_named_at_once() -> None:
    with pytest.raises(UnsafeConfiguration) as refusal:
        load({"GOC_ENV": "production"})

    named = {setting.name for setting in SETTINGS if setting.name in str(refusal.value)}
    assert named >= {"SECRET_KEY", "PUBLIC_BASE_URL", "STRIPE_API_BASE", "STRIPE_SECRET_KEY", "MAIL_URL", "MAIL_FROM"}


def test_a_refusal_does_not_print_the_secret() -> None:
    with pytest.raises(UnsafeConfiguration) as refusal:
        load(PRODUCTION | {"SECRET_KEY": "hunter2", "STRIPE_SECRET_KEY": "sk_test_mine"})

    assert "hunter2" not in str(refusal.value)
    assert "sk_test_mine" not in str(refusal.value)


@pytest.mark.parametrize(
    ("name", "unreadable"),
    [
        ("GOC_ENV", "prod"),
        ("GOC_ENV", "Production"),
        ("GOC_ENV", ""),
        ("PUBLIC_BASE_URL", "goc.hanoi.example"),
        ("PUBLIC_BASE_URL", "https://goc.hanoi.example/shop"),
        ("CARD_MIN_VND", "a lot"),
        ("CARD_MIN_VND", "-1"),
        ("MAX_UPLOAD_MB", "20MB"),
        ("TRUSTED_PROXIES", "-1"),
        ("SALES_ENABLED", "perhaps"),
    ],
)
def test_a_value_that_cannot_be_read_is_refused_by_name(name: str, unreadable: str) -> None:
    with pytest.raises(ValueError, match=f"^{name}="):
        load({name: unreadable})


def test_values_have_the_type_of_their_default(tmp_path: Path) -> None:
    values = load(
        {
            "VAR_DIR": str(tmp_path),
            "CARD_MAX_VND": "5000000",
            "SALES_ENABLED": "off",
            "STRIPE_WEBHOOK_SECRETS": "whsec_new, whsec_old,",
            "PUBLIC_BASE_URL": "http://192.168.1.5:8000/",
        }
    )

    assert values["CARD_MAX_VND"] == 5_000_000
    assert values["SALES_ENABLED"] is False
    assert values["STRIPE_WEBHOOK_SECRETS"] == ("whsec_new", "whsec_old")
    assert values["PUBLIC_BASE_URL"] == "http://192.168.1.5:8000"
    for setting in SETTINGS:
        assert type(values[setting.name]) is type(setting.default), setting.name


def test_the_demo_starts_from_nothing_and_keeps_its_key_to_itself(tmp_path: Path) -> None:
    first = load({"VAR_DIR": str(tmp_path)})
    second = load({"VAR_DIR": str(tmp_path)})

    assert first["SECRET_KEY"] == second["SECRET_KEY"]
    assert len(first["SECRET_KEY"]) == 64
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_processes_that_start_together_agree_on_the_demos_key(tmp_path: Path) -> None:
    program = f"from shop.config import load; print(load({{'VAR_DIR': {str(tmp_path)!r}}})['SECRET_KEY'])"
    running = [
        subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(4)
    ]

    assert len({process.communicate()[0] for process in running}) == 1


def test_production_sells_once_the_operator_has_said_who_it_is() -> None:
    assert load(PRODUCTION | OPERATOR)["SALES_OPEN"] is True


@pytest.mark.parametrize("name", OPERATOR)
@pytest.mark.parametrize("unsaid", ["", " ", PLACEHOLDER])
def test_production_does_not_sell_while_the_operator_is_unknown(name: str, unsaid: str) -> None:
    assert load(PRODUCTION | OPERATOR | {name: unsaid})["SALES_OPEN"] is False


def test_the_demos_address_is_no_operators_address() -> None:
    assert load(PRODUCTION | OPERATOR | {"OPERATOR_EMAIL": DEMO_OPERATOR_EMAIL})["SALES_OPEN"] is False
    assert load(PRODUCTION)["SALES_OPEN"] is False


def test_sales_can_be_switched_off_anywhere(tmp_path: Path) -> None:
    assert load(PRODUCTION | OPERATOR | {"SALES_ENABLED": "no"})["SALES_OPEN"] is False
    assert load({"VAR_DIR": str(tmp_path), "SALES_ENABLED": "no"})["SALES_OPEN"] is False
    assert load({"VAR_DIR": str(tmp_path)})["SALES_OPEN"] is True


@pytest.mark.parametrize("name", ["SESSION_COOKIE_NAME", "REMEMBER_COOKIE_NAME"])
def test_cookies_are_bound_to_the_host_where_there_is_https(name: str, tmp_path: Path) -> None:
    assert load(PRODUCTION)[name].startswith("__Host-")
    # Browsers refuse such a cookie without https, and the demo has none.
    assert not load({"VAR_DIR": str(tmp_path)})[name].startswith("__Host-")


def test_redis_that_is_away_does_not_end_the_counting() -> None:
    values = load(PRODUCTION | {"RATELIMIT_STORAGE_URI": "redis://127.0.0.1:1"})

    assert values["RATELIMIT_IN_MEMORY_FALLBACK_ENABLED"] is True
