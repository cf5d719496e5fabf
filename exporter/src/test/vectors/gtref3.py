"""Reference implementation of the comparison of runs in docs/comparison.md. Needs gtref.py and gtref2.py beside it.

Times are integer milliseconds. Nothing here draws a random number.
A run: dict(t=[step end times], step=[step numbers] or None, labels={...},
            devices={name: dict(t=[...], clock=[...] or None, clockMax=number or None, flag=[0/1/None] or None)})
"""
import math
import numpy as np
from scipy import stats
import gtref as R
import gtref2 as G2

DEFAULTS3 = dict(G2.DEFAULTS2, tolerance=0.03, cleanGuardMs=10000, cleanMinSteps=50, cleanMinMs=900000, cleanMinShare=0.2, minUsableMs=1800000, minUsableSteps=200,
                 stepBins=20, binMinSteps=5, commonShare=0.5, blockQMs=300000, minBlocks=6, maxBlocks=12, runToRunSd=0.008, blockInflation=1.4, betweenRuns=3,
                 clockSame=0.005, kappaMax=1.5, level=0.95, levelSame=0.90, driftBins=3)


# ---------------------------------------------------------------- one run
def covered(x, ep):
    """time covered by the disjoint sorted episodes before x (array)"""
    x = np.asarray(x, dtype=np.int64)
    if not ep:
        return np.zeros(len(x), dtype=np.int64)
    u = np.array([e[0] for e in ep]); v = np.array([e[1] for e in ep]); c = np.concatenate([[0], np.cumsum(v - u)])
    i = np.searchsorted(u, x, "right") - 1; k = np.maximum(i, 0)
    return np.where(i < 0, 0, c[k] + np.minimum(x, v[k]) - u[k])


def usable_mask(t, O, restarts, P):
    """arrays a, b of steps with both ends in one segment; mask of usable ones (as for what throttling cost)"""
    t = np.asarray(t, dtype=np.int64); a, b = t[:-1], t[1:]; k = b > a; seg = np.full(len(a), False)
    for u, v in O:
        seg |= (a >= u) & (b < v)
    k &= seg; idx = np.flatnonzero(k) + 1; a, b = a[k], b[k]; d = b - a
    if not len(d):
        return a, b, idx, np.zeros(0, bool), 0.0
    m = float(np.median(d)); stall = d > P["stallFactor"] * m; ok = ~stall
    for r in [u for u, _ in O] + list(b[stall]) + list(restarts):
        ok &= ~((b > r) & (a < r + P["resumeMs"]))
    return a, b, idx, ok, m


def prepare(run, P, clockRef):
    """clockRef: {device: full clock} or None"""
    t = [int(v) for v in run["t"]]; O = R.segments(t, P["gapFactor"], P["gapMinMs"]); g = 0
    for d in run["devices"].values():
        O = R.intersect(O, R.segments(d["t"], P["gapFactor"], P["gapMinMs"])); g = max(g, int(round(R.med_dt(d["t"]))))
    O = [s for s in O if s[1] - s[0] > 1]; step = run.get("step")
    rs = [] if step is None else [t[i] for i in range(1, len(t)) if step[i] < step[i - 1]]
    a, b, idx, ok, m = usable_mask(t, O, rs, P); a, b, idx = a[ok], b[ok], idx[ok]; d = b - a
    r = dict(a=a, b=b, idx=idx, d=d.astype(float), number=None if step is None else np.asarray(step, dtype=np.int64)[idx], usableMs=int(d.sum()), steps=len(d), stepMedianMs=m)
    known = bool(run["devices"]) and all(x.get("flag") is not None for x in run["devices"].values())
    per = {k: G2.flag_episodes(x["t"], x["flag"], max(P["gapFactor"] * R.med_dt(x["t"]), P["gapMinMs"])) for k, x in run["devices"].items()} if known else {}
    ep = G2.merge([e for v in per.values() for e in v]); tot = max(1, r["usableMs"])
    r["flaggedShare"] = {k: float((covered(b, e) - covered(a, e)).sum()) / tot for k, e in per.items()}
    r["throttledShare"] = float((covered(b, ep) - covered(a, ep)).sum()) / tot if known else None
    gd = max(P["cleanGuardMs"], g); r["clean"] = (covered(b + gd, ep) - covered(a - gd, ep) == 0) if known else np.zeros(len(d), bool)
    cm = int(d[r["clean"]].sum()); r["cleanMs"] = cm
    r["method"] = "clean" if r["clean"].sum() >= P["cleanMinSteps"] and cm >= P["cleanMinMs"] and cm >= P["cleanMinShare"] * r["usableMs"] else "all"
    r["Q"] = r["clean"] if r["method"] == "clean" else np.ones(len(d), bool); r["reasonsKnown"] = known
    r["X"] = None
    if clockRef is not None and len(d):
        mid = (a + b) / 2.0; r["X"] = np.max([clockRef[k] / np.interp(mid, x["t"], x["clock"]) for k, x in sorted(run["devices"].items())], axis=0)
    # blocks: G equal shares of the time of the Q steps, and G of the time of the others; integer arithmetic
    r["G"] = int(min(P["maxBlocks"], max(P["minBlocks"], int(d[r["Q"]].sum()) // P["blockQMs"]))); r["block"] = np.zeros(len(d), int)
    for part in (r["Q"], ~r["Q"]):
        if part.any():
            x = d[part]; r["block"][part] = (np.cumsum(x) - x) * r["G"] // int(x.sum())
    r["kappa"] = kappa(r, P); return r


def kappa(r, P):
    """share of the step that goes with full clock / clock; whole run and each block left out"""
    if r["X"] is None or r["steps"] < 50:
        return dict(reason="CLOCK_UNKNOWN")
    c = 1 / r["X"]
    if float(np.quantile(c, .95) - np.quantile(c, .05)) < P["doseMinRange"]:
        return dict(reason="CLOCK_HARDLY_VARIES")
    k = (r["b"] - r["a"][0]) // max(P["doseBinMs"], 10 * int(r["stepMedianMs"])); u, first, cnt = np.unique(k, return_index=True, return_counts=True)
    sel = [(z, i, n) for z, i, n in zip(u, first, cnt) if n >= P["doseMinPerBin"]]
    if len(sel) < 5 * r["G"]:
        return dict(reason="TOO_FEW_BINS")
    X = np.array([r["X"][i:i + n].mean() for _, i, n in sel]); Y = np.array([np.median(r["d"][i:i + n]) for _, i, n in sel]); blk = np.array([r["block"][i] for _, i, _ in sel])
    z = np.array([x[0] + .5 for x in sel], float); z = (z - z.mean()) / (z.max() - z.min()); z2 = float(np.mean(z * z)); M = np.column_stack([np.ones(len(X)), X - 1, z, z * z])

    def fit(s):
        be = np.linalg.lstsq(M[s], Y[s], rcond=None)[0]
        return min(P["kappaMax"], max(0.0, float(be[1] / (be[0] + be[3] * z2))))
    full = fit(np.ones(len(X), bool)); js = np.array([fit(blk != g) for g in range(r["G"])])
    return dict(reason=None, value=full, left=js, se=math.sqrt((r["G"] - 1) / r["G"] * float(((js - js.mean()) ** 2).sum())), bins=len(X))


# ---------------------------------------------------------------- a pair of runs
def bins_of(A, B, P):
    """bin of every usable step by step number; (binA, binB, J, matched, share of the steps of A, of B inside)"""
    if A["number"] is not None and B["number"] is not None:
        n0 = max(A["number"].min(), B["number"].min()); n1 = min(A["number"].max(), B["number"].max()); out = []
        if n1 > n0:
            for r in (A, B):
                n = r["number"]; out.append(np.where((n >= n0) & (n <= n1), (n - n0) * P["stepBins"] // (n1 - n0 + 1), -1))
            sh = [float((o >= 0).mean()) for o in out]; small = 0 if A["steps"] <= B["steps"] else 1
            if sh[small] >= P["commonShare"]:
                return out[0], out[1], P["stepBins"], True, sh
    return np.zeros(A["steps"], int), np.zeros(B["steps"], int), 1, False, [1.0, 1.0]


def table(r, bin_, J, mask):
    """sums per block and bin: count, time, X"""
    N = np.zeros((r["G"], J)); D = np.zeros((r["G"], J)); X = np.zeros((r["G"], J)); k = mask & (bin_ >= 0)
    np.add.at(N, (r["block"][k], bin_[k]), 1.0); np.add.at(D, (r["block"][k], bin_[k]), r["d"][k])
    if r["X"] is not None:
        np.add.at(X, (r["block"][k], bin_[k]), r["X"][k])
    return N, D, X


def weigh(ta, tb, P):
    """standardised means over the bins that both have: (mean A, mean B, X A, X B, steps A, steps B) or None"""
    (na, da, xa), (nb, db, xb) = ta, tb; k = (na >= P["binMinSteps"]) & (nb >= P["binMinSteps"])
    if not k.any():
        return None
    w = na[k] * nb[k] / (na[k] + nb[k]); s = w.sum(); f = lambda v, n: float((w * v[k] / n[k]).sum() / s)
    return f(da, na), f(db, nb), f(xa, na), f(xb, nb), float(na[k].sum()), float(nb[k].sum())


def tot(t):
    return tuple(x.sum(0) for x in t)


def less(t, g):
    return tuple(x.sum(0) - x[g] for x in t)


def cls(r, keep, share):
    """-ln(time share of clean / ... ): throttling part of a run at fixed time shares, from the steps kept"""
    c = r["clean"] & keep; q = ~r["clean"] & keep
    if not c.any() or not q.any():
        return None
    return -math.log(share + (1 - share) * r["d"][c].mean() / r["d"][q].mean())


def slopes(A, B):
    """list of (weights of kappa A, of kappa B) to be used; one entry, or two if they differ; [] if none is known"""
    ka, kb = A["kappa"], B["kappa"]
    if ka["reason"] is None and kb["reason"] is None:
        va, vb = max(ka["se"], 1e-6) ** 2, max(kb["se"], 1e-6) ** 2
        if abs(ka["value"] - kb["value"]) <= 1.959963984540054 * math.sqrt(va + vb):
            return [(vb / (va + vb), va / (va + vb))]
        return [(1.0, 0.0), (0.0, 1.0)]
    return [(1.0, 0.0)] if ka["reason"] is None else [(0.0, 1.0)] if kb["reason"] is None else []


def pair(A, B, P, n=1):
    """n = runs on the larger side -> dict(T, code=[{C, ...}], and the deviations for each left-out block of A and B), or dict(reason)"""
    ba, bb, J, matched, sh = bins_of(A, B, P); full = np.ones; f = math.sqrt(n / (n + 1)) if matched else 1.0   # a block left out takes its bins from both runs
    ua, ub = table(A, ba, J, full(A["steps"], bool)), table(B, bb, J, full(B["steps"], bool)); qa, qb = table(A, ba, J, A["Q"]), table(B, bb, J, B["Q"])
    w = weigh(tot(ua), tot(ub), P); q = weigh(tot(qa), tot(qb), P)
    if w is None:
        return dict(reason="NO_COMMON_STEPS")
    out = dict(reason=None, matched=matched, commonA=sh[0], commonB=sh[1], T=math.log(w[1] / w[0]), meanA=w[0], meanB=w[1], clock=A["X"] is not None and B["X"] is not None, code=None, kappas=[], uA=None, uB=None)
    ok = q is not None and min(q[4], q[5]) >= P["cleanMinSteps"] and (out["clock"] or (A["method"] == "clean" and B["method"] == "clean"))
    out["codeReason"] = None if ok else "NO_COMMON_CLEAN_STEPS" if q is None or min(q[4], q[5]) < P["cleanMinSteps"] else "CLOCK_UNKNOWN"
    if not ok:
        out["leftT"] = [[f * (math.log(v[1] / v[0]) - out["T"]) if (v := weigh(less(ua, g), tot(ub), P)) else 0.0 for g in range(A["G"])], [f * (math.log(v[1] / v[0]) - out["T"]) if (v := weigh(tot(ua), less(ub, g), P)) else 0.0 for g in range(B["G"])]]
        return out
    adj = lambda k, xa, xb: math.log((1 + k * (xb - 1)) / (1 + k * (xa - 1)))
    out["uA"], out["uB"] = (q[2], q[3]) if out["clock"] else (None, None); differ = out["clock"] and abs(math.log(q[3] / q[2])) >= P["clockSame"]; out["clockDiffers"] = bool(differ)
    if not differ:
        mode = [("none", 0.0, 0.0)]
    else:
        s = slopes(A, B); mode = [("slope", x, y) for x, y in s] if s else [("bound", 0.0, 0.0), ("bound", 1.0, 0.0)]
    shA, shB = ([float(r["d"][r["clean"]].sum() / r["d"].sum()) for r in (A, B)])
    ones = [full(A["steps"], bool), full(B["steps"], bool)]; h0 = [cls(A, ones[0], shA) if A["method"] == "clean" else None, cls(B, ones[1], shB) if B["method"] == "clean" else None]

    def slope(m, kA, kB):
        return 0.0 if m[0] == "none" else m[1] if m[0] == "bound" else m[1] * kA + m[2] * kB
    KA, KB = A["kappa"], B["kappa"]; va, vb = KA.get("value", 0.0), KB.get("value", 0.0); out["code"] = []; out["mode"] = mode[0][0]
    value = lambda k, x: math.log(x[1] / x[0]) - (adj(k, x[2], x[3]) if differ else 0.0)
    for m in mode:
        k = slope(m, va, vb); C = value(k, q); out["kappas"].append(k); dC = [[], []]; dT = [[], []]
        for s, (r, K) in enumerate(((A, KA), (B, KB))):
            for g in range(r["G"]):
                x = weigh(less(qa, g) if s == 0 else tot(qa), less(qb, g) if s == 1 else tot(qb), P)
                c = f * (value(k, x) - C) if x is not None else 0.0                      # step times, slope fixed
                l = K["left"][g] if K["reason"] is None else 0.0
                kg = slope(m, l if s == 0 else va, l if s == 1 else vb); e = adj(kg, q[2], q[3]) - adj(k, q[2], q[3]) if differ else 0.0     # the slope
                h = cls(r, r["block"] != g, (shA, shB)[s]) if h0[s] is not None else None
                dT[s].append(c + ((h - h0[s]) * (1 if s else -1) if h is not None else 0.0)); dC[s].append(c - e)
        out["code"].append(dict(C=C, kappa=k, leftC=dC, leftT=dT))
    out["leftT"] = out["code"][0]["leftT"]
    return out


# ---------------------------------------------------------------- interval and outcome
def jack(left, P):
    x = np.array(left); G = len(x)
    return P["blockInflation"] * (G - 1) / G * float(((x - x.mean()) ** 2).sum()), G - 1


def interval(est, left, pairs_value, nA, nB, P, floor=True, pooled=False):
    """est: mean over pairs; left[s][i]: deviations of est when a block of run i of side s is left out; pairs_value[i][j]. -> dict"""
    parts = []; pv = np.array(pairs_value); both = pooled and min(nA, nB) >= P["betweenRuns"]
    if both:
        ss = sum(float(((v - v.mean()) ** 2).sum()) for v in (pv.mean(1), pv.mean(0))); parts.append((ss / (nA + nB - 2) * (1 / nA + 1 / nB), nA + nB - 2.0))
    for s, n in ((0, nA), (1, nB)) if not both else ():
        if n >= P["betweenRuns"]:
            v = pv.mean(1 - s); parts.append((float(v.var(ddof=1)) / n, n - 1.0))
        else:
            parts += [jack(x, P) for x in left[s]]
            if floor:
                parts.append((P["runToRunSd"] ** 2 / n, math.inf))
    v = sum(p[0] for p in parts); den = sum(p[0] ** 2 / p[1] for p in parts if p[0] > 0); df = v * v / den if den > 0 else math.inf; df = df if df <= 1e6 else math.inf; se = math.sqrt(v)
    tq = lambda p: float(stats.t.ppf(p, df)) if math.isfinite(df) else float(stats.norm.ppf(p))
    h = tq((1 + P["level"]) / 2) * se; h9 = tq((1 + P["levelSame"]) / 2) * se
    return dict(value=est, se=se, df=df if math.isfinite(df) else None, lower=est - h, upper=est + h, lowerSame=est - h9, upperSame=est + h9)


def compare(As, Bs, P=DEFAULTS3):
    """As, Bs: lists of runs -> dict(outcome, exitCode, reasons, qualifiers, total, code, hardware, ...)"""
    reasons = []; qual = []; runs = As + Bs
    keys = sorted({k for r in runs for k in r.get("labels", {})})
    diff = [k for k in keys if len({str(r.get("labels", {}).get(k)) for r in runs}) > 1]
    if diff:
        reasons.append("LABELS_DIFFER")
    known = [sorted(x["clockMax"] for x in r["devices"].values()) for r in runs if all(x.get("clockMax") is not None for x in r["devices"].values())]
    if len({len(r["devices"]) for r in runs}) > 1 or any(m != known[0] for m in known):
        reasons.append("DEVICES_DIFFER")
    haveClock = [bool(r["devices"]) and all(x.get("clock") is not None for x in r["devices"].values()) for r in runs]
    q99 = max([float(np.quantile(x["clock"], .99)) for r, h in zip(runs, haveClock) if h for x in r["devices"].values()], default=None)
    ref = [{k: float(x["clockMax"]) if x.get("clockMax") is not None else q99 for k, x in r["devices"].items()} if h else None for r, h in zip(runs, haveClock)]
    pr = [prepare(r, P, c) for r, c in zip(runs, ref)]; PA, PB = pr[:len(As)], pr[len(As):]
    if any(r["usableMs"] < P["minUsableMs"] or r["steps"] < P["minUsableSteps"] for r in pr):
        reasons.append("TOO_SHORT")
    if not all(r["reasonsKnown"] or r["X"] is not None for r in pr):
        qual.append("NO_HARDWARE_RECORD")
    out = dict(outcome="NOT_COMPARABLE", exitCode=5, reasons=reasons, qualifiers=qual, labelsThatDiffer=diff, total=None, code=None, hardware=None, runs=pr)
    if reasons:
        out["sentence"] = sentence(out, P); return out
    nA, nB = len(PA), len(PB); pp = [[pair(a, b, P, max(nA, nB)) for b in PB] for a in PA]; flat = [p for row in pp for p in row]
    if any(p["reason"] for p in flat):
        out["reasons"] = ["NO_COMMON_STEPS"]; out["sentence"] = sentence(out, P); return out
    out["pairs"] = pp; out["matched"] = all(p["matched"] for p in flat)

    def mean_left(f):
        L = [[], []]
        for i in range(nA):
            L[0].append(np.mean([f(pp[i][j])[0] for j in range(nB)], axis=0) / nA)
        for j in range(nB):
            L[1].append(np.mean([f(pp[i][j])[1] for i in range(nA)], axis=0) / nB)
        return L
    tv = [[p["T"] for p in row] for row in pp]; out["total"] = T = interval(float(np.mean(tv)), mean_left(lambda p: p["leftT"]), tv, nA, nB, P); C = H = None
    if any(p["code"] is None for p in flat):
        out["codeReason"] = next(p["codeReason"] for p in flat if p["code"] is None)
    else:
        cs = []; hs = []
        for pick in (0, -1):
            cv = [[p["code"][pick]["C"] for p in row] for row in pp]; hv = (np.array(tv) - np.array(cv)).tolist()
            cs.append(interval(float(np.mean(cv)), mean_left(lambda p: p["code"][pick]["leftC"]), cv, nA, nB, P, pooled=True))
            hs.append(interval(float(np.mean(hv)), mean_left(lambda p: [np.array(x) - np.array(y) for x, y in zip(p["code"][pick]["leftT"], p["code"][pick]["leftC"])]), hv, nA, nB, P, floor=False))
        hull = lambda x: dict(value=(x[0]["value"] + x[1]["value"]) / 2, lower=min(v["lower"] for v in x), upper=max(v["upper"] for v in x), lowerSame=min(v["lowerSame"] for v in x), upperSame=max(v["upperSame"] for v in x))
        C, H = hull(cs), hull(hs); out["code"], out["hardware"] = C, H
        if any(p["mode"] == "bound" for p in flat):
            qual.append("CLOCK_EFFECT_BOUNDED")
        if any(p["mode"] == "slope" and len(p["code"]) == 2 for p in flat):
            qual.append("SLOPES_DIFFER")
        if not all(p["clock"] for p in flat):
            qual.append("CLOCK_UNKNOWN")
    if not out["matched"]:
        qual.append("NOT_MATCHED_BY_STEP")
    elif min(min(p["commonA"], p["commonB"]) for p in flat) < 0.8:
        qual.append("PARTS_LEFT_OUT")
    out["cause"] = cause(out, nA); drift = False; tol = math.log(1 + P["tolerance"])
    if not out["matched"]:
        for r in pr:
            x = r["d"][r["Q"]]; n = len(x) // P["driftBins"]
            if n and r["method"] == "clean" and abs(math.log(x[-n:].mean() / x[:n].mean())) > tol:
                drift = True
    if drift:
        out["reasons"] = ["TREND_NOT_MATCHED"]
    else:
        out["outcome"], out["exitCode"], out["reasons"] = decide(T, C, H, qual, out.get("codeReason"), P)
    out["sentence"] = sentence(out, P); return out


def decide(T, C, H, qual, codeReason, P):
    """T, C, H: intervals (C, H None if not known); qual is added to -> (outcome, exit code, reasons). First rule that applies."""
    tol = math.log(1 + P["tolerance"]); seen = "CLOCK_UNKNOWN" not in qual
    if C is not None and C["lower"] > tol and seen:
        if H["lower"] > tol:
            qual.append("HARDWARE_TOO")
        if T["upperSame"] <= tol:
            qual.append("HIDDEN_BY_HARDWARE")
        return "CODE_SLOWER", 3, []
    if T["upperSame"] <= tol:
        if C is None:
            qual.append("CODE_PART_UNKNOWN")
        return "SAME_OR_FASTER", 0, []
    if C is not None and T["lower"] > tol and C["upperSame"] <= tol:
        return "HARDWARE_SLOWER", 4, []
    if T["lower"] <= tol:
        why = ["INTERVAL_WIDE" if T["upper"] - T["lower"] > 2 * tol else "TOLERANCE_INSIDE_INTERVAL"]
    elif C is None:
        why = [codeReason]
    elif not seen and C["lower"] > tol:
        why = ["CLOCK_UNKNOWN"]
    else:
        why = ["CLOCK_EFFECT_UNKNOWN" if "CLOCK_EFFECT_BOUNDED" in qual else "CODE_OR_HARDWARE_UNRESOLVED"]
    return "NOT_COMPARABLE", 5, why


# ---------------------------------------------------------------- words
def pct(x):
    """ln ratio -> whole percent, half up"""
    return int(math.floor(100 * (math.exp(x) - 1) + 0.5))


def span(lo, hi):
    s = lambda v: str(v) if v >= 0 else "\u2212%d" % -v
    return s(lo) + ("\u2013" if lo >= 0 and hi >= 0 else " to ") + s(hi)


def cause(out, nA):
    """what the hardware part goes with: devices whose flagged share rose most, or clocks"""
    A, B = out["runs"][:nA], out["runs"][nA:]; names = sorted({k for r in out["runs"] for k in r["flaggedShare"]})
    rise = {k: float(np.mean([r["flaggedShare"].get(k, 0.0) for r in B]) - np.mean([r["flaggedShare"].get(k, 0.0) for r in A])) for k in names}
    top = max(rise.values(), default=0.0)
    if top < 0.01:
        return "lower clocks"
    return "throttling of " + " and ".join([k for k in names if rise[k] >= top / 2][:2])


WHY = dict(LABELS_DIFFER="the runs differ in {labels}", DEVICES_DIFFER="the runs used different devices", TOO_SHORT="a run has less than 30 minutes of usable steps", NO_COMMON_STEPS="the runs have no step numbers in common",
           TREND_NOT_MATCHED="step time drifts within a run and the runs cannot be matched by step number", INTERVAL_WIDE="step times vary too much for a tolerance of {tol}%; longer or more runs would help",
           TOLERANCE_INSIDE_INTERVAL="the difference is too close to the tolerance of {tol}%; more runs would help", CLOCK_UNKNOWN="no device clock was recorded", NO_COMMON_CLEAN_STEPS="no part of the training was free of throttling in both runs",
           CLOCK_EFFECT_UNKNOWN="the clocks differ but hardly vary within a run, so their effect is not known", CODE_OR_HARDWARE_UNRESOLVED="B is slower, but what does not go with the hardware is neither clearly above nor clearly below {tol}%")


def sentence(out, P):
    T, C = out["total"], out["code"]; tol = "%g" % (100 * P["tolerance"]); o = out["outcome"]
    if T is None:
        return "Cannot tell: " + "; ".join(WHY[x] for x in out["reasons"]).format(tol=tol, labels=", ".join(out["labelsThatDiffer"])) + "."
    t = pct(T["value"]); ti = "95% CI " + span(pct(T["lower"]), pct(T["upper"])); c = h = None
    if C is not None:
        c = pct(C["value"]); ci = span(pct(C["lower"]), pct(C["upper"])); h = t - c
    total = "B is %d%% %s (%s)" % (abs(t), "slower" if t >= 0 else "faster", ti if t >= 0 else "95% CI " + span(-pct(T["upper"]), -pct(T["lower"])))
    split = "%d point%s with %s, %s (%s) do not" % (h, " goes" if h == 1 else "s go", out["cause"], span(c, c).split("\u2013")[0].split(" to ")[0], ci) if c is not None else ""
    if o == "CODE_SLOWER":
        if "HIDDEN_BY_HARDWARE" in out["qualifiers"] or h < 0:
            s = total + "; at equal hardware speed it would be %d%% slower (95%% CI %s)." % (c, ci)
        elif h < 1:
            s = total + ", and neither throttling nor clocks explain it."
        else:
            s = total + ": " + split + "."
        return s + " What flags and clocks do not show (network, disk, data, another machine) counts as code here."
    if o == "SAME_OR_FASTER":
        return total + "." if T["upper"] < 0 else "B is as fast as A within %s%% (difference %s%%, %s)." % (tol, span(t, t).split("\u2013")[0].split(" to ")[0], ti)
    if o == "HARDWARE_SLOWER":
        return total + ": " + split + ". Apart from the hardware B is not slower than A by more than %s%%." % tol
    return "Cannot tell: " + "; ".join(WHY[x] for x in out["reasons"]).format(tol=tol, labels="") + ". Seen: " + total + (": " + split if c is not None and h >= 1 and "CLOCK_EFFECT_BOUNDED" not in out["qualifiers"] else "") + "."
