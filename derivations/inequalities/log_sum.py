"""The log-sum inequality: sum a log(a/b) >= A log(A/B) for a, b >= 0 with totals A, B, equal exactly where a/b is constant.

Source: Cover & Thomas (2006), Elements of Information Theory, 2nd ed., theorem 2.7.1.
Idea: log t <= t - 1 at t = (b/a)(A/B), whose weighted mean is at most A.
"""

import sympy as sp

from symbolic_info.derive.script import Script

CLAIMS = ("T029",)
i, n = sp.Symbol("i", integer=True), sp.Symbol("n", integer=True, positive=True)
a, b = (sp.IndexedBase(name, shape=(n,), nonnegative=True) for name in "ab")
A, B = (sp.Sum(array[i], (i, 1, n)) for array in (a, b))
LEFT, RIGHT = A * sp.log(A / B), sp.Sum(a[i] * sp.log(a[i] / b[i]), (i, 1, n))


def main():
    """The theorem with its case of equality, replayed by the kernel."""
    s = Script(LEFT, RIGHT)
    here = s.where([i], a[i])
    line = s.log_bound(here, a[i], b[i] / a[i] * A / B)
    mass = s.enlarge(here, s.where([i], b[i]), b[i])
    bound = s.combine(LEFT, "<=", RIGHT, {line: 1, mass: A / B})
    equal = s.equality(bound, (here, a[i] * B, b[i] * A), forth=[[0, -B]], back=[[-1 / A], [-1 / B]])
    return s.theorem(equal, LEFT, RIGHT)


if __name__ == "__main__":
    print(main())
