"""Reference implementation, slow and readable, of the additions to the method in docs/correlation.md. Needs gtref.py beside it.

All event arithmetic is in integer milliseconds. Nothing here draws a random number.
"""
import math
import numpy as np
from scipy import stats
import gtref as R

DEFAULTS2 = dict(R.DEFAULTS, resumeMs=60000, pauseFactor=3.0, pauseExtraMs=2000, pauseGrowth=1.5, pauseSteps=2, slowFactor=2.0, maxLeftOut=3, shortWindows=3,
                 stepIntervals=True, latencyKnown=False, latencyTrialsMs=[5000, 10000], scanMs=[5000, 15000, 30000, 60000, 120000], incidents=True,
                 designInflation=1.4, shiftSteps=25, shiftBridge=2, shiftAfter=20, frequentShare=0.02,
                 costMinClusters=5, costMergeMs=30000, costNearMs=120000, costSide=5, stallFactor=10.0,
                 doseBinMs=30000, doseMinPerBin=5, doseBlockMs=600000, doseMaxBlocks=8, doseMinBlocks=6, doseMinRange=0.05, coveredShare=0.8,
                 warmUpMs=600000, warmUpShare=4)


# ---------------------------------------------------------------- A pauses and the time after them
def step_median(t):
    d = [b - a for a, b in zip(t[:-1], t[1:]) if b > a]
    return float(np.median(d)) if d else 0.0


def remove(O, holes):
    """O minus the union of half-open holes; pieces of length <= 1 are dropped."""
    out = []
    for a, b in O:
        x = a
        for u, v in sorted(holes):
            if v <= x or u >= b:
                continue
            if u > x:
                out.append((x, min(u, b)))
            x = max(x, v)
            if x >= b:
                break
        if x < b:
            out.append((x, b))
    return [s for s in out if s[1] - s[0] > 1]


def stops(gaps, m, th, P):
    """maximal runs of neighbouring slow steps (> 2 medians) with one above the threshold in them -> pauses, unless they are a slow phase:
    more than 2 steps and none of more than 10 medians"""
    runs = []
    for a, b in gaps:
        if b - a > P["slowFactor"] * m:
            if runs and runs[-1][1] == a:
                runs[-1][1] = b; runs[-1][2] += 1; runs[-1][3] = max(runs[-1][3], b - a)
            else:
                runs.append([a, b, 1, b - a])
    return [(a, b) for a, b, n, longest in runs if longest > th and (n <= P["pauseSteps"] or longest > P["stallFactor"] * m)]


def pauses(t, O, restarts, confirmed, P):
    """t: train times; confirmed: stretches of throttling that a driver reported (a slow step in one is no pause)."""
    m = step_median(t); base = max(P["pauseFactor"] * m, m + P["pauseExtraMs"]); th = base; T = sum(b - a for a, b in O)
    fixed = [(a, a + P["resumeMs"]) for a, _ in O] + [(r, r + P["resumeMs"]) for r in restarts]
    gaps = [(a, b) for a, b in zip(t[:-1], t[1:]) if not any(u < b and v > a for u, v in confirmed)]
    while True:
        ps = stops(gaps, m, th, P)
        C = remove(O, [(a, b + P["resumeMs"]) for a, b in ps] + fixed); left = T - sum(b - a for a, b in C)
        if P["maxLeftOut"] * left <= T or not ps:
            break
        th *= P["pauseGrowth"]
    usable = 3 * sum(b - a for a, b in C) >= T
    return dict(stepMedianMs=m, thresholdMs=th, pauses=ps, partly=th > base, usable=usable, leftOutMs=left, tested=C)


# ---------------------------------------------------------------- C step intervals
def step_starts(spikes, t, O):
    """start of the step that logged each spike"""
    m = step_median(t); out = []
    for x in spikes:
        i = int(np.searchsorted(t, x, "left"))               # first sample at x
        s = x - int(m) if i == 0 else max(int(t[i - 1]), x - int(4 * m))
        a = [u for u, v in O if u <= x < v]
        out.append(max(s, a[0]) if a else s)
    return out


# ---------------------------------------------------------------- G incidents
def incidents(onsets, refractory):
    """onsets of all devices of a run -> first onsets of chains with neighbouring onsets closer than the refractory"""
    out = []; last = None
    for x in sorted(onsets):
        if last is None or x - last >= refractory:
            out.append(x)
        last = x
    return out


# ---------------------------------------------------------------- I level shifts, visible size
def log_hampel_full(x, W=100, minN=20, k=5.0, sigmaFloor=0.02, minRatio=1.25):
    """per valid step: index, y, m, s (None in warm-up), flag"""
    rows = []; buf = []
    for i, a in enumerate(x):
        if not math.isfinite(a) or a <= 0:
            continue
        y = math.log(a); m = s = None; f = False
        if len(buf) >= minN:
            b = np.array(buf); m = float(np.median(b)); s = max(1.4826 * float(np.median(np.abs(b - m))), sigmaFloor)
            f = (y - m) / s > k and y - m > math.log(minRatio)
        rows.append((i, y, m, s, bool(f))); buf.append(y); buf = buf[-W:]
    return rows


def shift_runs(rows, P):
    """(first row, last row) of flagged runs that are level shifts"""
    out = []; j = 0; n = len(rows)
    while j < n:
        if not rows[j][4]:
            j += 1; continue
        first = last = j; cnt = 1; q = j + 1
        while q < n and q - last <= P["shiftBridge"] + 1:
            if rows[q][4]:
                last = q; cnt += 1
            q += 1
        tail = [r[1] for r in rows[last + 1:last + 1 + P["shiftAfter"]]]
        if cnt >= P["shiftSteps"] and len(tail) >= 5 and float(np.median(tail)) - rows[first][2] > math.log(P["minRatio"]):
            out.append((first, last))
        j = last + 1
    return out


def shift_steps(rows, P):
    """input index of the first step of each level shift"""
    return [rows[a][0] for a, _ in shift_runs(rows, P)]


def visibility(rows, P):
    """median over evaluated steps of the smallest ratio to the local median that would have been flagged; flagged steps of level shifts do not count"""
    v = [math.exp(max(P["k"] * s, math.log(P["minRatio"]))) for _, _, m, s, _ in rows if m is not None]; sh = shift_runs(rows, P)
    n = sum(1 for r in rows if r[2] is not None); f = sum(1 for i, r in enumerate(rows) if r[4] and not any(a <= i <= b for a, b in sh))
    return dict(evaluated=n, flagged=f, smallestVisible=float(np.median(v)) if v else None, flaggedShare=f / n if n else None,
                frequent=bool(n and f > P["frequentShare"] * n))


def spike_events_kinds(t, flags, shifts, refractory):
    """(spikes, shifts): an event that begins with the first step of a shift, or takes one in, is a shift"""
    sp = []; sh = []; last = None; cur = None; kinds = set(shifts)
    for i, (a, f) in enumerate(zip(t, flags)):
        if f:
            if last is None or a - last >= refractory:
                if cur is not None:
                    (sh if cur[1] else sp).append(cur[0])
                cur = [int(a), False]
            if i in kinds:
                cur[1] = True
            last = a
    if cur is not None:
        (sh if cur[1] else sp).append(cur[0])
    return sp, sh


# ---------------------------------------------------------------- the test
def exposure2(win, segs):
    """win: (q, u, v): cause q exposes [u, v), clipped to the segment of q; merged per segment"""
    out = []
    for a, b in segs:
        w = sorted((max(u, a), min(v, b)) for q, u, v in win if a <= q < b); cur = []
        for u, v in w:
            if u >= v:
                continue
            if cur and u <= cur[-1][1]:
                cur[-1][1] = max(cur[-1][1], v)
            else:
                cur.append([u, v])
        out += [tuple(c) for c in cur]
    return out


def nulls(strata, blocks):
    """strata: (effects, windows, segs). -> n, nq, K, exposure, pGlobal, {block: p}, phi"""
    n = nq = K = E = T = 0; gl = []; bl = {B: [] for B in blocks}
    for eff, win, segs in strata:
        e = sorted(x for x in eff if any(a <= x < b for a, b in segs)); U = exposure2(win, segs)
        n += len(e); nq += sum(1 for q, _, _ in win if any(a <= q < b for a, b in segs)); K += R.inside(e, U)
        E += sum(v - u for u, v in U); T += sum(b - a for a, b in segs)
        ce, cu, L = R.compress(e, U, segs)
        if L:
            gl.append(R.shift_measure(ce, cu, L))
        for B in blocks:
            for a, b in segs:
                ed = R.block_edges(a, b, B)
                for x0, x1 in zip(ed[:-1], ed[1:]):
                    eb = [x - x0 for x in e if x0 <= x < x1]
                    if eb:
                        bl[B].append(R.shift_measure(eb, [(max(u, x0) - x0, min(v, x1) - x0) for u, v in U if v > x0 and u < x1], x1 - x0))
    r = dict(nEffects=n, nCauses=nq, K=K, exposedMs=E, totalMs=T, exposure=E / T if T else None)
    if n == 0 or nq == 0 or T == 0:
        return r
    r["pGlobal"], Pg = R.conv_tail(gl, K); r["pBlocks"] = {B: R.conv_tail(bl[B], K)[0] for B in blocks}
    f = E / T; k = np.arange(len(Pg)); mu = float((k * Pg).sum()); var = float(((k - mu) ** 2 * Pg).sum())
    r["phi"] = max(1.0, var / (n * f * (1 - f))) if 0 < f < 1 else 1.0
    r.update(R.rate_ratio(K, n, E, T)); return r


def windows(kind, D, g, dT):
    """D: dict(spikes, starts, collapses) -> effects, windows"""
    if kind == "forward":
        return D["collapses"], [(q, q + g + 1, q + g + dT + 1) for q in D["spikes"]]
    if kind == "backward":
        return sorted(D["starts"]), [(q, q + g + 1, q + g + dT + 1) for q in D["collapses"]]
    return D["collapses"], [(q, s - g, q + g + 1) for q, s in zip(D["spikes"], D["starts"])]


def test(kind, runs, g, dT, P, short=True):
    """runs: dict(spikes, starts, collapses, O, C, usable)"""
    st = []; sc = []; width = []
    for r in runs:
        e, w = windows(kind, r, g, dT); st.append((e, w, r["O"])); sc.append((e, w, r["C"]))
        width += [v - u for _, u, v in w]
    B2 = P["shortWindows"] * (max(dT, int(np.median(width))) if kind == "sync" and width else dT)
    a = nulls(st, [P["blockMs"]] + ([B2] if short and B2 and B2 != P["blockMs"] else []))
    if "pGlobal" not in a:
        return a
    pb = a.pop("pBlocks"); a["pBlock"] = pb[P["blockMs"]]
    a["pShort"] = pb.get(B2) if short and P["shortWindows"] else None; a["shortBlockMs"] = B2 if short and P["shortWindows"] else None
    a["pResume"] = None
    if P["resumeMs"] and all(r["usable"] for r in runs):
        b = nulls(sc, [P["blockMs"]])
        a["pResume"] = max(b["pGlobal"], b["pBlocks"][P["blockMs"]]) if "pGlobal" in b else 1.0
        a["tested"] = dict(nEffects=b["nEffects"], nCauses=b["nCauses"], K=b["K"], totalMs=b["totalMs"])
    a["p"] = max(v for v in (a["pGlobal"], a["pBlock"], a["pResume"]) if v is not None)
    a["pOrder"] = max(v for v in (a["p"], a["pShort"]) if v is not None)
    a["estimable"] = a["exposure"] <= P["maxExposure"]
    return a


def rr_ok(a, P):
    return (a["rr"] is None or a["rr"] >= P["minRR"]) and a["rrLo"] is not None and a["rrLo"] > 1


def holding(T, key, P):
    fam = [k for k in ("forward", "backward") if T[k].get("estimable")]; q = R.bh([T[k][key] for k in fam])
    for k, v in zip(fam, q):
        T[k]["q" if key == "p" else "qOrder"] = v
    return [k for k, v in zip(fam, q) if v <= P["alpha"] and rr_ok(T[k], P)]


def verdict(runs, g, P):
    """runs as for test -> dict(verdict, qualifiers, forward, backward, sync, latency, scan)"""
    T = {k: test(k, runs, g, P["deltaTMs"], P) for k in ("forward", "backward", "sync")}; out = dict(T); qual = []
    if "pGlobal" not in T["forward"]:
        return dict(out, verdict="NOT_ESTIMABLE", qualifiers=qual)
    if not any(T[k]["estimable"] for k in ("forward", "backward")):
        return dict(out, verdict="NOT_ESTIMABLE", qualifiers=["WINDOWS_SATURATED_BACKWARD", "WINDOWS_SATURATED_FORWARD"])
    h1 = holding(T, "p", P); h2 = holding(T, "pOrder", P); s = T["sync"]
    s1 = s["p"] <= P["syncAlpha"] and s["rrLo"] is not None and s["rrLo"] > 1; s2 = s1 and s["pOrder"] <= P["syncAlpha"]
    for k in ("forward", "backward"):
        a = T[k]
        if a["estimable"] and k not in h2:
            if max(a["pGlobal"], a["pBlock"]) <= P["alpha"] / 2 < (a["pResume"] or 0):
                qual.append(k.upper() + "_NEAR_PAUSES_ONLY")
            if a["pGlobal"] <= P["alpha"] / 2 < a["pBlock"]:
                qual.append(k.upper() + "_SHARED_TREND_ONLY")
            if a["pBlock"] <= P["alpha"] / 2 < a["pGlobal"]:
                qual.append(k.upper() + "_SHARED_RHYTHM_OR_BURSTS_ONLY")
    lat = []
    if h2:
        if len(h2) == 2:
            v = "COUPLED_BOTH_DIRECTIONS"
        elif h2 == ["backward"]:
            v = "COUPLED_COLLAPSES_PRECEDE_SPIKES"
        else:
            v = "COUPLED_SPIKES_PRECEDE_COLLAPSES"
            if not P["latencyKnown"]:
                for L in P["latencyTrialsMs"]:
                    rs = [dict(r, collapses=[c - L for c in r["collapses"]]) for r in runs]
                    TL = {k: test(k, rs, g, P["deltaTMs"], P) for k in ("forward", "backward")}
                    hl = holding(TL, "pOrder", P) if "pGlobal" in TL["forward"] else []
                    lat.append(dict(latencyMs=L, holds=hl, forwardQ=TL["forward"].get("qOrder"), backwardQ=TL["backward"].get("qOrder")))
                if any("backward" in x["holds"] for x in lat):
                    v = "COUPLED_ORDER_UNRESOLVED"; qual.append("ORDER_DEPENDS_ON_LATENCY")
    elif s2:
        v = "COUPLED_ORDER_UNRESOLVED"
    elif h1 or s1:
        v = "TOGETHER_WITHIN_MINUTES"
    else:
        def mde(a):
            ne = int(math.floor(a["nEffects"] / (a["phi"] * P["designInflation"])))
            return R.mde_rr(ne, a["exposure"], P["alpha"] / 2, P["targetPower"]) if 0 < a["exposure"] < 1 else None
        good = []
        for k in ("forward", "backward"):
            T[k]["mdeRR"] = mde(T[k]) if T[k]["estimable"] else None
            good.append(T[k]["mdeRR"] is not None and T[k]["mdeRR"] <= P["targetRR"])
        v = "INCONCLUSIVE_TOO_SHORT"
        if all(good):
            v = "NO_EVIDENCE_ADEQUATE_POWER"; scan = []
            for w in P["scanMs"]:
                for k in ("forward", "backward"):
                    a = test(k, runs, g, w, P, short=False)
                    if a.get("estimable"):
                        scan.append(dict(windowMs=w, direction=k, p=a["p"], rr=a["rr"]))
            for x, q in zip(scan, R.bh([x["p"] for x in scan])):
                x["q"] = q
            out["scan"] = scan
            if any(x["q"] <= P["alpha"] for x in scan):
                v = "INCONCLUSIVE_OTHER_WINDOW"
    for k in ("FORWARD", "BACKWARD"):
        if not T[k.lower()]["estimable"]:
            qual.append("WINDOWS_SATURATED_" + k)
    if any(r.get("nPauses", 0) for r in runs) and v.startswith(("COUPLED", "TOGETHER")):
        qual.append("PAUSES_LEFT_OUT")
    if any(r.get("partly") for r in runs):
        qual.append("PAUSES_PARTLY_LEFT_OUT")
    if P["resumeMs"] and not all(r["usable"] for r in runs):
        qual.append("PAUSES_NOT_LEFT_OUT")
    return dict(out, verdict=v, latency=lat, qualifiers=qual)


def prepare(run, P):
    """run: dict(train=dict(t, gradNorm, step?), devices={d: dict(t, collapse)}, confirmed=[[u, v]]?) -> events and coverage, guard part"""
    t = [int(v) for v in run["train"]["t"]]; x = [float("nan") if v is None else float(v) for v in run["train"]["gradNorm"]]
    O = R.segments(t, P["gapFactor"], P["gapMinMs"]); per = {}; hw = 0
    for d, s in sorted(run["devices"].items()):
        O = R.intersect(O, R.segments(s["t"], P["gapFactor"], P["gapMinMs"])); hw = max(hw, int(round(R.med_dt(s["t"]))))
        ev, _ = R.collapse_events(s["t"], s["collapse"], P["collapseRefractoryMs"], max(P["gapFactor"] * R.med_dt(s["t"]), P["gapMinMs"]))
        per[d] = [e[0] - P["detectorLatencyMs"] for e in ev]
    O = [s for s in O if s[1] - s[0] > 1]; rows = log_hampel_full(x, P["W"], P["minN"], P["k"], P["sigmaFloor"], P["minRatio"])
    fl = [False] * len(x)
    for i, _, _, _, f in rows:
        fl[i] = f
    sp, sh = spike_events_kinds(t, fl, shift_steps(rows, P), P["spikeRefractoryMs"])
    step = run["train"].get("step"); rs = [] if step is None else [t[i] for i in range(1, len(t)) if step[i] < step[i - 1]]
    pa = pauses(t, O, rs, run.get("confirmed", []), P); al = [c for d in per.values() for c in d]
    return dict(spikes=sp, shifts=sh, starts=step_starts(sp, t, O) if P["stepIntervals"] else list(sp), onsets=per, collapses=incidents(al, P["collapseRefractoryMs"]) if P["incidents"] else sorted(al),
                O=O, C=pa["tested"] if P["resumeMs"] else O, usable=pa["usable"], partly=pa["partly"], nPauses=len(pa["pauses"]), pauses=pa, restarts=rs, hardwareMs=hw, visibility=visibility(rows, P))


def analyze2(runs, P):
    pr = [prepare(r, P) for r in runs]; g = max([P["clockUncertaintyMs"]] + [r["hardwareMs"] for r in pr])
    return dict(guardMs=g, runs=pr, **verdict(pr, g, P))


# ---------------------------------------------------------------- F cost
def merge(x):
    out = []
    for u, v in sorted(x):
        if out and u <= out[-1][1]:
            out[-1][1] = max(out[-1][1], v)
        else:
            out.append([u, v])
    return [tuple(e) for e in out]


def flag_episodes(t, flag, gap_ms):
    """stretches up for certain, widened by half the median sampling interval on both sides, merged"""
    w = int(R.med_dt(t) // 2); out = []; first = last = None
    for a, f in zip(t, flag):
        if f is None or (isinstance(f, float) and math.isnan(f)):
            continue
        if first is not None and (not f or a - last > gap_ms):
            out.append((first - w, last + w)); first = None
        if f:
            first = a if first is None else first; last = a
    if first is not None:
        out.append((first - w, last + w))
    return merge([(int(u), int(max(v, u + 1))) for u, v in out])


def overlap(a, b, ep):
    return sum(max(0, min(b, v) - max(a, u)) for u, v in ep)


def usable_steps(t, O, restarts, P):
    """[(a, b)] of steps with both ends in one segment, no stall, not within resumeMs after a resume; and the median"""
    st = [(a, b) for a, b in zip(t[:-1], t[1:]) if b > a and any(u <= a and b < v for u, v in O)]
    if not st:
        return [], 0.0, 0
    m = float(np.median([b - a for a, b in st])); stall = [s for s in st if s[1] - s[0] > P["stallFactor"] * m]
    res = [u for u, _ in O] + [b for _, b in stall] + list(restarts)
    ok = [s for s in st if s[1] - s[0] <= P["stallFactor"] * m and not any(s[1] > r and s[0] < r + P["resumeMs"] for r in res)]
    return ok, m, len(stall)


def matched(t, O, ep, anyEp, g, restarts, P):
    ok, m, ns = usable_steps(t, O, restarts, P)
    x = [overlap(a, b, ep) for a, b in ok]; ins = [2 * o >= b - a for o, (a, b) in zip(x, ok)]; outs = [overlap(a - g, b + g, anyEp) == 0 for a, b in ok]
    cl = []
    for u, v in ep:
        if cl and u - cl[-1][1] < P["costMergeMs"]:
            cl[-1][1] = v
        else:
            cl.append([u, v])
    w = max(P["costNearMs"], 10 * m); logs = []; rows = []
    for u, v in cl:
        i = [j for j, (a, b) in enumerate(ok) if ins[j] and b > u and a < v]
        if not i:
            continue
        pre = [b - a for j, (a, b) in enumerate(ok) if outs[j] and u - w <= b <= u]; post = [b - a for j, (a, b) in enumerate(ok) if outs[j] and v <= a < v + w]
        if min(len(pre), len(post)) >= P["costSide"]:
            ref = math.exp((math.log(float(np.median(pre))) + math.log(float(np.median(post)))) / 2)
        elif len(pre) + len(post) >= 2 * P["costSide"]:
            ref = float(np.median(pre + post))
        else:
            continue
        s = []
        for j in i:
            d = ok[j][1] - ok[j][0]; sh = min(1.0, x[j] / d); den = ref / d - (1 - sh)
            s.append(sh / den if den > 0 else math.inf)
        q = float(np.median(s))
        if not math.isfinite(q):
            q = float(np.median([ok[j][1] - ok[j][0] for j in i])) / ref
        logs.append(math.log(q)); rows.append(dict(fromMs=u, toMs=v, steps=len(i), referenceMs=ref, slowdown=q))
    k = len(logs); I = sum(overlap(u, v, ep) for u, v in O)
    r = dict(steps=len(ok), stalls=ns, insideSteps=sum(ins), outsideSteps=sum(outs), clusters=k, rows=rows, insideMs=I, slowdown=math.exp(float(np.mean(logs))) if k else None, lower=None, upper=None, p=None,
             insideSeconds=float(np.median([b - a for (a, b), f in zip(ok, ins) if f])) / 1000 if any(ins) else None, outsideSeconds=float(np.median([b - a for (a, b), f in zip(ok, outs) if f])) / 1000 if any(outs) else None)
    if k >= P["costMinClusters"]:
        c = float(np.mean(logs)); se = float(np.std(logs, ddof=1)) / math.sqrt(k); h = float(stats.t.ppf(0.975, k - 1)) * se
        r.update(lower=math.exp(c - h), upper=math.exp(c + h), p=float(2 * stats.t.sf(abs(c) / se, k - 1)) if se > 0 else None)
    return r


def cost(t, O, ep, anyEp, g, restarts, P):
    r = matched(t, O, ep, anyEp, g, restarts, P); r["lateMs"] = 0; r["lateSlowdown"] = None; qual = []
    if r["lower"] is not None and not P["latencyKnown"]:
        best = None
        for L in P["latencyTrialsMs"]:
            q = matched(t, O, [(u - L, v - L) for u, v in ep], [(u - L, v - L) for u, v in anyEp], g, restarts, P)
            if q["lower"] is not None and q["lower"] > r["slowdown"] and (best is None or q["slowdown"] > best[1]["slowdown"]):
                best = (L, q)
        if best:
            r["lateMs"] = best[0]; r["lateSlowdown"] = best[1]["slowdown"]; r["upper"] = max(r["upper"], best[1]["upper"]); qual.append("FLAG_LATE")
    if 0 < r["clusters"] < P["costMinClusters"]:
        qual.append("FEW_EPISODES")
    r["lostSeconds"] = r["lostLower"] = r["lostUpper"] = None
    if r["lower"] is not None and r["lower"] > 1:
        I = r["insideMs"] / 1000.0
        r.update(lostSeconds=I * (1 - 1 / r["slowdown"]), lostLower=I * (1 - 1 / r["lower"]), lostUpper=I * (1 - 1 / r["upper"]))
    T = sum(b - a for a, b in O)
    r["coveredShare"] = r["insideMs"] / T if T else None
    r["method"] = "dose" if T and (r["insideMs"] > P["coveredShare"] * T or (r["insideSteps"] >= 20 and r["outsideSteps"] < 20)) else "matched" if r["clusters"] else "none"
    r["qualifiers"] = qual; return r


def best_decile(t, O, restarts, P):
    ok, m, _ = usable_steps(t, O, restarts, P)
    d = [b - a for a, b in ok]
    return dict(decileSeconds=float(np.quantile(d, 0.1)) / 1000, medianSeconds=float(np.median(d)) / 1000) if d else None


def dose(t, O, restarts, ct, clock, clockMax, P):
    """step time against clockMax / clock; s = a + b u + trend; slowdown at the mean clock against full clock; delete-a-block jackknife"""
    ok, m, _ = usable_steps(t, O, restarts, P)
    if not ok:
        return dict(reason="TOO_FEW_STEPS")
    cmax = float(clockMax) if clockMax is not None else float(np.quantile(clock, 0.99))
    c = np.interp([(a + b) / 2 for a, b in ok], ct, clock); d = np.array([b - a for a, b in ok], float); u = cmax / c
    if float(np.quantile(c, 0.95) - np.quantile(c, 0.05)) < P["doseMinRange"] * cmax:
        return dict(reason="CLOCK_HARDLY_VARIES")
    t0 = ok[0][0]; bins = {}
    for j, (a, b) in enumerate(ok):
        bins.setdefault((b - t0) // P["doseBinMs"], []).append(j)
    keys = [k for k in sorted(bins) if len(bins[k]) >= P["doseMinPerBin"]]
    G = int(min(P["doseMaxBlocks"], (ok[-1][1] - t0) // P["doseBlockMs"]))
    if G < P["doseMinBlocks"] or len(keys) < 5 * G:
        return dict(reason="TOO_SHORT")
    X = np.array([float(np.mean(u[bins[k]])) for k in keys]); Y = np.array([float(np.median(d[bins[k]])) for k in keys])
    z = np.array([(k + 0.5) for k in keys], float); z = (z - z.mean()) / (z.max() - z.min()); z2 = float(np.mean(z * z)); M = np.column_stack([np.ones(len(X)), X - 1, z, z * z])

    def s(sel):
        be = np.linalg.lstsq(M[sel], Y[sel], rcond=None)[0]; full = be[0] + be[3] * z2
        return float((full + be[1] * (X.mean() - 1)) / full), be
    S, be = s(np.ones(len(X), bool)); blk = (np.arange(len(X)) * G) // len(X)
    js = np.array([math.log(s(blk != i)[0]) for i in range(G)]); se = math.sqrt((G - 1) / G * float(((js - js.mean()) ** 2).sum())); q = float(stats.t.ppf(0.975, G - 1))
    return dict(reason=None, bins=len(X), blocks=G, clockMax=cmax, meanClockShare=float(1 / X.mean()), slope=float(be[1]), slowdown=S, lower=S * math.exp(-q * se), upper=S * math.exp(q * se),
                extrapolated=bool(cmax > 1.05 * float(np.quantile(c, 0.99))))


# ---------------------------------------------------------------- H continuous coupling
def warm_up_end(t0, t1, P):
    """grid rows before this time are left out of prewhitening, scan and Granger"""
    return t0 + min(P["warmUpMs"], (t1 - t0) // P["warmUpShare"])
