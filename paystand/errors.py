"""Refusals in the shape Stripe gives them."""

from typing import Any


class ApiError(Exception):
    """A "no" of the API: status, type, code, the parameter it is about, and a sentence."""

    def __init__(
        self,
        message: str,
        *,
        code: str | None = None,
        param: str | None = None,
        status: int = 400,
        type: str = "invalid_request_error",
    ) -> None:
        super().__init__(message)
        self.message, self.code, self.param, self.status, self.type = message, code, param, status, type

    def envelope(self) -> dict[str, Any]:
        """Return the body of the answer; absent parts are left out, as Stripe does."""
        parts = {"code": self.code, "message": self.message, "param": self.param, "type": self.type}
        return {"error": {name: value for name, value in parts.items() if value is not None}}


def no_such(thing: str, id: str, *, param: str = "id") -> ApiError:
    """Say that nothing of this kind has this id."""
    return ApiError(f"No such {thing}: '{id}'", code="resource_missing", param=param, status=404)


def not_supported(param: str) -> ApiError:
    """Refuse what Stripe knows and this stand-in does not: ignoring it would pretend that it works."""
    return ApiError(
        f"The stand-in does not support `{param}`. Stripe does: leave it out, or try it in Stripe's own test mode.",
        param=param,
    )
