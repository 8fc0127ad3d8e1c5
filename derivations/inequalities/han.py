"""Han's inequality, (n - 1) H(X_1..X_n) <= sum_i H(all but X_i), for n = 3 and n = 4.

Source: Han (1978), Information and Control 36, 133-156; Cover & Thomas (2006), Elements of Information Theory, theorem 17.6.1.
Idea: the difference is sum_i I(X_i; X_(i+1)..X_n | X_1..X_(i-1)), each term by log x <= x - 1.
"""

import sympy as sp

from symbolic_info import Entropy, Joint
from symbolic_info.derive.script import Script

CLAIMS = ("T044",)
AT, SIZES = sp.symbols("a b c d", integer=True), ("n", "m", "l", "k")


def han(count):
    """The inequality for so many variables, with its case of equality: each X_i independent of the later ones given the earlier ones."""
    joint, at = Joint("p", SIZES[:count]), AT[:count]
    left = (count - 1) * Entropy(joint)
    right = sum(Entropy(joint.marginal(*(a for a in range(count) if a != out))) for out in range(count))
    s = Script(left, right)
    here, p, lines, new = s.over(joint, *at), joint.mass(*at), {}, []
    for i in range(count - 1):
        before, upto, others = range(i), range(i + 1), [a for a in range(count) if a != i]
        given, first, second = (joint.marginal(*axes).mass(*(at[a] for a in axes)) if axes else sp.S.One for axes in (before, upto, others))
        wide = s.supports(at, *((joint.marginal(*axes), [at[a] for a in axes]) for axes in (upto, others)))
        lines[s.log_bound(here, p, first * second / (given * p))] = i
        lines[s.enlarge(here, wide, first * second / given)] = i
        new.append((given, (here, p * given, first * second)))
    bound = s.combine(left, "<=", right, dict.fromkeys(lines, 1))
    at_line = {equation: i for line, i in lines.items() for equation in s.said(line).tight}
    old = s.tight(bound)
    forth = [[-given if at_line[e] == i and e[1] else 0 for e in old] for i, (given, _) in enumerate(new)]
    back = [[-1 / given if at_line[e] == i else 0 for i, (given, _) in enumerate(new)] for e in old]
    return s.theorem(s.equality(bound, *(equation for _, equation in new), forth=forth, back=back), left, right)


def main():
    """Each replayed by the kernel."""
    return han(3), han(4)


if __name__ == "__main__":
    for theorem in main():
        print(theorem)
