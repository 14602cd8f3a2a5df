"""Numbers a rubric writes as `ln(100)`, `log10(5)`, `sqrt(2)` or `exp(1)`, and those that there are not."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from scoring.sql.real import Logs, logarithm_to_whole, power_to_whole
from scoring.words import Text

FUNCTIONS = ("ln", "log10", "sqrt", "exp")

_PLACES = 12
_LARGEST_EXPONENT = 40
"""e^40 has 18 digits, as many as a number may be written with."""
_NO_LOGARITHM = Text("只有大于0的数才有对数", "only numbers above 0 have a logarithm")
_NO_ROOT = Text("负数没有平方根", "no number below 0 has a square root")
_TOO_LARGE = Text(
    f"exp 只用于 -{_LARGEST_EXPONENT} 到 {_LARGEST_EXPONENT}", f"exp takes -{_LARGEST_EXPONENT} to {_LARGEST_EXPONENT}"
)


class NoSuchNumberError(ValueError):
    """What is written as a number is one that there is not, or none that can be held; `why` says so to the writer."""

    def __init__(self, written: str, why: Text) -> None:
        super().__init__(f"{written}: {why.en}")
        self.why = why


class Computed(Fraction):
    """A number the file writes as `ln(100)`: rounded half-up to 12 decimals, and said as it was written."""

    __slots__ = ("written",)
    written: str

    @staticmethod
    def of(number: Fraction, written: str) -> Computed:
        """The number, and how the file writes it."""
        computed = Computed(number)
        computed.written = written
        return computed

    def __reduce__(self) -> tuple[Any, ...]:
        return Computed.of, (Fraction(self), self.written)

    def __copy__(self) -> Computed:
        return self

    def __deepcopy__(self, _: Any) -> Computed:
        return self


def compute(function: str, of: Fraction, written: str) -> Computed:
    """One of `FUNCTIONS` of a number, to 12 decimals.

    Raises:
        NoSuchNumberError: a root or logarithm that does not exist, or a power too large to be held.
    """
    unit = Fraction(10) ** _PLACES
    if of <= 0 and function in ("ln", "log10"):
        raise NoSuchNumberError(written, _NO_LOGARITHM)
    if of < 0 and function == "sqrt":
        raise NoSuchNumberError(written, _NO_ROOT)
    if function == "exp" and abs(of) > _LARGEST_EXPONENT:
        raise NoSuchNumberError(written, _TOO_LARGE)
    if function == "exp":
        number = power_to_whole(Fraction(0), unit, Logs(rest=of))
    elif function == "sqrt":
        number = power_to_whole(Fraction(0), unit, Logs(((Fraction(1, 2), of),))) if of else 0
    else:
        number = logarithm_to_whole(Fraction(0), unit, of, 10 if function == "log10" else None)
    return Computed.of(number / unit, written)
