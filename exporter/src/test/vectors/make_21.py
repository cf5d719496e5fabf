#!/usr/bin/env python3
"""Writes vector 21. Deterministic. Needs numpy and scipy. Synthetic data only."""
import numpy as np
import gtref as R, gtref2 as G2, gtref3 as C
import maker
NUM = {"int": 0, "double_rel": 1e-8, "double_abs": 1e-10, "rule": "pass if |a-b| <= max(double_abs, double_rel*|b|); ints, booleans, strings, nulls exact"}
DT = 5000                                                     # sampling interval of the devices


class Draw:
    def __init__(self, seed):
        self.seed = seed; self.i = 0

    def u(self, n=1):
        v = R.udbl(self.seed, n, self.i); self.i += n
        return v

    def normal(self, n=1):
        return self.u(12 * n).reshape(n, 12).sum(1) - 6.0


def run(seed, T=2700, st=4000, code=1.0, flags=(), clock=None, ramp=0.0, first=0, pauses=((1300, 30),), hasClock=True, hasFlag=True, labels=None, devices=1, number=True, noise=.03, base=1.0, always=False):
    """compact form; flags: (from s, to s) on the last device: the clock falls to 63 % and the step takes 1 + .85 (1/.63 - 1) as long"""
    d = Draw(seed); n = T * 1000 // DT; cl = np.full((devices, n), base)
    if clock:
        z = 0.0
        for i in range(n):
            z = .97 * z + .25 * float(d.normal()[0]); cl[:, i] = min(1.0, max(.55, clock[0] + clock[1] * z))
    fl = np.zeros(n, int)
    for a, b in flags:
        fl[a * 1000 // DT:b * 1000 // DT] = 1
    if always:                                                # flagged throughout, the clock is as it is
        fl[:] = 1
    else:
        cl[-1, fl == 1] = np.minimum(cl[-1, fl == 1], .63)
    slow = 1 + .85 * (1 / cl.min(0) - 1); t = 0; dd = []; k = 0; ps = [(a * 1000, b * 1000) for a, b in pauses]
    while True:
        w = st * code * (1 + ramp * (first + k) / 600) * (1 + noise * float(d.normal()[0])); x = 0
        while w > 0:                                          # work at the speed of each second
            i = min(n - 1, (t + x) // DT); s = 250 / slow[i]; w -= s; x += 250 if w > 0 else int(250 * (1 + w / s))
        if ps and t + x > ps[0][0]:
            x += ps.pop(0)[1]
        if t + x >= T * 1000:
            break
        t += max(1, x); dd.append(max(1, x)); k += 1
    dev = {}
    for i in range(devices):
        f = fl if i == devices - 1 else np.zeros(n, int); e = np.flatnonzero(np.diff(np.concatenate([[0], f, [0]])))
        v = np.round(1980 * cl[i]).astype(int); j = np.concatenate([[0], np.flatnonzero(np.diff(v)) + 1])
        dev["gpu%d" % i] = dict(t0=0, dt=DT, n=n, clockChanges=[[int(x), int(v[x])] for x in j] if hasClock else None, clockMax=1980 if hasClock else None, flagRanges=[[int(x), int(y)] for x, y in zip(e[::2], e[1::2])] if hasFlag else None)
    return dict(t0=0, stepMs=dd, firstStep=first if number else None, labels=labels or dict(model="m1", batch="32"), devices=dev)


def expand(r):
    t = [r["t0"]]
    for x in r["stepMs"]:
        t.append(t[-1] + x)
    dev = {}
    for k, d in r["devices"].items():
        c = None; f = None
        if d["clockChanges"] is not None:
            c = []; q = d["clockChanges"] + [[d["n"], 0]]
            for (i, v), (j, _) in zip(q[:-1], q[1:]):
                c += [v] * (j - i)
        if d["flagRanges"] is not None:
            f = [0] * d["n"]
            for u, v in d["flagRanges"]:
                f[u:v] = [1] * (v - u)
        dev[k] = dict(t=[d["t0"] + i * d["dt"] for i in range(d["n"])], clock=c, clockMax=d["clockMax"], flag=f)
    return dict(t=t, step=None if r["firstStep"] is None else [r["firstStep"] + i for i in range(len(t))], labels=r["labels"], devices=dev)


def show(o):
    r = {k: o[k] for k in ("outcome", "exitCode", "reasons", "qualifiers", "labelsThatDiffer", "total", "code", "hardware", "sentence")}; r["matched"] = o.get("matched"); r["cause"] = o.get("cause")
    r["runs"] = [dict(usableMs=x["usableMs"], steps=x["steps"], cleanMs=x["cleanMs"], cleanSteps=int(x["clean"].sum()), method=x["method"], blocks=x["G"], blockSteps=np.bincount(x["block"], minlength=x["G"]), throttledShare=x["throttledShare"], flaggedShare=x["flaggedShare"],
                      kappa=dict(reason=x["kappa"]["reason"], value=x["kappa"].get("value"), se=x["kappa"].get("se"), bins=x["kappa"].get("bins"))) for x in o["runs"]]
    r["pairs"] = [[dict(T=p["T"], meanA=p["meanA"], meanB=p["meanB"], matched=p["matched"], commonA=p["commonA"], commonB=p["commonB"], mode=p.get("mode"), uA=p["uA"], uB=p["uB"], code=p["code"]) for p in row] for row in o.get("pairs", [])]
    for row in r["pairs"]:
        for p in row:                                          # the deviations of each left-out block for a single pair only
            if p["code"] is not None:
                p["code"] = [dict(C=c["C"], kappa=c["kappa"], leftC=c["leftC"] if len(r["pairs"]) == 1 else None, leftT=c["leftT"] if len(r["pairs"]) == 1 else None) for c in p["code"]]
    return r


def check(r):
    """the fast usable steps are those of gtref2"""
    t = r["t"]; O = R.segments(t, C.DEFAULTS3["gapFactor"], C.DEFAULTS3["gapMinMs"]); a, b, _, ok, _ = C.usable_mask(t, O, [], C.DEFAULTS3)
    assert list(zip(a[ok].tolist(), b[ok].tolist())) == [(int(x), int(y)) for x, y in G2.usable_steps(t, O, [], C.DEFAULTS3)[0]]


def main(options):
    many = [(200 + 160 * i, 260 + 160 * i) for i in range(14)]; some = [(300, 420), (900, 1010), (1700, 1800)]
    runs = dict(A=run(1), same=run(2), code20=run(3, code=1.2), hot=run(4, flags=many), hotcode20=run(5, code=1.2, flags=many, devices=1), few=run(6, flags=some, code=1.0),
                vary=run(8, clock=(.78, .07), always=True), flat92=run(9, base=.88), ramp=run(10, ramp=.4), ramphot=run(11, ramp=.4, flags=many, T=3300), late=run(12, ramp=.4, first=900), noclock=run(13, hasClock=False, code=1.2), batch=run(14, labels=dict(model="m1", batch="64")),
                short=run(15, T=1500), noflag=run(16, hasFlag=False, clock=(.8, .06)), A2=run(17), A3=run(18), B2=run(19, code=1.08), B3=run(20, code=1.08), B4=run(21, code=1.08, flags=some), two=run(22, devices=2), twohot=run(23, devices=2, flags=many))
    for r in runs.values():
        check(expand(r))
    cs = [("same", ["A"], ["same"], {}), ("code", ["A"], ["code20"], {}), ("throttled", ["A"], ["hot"], dict(tolerance=.05)), ("both", ["A"], ["hotcode20"], {}), ("little throttling, near the tolerance", ["A"], ["few"], {}),
          ("A throttled, B slower code: hidden", ["hot"], ["code20"], {}), ("throttled throughout, clock varies", ["A"], ["vary"], dict(tolerance=.06)), ("clocks differ and never vary", ["A"], ["flat92"], {}), ("shared trend, matched by step, unequal lengths", ["ramp"], ["ramphot"], dict(tolerance=.05)),
          ("no common steps and a trend", ["ramp"], ["late"], {}), ("no clock", ["A"], ["noclock"], {}), ("labels differ", ["A"], ["batch"], {}), ("too short", ["A"], ["short"], {}), ("no reasons, clock varies", ["A"], ["noflag"], dict(tolerance=.06)),
          ("three runs a side", ["A", "A2", "A3"], ["B2", "B3", "B4"], {}), ("two runs against one", ["A", "A2"], ["B2"], {}), ("two devices, the slower drives the step", ["two"], ["twohot"], dict(tolerance=.05)), ("different number of devices", ["A"], ["two"], {})]
    cases = []
    for name, a, b, par in cs:
        o = C.compare([expand(runs[k]) for k in a], [expand(runs[k]) for k in b], dict(C.DEFAULTS3, **par)); cases.append(dict(name=name, A=a, B=b, params=par, expected=show(o)))
        print(name, "|", o["outcome"], o["reasons"], o["qualifiers"], "|", o["sentence"])
    iv = lambda v, h: dict(value=v, lower=v - h, upper=v + h, lowerSame=v - .84 * h, upperSame=v + .84 * h); dec = []
    for T, Cc, q, cr in [((.2, .02), (.19, .02), [], None), ((.2, .02), (.1, .02), [], None), ((.0, .02), (.15, .02), [], None), ((.2, .02), (.0, .02), [], None), ((.2, .02), (.02, .02), [], None), ((.02, .01), (.02, .01), [], None), ((.02, .04), (.0, .04), [], None), ((.0, .02), None, [], "CLOCK_UNKNOWN"),
                         ((.2, .02), None, [], "NO_COMMON_CLEAN_STEPS"), ((.2, .02), (.1, .02), ["CLOCK_UNKNOWN"], None), ((.2, .02), (.0, .02), ["CLOCK_UNKNOWN"], None), ((.2, .02), (.02, .06), ["CLOCK_EFFECT_BOUNDED"], None), ((-.2, .02), (-.1, .02), [], None), ((.1, .02), (-.1, .02), [], None)]:
        t = iv(*T); c = None if Cc is None else iv(*Cc); h = None if Cc is None else iv(T[0] - Cc[0], .005); qq = list(q); o, e, w = C.decide(t, c, h, qq, cr, C.DEFAULTS3); dec.append(dict(total=t, code=c, hardware=h, qualifiersBefore=q, codeReason=cr, expected=dict(outcome=o, exitCode=e, reasons=w, qualifiers=qq)))
    maker.write(options.to / "21_compare.json", dict(spec="compare", about="t = t0, then the sums of stepMs; step numbers firstStep, firstStep + 1, ...; device samples at t0 + i dt; clockChanges [i, MHz] hold until the next; flag is 1 in [from, to) of flagRanges, null = not recorded", defaults={k: C.DEFAULTS3[k] for k in C.DEFAULTS3 if k not in G2.DEFAULTS2}, runs=runs, cases=cases, decisions=dec, tolerance=NUM))


if __name__ == "__main__":
    maker.run({"21": main}, __doc__)
