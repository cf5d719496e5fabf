#!/usr/bin/env python3
"""Writes the vectors 00 to 12, and 13 where the recordings are. Deterministic. Needs numpy, scipy, statsmodels and pandas."""
import contextlib, io, json, math, os, warnings
import numpy as np, pandas as pd
from scipy import stats
import gtref as R
import maker
warnings.filterwarnings("ignore")
EXACT = {"int": 0, "double_rel": 1e-12, "double_abs": 1e-12}
NUM = {"int": 0, "double_rel": 1e-9, "double_abs": 1e-12, "rule": "pass if |a-b| <= max(double_abs, double_rel*|b|); ints, booleans, strings, nulls exact"}
P0 = dict(R.DEFAULTS)


def drop_measures(r):
    """global measure arrays are kept only where a file is about them."""
    for k in ("forward", "backward", "sync"):
        if k in r:
            r[k] = {a: b for a, b in r[k].items() if a != "globalMeasure"}
    return r


# ------------------------------------------------------------------ 00 rng
def g00(options):
    v = {}
    for seed in (0, 42, 2025):
        s = [int(x) for x in R.sm64(seed, 5)]
        v[str(seed)] = dict(nextLong=[str(x - (1 << 64) if x >= 1 << 63 else x) for x in s], nextDouble=list(R.udbl(seed, 5)),
                            irwinHall12=list(R.irwin_hall(seed, 3)), fisherYates10=R.shuffle(10, seed))
    maker.write(options.to / "00_rng.json", dict(spec="10", about="java.util.SplittableRandom(seed) stream; irwinHall12 consumes 12 nextDouble per value, "
                              "summed left to right, minus 6; fisherYates: i=n-1..1, j=(int)(nextDouble()*(i+1))",
                              expected=v, tolerance={"all": 0}))


# ------------------------------------------------------------------ 01 seed experiment
def g01(options):
    n = 21; t = [i * 370 for i in range(n)]
    # first value and the 30..52 range come from the original notes; the rest is solved for mean 40.53, sample sd 5.50
    base = np.array([37.9, 35.4, 42.1, 38.9, 30.1, 42.6, 39.4, 50.2, 36.6, 41.3, 31.6, 42.4, 38.1, 49.3, 36.2, 42.9, 40.7, 35.1, 52.2, 40.0])
    first = 46.027; mean, sd = 40.53, 5.50
    tgt_sum = n * mean - first; tgt_ss = (n - 1) * sd ** 2 - (first - mean) ** 2
    mo = tgt_sum / (n - 1); c = base - base.mean()
    sc = math.sqrt((tgt_ss - (n - 1) * (mo - mean) ** 2) / (c * c).sum())
    x = np.round(np.concatenate([[first], mo + sc * c]), 4)
    s = R.det_mean_std(x, 1.0, 1); p = R.det_mean_std(x, 1.0, 0)
    assert round(s["mean"], 2) == 40.53 and round(s["threshold"], 2) == 46.03 and sum(s["flags"]) == 3 and sum(p["flags"]) == 4
    assert s["threshold"] > first and 29.5 <= x.min() < 31 and 51 < x.max() < 52.6, (x.min(), x.max())
    ht = [i * 500 for i in range(50)]; hc = [0] * 50
    a = R.asof_nearest(t, ht, 1000)
    pa = pd.merge_asof(pd.DataFrame(dict(t=t)), pd.DataFrame(dict(t=ht, j=range(50))), on="t", direction="nearest", tolerance=1000)
    assert list(pa.j) == a
    P = dict(P0, detector="mean_std", k=1.0, ddof=1)
    runs = [dict(id="luna-21", train=dict(t=t, gradNorm=list(x)), devices=dict(gpu0=dict(t=ht, collapse=hc)))]
    rep = drop_measures(R.analyze(runs, P)); rep2 = drop_measures(R.analyze(runs, P0))
    cov = (t[-1] + 1) / 3.6e6; hcov = (ht[-1] + 1) / 3.6e6
    maker.write(options.to / "01_seed_experiment.json", dict(
        spec="1,4,7,11", about="21 steps in 7.4 s, 50 hardware samples, 0 collapses. The published threshold needs the SAMPLE standard deviation "
        "(ddof=1, pandas default): with the population one the threshold is 45.90 and the first step (46.027, from the original notes) becomes a 4th spike.",
        inputs=dict(train=dict(t=t, gradNorm=list(x)), hardware=dict(t=ht, collapse=hc), asofToleranceMs=1000),
        expected=dict(mean=s["mean"], stdSample=s["std"], thresholdSample=s["threshold"], spikeStepsSample=3, spikeStepIndexes=[i for i, f in enumerate(s["flags"]) if f],
                      published=dict(mean=40.53, threshold=46.03, spikes=3, collapses=0, correlation=None, absTolerance=0.005),
                      stdPopulation=p["std"], thresholdPopulation=p["threshold"], spikeStepsPopulation=4,
                      asofIndex=a, alignedRows=21, distinctHardwareRows=len(set(a)), pointBiserial=None, pointBiserialReason="ZERO_COLLAPSES",
                      collapseRateUpper95PerHourOverlap=-math.log(.05) / cov, collapseRateUpper95PerHourAllHardware=-math.log(.05) / hcov,
                      reportSeedDetector=rep, reportDefaultDetector=rep2,
                      forbiddenWords=["independent", "no correlation", "cause"]),
        tolerance=dict(NUM)))


# ------------------------------------------------------------------ synthetic sessions
def session(seed, T, spike_rate_h, p_follow, delay, sd, bg_rate_h, reverse=False, train_ms=1000, hw_ms=1000, offset=0):
    """one run: grad_norm = 40*exp(0.08*AR(1)), spikes x1.9..2.8; collapse runs of 4..12 samples."""
    g = np.random.default_rng(seed); L = T * 1000
    tt = np.arange(0, L, train_ms) + g.integers(0, 200, L // train_ms); ht = np.arange(0, L, hw_ms) + g.integers(0, 50, L // hw_ms)
    lead = []
    cur = 60000
    while True:
        cur += int(25000 + g.exponential(max(1.0, 3.6e6 / spike_rate_h - 25000)))
        if cur > L - 40000:
            break
        lead.append(cur)
    follow = [int(x + max(2500, g.normal(delay, sd))) for x in lead if g.random() < p_follow]
    bg = sorted(int(v) for v in g.integers(60000, L - 40000, g.poisson(bg_rate_h * T / 3600)))
    spikes, coll = (lead, follow) if not reverse else (follow, lead)
    (coll if not reverse else spikes).extend(bg)
    spikes.sort(); coll.sort()
    x = 40 * np.exp(0.08 * R.ar1(g.standard_normal(len(tt)), 0.6) * 0.8)
    for s in spikes:
        i = int(np.searchsorted(tt, s))
        if i < len(tt):
            x[i] *= g.uniform(1.9, 2.8)
    f = np.zeros(len(ht), int)
    for c in coll:
        i = int(np.searchsorted(ht, c)); f[i:i + int(g.integers(4, 13))] = 1
    temp = 62 + 6 * (1 - np.exp(-np.arange(len(ht)) / 300.)) + R.ar1(g.standard_normal(len(ht)) * 0.1, 0.97) + 3.0 * np.convolve(f, np.ones(5) / 5, "same")
    return dict(train=dict(t=[int(v) + offset for v in tt], gradNorm=[round(float(v), 3) for v in x]),
                hardware=dict(t=[int(v) + offset for v in ht], collapse=[int(v) for v in f], tempC=[round(float(v), 2) for v in temp]))


def as_run(s, rid, dev="gpu0"):
    return dict(id=rid, train=s["train"], devices={dev: dict(t=s["hardware"]["t"], collapse=s["hardware"]["collapse"])})


def extras(s, rep):
    sp = rep["runs"][0]["spikeEvents"]; co = rep["runs"][0]["collapseOnsets"]["gpu0"]
    lo, hi = rep["guardMs"] + 1, rep["guardMs"] + P0["deltaTMs"] + 1
    lags = [c - max(q for q in sp if lo <= c - q < hi) for c in co if any(lo <= c - q < hi for q in sp)]
    ht = s["hardware"]["t"]; fl = s["hardware"]["collapse"]; tt = np.array(s["train"]["t"]); x = np.array(s["train"]["gradNorm"])
    ev, _ = R.collapse_events(ht, fl, P0["collapseRefractoryMs"], P0["gapMinMs"])
    z = np.array([np.nan if v is None else v for v in R.det_log_hampel(x)["z"]]); sc = []; lab = []
    for t in ht:
        if any(e[0] <= t <= e[1] for e in ev):
            continue
        k = (tt > t - 15000) & (tt <= t) & np.isfinite(z)
        if k.any():
            sc.append(float(z[k].max())); lab.append(1 if any(lo <= c - t < hi for c in co) else 0)
    a, U = R.auc(sc, lab)
    j = R.asof_nearest(s["train"]["t"], ht, 1000)
    y = [s["hardware"]["collapse"][k] if k >= 0 else float("nan") for k in j]
    r, n = R.pearson(x, y)
    return dict(peth=dict(halfMs=60000, binMs=5000, counts=R.peth(sp, co, 60000, 5000), lagIs="collapse - spike"),
                leadMs=dict(n=len(lags), median=float(np.median(lags)) if lags else None, about="collapse minus most recent spike inside the forward window"),
                eventSync=R.event_sync(sp, co), auc=dict(rows=len(sc), positives=int(sum(lab)), auc=a, U=U, shift=R.auc_shift_p(sc, lab),
                         about="unit = hardware sample not inside a collapse event (onset..last flagged); score = max log_hampel z over t-15000 < t_step <= t (rows without an evaluated step dropped); label 1 if an onset lies in (t+g, t+g+15000]; shift p on the remaining rows"),
                pointBiserialSeedStyle=dict(r=r, n=n, about="train steps, nearest hardware sample within 1000 ms, flag 0/1"))


def g02(options):
    s = session(20251028, 3600, 40, .75, 8000, 2000, 5)
    rep = drop_measures(R.analyze([as_run(s, "fwd")], P0)); assert rep["verdict"] == "COUPLED_SPIKES_PRECEDE_COLLAPSES", rep["verdict"]
    maker.write(options.to / "02_coupled_forward.json", dict(spec="4-7,11", about="spikes followed by a collapse after 8+-2 s (75%), 5/h background collapses", inputs=s, params=P0,
                                          expected=dict(report=rep, **extras(s, rep)), tolerance=NUM))


def g03(options):
    s = session(20251029, 3600, 40, .75, 8000, 2000, 5, reverse=True)
    rep = drop_measures(R.analyze([as_run(s, "rev")], P0)); assert rep["verdict"] == "COUPLED_COLLAPSES_PRECEDE_SPIKES", rep["verdict"]
    maker.write(options.to / "03_coupled_reverse.json", dict(spec="4-7,11", about="collapses followed by a spike after 8+-2 s", inputs=s, params=P0,
                                          expected=dict(report=rep, **extras(s, rep)), tolerance=NUM))


# ------------------------------------------------------------------ 04 false-positive control
def replicate(seed, T=3600, phx=0.9, phy=0.98, thx=4.2, thy=7.0):
    zx = R.irwin_hall(seed, T + 200); zy = R.irwin_hall(seed, T + 200, start=12 * (T + 200))
    x = R.ar1(zx, phx)[200:]; y = R.ar1(zy, phy)[200:]
    t = [i * 1000 for i in range(T)]
    sp = R.spike_events(t, [bool(v > thx) for v in x], 5000)
    ev, _ = R.collapse_events(t, [1 if v > thy else 0 for v in y], 10000, 5000)
    return sp, [e[0] for e in ev], [(0, (T - 1) * 1000 + 1)]


def g04(options):
    P = dict(P0); rows = []; lo, hi = 1001, 1000 + P["deltaTMs"] + 1
    for i in range(200):
        seed = 70000 + i; sp, co, O = replicate(seed)
        F = R.direction([(co, sp, O)], lo, hi, P); B = R.direction([(sp, co, O)], lo, hi, P)
        rows.append([seed, len(sp), len(co), F["K"], B["K"], F.get("pGlobal", 1.0), F.get("pBlock", 1.0), B.get("pGlobal", 1.0), B.get("pBlock", 1.0)])
    rej = sum(1 for r in rows if max(r[5], r[6]) <= .05); rejb = sum(1 for r in rows if max(r[7], r[8]) <= .05)
    anyq = sum(1 for r in rows if min(R.bh([max(r[5], r[6]), max(r[7], r[8])])) <= .05)
    bound = int(stats.binom.isf(.005, 200, .05))
    # lagged correlation of the same kind of data
    xr = []
    for i in range(200):
        seed = 90000 + i; T = 2000
        x = R.ar1(R.irwin_hall(seed, T + 200), .9)[200:]; y = R.ar1(R.irwin_hall(seed, T + 200, start=12 * (T + 200)), .95)[200:]
        r, _ = R.pearson(x, y); ne = R.n_eff(x, y)
        xr.append([seed, r, ne, R.r_test(r, ne), R.r_test(r, T), R.xcorr_shift_p(x, y, 4)["p"]])
    s = session(4242, 3600, 30, 0.0, 8000, 2000, 25)
    rep = drop_measures(R.analyze([as_run(s, "indep")], P0))
    maker.write(options.to / "04_independent_fpr.json", dict(
        spec="6,8", about="independent autocorrelated data. replicate(seed): zx, zy = irwinHall12 streams of T+200 values (zy continues the same stream), "
        "AR(1) phi 0.9 / 0.98 from 0, first 200 dropped, 1 s grid, spike step x>4.2 (refractory 5000), collapse flag y>7.0 (refractory 10000, gap 5000), "
        "coverage [0,(T-1)*1000+1), guard 1000 ms.",
        params=P, T=3600, columns=["seed", "nSpikes", "nCollapses", "Kforward", "Kbackward", "pGlobalF", "pBlockF", "pGlobalB", "pBlockB"], replicates=rows,
        expected=dict(rejectedForward=rej, rejectedBackward=rejb, anyAfterBH=anyq, nominal=.05, maxAllowedOf200=bound,
                      about="p = max(pGlobal, pBlock) <= 0.05 counted; maxAllowedOf200 = smallest c with P(Bin(200,0.05) > c) <= 0.005"),
        correlation=dict(about="AR(1) phi 0.9 / 0.95, N=2000 as above; columns seed, r, nEff, pEff, pNaive, pMaxShift(L=4)", replicates=xr,
                         rejectedEff=sum(1 for q in xr if q[3] <= .05), rejectedNaive=sum(1 for q in xr if q[4] <= .05), rejectedShift=sum(1 for q in xr if q[5] <= .05)),
        session=dict(inputs=s, expected=dict(report=rep)), tolerance=NUM))
    print("FPR fwd %d bwd %d anyBH %d bound %d | r: eff %d naive %d shift %d" % (rej, rejb, anyq, bound, *[sum(1 for q in xr if q[k] <= .05) for k in (3, 4, 5)]), rep["verdict"])


# ------------------------------------------------------------------ 05 edge cases
def g05(options):
    C = []

    def case(name, runs, P=P0):
        C.append(dict(name=name, inputs=dict(runs=runs), paramsChanged={k: v for k, v in P.items() if P0.get(k) != v}, expected=drop_measures(R.analyze(runs, P))))
    ht = [i * 1000 for i in range(600)]; tt = list(ht)
    base = [round(40 + 2 * math.sin(i * 1.7) + 1.3 * math.cos(i * 0.31), 3) for i in range(600)]

    def mk(x=None, f=None, t=None, h=None, rid="r", dev="gpu0"):
        return dict(id=rid, train=dict(t=tt if t is None else t, gradNorm=base if x is None else x), devices={dev: dict(t=ht if h is None else h, collapse=[0] * len(ht if h is None else h) if f is None else f)})
    sp = list(base)
    for i in (90, 231, 340, 487):
        sp[i] *= 2
    fl = [0] * 600
    for i in (150, 300, 420):
        for j in range(6):
            fl[i + j] = 1
    case("empty train stream", [mk(x=[], t=[])])
    case("one train sample", [mk(x=[40.0], t=[0])])
    case("two train samples, n<3", [mk(x=[40.0, 41.0], t=[0, 1000])])
    case("constant grad_norm", [mk(x=[40.0] * 600, f=fl)])
    case("all grad_norm NaN", [mk(x=[None] * 600, f=fl)])
    case("some NaN and Inf", [mk(x=[(float("nan") if i % 50 == 7 else float("inf") if i % 50 == 8 else v) for i, v in enumerate(sp)], f=fl)])
    case("zero spikes", [mk(f=fl)])
    case("zero collapses", [mk(x=sp)])
    case("collapse flag always 1 (left-censored, no onset)", [mk(x=sp, f=[1] * 600)])
    case("flag already 1 at the first sample", [mk(x=sp, f=[1] * 20 + fl[20:])])
    case("no time overlap (training 7 s, hardware later)", [mk(x=sp[:8], t=tt[:8], h=[v + 60000 for v in ht], f=fl)])
    case("one spike one collapse", [mk(x=[v * (2 if i == 200 else 1) for i, v in enumerate(base)], f=[1 if 208 <= i < 214 else 0 for i in range(600)])])
    case("exact tie spike and onset (sync only)", [mk(x=sp, f=[1 if any(k <= i < k + 3 for k in (90, 231, 340, 487)) else 0 for i in range(600)])])
    case("lag exactly guard (1000 ms) excluded, guard+1 ms not on grid", [mk(x=sp, f=[1 if any(k + 1 <= i < k + 4 for k in (90, 231, 340, 487)) else 0 for i in range(600)])])
    case("lag exactly guard+deltaT (16 s) included", [mk(x=sp, f=[1 if any(k + 16 <= i < k + 19 for k in (90, 231, 340, 487)) else 0 for i in range(600)])])
    case("lag guard+deltaT+1 s (17 s) excluded", [mk(x=sp, f=[1 if any(k + 17 <= i < k + 20 for k in (90, 231, 340, 487)) else 0 for i in range(600)])])
    case("runs split by refractory: 3 s gap merges, 12 s gap does not", [mk(x=sp, f=[1 if 98 <= i < 102 or 105 <= i < 108 or 120 <= i < 122 else 0 for i in range(600)])])
    gap_t = [v if i < 300 else v + 120000 for i, v in enumerate(tt)]
    case("2 min gap in both streams; windows do not cross it", [mk(x=[v * (2 if i in (100, 298) else 1) for i, v in enumerate(base)], t=gap_t, h=gap_t, f=[1 if 108 <= i < 112 or 302 <= i < 306 else 0 for i in range(600)])])
    case("unsorted train stream", [mk(x=sp[::-1], t=tt[::-1], f=fl)])
    case("windows saturate (mean+1sd detector, 20 s spacing)", [mk(x=[v * (1.6 if i % 12 == 0 else 1) for i, v in enumerate(base)], f=fl)], dict(P0, detector="mean_std", k=1.0))
    case("only the backward windows saturate (collapse every 14 s)", [mk(x=sp, f=[1 if i % 14 in (0, 1) and i > 0 else 0 for i in range(600)])])
    off = [v + 3000 for v in ht]
    case("clock offset 3 s declared: guard grows to 3000", [mk(x=sp, h=off, f=[1 if any(k + 6 <= i < k + 9 for k in (90, 231, 340, 487)) else 0 for i in range(600)])], dict(P0, clockUncertaintyMs=3000))
    case("detector latency 7 s back-dates onsets", [mk(x=sp, f=[1 if any(k + 5 <= i < k + 9 for k in (90, 231, 340, 487)) else 0 for i in range(600)])], dict(P0, detectorLatencyMs=7000))
    two = mk(x=sp, f=fl); two["devices"]["gpu1"] = dict(t=ht, collapse=[0] * 600)
    case("two devices, one without collapses", [two])
    case("missing flags (null) inside a run", [mk(x=sp, f=[None if i == 152 else v for i, v in enumerate(fl)])])
    # scalar helpers
    helpers = dict(wilson={"0/0": "NOT_ESTIMABLE", "0/3": R.wilson(0, 3), "3/3": R.wilson(3, 3)}, clopper={"0/3": R.clopper(0, 3), "3/3": R.clopper(3, 3)},
                   pearson=dict(constant=R.pearson([1, 1, 1], [1, 2, 3])[0], n2=R.pearson([1, 2], [1, 2])[0], nanPair=R.pearson([1, float("nan"), 3, 4], [2, 5, 7, float("nan")])[0]),
                   auc=dict(oneClass=R.auc([1, 2, 3], [0, 0, 0])[0], allTied=R.auc([1, 1, 1, 1], [0, 1, 0, 1])[0]), bhEmpty=[], counterEvents=dict(t=[0, 1000, 2000, 3000, 20000, 21000, 40000], v=[3, 3, 5, 6, 6, 1, 1], refractoryMs=10000, expected=R.counter_events([0, 1000, 2000, 3000, 20000, 21000, 40000], [3, 3, 5, 6, 6, 1, 1], 10000), about="5 and 6 merge; 6 -> 1 is a reset and counts 1"))
    maker.write(options.to / "05_edge_cases.json", dict(spec="12", about="null in gradNorm/collapse = missing; strings NaN/Infinity = non-finite sample", defaults=P0, cases=C, helpers=helpers, tolerance=NUM))
    print("edge:", [(c["name"][:28], c["expected"]["verdict"], c["expected"].get("reasons", "")) for c in C])


# ------------------------------------------------------------------ 06 alignment
def g06(options):
    C = []

    def case(name, tl, tr, tol):
        a = R.asof_nearest(tl, tr, tol)
        ref = pd.merge_asof(pd.DataFrame(dict(t=tl)), pd.DataFrame(dict(t=tr, j=range(len(tr)))), on="t", direction="nearest", tolerance=tol)
        assert [int(v) if v == v else -1 for v in ref.j] == a, (name, list(ref.j), a)
        C.append(dict(name=name, left=tl, right=tr, toleranceMs=tol, expectedIndex=a, matched=sum(v >= 0 for v in a), distinctRight=len({v for v in a if v >= 0})))
    case("tie goes to the earlier sample", [1500, 2500], [1000, 2000, 3000], 1000)
    case("tolerance is inclusive", [0, 999, 1000, 1001], [2000], 1000)
    case("many-to-one (fast training, slow hardware)", list(range(0, 5000, 100)), [0, 2000, 4000], 1000)
    case("one-to-few (slow training)", [0, 10000, 20000], list(range(0, 30000, 500)), 250)
    case("gap leaves rows unmatched", list(range(0, 20000, 1000)), [0, 1000, 2000, 15000, 16000], 1000)
    case("duplicate right timestamps", [1000, 1400], [1000, 1000, 2000, 2000], 1000)
    case("right empty side: before first, after last", [-5000, 0, 99000], [0, 1000], 1000)
    # aggregation onto the slower stream (no double counting)
    tl = list(range(0, 6000, 250)); tr = [0, 2000, 4000, 6000]; x = [round(10 + (i * 7 % 13) + .5 * i, 3) for i in range(len(tl))]
    a = R.asof_nearest(tl, tr, 1000); agg = {}
    for v, j in zip(x, a):
        if j >= 0:
            agg.setdefault(j, []).append(v)
    maker.write(options.to / "06_alignment.json", dict(spec="3", about="asof-nearest; index -1 = no match within tolerance. Cross-checked against pandas merge_asof.", cases=C,
                                    aggregate=dict(left=tl, x=x, right=tr, toleranceMs=1000, expected=[dict(right=j, n=len(v), max=max(v), mean=float(np.mean(v))) for j, v in sorted(agg.items())]),
                                    tolerance=EXACT))


# ------------------------------------------------------------------ 07 detectors
def g07(options):
    g = np.random.default_rng(7); n = 240
    x = 40 * np.exp(-np.arange(n) / 400.) * np.exp(.07 * g.standard_t(4, n)); inj = [30, 31, 90, 150, 151, 152, 200]
    for i in inj:
        x[i] *= 2.2
    x = np.round(x, 4); xs = [float(v) for v in x]; xs[60] = float("nan"); xs[61] = float("inf"); xs[110] = 0.0
    lh = R.det_log_hampel(xs); rz = R.det_rolling_z(xs); zc = R.det_zclip(xs); ms = R.det_mean_std(xs, 1, 1); ms3 = R.det_mean_std(xs, 3, 1); bm = R.det_batch_log_mad(xs[:30])
    ix = lambda d: [i for i, f in enumerate(d["flags"]) if f]
    fa = {}
    for nm, gen in (("gaussian", lambda r, m: r.standard_normal(m)), ("laplace", lambda r, m: r.laplace(size=m)), ("t3", lambda r, m: r.standard_t(3, m)), ("ar1_0.6", lambda r, m: R.ar1(r.standard_normal(m), .6))):
        r = np.random.default_rng(99); y = 40 * np.exp(.1 * gen(r, 6000))
        fa[nm] = dict(logHampel=1000 * float(np.mean(R.det_log_hampel(y)["flags"])), rollingZ3=1000 * float(np.mean(R.det_rolling_z(y)["flags"])), zclip=1000 * float(np.mean(R.det_zclip(y)["flags"])),
                      meanStd1=1000 * float(np.mean(R.det_mean_std(y)["flags"])), meanStd3=1000 * float(np.mean(R.det_mean_std(y, 3)["flags"])))
    maker.write(options.to / "07_detectors.json", dict(spec="4", about="injected steps %s (x2.2), NaN at 60, Infinity at 61, 0.0 at 110 (skipped by log detectors)" % inj, inputs=dict(gradNorm=xs),
                                    expected=dict(logHampel=dict(z=lh["z"], flagged=ix(lh)), rollingZ=dict(z=rz["z"], flagged=ix(rz)), zclip=dict(z=zc["z"], flagged=ix(zc), mean=zc["mean"], var=zc["var"]),
                                                  meanStd1=dict(mean=ms["mean"], std=ms["std"], threshold=ms["threshold"], flagged=ix(ms)), meanStd3=dict(threshold=ms3["threshold"], flagged=ix(ms3)),
                                                  batchLogMadFirst30=dict(z=bm["z"], flagged=ix(bm)),
                                                  spikeEventsAtOneSecondSteps=R.spike_events([i * 1000 for i in range(n)], lh["flags"], 5000)),
                                    informationalFalseAlarmsPer1000Steps=fa, tolerance=NUM))
    print("detector FA/1000:", json.dumps(fa))


# ------------------------------------------------------------------ 08 statistics
def g08(options):
    import statsmodels.api as sm
    from statsmodels.tsa.stattools import grangercausalitytests
    from statsmodels.stats.multitest import multipletests
    from statsmodels.stats.proportion import proportion_confint
    E = {}
    for k, n in ((0, 10), (3, 10), (10, 10), (7, 40), (180, 200)):
        a = proportion_confint(k, n, .05, "wilson"); b = proportion_confint(k, n, .05, "beta")
        assert np.allclose(a, R.wilson(k, n)) and np.allclose(b, R.clopper(k, n))
    E["proportionCI95"] = [dict(k=k, n=n, wilson=R.wilson(k, n), clopperPearson=R.clopper(k, n)) for k, n in ((0, 10), (3, 10), (10, 10), (7, 40), (180, 200))]
    E["poissonRateCI95"] = [dict(n=n, hours=T, ci=R.poisson_ci(n, T), upperOneSided95=float(stats.chi2.ppf(.95, 2 * n + 2) / 2 / T)) for n, T in ((0, 7.4 / 3600), (0, 1 / 6), (3, 1 / 6), (20, 2.0))]
    E["ruleOfThree"] = [dict(hours=h, upper95PerHour=-math.log(.05) / h) for h in (7.401 / 3600, 24.501 / 3600, 1 / 6, 1, 24)]
    E["conditionalRateRatio"] = [dict(K=k, n=n, exposedMs=e, totalMs=t, pi0=e / t, **R.rate_ratio(k, n, e, t), pBinomial=float(stats.binom.sf(k - 1, n, e / t))) for k, n, e, t in ((6, 10, 60000, 600000), (0, 5, 100000, 600000), (5, 5, 100000, 600000), (40, 100, 900000, 3600000))]
    # two sessions (idle vs training): exact conditional comparison of Poisson rates
    E["twoSessionRates"] = [dict(n1=a, hours1=h1, n2=b, hours2=h2, p2sided=float(stats.binomtest(a, a + b, h1 / (h1 + h2)).pvalue), rr=None if b == 0 else (a / h1) / (b / h2),
                                 rrLo=(lambda c: c[0] / (1 - c[0]) * h2 / h1 if c[0] < 1 else None)(R.clopper(a, a + b)), rrHi=(lambda c: c[1] / (1 - c[1]) * h2 / h1 if c[1] < 1 else None)(R.clopper(a, a + b))) for a, h1, b, h2 in ((9, .5, 2, .5), (4, 1 / 6, 0, 1 / 6), (12, 1., 30, 3.))]
    p = [.001, .008, .039, .041, .042, .06, .074, .205, .212, .216, 1.0]
    assert np.allclose(R.bh(p), multipletests(p, method="fdr_bh")[1])
    E["bh"] = dict(p=p, q=R.bh(p), holm=[float(v) for v in multipletests(p, method="holm")[1]])
    E["ecaPoisson"] = [dict(K=K, nEffects=a, nCauses=b, deltaT=d, T=T, p=R.eca_poisson(K, a, b, d, T)) for K, a, b, d, T in ((5, 10, 20, 15, 3600), (0, 10, 20, 15, 3600), (10, 10, 3, 30, 600), (4, 50, 50, 10, 7200))]
    g = np.random.default_rng(11); n = 400
    x = R.ar1(g.standard_normal(n), .7); y = np.zeros(n)
    for i in range(3, n):
        y[i] = .6 * y[i - 1] + .4 * x[i - 3] + .8 * g.standard_normal()
    x = np.round(x, 5); y = np.round(y, 5); xm = x.copy(); xm[[5, 50, 51, 300]] = np.nan; ym = y.copy(); ym[[50, 120]] = np.nan
    r0, _ = R.pearson(x, y); ne = R.n_eff(x, y); gr = {}
    for a, b, nm in ((x, y, "xToY"), (y, x, "yToX")):
        for pl in (1, 3, 5):
            m = R.granger(a, b, pl)
            with contextlib.redirect_stdout(io.StringIO()):                # some versions print the test
                ref = grangercausalitytests(np.column_stack([b, a]), [pl])[pl][0]["ssr_ftest"]
            assert abs(m["F"] - ref[0]) < 1e-8 * max(1, ref[0]) and abs(m["p"] - ref[1]) < 1e-10
            gr["%s_p%d" % (nm, pl)] = m
    phi = R.yw_ar(x, 2); fx = R.ar_filter(x, phi); fy = R.ar_filter(y, phi)
    E["continuous"] = dict(x=list(x), y=list(y), xMissing=[5, 50, 51, 300], yMissing=[50, 120], about="y = 0.6 y[t-1] + 0.4 x[t-3] + noise: x leads by 3 samples; positive lag = x leads",
                           pearson=r0, spearman=float(stats.spearmanr(x, y)[0]), nEff=ne, pEff=R.r_test(r0, ne), ciEff=R.fisher_ci(r0, ne), pNaive=R.r_test(r0, n), acfX10=R.acf(x, 10),
                           xcorrMaxLag20=R.xcorr(x, y, 20), xcorrMissingMaxLag20=R.xcorr(xm, ym, 20), shiftTestL20=R.xcorr_shift_p(x, y, 20), shiftTestL3=R.xcorr_shift_p(x, y, 3),
                           granger=gr, prewhiten=dict(order=2, phi=phi, xcorrMaxLag20=R.xcorr(fx, fy, 20), shiftTestL20=R.xcorr_shift_p(fx, fy, 20)))
    f = (g.random(n) < 1 / (1 + np.exp(-(x - 2)))).astype(int); r, _ = R.pearson(x, f); pb = stats.pointbiserialr(f, x)
    assert abs(r - pb[0]) < 1e-12
    a, U = R.auc(x, f); mw = stats.mannwhitneyu(x[f == 1], x[f == 0], alternative="greater", method="asymptotic", use_continuity=True)
    assert abs(mw.statistic - U) < 1e-9
    xt = np.round(x, 0); at, Ut = R.auc(xt, f); mt = stats.mannwhitneyu(xt[f == 1], xt[f == 0], alternative="greater", method="asymptotic", use_continuity=True)
    E["pointBiserial"] = dict(flag=[int(v) for v in f], r=r, pNaive=R.r_test(r, n), nEff=R.n_eff(x, f), pEff=R.r_test(r, R.n_eff(x, f)))
    E["auc"] = dict(auc=a, U=U, shift=R.auc_shift_p(x, f), pGreaterAsymptoticContinuity=float(mw.pvalue), tiedScoresRoundedToInt=dict(auc=at, U=Ut, p=float(mt.pvalue)))
    # Poisson GLM with one binary covariate and exposure offset = conditional rate ratio
    E["poissonGlmTwoCells"] = dict(events=[6, 4], seconds=[60, 540], exposed=[1, 0], logRR=math.log((6 / 60) / (4 / 540)), seLogRR=math.sqrt(1 / 6 + 1 / 4))
    k = np.arange(300); sec = np.full(300, 2.0); z = np.round(g.standard_normal(300), 4); ex = (g.random(300) < .2).astype(int)
    ev = g.poisson(sec * np.exp(-4 + 1.2 * ex + .3 * z + .4 * (k / 300.))); M = sm.add_constant(np.column_stack([ex, z, k / 300.])); m = sm.GLM(ev, M, family=sm.families.Poisson(), offset=np.log(sec)).fit(tol=1e-12, maxiter=100)
    E["poissonGlm"] = dict(events=list(ev), seconds=2.0, exposed=list(ex), z=list(z), trend="k/300", coefficients=[float(v) for v in m.params], se=[float(v) for v in m.bse], deviance=float(m.deviance), relTolerance=1e-6)
    sp = [0, 1000, 5000, 9000, 14000, 20000, 26000]; co = [300, 1900, 5400, 9000, 13900, 21000, 27000]
    E["eventSync"] = dict(a=sp, b=co, **R.event_sync(sp, co)); E["peth"] = dict(spikes=sp, collapses=co, halfMs=4000, binMs=500, counts=R.peth(sp, co, 4000, 500))
    # shift measure, checked against brute force over every shift
    C = []
    for e, q, L, dT, gd in (([10, 55, 56, 90], [5, 50, 80], 100, 12, 2), ([3], [0], 50, 10, 1), ([0, 99], [95], 100, 10, 0), (list(range(0, 100, 7)), list(range(0, 100, 9)), 100, 3, 1), ([7, 8, 9], [1], 40, 60, 0)):
        U = R.exposure(q, gd + 1, gd + dT + 1, [(0, L)]); m = R.shift_measure(e, U, L)
        bf = np.bincount([sum(1 for x_ in e if any(u <= (x_ + s) % L < v for u, v in U)) for s in range(L)], minlength=len(e) + 1)
        assert list(m) == list(bf), (m, bf)
        K = R.inside(e, U); C.append(dict(effects=e, causes=q, L=L, guard=gd, deltaT=dT, exposure=[list(u) for u in U], K=K, measure=[int(v) for v in m], p=float(m[K:].sum()) / L))
    E["shiftMeasure"] = C
    E["blockEdges"] = [dict(a=a, b=b, B=B, edges=R.block_edges(a, b, B)) for a, b, B in ((0, 3600000, 300000), (0, 7401, 300000), (5000, 1003333, 300000))]
    maker.write(options.to / "08_statistics.json", dict(spec="6-9", expected=E, tolerance=NUM))


# ------------------------------------------------------------------ 09 several runs and devices
def g09(options):
    runs = []
    for i in range(3):
        s = session(900 + i, 900, 40, .7, 8000, 2000, 3, train_ms=1500, offset=i * 10 ** 7); r = as_run(s, "run%d" % i)
        s2 = session(950 + i, 900, 40, 0., 8000, 2000, 8, offset=i * 10 ** 7); r["devices"]["gpu1"] = dict(t=s2["hardware"]["t"], collapse=s2["hardware"]["collapse"]); runs.append(r)
    pooled = R.analyze(runs, P0); per = {}
    for dev in ("gpu0", "gpu1"):
        per[dev] = R.analyze([dict(id=r["id"], train=r["train"], devices={dev: r["devices"][dev]}) for r in runs], P0)
    single = [R.analyze([r], P0) for r in runs]
    fam = [per[d][k]["p"] for d in ("gpu0", "gpu1") for k in ("forward", "backward")]
    maker.write(options.to / "09_runs_devices.json", dict(spec="6", about="3 runs x 2 devices; gpu0 coupled, gpu1 independent. Pooled: stratum = run, effects of all devices of a run move together.",
                                       inputs=dict(runs=runs), params=P0, expected=dict(pooled=pooled, perDevice={k: drop_measures(v) for k, v in per.items()},
                                       familyOrder=["gpu0.forward", "gpu0.backward", "gpu1.forward", "gpu1.backward"], familyP=fam, familyQ=R.bh(fam), singleRunVerdicts=[s["verdict"] for s in single],
                                       singleRunPForward=[s["forward"]["p"] for s in single]), tolerance=NUM))
    print("multi:", pooled["verdict"], pooled["forward"]["p"], {k: (v["verdict"], v["forward"]["p"]) for k, v in per.items()}, [(s["verdict"], s["forward"]["p"]) for s in single])


# ------------------------------------------------------------------ 10 power and duration
def g10(options):
    E = dict(kCrit=[dict(n=n, f=f, alpha=.025, k=R.k_crit(n, f, .025)) for n in (1, 2, 3, 5, 10, 30, 100, 1000) for f in (.05, .12, .3)],
             mdeRR=[dict(n=n, f=f, alpha=.025, power=.8, rr=R.mde_rr(n, f, .025, .8)) for n in (1, 2, 3, 5, 10, 30, 100, 1000) for f in (.05, .12, .3)],
             powerMixed=[dict(mu=mu, f=f, rho=rho, alpha=.025, power=R.power_mixed(mu, f, rho, .025)) for mu in (5., 20., 80.) for f in (.05, .12, .3) for rho in (2., 3., 10.)],
             neededMu=[dict(f=f, rho=rho, alpha=.025, power=.8, mu=R.needed_mu(f, rho, .025, .8)) for f in (.05, .12, .3) for rho in (2., 3., 5., 10.)])
    tab = []
    for cph in (1, 6, 30):
        for sph in (10, 30, 120):
            for rho in (2., 3., 5., 10.):
                m, f, mu = R.needed_minutes(sph, cph, P0, rho=rho); tab.append(dict(collapsesPerHour=cph, spikesPerHour=sph, rr=rho, exposure=f, mu=mu, minutes=m))
    E["neededMinutes"] = tab
    E["minutesToBoundCollapseRate95"] = [dict(maxPerHour=r, minutes=-math.log(.05) / r * 60) for r in (.1, 1, 6, 60)]
    maker.write(options.to / "10_power_duration.json", dict(spec="7", params=P0, expected=E, tolerance=dict(NUM, double_rel=1e-8)))
    for r in tab:
        if r["spikesPerHour"] == 30:
            print("need", r["collapsesPerHour"], r["rr"], round(r["minutes"]))


# ------------------------------------------------------------------ 11 the two nulls catch different confounders
def g11(options):
    C = []
    L = 3600000; O = [(0, L)]; P = dict(P0); lo, hi = 1001, 1000 + P["deltaTMs"] + 1
    q = list(range(5000, L, 60000)); e = list(range(17000, L, 90000))
    C.append(("periodic spikes (60 s) and collapses (90 s), unrelated clocks", e, q))
    u = R.udbl(31, 120); q = sorted(int(L / 2 + v * L / 2) for v in u[:60]); e = sorted(int(L / 2 + v * L / 2) for v in u[60:])
    C.append(("both only in the hot second half", e, q))
    u = R.udbl(32, 40); q = sorted(int(v * L) for v in u); e = sorted([min(L - 1, x + 8000) for x in q[::2]])
    C.append(("true 8 s lag", e, q))
    out = []
    for nm, e, q in C:
        F = R.direction([(e, q, O)], lo, hi, P); out.append(dict(name=nm, effects=e, causes=q, coverage=O, guardMs=1000, expected=F)); print(nm, F["pBinomial"], F["pGlobal"], F["pBlock"], F["phi"])
    maker.write(options.to / "11_confounders.json", dict(spec="6", params=P, cases=out, tolerance=NUM))


# ------------------------------------------------------------------ 12 remaining verdicts
def g12(options):
    s = session(77, 14400, 40, 0.0, 8000, 2000, 45, train_ms=2000, hw_ms=2000); rep = drop_measures(R.analyze([as_run(s, "long")], P0))
    assert rep["verdict"] == "NO_EVIDENCE_ADEQUATE_POWER", (rep["verdict"], rep["forward"], rep["backward"])
    g = np.random.default_rng(5); n = 2400; t = [i * 1000 for i in range(n)]; x = np.round(40 * np.exp(.05 * R.ar1(g.standard_normal(n), .5)), 3); f = [0] * n; a = 70
    while a < n - 60:
        x[a] = round(float(x[a] * 2.3), 3); c = a + int(g.integers(6, 10)); f[c:c + 5] = [1] * 5
        b = c + int(g.integers(6, 10)); x[b] = round(float(x[b] * 2.3), 3); a = b + int(g.integers(60, 170))
    fb = dict(train=dict(t=t, gradNorm=[float(v) for v in x]), hardware=dict(t=t, collapse=f)); rf = drop_measures(R.analyze([as_run(fb, "feedback")], P0))
    assert rf["verdict"] == "COUPLED_BOTH_DIRECTIONS", (rf["verdict"], rf["forward"]["p"], rf["backward"]["p"])
    s.pop("hardware_extra", None); s["hardware"].pop("tempC")
    maker.write(options.to / "12_verdicts.json", dict(spec="11", params=P0, cases=[dict(name="4 h, independent, enough events", inputs=s, expected=rep), dict(name="feedback: spike -> collapse -> spike", inputs=fb, expected=rf)], tolerance=NUM))
    print("12:", rep["detectableRR"], rep["forward"]["nEff"], rf["forward"]["p"], rf["backward"]["p"])


# ------------------------------------------------------------------ 13 recorded sessions
def g13(options):
    root = os.path.join(options.recordings or "", "sessions"); names = ("reproducibility_test_1", "reproducibility_test_2", "workload_independence_cpu_inference"); runs = []; cont = {}; series = {}
    if options.recordings is None or not all(os.path.isdir(os.path.join(root, d)) for d in names):
        print("13: left out, the recordings are not here"); return
    for d in names:
        fs = sorted(os.listdir(os.path.join(root, d))); c = pd.read_csv(os.path.join(root, d, [f for f in fs if f.endswith(".csv")][0]), float_precision="round_trip")   # older pandas rounds by itself, which makes ties
        j = json.load(open(os.path.join(root, d, [f for f in fs if f.startswith("training_log")][0])))
        ts = [int(round(v.timestamp() * 1000)) for v in pd.to_datetime(c.timestamp, utc=True).dt.round("ms")]; t0 = min(ts)
        tr = [(int(round(e["timestamp_shared"] * 1000)) - t0, e["grad_norm"]) for e in j if e["grad_norm"] is not None]
        dev = {}
        for k in ("cpu", "gpu"):
            ix = [i for i, v in enumerate(c.device) if v == k]; dev[k] = dict(t=[ts[i] - t0 for i in ix], collapse=[int(float(c.collapse[i])) for i in ix])
        runs.append(dict(id=d, train=dict(t=[a for a, _ in tr], gradNorm=[b for _, b in tr]), devices=dev))
        ix = [i for i, v in enumerate(c.device) if v == "gpu"]; a = R.asof_nearest([q for q, _ in tr], [ts[i] - t0 for i in ix], 1000); agg = {}
        for (_, v), k in zip(tr, a):
            if k >= 0:
                agg.setdefault(k, []).append(v)
        x = np.array([np.mean(agg[k]) for k in sorted(agg)]); series[d] = (x, np.array([float(c.temp_c[ix[k]]) for k in sorted(agg)])); cont[d] = dict(n=len(x), alignedSteps=sum(k >= 0 for k in a))
        for col in ("temp_c", "rle_smoothed"):
            y = np.array([float(c[col][ix[k]]) for k in sorted(agg)]); r, n = R.pearson(x, y); ne = R.n_eff(x, y)
            fx, fy = (lambda ph: (R.ar_filter(np.log(x), ph), R.ar_filter(y, ph)))(R.yw_ar(np.log(x), 3)); rp, _ = R.pearson(fx, fy)
            cont[d][col] = dict(prewhitenedLnX3=dict(r=rp, pEff=R.r_test(rp, R.n_eff(fx, fy))), pearson=r, spearman=float(stats.spearmanr(x, y)[0]), nEff=ne, pEff=R.r_test(r, ne), pNaive=R.r_test(r, n), shiftL0=R.xcorr_shift_p(x, y, 0))
    E = {}
    for det in ("log_hampel", "mean_std"):
        P = dict(P0, detector=det, **({"k": 1.0} if det == "mean_std" else {}))
        for ds in (["gpu"], ["cpu", "gpu"]):
            rr = [dict(r, devices={k: r["devices"][k] for k in ds}) for r in runs]
            E["%s/%s" % (det, "+".join(ds))] = dict(single={r["id"]: drop_measures(R.analyze([r], P)) for r in rr}, pooled=drop_measures(R.analyze(rr, P)))
    maker.write(options.to / "13_recorded_sessions.json", dict(spec="3-8,11", about="inputs: the three joint sessions in ../sessions. Times = ms since the first CSV row of the session; CSV stamps are UTC, rounded to ms; "
          "training times = timestamp_shared. mean_std uses k=1 (47 of 200 steps flagged: the decay of the norm, not spikes). continuous: unit = GPU row, mean grad_norm of the steps aligned to it (nearest, 1000 ms).",
          params=P0, expected=dict(reports=E, continuous=cont, crossRunPearsonTempFirst80=[[R.pearson(series[i][0][:80], series[j][1][:80])[0] for j in names] for i in names]), tolerance=NUM))
    for k, v in E.items():
        print("13:", k, {a[-8:]: b["verdict"] for a, b in v["single"].items()}, v["pooled"]["verdict"], v["pooled"].get("placeboForward", {}).get("excess"), v["pooled"].get("placeboForward", {}).get("p"))
    print("13:", json.dumps(cont)[:1500])


if __name__ == "__main__":
    maker.run({f.__name__[1:]: f for f in (g00, g01, g02, g03, g04, g05, g06, g07, g08, g09, g10, g11, g12, g13)}, __doc__)
