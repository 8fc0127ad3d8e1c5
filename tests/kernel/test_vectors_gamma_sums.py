"""Sums of gamma functions at half steps; every check has its refusal."""

from kernel_worlds import HALF, ONE, ZERO, refused, world

from symbolic_info.proof.terms import add, lgamma, rat, sub, sym

n, p, a = (sym(name) for name in ("n", "p", "a"))


class TestGammaSums:
    def test_a_number_of_terms_is_written_out(self):
        here = world({}, (sub(a, ONE),), a=3).normal()
        assert here.same(("lgammas", a, rat(2)), add(lgamma(a), lgamma(sub(a, HALF))))
        assert here.same(("polygammas", 1, a, rat(2)), add(("polygamma", 1, a), ("polygamma", 1, sub(a, HALF))))
        assert not here.same(("lgammas", a, rat(2)), lgamma(a))

    def test_what_it_needs(self):
        here = world({}, ()).normal()
        here.form(("lgammas", a, p))
        assert len(here.conditions) == 2
        assert ("positive", p) in here.conditions
        with refused("which is refuted"):
            world({}, ()).normal().form(("lgammas", HALF, rat(2)))
        with refused("which is refuted"):
            world({}, ()).normal().form(("lgammas", rat(9), ZERO))
        for many in (HALF, rat(65)):
            with refused("a sum of"):
                world({}, ()).normal().form(("lgammas", rat(99), many))
