"""The bridge from SymPy to kernel terms: what crosses, what does not, and that names are never confused."""

import pytest
import sympy as sp
from kernel_worlds import refused

import symbolic_info as si
from symbolic_info import KL, Categorical, Density, Entropy, Exponential, Joint, Mean, Normal, Poisson, Product, Uniform
from symbolic_info.core.heads import LogDensity
from symbolic_info.core.supports import Support
from symbolic_info.proof.bridge import Bridge
from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, PI, add, check, exp, lgamma, log, mul, power, rat, sub, sym
from symbolic_info.proof.world import World

a, b, x = sp.symbols("a b x", real=True)
s = sp.Symbol("s", positive=True)
P, Q = Normal(a, s), Exponential(rate=s)


def term(e, *more):
    return Bridge([e, *more]).term(e)


CROSSES = [
    (a + 2 * b, add(sym("a"), mul(rat(2), sym("b")))),
    (sp.Rational(-2, 3), rat(-2, 3)),
    (sp.pi, PI),
    (sp.E, exp(rat(1))),
    (sp.oo, INFINITY),
    (-sp.oo, MINUS_INFINITY),
    (sp.sqrt(s), power(sym("s"), rat(1, 2))),
    (sp.gamma(s), exp(lgamma(sym("s")))),
    (sp.factorial(s), exp(lgamma(add(sym("s"), rat(1))))),
    (sp.digamma(s), ("polygamma", 0, sym("s"))),
    (sp.Abs(a), ("abs", sym("a"))),
    (sp.Function("f")(a), ("apply", "f", sym("a"))),
    (KL(P, Q), ("kl", "P", "Q")),
    (Mean(x + a, x, P), ("mean", "_x", add(sym("a"), sym("_x")), "P")),
    (Mean(x, x, Q, s, sp.oo), ("part", "_x", sym("_x"), "P", sym("s"), INFINITY)),
    (sp.Add(a, -a, evaluate=False), add(sym("a"), mul(rat(-1), sym("a")))),  # nothing is cancelled before a rule looks
]


@pytest.mark.parametrize(("e", "t"), CROSSES, ids=str)
def test_what_crosses(e, t):
    assert check(term(e)) == t


def test_a_unit_crosses_as_a_logarithm():
    assert term(Entropy(P, base=2)) == ("mul", ("entropy", "P"), ("pow", log(rat(2)), rat(-1)))


DOES_NOT = [
    sp.Float("0.5"),
    sp.I,
    sp.zoo,
    sp.nan,
    sp.tan(a),
    sp.Max(a, b),
    sp.Piecewise((a, b > 0), (b, True)),
    sp.zeta(s, a),
]
DOES_NOT += [
    sp.Function("f")(a, b),
    sp.polygamma(a, s),
    si.SelfInformation(P, 2),
    sp.GoldenRatio,
    sp.Derivative(sp.Function("f")(a), a),
]


@pytest.mark.parametrize("e", DOES_NOT, ids=str)
def test_what_does_not_cross(e):
    with refused("no counterpart in the kernel"):
        term(e)


@pytest.mark.parametrize(
    ("e", "reason"),
    [
        (sp.Sum(a, (b, 0, 1)), "b runs from 0 to 1"),
        (Categorical("p", 3).array[1], "belongs to no distribution and has no shape"),
        (sp.Function("_df")(a), "not a name for a function"),
    ],
    ids=str,
)
def test_what_does_not_cross_for_another_reason(e, reason):
    with refused(reason):
        term(e)


class TestNames:
    @pytest.mark.parametrize("name", ["_x", "_u", "_s", "_w1_0", "__a", "1a", "a b", "σ", "a'", "", "a" * 70, "a\n"])
    def test_names_that_the_kernel_keeps_for_itself(self, name):
        """A parameter called like a bound variable gets another name."""
        symbol = sp.Symbol(name, positive=True)
        bridge = Bridge([Entropy(Exponential(rate=symbol))])
        assert list(bridge.symbols) == ["v1"]
        assert bridge.expr(bridge.term(symbol)) == symbol
        World({**bridge.world(), "witness": {"v1": rat(1)}})

    def test_a_new_name_is_nobodys(self):
        odd, taken = sp.Symbol("_x"), sp.Symbol("v1")
        bridge = Bridge([odd + taken])
        assert bridge.symbols == {"v1": taken, "v2": odd}

    def test_two_symbols_of_one_name(self):
        with refused("two symbols of one name"):
            Bridge([sp.Symbol("a", positive=True) - sp.Symbol("a", negative=True)])
        with refused("two symbols of one name"):
            Bridge([Entropy(Exponential(rate=s)), sp.Symbol("s")])

    def test_two_functions_of_one_name(self):
        with refused("two functions of one name"):
            Bridge([sp.Function("f")(a) - sp.Function("f", positive=True)(a)])

    def test_a_symbol_called_like_a_law_or_a_function(self):
        symbols = sp.symbols("P Q f", positive=True)
        bridge = Bridge([KL(Exponential(rate=symbols[0]), Exponential(rate=symbols[1])) + sp.Function("f")(symbols[2])])
        t = bridge.term(sp.Function("f")(symbols[2]) + symbols[0])
        assert t == add(sym("P"), ("apply", "f", sym("f")))
        assert bridge.world()["laws"]["P"]["logp"] != bridge.world()["laws"]["Q"]["logp"]

    def test_a_symbol_that_is_not_of_the_statement(self):
        with refused("not a symbol of the statement"):
            Bridge([Entropy(P)]).term(b)

    def test_the_variable_is_nobodys(self):
        bridge = Bridge([KL(Normal("x", "y"), Normal("z", "t"))])
        assert bridge.variable.name == "u"
        many = sp.symbols("x y z t u v w x0 x1", real=True)
        assert Bridge([sum(many)]).variable.name == "x2"

    @pytest.mark.parametrize(
        "symbol", [sp.Symbol("z", imaginary=True), sp.Symbol("A", commutative=False), sp.Symbol("w", infinite=True)], ids=str
    )
    def test_symbols_that_are_no_real_numbers(self, symbol):
        with refused("is not a real number"):
            Bridge([symbol + 1])

    def test_many_laws(self):
        laws = [Exponential(rate=k) for k in range(1, 12)]
        bridge = Bridge([sp.Add(*(Entropy(law) for law in laws))])
        assert len(bridge.laws) == 11
        assert list(bridge.laws)[:2] == ["P", "Q"]
        assert all(bridge.expr(bridge.term(Entropy(law))) == Entropy(law) for law in laws)


class TestExpectations:
    def test_one_inside_another(self):
        """E_P[E_Q[x y]]: both variables would become the one bound name."""
        y = sp.Symbol("y", real=True)
        nested = Mean(x * Mean(x * y, y, Q), x, P)
        with refused("holds another expectation"):
            term(nested)

    def test_a_log_density_is_put_in(self):
        bridge = Bridge([Mean(LogDensity(Q, x), x, Q)])
        assert bridge.term(Mean(LogDensity(Q, x), x, Q))[2] == bridge.world()["laws"]["P"]["logp"]

    def test_a_bound_symbol_shadows_a_parameter(self):
        """In E[f(a)] over a, the bound a is not the parameter a of the law."""
        bridge = Bridge([Mean(a**2, a, P), a])
        assert bridge.term(Mean(a**2, a, P)) == ("mean", "_x", power(sym("_x"), rat(2)), "P")
        assert sym("a") in _atoms(bridge.world()["laws"]["P"]["logp"])


def _atoms(t):
    return {t} if t[0] == "sym" else set().union(*(_atoms(part) for part in t[1:] if isinstance(part, tuple)), set())


class TestWorld:
    def test_constraints(self):
        bridge = Bridge([KL(Uniform(a, b), Uniform(0, s))])
        assert set(bridge.world()["constraints"]) == {bridge.term(b - a), sym("s")}

    def test_what_symbols_declare(self):
        negative = sp.Symbol("m", negative=True)
        constraints = Bridge([Entropy(Normal(negative, s))]).world()["constraints"]
        assert set(constraints) == {mul(rat(-1), sym("m")), sym("s")}

    def test_what_only_the_law_declares(self):
        bare = sp.Symbol("t")
        assert Bridge([Entropy(Normal(0, bare))]).world()["constraints"] == (sym("t"),)

    def test_a_symbol_that_no_law_constrains(self):
        assert Bridge([s + 1]).world()["constraints"] == (sym("s"),)

    def test_a_symbolic_base_is_above_one(self):
        base = sp.Symbol("q")
        assert set(Bridge([Entropy(P, base=base)]).world()["constraints"]) == {sym("s"), add(rat(-1), sym("q"))}
        assert Bridge([Entropy(P, base=2)]).world()["constraints"] == (sym("s"),)

    def test_constraints_that_are_numbers_are_no_facts(self):
        assert Bridge([Entropy(Normal(0, sp.sqrt(2)))]).world()["constraints"] == ()

    def test_only_arrays_of_one_shape_cover_each_other(self):
        p, q, r, other = (Categorical(name, size) for name, size in (("p", "n"), ("q", "n"), ("r", "n"), ("r", "m")))
        assert Bridge([KL(p, q), Entropy(r)]).world()["covers"] == (("Q", "P", (0,)),)  # q_i > 0 where p_i > 0, and nothing else
        assert Bridge([KL(p, q) + KL(q, p)]).world()["covers"] == (("P", "Q", (0,)), ("Q", "P", (0,)))
        assert Bridge([KL(p, other), KL(p, p)]).world()["covers"] == ()
        assert len(Bridge([KL(Product(p, q), Product(q, r))]).world()["covers"]) == 2

    @pytest.mark.parametrize("ends", [(sp.Rational(1, 2), sp.oo), (0, b), (b, sp.oo)], ids=str)
    def test_a_run_of_integers_ends_at_integers(self, ends):
        law = Density(sp.Rational(1, 2) ** x, x, Support("integers", *map(sp.sympify, ends)))
        with refused("does not end at integers"):
            Bridge([Entropy(law)]).world()

    @pytest.mark.parametrize("law", [Poisson("m"), Density(sp.Rational(1, 2) ** x, x, sp.Range(0, sp.Symbol("n", integer=True)))], ids=str)
    def test_runs_of_integers(self, law):
        assert Bridge([Entropy(law)]).world()["laws"]["P"]["support"][0] == "integers"

    def test_a_density_taken_as_given(self):
        f = sp.Function("f")
        given = Bridge([Entropy(Density(f(x), x, (0, 1)))]).world()["laws"]["P"]
        assert given["unknown"] == ("f",)

    @pytest.mark.parametrize(
        "expression",
        [sp.exp(-sp.Function("f")(x)), sp.Function("f")(x) / 2, sp.Function("f")(x + 1), sp.Function("f")(1) * sp.exp(-x)],
        ids=str,
    )
    def test_a_density_that_is_more_than_a_function(self, expression):
        """f is any function then: it is not positive, and has no total."""
        law = Density(expression, x, (0, 1))
        assert Bridge([Entropy(law)]).world()["laws"]["P"]["unknown"] == ()

    def test_products(self):
        d = sp.Symbol("d", integer=True, positive=True)
        bridge = Bridge([Entropy(Product(P, d)) + Entropy(Product(P, Q))])
        laws = bridge.world()["laws"]
        assert [law["kind"] for law in laws.values()] == ["power", "density", "product", "density"]
        assert laws["P"] == {"kind": "power", "factor": "Q", "count": sym("d")}

    def test_masses(self):
        law = Bridge([Entropy(Categorical(["1/3", "2/3"]))]).world()["laws"]["P"]
        assert law == {"kind": "masses", "masses": (rat(1, 3), rat(2, 3))}


class TestWayOut:
    def test_conditions(self):
        bridge = Bridge([KL(Uniform(a, b), Q)])
        assert bridge.condition("positive", sub(sym("b"), sym("a"))) == (a < b)
        assert bridge.condition("nonnegative", sym("a")) == (a >= 0)
        assert bridge.condition("nonzero", sym("a")) == sp.Ne(a, 0)
        assert bridge.condition("exists", ("kl", "P", "Q")).lhs.args[0] == KL(Uniform(a, b), Q)

    def test_indices_get_letters_of_their_own(self):
        """sum_ij p_ij sum_kl p_kl log p_kl: four letters, none a parameter's."""
        i = sp.Symbol("i", real=True)
        bridge = Bridge([Entropy(Joint("p", (2, 3))), i])
        inner = (
            "sum",
            ("_i1_0", "_i1_1"),
            (("idx", "P", "_i1_0", "_i1_1"),),
            mul(("idx", "P", "_i1_0", "_i1_1"), log(("idx", "P", "_i1_0", "_i1_1"))),
        )
        outer = ("sum", ("_i0_0", "_i0_1"), (("idx", "P", "_i0_0", "_i0_1"),), mul(("idx", "P", "_i0_0", "_i0_1"), inner))
        found = bridge.expr(outer)
        letters = [v.name for node in found.atoms(sp.Sum) for v in node.variables]
        assert len(letters) == len(set(letters)) == 4
        assert "i" not in letters

    @pytest.mark.parametrize(
        "body",
        [
            rat(1),
            ("idx", "Q", "i"),
            add(("idx", "P", "i"), rat(1)),
            mul(("idx", "P", "i"), power(("idx", "P", "i"), rat(-1))),
            mul(("idx", "P", "i"), exp(mul(rat(-1), log(("idx", "P", "i"))))),
            power(("idx", "P", "i"), rat(0)),
            log(("idx", "P", "i")),
        ],
        ids=str,
    )
    def test_a_sum_over_the_support_is_no_sum_over_all_classes(self, body):
        """Where p_i = 0 these are not 0: the sum says that it leaves such classes out."""
        bridge = Bridge([KL(Categorical("p", "n"), Categorical("q", "n"))])
        found = bridge.expr(("sum", ("i",), (("idx", "P", "i"),), body))
        (_, where), rest = found.function.args
        assert str(where) == f"p[{found.variables[0]}] > 0"
        assert rest == (0, True)

    @pytest.mark.parametrize(
        "body",
        [
            ("idx", "P", "i"),
            mul(rat(-1), ("idx", "P", "i"), log(("idx", "P", "i"))),
            add(("idx", "P", "i"), mul(sym("n"), ("idx", "P", "i"))),
        ],
        ids=str,
    )
    def test_a_sum_weighted_by_the_masses(self, body):
        bridge = Bridge([Entropy(Categorical("p", "n"))])
        assert isinstance(bridge.expr(("sum", ("i",), (("idx", "P", "i"),), body)), sp.Sum)

    @pytest.mark.parametrize("function", [sp.Function("f"), sp.Function("f", positive=True)], ids=["plain", "positive"])
    def test_a_function_keeps_its_assumptions(self, function):
        bridge = Bridge([function(a)])
        assert bridge.expr(bridge.term(function(a))) == function(a)
