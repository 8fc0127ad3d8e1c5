"""Replay: what a certificate records is never believed, and a theorem is made by replay alone."""

import copy
import json

import pytest
from kernel_worlds import CAUCHY, HALF, ONE, Sheet, exponential, given, normal, refused, x

from symbolic_info.core.errors import Rejected
from symbolic_info.core.registry import Table
from symbolic_info.proof.kernel import Proven, Rule, Statement, apply, finite, no_infinity, replay, rules, to_text
from symbolic_info.proof.terms import INFINITY, MINUS_INFINITY, add, log, mul, neg, rat, sym

a, b = sym("a"), sym("b")
ENTROPY = ("entropy", "E")


def sheet():
    """H(Exponential(1)) = 1."""
    s = Sheet.of({"E": exponential()})
    one = s.one("E")
    mean = s.do("moment", [], "E", "euler_gamma", sym("_u"), x, (ONE, ONE), (rat(2), ONE), ())
    start = s.do("definition", [one], ENTROPY)
    linear = s.do("linearity", [one, mean], "E", s.done[start].right[2], (ONE,))
    inserted = s.do("substitute", [s.do("chain", [start, linear]), mean])
    s.do("restate", [inserted], ONE)
    return s


SHEET = sheet()
LAST = len(SHEET.steps) - 1
DOCUMENT = json.loads(to_text(SHEET.document(LAST, {"n": rat(2)})))
SPEC = SHEET.world.spec


def replayed(document, spec=SPEC, left=ENTROPY, right=ONE):
    return replay(document if isinstance(document, str) else to_text(document), spec, left, right)


def edited(*path_and_value):
    """The certificate with one place changed."""
    document = copy.deepcopy(DOCUMENT)
    *path, value = path_and_value
    at = document
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    return document


def test_a_theorem():
    proven = replayed(DOCUMENT)
    assert proven.statement == Statement((), ENTROPY, ONE)
    assert proven.lemmas == ("euler_gamma",)
    assert proven.steps == tuple(step["rule"] for step in DOCUMENT["steps"])
    assert proven.recheck().statement == proven.statement


NOT_A_CERTIFICATE = [
    ("", "malformed"),
    ("nonsense", "malformed"),
    ("[" * 100_000, "malformed"),
    ("{}", "the fields of a certificate"),
    ("[]", "the fields of a certificate"),
    ('["steps","world"]', "the fields of a certificate"),
    (to_text(DOCUMENT | {"more": 1}), "the fields of a certificate"),
    (to_text(DOCUMENT | {"steps": []}), "a certificate has 1 to 2000 steps"),
    (to_text(DOCUMENT | {"steps": {}}), "a certificate has 1 to 2000 steps"),
    (to_text(DOCUMENT | {"steps": {"a": 1}}), "a certificate has 1 to 2000 steps"),
    (to_text(DOCUMENT | {"steps": DOCUMENT["steps"] * 400}), "a certificate has 1 to 2000 steps"),
    (json.dumps(DOCUMENT), "not canonical"),
    (" " + to_text(DOCUMENT), "not canonical"),
    (to_text(DOCUMENT).replace('"rat"', '"r\\u0061t"', 1), "not canonical"),
    (to_text(DOCUMENT).replace("1", "1.0", 1), "not exact"),
    (to_text(DOCUMENT).replace('"rat",1', '"rat",1e0', 1), "not exact"),
    (to_text(DOCUMENT).replace('"covers":[]', '"covers":[NaN]', 1), "not exact"),
    (to_text(DOCUMENT).replace('"covers":[]', '"covers":[-Infinity]', 1), "not exact"),
    (to_text(DOCUMENT).replace('"covers":[]', '"covers":[],"covers":[]', 1), "a field twice"),
    (to_text(DOCUMENT).replace('"covers":[]', f'"covers":[{"1" * 5000}]', 1), "malformed"),
]


@pytest.mark.parametrize(("text", "reason"), NOT_A_CERTIFICATE, ids=range(len(NOT_A_CERTIFICATE)))
def test_not_a_certificate(text, reason):
    with refused(reason):
        replayed(text)


EDITS = [
    (("world", "covers", [["P", "Q"]]), "another world"),
    (("world", "constraints", [["sym", "a"]]), "another world"),
    (("world", "laws", "E", "support", 0, "integers"), "another world"),
    (("world", "laws", "E", "logp", ["rat", 0, 1]), "another world"),
    (("world", "laws", "F", DOCUMENT["world"]["laws"]["E"]), "another world"),
    (("world", "spaces", "S", ["sym", "m"]), "another world"),
    (("world", []), "malformed"),
    (("world", "witness", []), "malformed"),
    (("world", "witness", 5), "malformed"),
    (("world", "witness", {"a": ["sym", "a"]}), "a witness is rational"),
    (("world", "witness", {"a": None}), "no place in a certificate"),
    (("steps", 0, []), "the fields of a step"),
    (("steps", 0, list(DOCUMENT["steps"][0])), "the fields of a step"),
    (("steps", 0, DOCUMENT["steps"][0] | {"more": 1}), "the fields of a step"),
    (("steps", 1, "premises", {}), "are lists"),
    (("steps", 0, "under", ""), "are lists"),
    (("steps", 0, "under", {}), "are lists"),
    (("steps", 0, "args", "E"), "are lists"),
    (("steps", 3, "premises", [0, 9]), "a premise is an earlier step"),
    (("steps", 3, "premises", [0, 3]), "a premise is an earlier step"),
    (("steps", 3, "premises", [0, -2]), "a premise is an earlier step"),
    (("steps", 3, "premises", [False, 1]), "a premise is an earlier step"),
    (("steps", 0, "rule", "assume"), "unknown rule 'assume'"),
    (("steps", 0, "rule", ["moment"]), "malformed"),
    (("steps", 0, "under", [["positive", ["sym", "a"]]]), "rests on other assumptions"),
    (("steps", 0, "under", [[1, 2, 3]]), "malformed"),
    (("steps", 0, "under", [["positive", ["sym", "_x"]]]), "mentions the bound name"),
    (("steps", 0, "left", ["rat", 0, 1]), "another conclusion"),
    (("steps", LAST, "right", ["rat", 2, 1]), "another conclusion"),
    (("steps", LAST, "conditions", [["positive", ["rat", 1, 1]]]), "another conclusion"),
    (("steps", LAST, "conditions", {}), "no place in a certificate"),
    (("steps", LAST, "relation", "<="), "another conclusion"),
    (("steps", 0, "relation", "<"), "another conclusion"),
    (("steps", LAST, "tight", [[]]), "another conclusion"),
    (("steps", LAST, "tight", [[["all", [], [], ["sym", "a"], ["sym", "a"]]]]), "another conclusion"),
    (("steps", LAST, "args", [["rat", 2, 1]]), "not the same number"),
    (("steps", 0, "args", 0, True), "no place in a certificate"),
    (("steps", 0, "args", 6, ""), "no place in a certificate"),
    (("steps", 0, "args", 6, {}), "no place in a certificate"),
]


@pytest.mark.parametrize(("edit", "reason"), EDITS, ids=str)
def test_an_edit(edit, reason):
    with refused(reason):
        replayed(edited(*edit))


def nested(levels):
    t = []
    for _ in range(levels):
        t = [t]
    return t


def test_deep_nesting_is_refused():
    with pytest.raises(Rejected):
        replayed(edited("steps", 0, "args", nested(900)))


def test_a_step_that_nothing_uses():
    document = copy.deepcopy(DOCUMENT)
    document["steps"].insert(0, document["steps"][0])
    for step in document["steps"][1:]:
        step["premises"] = [i + 1 for i in step["premises"]]
    with refused("a step that nothing uses"):
        replayed(document)


@pytest.mark.parametrize(("left", "right"), [(ENTROPY, rat(2)), (("kl", "E", "E"), ONE)], ids=str)
def test_another_statement(left, right):
    with refused("the certificate proves another statement"):
        replayed(DOCUMENT, SPEC, left, right)


def test_another_relation():
    with refused("the certificate proves another statement"):
        replay(to_text(DOCUMENT), SPEC, ENTROPY, ONE, "<=")


def test_another_world():
    with refused("another world"):
        replayed(DOCUMENT, {**SPEC, "laws": {"E": exponential(rat(2))}})


def test_the_witness_is_free():
    assert replayed(edited("world", "witness", {"a": ["rat", 1, 1], "n": ["rat", 3, 1]})).statement.right == ONE


def assumed(kind="positive"):
    """log(a b) = log a + log b under a > 0, with b > 0 as a condition."""
    s = Sheet.of({}, (), (), a=1, b=1)
    start = s.do("expression", [], log(mul(a, b)), under=((kind, a),))
    return s, s.do("restate", [start], add(log(a), log(b)), under=((kind, a),))


def test_assumptions_are_not_left_open():
    s, last = assumed()
    with refused("assumptions are left open"):
        s.replayed(last, a=1, b=1)
    kept = s.do("keep", [last])
    assert s.replayed(kept, a=1, b=1).statement.conditions == {("positive", a), ("positive", b), ("positive", mul(a, b))}


def test_conditions_hold_at_the_witness():
    s, last = assumed()
    kept = s.do("keep", [last])
    for witness in ({"a": 1, "b": -1}, {"a": -1, "b": -1}, {"a": 1}):
        with refused("the witness does not satisfy"):
            s.replayed(kept, **witness)


def test_a_premise_under_other_assumptions():
    s, last = assumed()
    with refused("a premise rests on other assumptions"):
        s.do("restate", [last], add(log(b), log(a)))
    s.do("restate", [last], add(log(b), log(a)), under=(("positive", b), ("positive", a)))


def test_the_conditions_of_premises_are_united():
    s, last = assumed()
    statement = s.said("restate", [last], add(log(b), log(a)), under=(("positive", a), ("positive", b)))
    assert statement.conditions == {("positive", b), ("positive", mul(a, b))}


def test_conditions_of_two_premises_meet_in_one_conclusion():
    s = Sheet.of({"N": normal(), "C": CAUCHY}, (), (), a=1, b=1)
    first, second = (s.do("expression", [], mul(log(t), ("entropy", "N"))) for t in (a, b))
    assert s.said("substitute", [first]).conditions == {("positive", a)}
    third = s.do("reverse", [s.do("definition", [s.one("N")], ("entropy", "N"))])
    assert s.said("substitute", [second, third]).conditions == {("positive", b), *s.done[third].conditions}


BAD_CALLS = [
    ("given_density", (), "malformed: TypeError"),
    ("given_density", ("P", "P"), "malformed: TypeError"),
    ("given_density", (["P"],), "malformed: TypeError"),
    ("left_standing", ("P", 3), "not a term"),
    ("linearity", ("P", x, ()), "malformed: ValueError"),
    ("moment", ("P", "euler_gamma"), "malformed: ValueError"),
]


@pytest.mark.parametrize(("rule", "arguments", "reason"), BAD_CALLS, ids=str)
def test_a_rule_called_wrongly(rule, arguments, reason):
    s = Sheet.of({"P": given("p")})
    with refused(reason) as refusal:
        s.do(rule, [], *arguments)
    assert refusal.value.rule == rule


@pytest.mark.parametrize("conclusion", [(a, ("log",)), (("log",), a), (a, add(INFINITY, a))], ids=str)
def test_a_conclusion_is_well_formed(conclusion):
    """Whatever a rule hands back."""
    from symbolic_info.proof.kernel import rule

    def unsound(world, under, premises):
        return (*conclusion, set())

    table = {"unsound": rule(says="", source="")(unsound)}
    with pytest.raises(Rejected):
        apply(SHEET.world, table, "unsound", (), (), ())


def test_a_rule_that_fails_is_a_refusal():
    from symbolic_info.proof.kernel import rule

    def broken(world, under, premises):
        raise RuntimeError("out of order")

    with refused("malformed: RuntimeError out of order"):
        apply(SHEET.world, {"broken": rule(says="", source="")(broken)}, "broken", (), (), ())


def test_a_rule_has_a_key_of_its_own():
    """A second rule of one key would replace the first without a word."""
    table = Table("rules", Rule)
    assert sum(len(table.rows_of(module)) for module in table.modules()) == len(rules())


def test_every_rule_says_what_it_does():
    assert all(r.key == key and r.says and r.conclude.__doc__ for key, r in rules().items())
    assert sorted(key for key, r in rules().items() if r.discharges) == ["cases", "keep"]


class TestNumbers:
    number, open_mean = Statement((), ENTROPY, ONE), Statement((), ENTROPY, add(ONE, ("mean", "_x", x, "E")))

    @pytest.mark.parametrize("value", [INFINITY, MINUS_INFINITY])
    def test_infinity_is_no_number(self, value):
        for refuse in (finite, no_infinity):
            with refused("a premise is infinite"):
                refuse(self.number, Statement((), ENTROPY, value))

    def test_an_expectation_that_is_left_is_no_number(self):
        with refused("a premise states no number"):
            finite(self.number, self.open_mean)
        no_infinity(self.number, self.open_mean)

    def test_a_number(self):
        finite(self.number)


class TestForgery:
    proven = replayed(DOCUMENT)

    @pytest.mark.parametrize("token", [None, object(), True])
    def test_no_theorem_by_hand(self, token):
        with refused("made by replay, not by hand"):
            Proven(to_text(DOCUMENT), Statement((), ENTROPY, rat(2)), SHEET.world, (), token)

    @pytest.mark.parametrize("field", ["statement", "world", "certificate", "steps", "grade"])
    def test_a_theorem_does_not_change(self, field):
        with refused("a theorem does not change"):
            setattr(self.proven, field, None)

    def forged(self, **fields):
        fake = object.__new__(Proven)
        for field in Proven.__slots__:
            object.__setattr__(fake, field, fields.get(field, getattr(self.proven, field)))
        return fake

    def test_a_forged_value(self):
        with refused("proves another statement"):
            self.forged(statement=Statement((), ENTROPY, rat(2))).recheck()

    @pytest.mark.parametrize(
        "statement",
        [
            Statement((), ENTROPY, ONE, frozenset({("positive", a)})),
            Statement((("positive", a),), ENTROPY, ONE),
            Statement((), ENTROPY, ONE, frozenset(), "=", frozenset()),
        ],
        ids=str,
    )
    def test_forged_conditions(self, statement):
        with refused("proves another statement"):
            self.forged(statement=statement).recheck()

    def test_a_forged_relation(self):
        with refused("proves another statement"):
            self.forged(statement=Statement((), ENTROPY, ONE, frozenset(), "<")).recheck()

    def test_a_forged_certificate(self):
        with pytest.raises(Rejected):
            self.forged(certificate=to_text(edited("steps", LAST, "right", ["rat", 2, 1]))).recheck()

    def test_a_forged_world(self):
        with refused("another world"):
            self.forged(world=Sheet.of({"E": normal()}).world).recheck()

    def test_a_forged_step_in_the_scratch_pad(self):
        """``Proof.done`` is a list: what is written into it gets no further than replay."""
        s = sheet()
        s.done[LAST] = Statement((), ENTROPY, rat(2))
        lie = s.do("restate", [LAST], mul(rat(4), HALF))
        with pytest.raises(Rejected):
            s.replayed(lie)


def test_a_negative_of_a_statement_is_another():
    s = Sheet.of({"E": exponential()})
    start = s.do("expression", [], neg(ENTROPY))
    with refused("proves another statement"):
        replay(to_text(s.document(start, {"n": rat(2)})), s.world.spec, ENTROPY, ENTROPY)
