#!/usr/bin/env python3
"""Writes the vectors 15 to 20. Deterministic. Needs numpy and scipy. Synthetic data only."""
import math
import numpy as np
import gtref as R, gtref2 as G
import maker
P = dict(G.DEFAULTS2)
SEED = [15110, 15142]                 # of the two sessions with a shared driver: chosen so that the rules before say COUPLED
NUM = {"int": 0, "double_rel": 1e-9, "double_abs": 1e-12, "rule": "pass if |a-b| <= max(double_abs, double_rel*|b|); ints, booleans, strings, nulls exact"}


class Draw:
    """a counter over the SplittableRandom stream of one seed"""
    def __init__(self, seed):
        self.seed = seed; self.i = 0

    def u(self, n=1):
        v = R.udbl(self.seed, n, self.i); self.i += n
        return v

    def normal(self, n):
        return self.u(12 * n).reshape(n, 12).sum(1) - 6.0


def poisson_train(d, per_h, T):
    out = []; t = 0.0
    while True:
        t += -math.log(1 - float(d.u()[0])) * 3600000 / per_h
        if t >= T:
            return out
        out.append(int(t))


def spread(ev, dist):
    out = []
    for x in sorted(ev):
        if not out or x - out[-1] >= dist:
            out.append(x)
    return out


def run_of(spikes, starts, collapses, O, C, usable=True, partly=False, nPauses=0):
    return dict(spikes=spikes, starts=starts, collapses=collapses, O=O, C=C, usable=usable, partly=partly, nPauses=nPauses)


def verdict_case(name, about, runs, g, P=P):
    v = G.verdict([dict(r, O=[tuple(s) for s in r["O"]], C=[tuple(s) for s in r["C"]]) for r in runs], g, P)
    keep = {k: v[k] for k in ("verdict", "qualifiers", "latency", "scan") if k in v}
    for k in ("forward", "backward", "sync"):
        keep[k] = v[k]
    diff = {k: P[k] for k in P if k not in G.DEFAULTS2 or P[k] != G.DEFAULTS2[k]}
    return dict(name=name, about=about, guardMs=g, runs=runs, params=diff, expected=keep)


# ------------------------------------------------------------------ 15 pauses, the time after them, the short blocks
def steps(d, n, med, extra=()):
    """integer step ends; extra: {index: added ms}"""
    ex = dict(extra); t = [0]
    for i in range(1, n):
        t.append(t[-1] + max(1, int(med * (1 + 0.08 * float(d.normal(1)[0])))) + ex.get(i, 0))
    return t


def g15(options):
    units = []
    d = Draw(1501)

    def unit(name, t, restarts=(), confirmed=(), hw=None):
        O = R.segments(t, P["gapFactor"], P["gapMinMs"])
        if hw:
            O = R.intersect(O, hw)
        O = [s for s in O if s[1] - s[0] > 1]; r = G.pauses(t, O, list(restarts), list(confirmed), P)
        units.append(dict(name=name, t=t, O=O, restarts=list(restarts), confirmed=list(confirmed), expected=r))
    unit("stall of 3.5 s at 1-s steps, evaluation of 60 s", steps(d, 900, 1000, {300: 3500, 600: 60000}))
    unit("a step of exactly the threshold is no pause, one of 1 ms more is", [i * 1000 for i in range(200)] + [202000 + i * 1000 for i in range(100)] + [304001 + i * 1000 for i in range(100)])
    unit("restart without a pause", steps(d, 600, 1000), restarts=[300500])
    unit("hardware gap", steps(d, 500, 1000), hw=[(0, 200000), (230000, 600000)])
    unit("slow steps in a stretch of throttling that a driver reported are no pauses", steps(d, 1000, 500, {100: 3000, 101: 3000, 700: 3000}), confirmed=[(48000, 60000)])
    unit("heavy-tailed steps: the threshold grows until at most a third is left out", [int(v) for v in np.cumsum([0] + [int(2000 * math.exp(.62 * z)) for z in d.normal(900)])])
    unit("four slow steps in a row are a slow phase, not a pause; with one of more than 10 medians they are", steps(d, 1500, 1000, {400: 3000, 401: 3000, 402: 3000, 403: 3000, 900: 30000, 901: 3000, 902: 3000, 1200: 3000, 1201: 3000}))
    unit("run of two minutes: less than a third is left, no third null", steps(d, 80, 1000))
    cases = []
    # a session with evaluations every 10 min after which both happen, nothing else shared
    T = 14400000; d = Draw(SEED[0]); ps = [(a, a + 60000) for a in range(500000, T - 200000, 660000)]; O = []; x = 0
    for a, b in ps:
        O.append((x, a)); x = b
    O.append((x, T)); inO = lambda t: any(a <= t < b for a, b in O)
    sp = poisson_train(d, 12, T); co = poisson_train(d, 6, T)
    for _, b in ps:
        u = d.u(4)
        if u[0] < .8:
            sp.append(int(b + 1000 + 9000 * u[1]))
        if u[2] < .8:
            co.append(int(b + 2000 + 18000 * u[3]))
    sp = spread([s for s in sp if inO(s)], 5000); co = spread([c for c in co if inO(c)], 14000); st = [s - 900 for s in sp]
    C = G.remove(O, [(a, a + P["resumeMs"]) for a, _ in O])
    cases.append(verdict_case("evaluations", "both follow evaluations; the old rule says coupled", [run_of(sp, st, co, O, C, nPauses=len(ps))], 1000))
    cases.append(verdict_case("evaluations, rules before", "the same with resumeMs 0 and shortWindows 0: p = max(pGlobal, pBlock)", [run_of(sp, st, co, O, O)], 1000, dict(P, resumeMs=0, shortWindows=0)))
    # true coupling with pauses
    d = Draw(1512); sp = spread([s for s in poisson_train(d, 30, T) if inO(s)], 5000); co = poisson_train(d, 8, T)
    co += [int(s + 3000 + 11000 * float(d.u()[0])) for s in sp if float(d.u()[0]) < .35]; co = spread([c for c in co if inO(c)], 14000)
    cases.append(verdict_case("coupled with evaluations", "spikes first, latency known", [run_of(sp, [s - 900 for s in sp], co, O, C, nPauses=len(ps))], 1000, dict(P, latencyKnown=True)))
    # two runs pooled, three pauses in all
    d = Draw(1513); rs = []
    for T2, cut in ((5400000, [1800000, 3600000]), (3600000, [2000000])):
        O2 = []; x = 0
        for a in cut:
            O2.append((x, a)); x = a + 45000
        O2.append((x, T2)); i2 = lambda t: any(a <= t < b for a, b in O2)
        s2 = spread([s for s in poisson_train(d, 30, T2) if i2(s)], 5000); c2 = poisson_train(d, 6, T2) + [int(s + 3000 + 9000 * float(d.u()[0])) for s in s2 if float(d.u()[0]) < .4]
        c2 = spread([c for c in c2 if i2(c)], 14000); rs.append(run_of(s2, [s - 1500 for s in s2], c2, O2, G.remove(O2, [(a, a + P["resumeMs"]) for a, _ in O2]), nPauses=len(cut)))
    cases.append(verdict_case("two runs, three pauses", "runs pooled", rs, 2000, dict(P, latencyKnown=True)))
    # one-minute regimes
    d = Draw(SEED[1]); T = 14400000; ed = []; x = 0.0
    while x < T:
        a = x - math.log(1 - float(d.u()[0])) * 300000; b = a + 10000 - math.log(1 - float(d.u()[0])) * 60000; ed.append((a, b)); x = b
    on = lambda t: any(a <= t < b for a, b in ed)
    sp = spread([s for s in poisson_train(d, 90, T) if on(s) or float(d.u()[0]) < 1 / 6], 5000); co = spread([c for c in poisson_train(d, 60, T) if on(c) or float(d.u()[0]) < 1 / 6], 14000)
    cases.append(verdict_case("regimes of a minute", "rates of both six times as high for about a minute at a time", [run_of(sp, [s - 900 for s in sp], co, [(0, T)], [(60000, T)])], 1000))
    d = Draw(1515); sp = [int(30000 * (i + 1) + 8000 * float(d.u()[0])) for i in range(8)]
    cases.append(verdict_case("nothing is left", "all collapses lie within a minute after a pause: pResume = 1", [run_of(sp, [s - 900 for s in sp], [61000, 905000], [(60000, 900000), (904000, 1500000)], [(120000, 900000), (964000, 1500000)], nPauses=1)], 1000))
    maker.write(options.to / "15_resume.json", dict(spec="A, B, J", about="pauses, coverage without them and the minute after; third null pResume; short blocks pShort; verdicts from event trains", units=units, cases=cases, tolerance=NUM))


# ------------------------------------------------------------------ 16 step intervals
def g16(options):
    t = [0, 1000, 2000, 3000, 9000, 10000, 10000, 11000, 75000, 76000, 116000]; O = [(0, 11001), (75000, 116001)]; sp = [0, 1000, 9000, 10000, 75000, 116000]
    units = [dict(name="first sample, plain step, long step, equal times, first step of a segment, step of more than 4 medians", t=t, O=O, spikes=sp, stepMedianMs=G.step_median(t), expected=G.step_starts(sp, t, O))]
    cases = []
    for st in (2000, 10000, 40000):
        T = 14400000 if st <= 10000 else 36000000; d = Draw(1600 + st); n = T // st; sp = []; ss = []; co = poisson_train(d, 6, T)
        for i in range(1, n):
            if float(d.u()[0]) < 30 * st / 3600000:
                sp.append(i * st); ss.append((i - 1) * st)
                if float(d.u()[0]) < .5:
                    co.append(int((i - 1) * st + st * float(d.u()[0])))
        k = [j for j in range(len(sp)) if j == 0 or sp[j] - sp[j - 1] >= 5000]; sp = [sp[j] for j in k]; ss = [ss[j] for j in k]; co = spread(co, 14000)
        cases.append(verdict_case("one batch drives both inside a step of %d ms" % st, "the order cannot be told", [run_of(sp, ss, co, [(0, T)], [(60000, T)])], 1000))
        if st == 10000:
            cases.append(verdict_case("the same, step length ignored", "stepIntervals false: starts = spikes; a wrong order", [run_of(sp, list(sp), co, [(0, T)], [(60000, T)])], 1000))
    d = Draw(1699); T = 36000000; sp = [i * 40000 for i in range(1, 900) if float(d.u()[0]) < .25]; co = poisson_train(d, 8, T) + [int(s + 2500 + 12000 * float(d.u()[0])) for s in sp if float(d.u()[0]) < .4]; co = spread(co, 14000)
    cases.append(verdict_case("collapses 2-15 s after 40-s steps have ended", "long steps do not blind the forward direction; latency known", [run_of(sp, [s - 40000 for s in sp], co, [(0, T)], [(60000, T)])], 1000, dict(P, latencyKnown=True)))
    maker.write(options.to / "16_step_intervals.json", dict(spec="C", about="start of the step that logged a spike; forward windows open after its end, backward lags end at its start, sync spans it", units=units, cases=cases, tolerance=NUM))


# ------------------------------------------------------------------ 17 latency, other windows
def g17(options):
    cases = []; T = 14400000
    d = Draw(1701); co0 = spread(poisson_train(d, 12, T), 14000); sp = poisson_train(d, 25, T) + [int(c + 2000 + 4000 * float(d.u()[0])) for c in co0 if float(d.u()[0]) < .5]; sp = spread(sp, 5000); co = [c + 8000 for c in co0 if c + 8000 < T]
    r = run_of(sp, [s - 500 for s in sp], co, [(0, T)], [(60000, T)])
    cases.append(verdict_case("collapses come first but are flagged 8 s late", "latency unknown: order not told", [r], 1000))
    cases.append(verdict_case("the same, latency said to be 0", "a wrong order: why the latency must be known", [r], 1000, dict(P, latencyKnown=True)))
    d = Draw(1702); sp = spread(poisson_train(d, 30, T), 5000); co = spread(poisson_train(d, 8, T) + [int(s + 12500 + 3000 * float(d.u()[0])) for s in sp if float(d.u()[0]) < .4], 14000)
    cases.append(verdict_case("spikes lead by 12-16 s", "holds at every latency up to 10 s", [run_of(sp, [s - 500 for s in sp], co, [(0, T)], [(60000, T)])], 1000))
    d = Draw(1703); sp = spread(poisson_train(d, 30, T), 5000); co = spread(poisson_train(d, 14, T) + [int(s + 17000 + 12000 * float(d.u()[0])) for s in sp if float(d.u()[0]) < .45], 14000)
    cases.append(verdict_case("lags of 17-29 s", "power is adequate in the window of 15 s, another window shows something", [run_of(sp, [s - 500 for s in sp], co, [(0, T)], [(60000, T)])], 1000))
    d = Draw(1704); T = 36000000; sp = spread(poisson_train(d, 30, T), 5000); co = spread(poisson_train(d, 16, T), 14000)
    cases.append(verdict_case("nothing", "adequate power and no window", [run_of(sp, [s - 500 for s in sp], co, [(0, T)], [(60000, T)])], 1000))
    maker.write(options.to / "17_latency_windows.json", dict(spec="D, E", about="directions retested with collapses 5 and 10 s earlier; adequate power only if no window of the scan shows anything", cases=cases, tolerance=NUM))


# ------------------------------------------------------------------ 18 cost
def work(d, n, med, slow, ramp=0.0, sd=0.05):
    """step ends in ms; slow(t) = factor on the duration, integrated in 100-ms pieces"""
    t = [0]; x = 0.0
    for i in range(n):
        w = med * math.exp(sd * float(d.normal(1)[0])) * (1 + ramp * x / (n * med))
        while w > 0:
            piece = 100.0 - x % 100.0; f = slow(x); take = min(w, piece / f); x += take * f; w -= take
        t.append(int(round(x)))
    return t


def g18(options):
    units = [dict(name="stretches of a flag", t=[0, 1000, 2000, 3000, 4000, 5000, 6000, 7000, 20000, 21000], flag=[0, 1, 1, 0, 1, 0, None, 1, 1, 0], gapMs=5000, expected=G.flag_episodes([0, 1000, 2000, 3000, 4000, 5000, 6000, 7000, 20000, 21000], [0, 1, 1, 0, 1, 0, None, 1, 1, 0], 5000))]
    cases = []

    def case(name, about, t, ep, g=1000, restarts=(), PP=P):
        O = R.segments(t, P["gapFactor"], P["gapMinMs"]); ep = G.merge(ep)
        cases.append(dict(name=name, about=about, t0=t[0], stepMs=list(np.diff(t)), O=O, episodes=ep, guardMs=g, restarts=list(restarts), params={k: PP[k] for k in PP if PP[k] != G.DEFAULTS2[k]}, expected=G.cost(t, O, ep, ep, g, list(restarts), PP), bestDecile=G.best_decile(t, O, list(restarts), PP)))
    n = 1500; T = n * 2000
    d = Draw(1801); ep = [(120000 + i * 280000 + int(20000 * float(d.u()[0])), 0) for i in range(9)]; ep = [(a, a + 20000 + int(30000 * float(d.u()[0]))) for a, _ in ep]; F = [1.5 * math.exp(.15 * float(d.normal(1)[0])) for _ in ep]
    slow = lambda x: next((f for (a, b), f in zip(ep, F) if a <= x < b), 1.0)
    case("nine episodes, 50 % slower, 15 % variation between them", "matched, interval from episodes", work(d, n, 2000, slow), ep, PP=dict(P, latencyKnown=True))
    d = Draw(1802); t = work(d, n, 2000, slow)
    case("three of them", "no interval, nothing claimed", t, ep[:3])
    d = Draw(1803); hot = [(int(T * .45) + i * 190000, int(T * .45) + i * 190000 + 40000) for i in range(8)]
    case("step time grows by half, episodes late in the run, no slowdown", "local matching", work(d, n, 2000, lambda x: 1.0, ramp=.5), hot)
    d = Draw(1804); e3 = [(120000 + i * 140000, 120000 + i * 140000 + 16000) for i in range(18)]; t = work(d, 2600, 1000, lambda x: 1.5 if any(a <= x < b for a, b in e3) else 1.0)
    case("flags 5 s late", "FLAG_LATE widens the upper end", t, [(a + 5000, b + 5000) for a, b in e3])
    d = Draw(1805); t = work(d, 400, 2000, lambda x: 1.2); t = t[:200] + [v + 60000 for v in t[200:]]
    case("an episode right after a pause", "not usable: no cluster", t, [(t[200] + 2000, t[200] + 30000)])
    dd = []
    d = Draw(1806); z = R.ar1(d.normal(480), .97) * .015; clk = [float(round(1980 * min(1, max(.55, .82 + v)) / 15) * 15) for v in z]; ct = [i * 10000 for i in range(480)]
    t = work(d, 2050, 2000, lambda x: .3 + .7 * 1980 / clk[min(479, int(x / 10000))]); O = R.segments(t, 5, 5000)
    dd.append(dict(name="throttled from start to end", t0=t[0], stepMs=list(np.diff(t)), O=O, clockT=ct, clock=clk, clockMax=1980.0, expected=G.dose(t, O, [], ct, clk, 1980.0, P)))
    c2 = [float(1600 + 15 * (i % 3)) for i in range(480)]
    dd.append(dict(name="clock hardly varies", sameStepsAs=0, clockT=ct, clock=c2, clockMax=1980.0, expected=G.dose(t, O, [], ct, c2, 1980.0, P)))
    dd.append(dict(name="maximum not known: 99 % quantile of the samples", sameStepsAs=0, clockT=ct, clock=clk, clockMax=None, expected=G.dose(t, O, [], ct, clk, None, P)))
    dd.append(dict(name="first 40 minutes only", sameStepsAs=0, firstSteps=900, clockT=ct, clock=clk, clockMax=1980.0, expected=G.dose(t[:901], R.segments(t[:901], 5, 5000), [], ct, clk, 1980.0, P)))
    maker.write(options.to / "18_cost.json", dict(spec="F", about="t = t0, then the sums of stepMs; anyEpisodes = episodes; dose-response by least squares, so compare with the tolerance", units=units, cases=cases, dose=dd, tolerance=dict(NUM, double_rel=1e-8)))


# ------------------------------------------------------------------ 19 incidents
def g19(options):
    units = [dict(onsets=o, refractoryMs=10000, expected=G.incidents(o, 10000)) for o in ([], [5], [0, 9999, 19998, 29998], [0, 10000], [30000, 3, 2, 1, 30000, 12000])]
    d = Draw(1901); T = 7200000; sp = spread(poisson_train(d, 30, T), 5000); base = spread(poisson_train(d, 12, T), 20000); dev = {"gpu%d" % i: [int(b + 1000 * float(d.u()[0])) for b in base] for i in range(8)}
    al = [c for v in dev.values() for c in v]; one = G.incidents(al, 10000); r = lambda c: run_of(sp, [s - 900 for s in sp], c, [(0, T)], [(60000, T)])
    cases = [dict(verdict_case("eight devices together", "collapses of the run are incidents", [r(one)], 2000), onsets=dev),
             verdict_case("each device counted", "the same, incidents false: an interval eight times too sure of itself", [r(sorted(al))], 2000)]
    maker.write(options.to / "19_incidents.json", dict(spec="G", units=units, cases=cases, tolerance=NUM))


# ------------------------------------------------------------------ 20 spikes: visible size, shifts; warm-up
def g20(options):
    out = []

    def series(name, y, t=None):
        x = [round(math.exp(v), 6) for v in y]; t = t or [i * 1000 for i in range(len(x))]; rows = G.log_hampel_full(x); fl = [False] * len(x)
        for i, _, _, _, f in rows:
            fl[i] = f
        sh = G.shift_steps(rows, P); sp, se = G.spike_events_kinds(t, fl, sh, P["spikeRefractoryMs"])
        out.append(dict(name=name, t=t, gradNorm=x, expected=dict(flaggedSteps=[i for i, f in enumerate(fl) if f], shiftSteps=sh, spikeEvents=sp, shiftEvents=se, visibility=G.visibility(rows, P))))
    d = Draw(2001); y = .1 * d.normal(500); y[150] += 1.2; y[151] += .6; y[300:] += 1.1
    series("two spikes in a row, then a level shift", y)
    d = Draw(2002); y = .1 * d.normal(400); y[200:235] += 1.1
    series("a spike of 35 steps that goes back is a spike", y)
    d = Draw(2003); y = .1 * d.normal(400); y[::2] += .9
    series("alternating batches: what is visible grows", y)
    d = Draw(2004); y = .01 * d.normal(300); y[np.arange(40, 300, 12)] += .5
    series("calm run, more than 2 % flagged; the smallest visible spike is the ratio 1.25", y)
    d = Draw(2005); series("too short to evaluate", .1 * d.normal(15))
    wu = [dict(t0=a, t1=b, expected=G.warm_up_end(a, b, P)) for a, b in ((0, 3600000), (0, 2400000), (5000, 605003), (0, 0), (100, 10000100))]
    maker.write(options.to / "20_spikes_warm_up.json", dict(spec="I, H", about="log_hampel with defaults; warm-up end = first time that is kept", series=out, warmUp=wu, tolerance=NUM))


if __name__ == "__main__":
    maker.run({f.__name__[1:]: f for f in (g15, g16, g17, g18, g19, g20)}, __doc__)
