"""Reference implementation, slow and readable, of the method in docs/correlation.md.

Oracle of the vectors only; section numbers are those of the specification that the vectors name. All event arithmetic is in
integer milliseconds, so every coincidence count and shift measure below is an exact integer.
"""
import math
import numpy as np
from scipy import stats

DEFAULTS = dict(
    detector="log_hampel", W=100, minN=20, k=5.0, sigmaFloor=0.02, minRatio=1.25, batchK=3.5,
    spikeRefractoryMs=5000, collapseRefractoryMs=10000, detectorLatencyMs=0,
    clockUncertaintyMs=0, deltaTMs=15000, blockMs=300000, gapFactor=5.0, gapMinMs=5000,
    alpha=0.05, syncAlpha=0.01, minRR=1.5, targetRR=3.0, targetPower=0.80, maxExposure=0.80, designInflation=1.25,
    planSpikesPerHour=30.0, planCollapsesPerHour=6.0)

MASK = (1 << 64) - 1


# ---------------------------------------------------------------- RNG (java.util.SplittableRandom)
def sm64(seed, n, start=0):
    """n outputs of SplittableRandom(seed).nextLong() as uint64, skipping `start`."""
    with np.errstate(over="ignore"):
        i = np.arange(start + 1, start + n + 1, dtype=np.uint64)
        z = np.uint64(seed & MASK) + i * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return z ^ (z >> np.uint64(31))


def udbl(seed, n, start=0):
    return (sm64(seed, n, start) >> np.uint64(11)).astype(np.float64) * 2.0 ** -53


def irwin_hall(seed, n, start=0):
    """approx. N(0,1): ((u1+u2)+...+u12)-6, strictly left to right -> bit-identical in Java."""
    u = udbl(seed, 12 * n, start).reshape(n, 12)
    s = u[:, 0].copy()
    for j in range(1, 12):
        s = s + u[:, j]
    return s - 6.0


def ar1(z, phi):
    y = np.empty(len(z)); p = 0.0
    for i, v in enumerate(z):
        p = phi * p + v
        y[i] = p
    return y


def shuffle(n, seed):
    """Fisher-Yates, i = n-1..1, j = (int)(nextDouble()*(i+1))."""
    a = list(range(n)); u = udbl(seed, max(n - 1, 0))
    for c, i in enumerate(range(n - 1, 0, -1)):
        j = int(u[c] * (i + 1)); a[i], a[j] = a[j], a[i]
    return a


# ---------------------------------------------------------------- 3 cleaning, coverage, alignment
def segments(t, gapFactor, gapMinMs):
    """half-open [a,b) gap-free stretches of one stream."""
    t = np.asarray(t, dtype=np.int64)
    if len(t) == 0:
        return []
    if len(t) == 1:
        return [(int(t[0]), int(t[0]) + 1)]
    d = np.diff(t); lim = max(gapFactor * float(np.median(d)), gapMinMs)
    cut = np.flatnonzero(d > lim)
    st = np.concatenate([[0], cut + 1]); en = np.concatenate([cut, [len(t) - 1]])
    return [(int(t[i]), int(t[j]) + 1) for i, j in zip(st, en)]


def intersect(A, B):
    out = []; i = j = 0
    while i < len(A) and j < len(B):
        a = max(A[i][0], B[j][0]); b = min(A[i][1], B[j][1])
        if a < b:
            out.append((a, b))
        if A[i][1] < B[j][1]:
            i += 1
        else:
            j += 1
    return out


def asof_nearest(tl, tr, tol):
    """index into tr for each tl, -1 if none within tol (inclusive); tie -> earlier right sample."""
    out = []
    for x in tl:
        j = int(np.searchsorted(tr, x, "right")) - 1   # last tr <= x
        best = -1
        if j >= 0 and x - tr[j] <= tol:
            best = j
        if j + 1 < len(tr) and tr[j + 1] - x <= tol and (best < 0 or tr[j + 1] - x < x - tr[best]):
            best = j + 1
        # duplicates of tr[best]: last one wins for backward, first for forward (as searchsorted gives)
        out.append(best)
    return out


# ---------------------------------------------------------------- 4 detectors
def det_mean_std(x, k=1.0, ddof=1):
    x = np.asarray(x, float); v = x[np.isfinite(x)]
    if len(v) <= ddof:
        return dict(mean=None, std=None, threshold=None, flags=[False] * len(x))
    m = float(v.mean()); s = float(v.std(ddof=ddof)); th = m + k * s
    fl = [bool(np.isfinite(a) and s > 0 and a > th) for a in x]
    return dict(mean=m, std=s, threshold=th, flags=fl)


def det_rolling_z(x, W=50, minN=20, k=3.0):
    z = []; fl = []; buf = []
    for a in x:
        if not math.isfinite(a):
            z.append(None); fl.append(False); continue
        if len(buf) < minN:
            z.append(None); fl.append(False)
        else:
            m = float(np.mean(buf)); s = float(np.std(buf, ddof=1))
            if s > 0:
                z.append((a - m) / s); fl.append(z[-1] > k)
            else:
                z.append(None); fl.append(False)
        buf.append(a); buf = buf[-W:]
    return dict(z=z, flags=fl)


def det_zclip(x, alpha=0.97, zthr=2.5, warm=25, eps=1e-6):
    """ZClip (adaptive_scaling, no max-norm): EMA updated with the clipped value on a spike."""
    z = []; fl = []; buf = []; m = v = None
    for a in x:
        if not math.isfinite(a):
            z.append(None); fl.append(False); continue
        if m is None:
            buf.append(a); z.append(None); fl.append(False)
            if len(buf) >= warm:
                m = sum(buf) / len(buf); v = sum((b - m) ** 2 for b in buf) / len(buf)
            continue
        s = math.sqrt(v); zz = (a - m) / (s + eps); sp = zz > zthr
        z.append(zz); fl.append(bool(sp))
        u = m + (zthr * s) / (zz / zthr) if sp else a
        m = alpha * m + (1 - alpha) * u; v = alpha * v + (1 - alpha) * (u - m) ** 2
    return dict(z=z, flags=fl, mean=m, var=v)


def det_log_hampel(x, W=100, minN=20, k=5.0, sigmaFloor=0.02, minRatio=1.25):
    z = []; fl = []; buf = []
    for a in x:
        if not math.isfinite(a) or a <= 0:
            z.append(None); fl.append(False); continue
        y = math.log(a)
        if len(buf) < minN:
            z.append(None); fl.append(False)
        else:
            b = np.array(buf); m = float(np.median(b)); s = max(1.4826 * float(np.median(np.abs(b - m))), sigmaFloor)
            z.append((y - m) / s); fl.append(bool(z[-1] > k and y - m > math.log(minRatio)))
        buf.append(y); buf = buf[-W:]
    return dict(z=z, flags=fl)


def det_batch_log_mad(x, k=3.5, sigmaFloor=0.02, minRatio=1.25):
    y = np.array([math.log(a) if math.isfinite(a) and a > 0 else np.nan for a in x]); v = y[np.isfinite(y)]
    if len(v) < 3:
        return dict(z=[None] * len(x), flags=[False] * len(x))
    m = float(np.median(v)); s = max(1.4826 * float(np.median(np.abs(v - m))), sigmaFloor)
    z = [(b - m) / s if np.isfinite(b) else None for b in y]
    return dict(z=z, flags=[bool(c is not None and c > k and b - m > math.log(minRatio)) for c, b in zip(z, y)])


def detect(x, P):
    if P["detector"] == "mean_std":
        return det_mean_std(x, P["k"])["flags"]
    nv = sum(1 for a in x if math.isfinite(a) and a > 0)
    if nv < 2 * P["minN"]:
        return det_batch_log_mad(x, P["batchK"], P["sigmaFloor"], P["minRatio"])["flags"]
    return det_log_hampel(x, P["W"], P["minN"], P["k"], P["sigmaFloor"], P["minRatio"])["flags"]


# ---------------------------------------------------------------- 5 events
def spike_events(t, flags, refractory):
    """onset of runs of flagged steps; a flag < refractory after the last flagged step joins the event."""
    out = []; last = None
    for a, f in zip(t, flags):
        if f:
            if last is None or a - last >= refractory:
                out.append(int(a))
            last = a
    return out


def collapse_events(t, flag, refractory, gap_ms):
    """[(onset, end, uncertaintyMs, nSamples)], leftCensored count. None/NaN flags are skipped."""
    ev = []; cens = 0; pf = None; pt = None; in_cens = False
    for a, f in zip(t, flag):
        if f is None or (isinstance(f, float) and math.isnan(f)):
            continue
        if pt is not None and a - pt > gap_ms:
            pf = None; in_cens = False
        if f:
            if pf is None:
                cens += 1; in_cens = True
            elif pf == 0:
                in_cens = False
                if ev and a - ev[-1][1] < refractory:
                    ev[-1][1] = a; ev[-1][3] += 1
                else:
                    ev.append([a, a, a - pt, 1])
            elif not in_cens:
                ev[-1][1] = a; ev[-1][3] += 1
        else:
            in_cens = False
        pf = 1 if f else 0; pt = a
    return [tuple(int(v) for v in e) for e in ev], cens


def counter_events(t, v, refractory):
    """cumulative collapse counter: positive increase -> event at that sample; a decrease is a reset (increase = new value)."""
    out = []; last = None
    for i in range(1, len(v)):
        inc = v[i] - v[i - 1] if v[i] >= v[i - 1] else v[i]
        if inc > 0:
            if last is None or t[i] - last >= refractory:
                out.append(int(t[i]))
            last = t[i]
    return out


# ---------------------------------------------------------------- 6 coincidence
def exposure(causes, lo, hi, segs):
    """merged half-open integer intervals {t : exists q, lo <= t-q < hi}, clipped per segment (q and t same segment)."""
    out = []
    for a, b in segs:
        cur = []
        for q in causes:
            if not (a <= q < b):
                continue
            u, v = max(q + lo, a), min(q + hi, b)
            if u >= v:
                continue
            if cur and u <= cur[-1][1]:
                cur[-1][1] = max(cur[-1][1], v)
            else:
                cur.append([u, v])
        out += [tuple(c) for c in cur]
    return out


def inside(e, U):
    if not U:
        return 0
    a = np.array([u[0] for u in U]); b = np.array([u[1] for u in U]); e = np.asarray(e, dtype=np.int64)
    if len(e) == 0:
        return 0
    i = np.searchsorted(a, e, "right") - 1
    return int(((i >= 0) & (e < b[np.maximum(i, 0)])).sum())


def shift_measure(e, U, L):
    """int measure[k] = |{s in 0..L-1 : #{e_i : (e_i+s) mod L in U} = k}|; e, U inside [0,L)."""
    n = len(e); m = np.zeros(n + 1, dtype=np.int64)
    if n == 0 or not U:
        m[0] = L; return m
    e = np.asarray(e, dtype=np.int64); a = np.array([u[0] for u in U]); ln = np.array([u[1] - u[0] for u in U])
    st = ((a[None, :] - e[:, None]) % L).ravel(); w = np.tile(ln, n); base = int((w >= L).sum())
    keep = w < L; st = st[keep]; en = st + w[keep]
    wrap = en > L; base += int(wrap.sum()); en = np.where(wrap, en - L, en)
    pos = np.concatenate([st, en]); d = np.concatenate([np.ones(len(st), int), -np.ones(len(en), int)])
    o = np.argsort(pos, kind="stable"); pos = pos[o]; d = d[o]
    edge = np.concatenate([[0], pos, [L]]); K = base + np.concatenate([[0], np.cumsum(d)]); seg = np.diff(edge)
    ok = seg > 0
    return np.rint(np.bincount(K[ok], weights=seg[ok].astype(float), minlength=n + 1)).astype(np.int64)


def conv_tail(pmfs, k):
    P = np.array([1.0])
    for m in pmfs:
        P = np.convolve(P, np.asarray(m, float) / float(np.sum(m)))
    return (float(min(1.0, P[k:].sum())) if k < len(P) else 0.0), P


def compress(e, U, segs):
    off = []; acc = 0
    for a, b in segs:
        off.append(acc); acc += b - a
    ce = []; cu = []
    for (a, b), o in zip(segs, off):
        ce += [x - a + o for x in e if a <= x < b]
        cu += [(u - a + o, v - a + o) for u, v in U if a <= u < b]
    return ce, cu, acc


def block_edges(a, b, B):
    L = b - a; n = max(1, L // B)
    return [a + (L * i) // n for i in range(n + 1)]


def direction(strata, lo, hi, P):
    """strata: list of (effects, causes, segs). Windows: lo <= effect-cause < hi (ms)."""
    n = nq = K = E = T = KT = 0; gl = []; bl = []; meas = []
    for eff, cau, segs in strata:
        e = sorted(x for x in eff if any(a <= x < b for a, b in segs))
        q = sorted(x for x in cau if any(a <= x < b for a, b in segs))
        U = exposure(q, lo, hi, segs)
        # trigger count: causes followed by >= 1 effect in the window, same segment
        for a, b in segs:
            es = [x for x in e if a <= x < b]
            KT += sum(1 for y in q if a <= y < b and any(lo <= x - y < hi for x in es))
        n += len(e); nq += len(q); K += inside(e, U); E += sum(v - u for u, v in U); T += sum(b - a for a, b in segs)
        ce, cu, L = compress(e, U, segs)
        m = shift_measure(ce, cu, L)
        gl.append(m); meas.append([int(v) for v in m])
        for a, b in segs:
            ed = block_edges(a, b, P["blockMs"])
            for x0, x1 in zip(ed[:-1], ed[1:]):
                eb = [x - x0 for x in e if x0 <= x < x1]
                if not eb:
                    continue
                ub = [(max(u, x0) - x0, min(v, x1) - x0) for u, v in U if v > x0 and u < x1]
                bl.append(shift_measure(eb, ub, x1 - x0))
    r = dict(nEffects=n, nCauses=nq, K=K, kTrigger=KT, exposedMs=E, totalMs=T,
             exposure=E / T if T else None)
    if n == 0 or nq == 0 or T == 0:
        return r
    f = E / T
    pg, Pg = conv_tail(gl, K); pb, _ = conv_tail(bl, K)
    mu = float((np.arange(len(Pg)) * Pg).sum()); var = float(((np.arange(len(Pg)) - mu) ** 2 * Pg).sum())
    r.update(couplingIndex=(K / n - f) / (1 - f) if f < 1 else None, precursorRate=K / n, precursorCI=list(wilson(K, n)), triggerRate=KT / nq, triggerCI=list(wilson(KT, nq)),
             pGlobal=pg, pBlock=pb, p=max(pg, pb), pBinomial=float(stats.binom.sf(K - 1, n, f)) if 0 < f < 1 else 1.0,
             nullMean=mu, nullVar=var, phi=max(1.0, var / (n * f * (1 - f))) if 0 < f < 1 else 1.0,
             globalMeasure=meas)
    r.update(rate_ratio(K, n, E, T))
    neff = int(math.floor(n / (r["phi"] * P["designInflation"]))); r["nEff"] = neff
    r["mdeRR"] = mde_rr(neff, f, P["alpha"] / 2, P["targetPower"]) if 0 < f < 1 else None
    return r


def placebo(strata, lo, hi):
    """cross-run placebo: causes of run i against effects of run j on the time axis since the start of each run's coverage.
    D[i][j] = K - n*E/T on the common coverage. p over all R! pairings (R <= 7), identity included."""
    from itertools import permutations
    rel = []
    for eff, cau, segs in strata:
        o = segs[0][0]
        rel.append(([e - o for e in eff], [q - o for q in cau], [(a - o, b - o) for a, b in segs]))
    R = len(rel); Km = [[0] * R for _ in range(R)]; D = [[0.0] * R for _ in range(R)]
    for i in range(R):
        for j in range(R):
            sg = intersect(rel[i][2], rel[j][2]); T = sum(b - a for a, b in sg)
            e = [x for x in rel[j][0] if any(a <= x < b for a, b in sg)]
            U = exposure(sorted(rel[i][1]), lo, hi, sg); E = sum(v - u for u, v in U)
            Km[i][j] = inside(e, U); D[i][j] = Km[i][j] - len(e) * E / T if T else 0.0
    own = sum(D[i][i] for i in range(R)); cnt = tot = 0
    for pi in permutations(range(R)):
        tot += 1; cnt += sum(D[pi[j]][j] for j in range(R)) >= own - 1e-9
    return dict(K=Km, excess=D, own=own, count=cnt, permutations=tot, p=cnt / tot)


# ---------------------------------------------------------------- 7 intervals, rate ratio, power
def wilson(k, n, alpha=0.05):
    z = stats.norm.ppf(1 - alpha / 2); p = k / n; d = 1 + z * z / n
    c = (p + z * z / (2 * n)) / d; h = z / d * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return (0.0 if k == 0 else max(0.0, c - h)), (1.0 if k == n else min(1.0, c + h))


def clopper(k, n, alpha=0.05):
    return (0.0 if k == 0 else float(stats.beta.ppf(alpha / 2, k, n - k + 1)),
            1.0 if k == n else float(stats.beta.ppf(1 - alpha / 2, k + 1, n - k)))


def poisson_ci(n, T, alpha=0.05):
    """Garwood exact; for n = 0 the one-sided bound -ln(alpha)/T is reported separately."""
    return (0.0 if n == 0 else float(stats.chi2.ppf(alpha / 2, 2 * n) / 2 / T), float(stats.chi2.ppf(1 - alpha / 2, 2 * n + 2) / 2 / T))


def rate_ratio(k, n, E, T, alpha=0.05):
    U = T - E
    if E <= 0 or U <= 0 or n == 0:
        return dict(rr=None, rrLo=None, rrHi=None)
    lo, hi = clopper(k, n, alpha); w = U / E
    return dict(rr=None if k == n else (k / E) / ((n - k) / U), rrLo=lo / (1 - lo) * w if lo < 1 else None,
                rrHi=hi / (1 - hi) * w if hi < 1 else None)


def k_crit(n, f, alpha):
    """min k with P(Bin(n,f) >= k) <= alpha; n+1 if none."""
    for k in range(0, n + 1):
        if stats.binom.sf(k - 1, n, f) <= alpha:
            return k
    return n + 1


def mde_rr(n, f, alpha, power):
    if n < 1:
        return None
    k = k_crit(n, f, alpha)
    if k > n:
        return None
    pi = float(stats.beta.ppf(power, k, n - k + 1))
    return pi * (1 - f) / (f * (1 - pi)) if pi < 1 else None


def power_mixed(mu, f, rho, alpha):
    """power when the event count is Poisson(mu); mu = expected number of effects incl. the excess."""
    pi = rho * f / (rho * f + 1 - f); lo = int(stats.poisson.ppf(1e-10, mu)); hi = int(stats.poisson.ppf(1 - 1e-10, mu))
    tot = 0.0
    for n in range(max(lo, 1), hi + 1):
        k = k_crit_fast(n, f, alpha)
        if k <= n:
            tot += stats.poisson.pmf(n, mu) * stats.binom.sf(k - 1, n, pi)
    return float(tot)


_kc = {}


def k_crit_fast(n, f, alpha):
    key = (n, f, alpha)
    if key not in _kc:
        k = int(stats.binom.isf(alpha, n, f)) + 1      # sf(k-1) <= alpha
        while k > 0 and stats.binom.sf(k - 2, n, f) <= alpha:
            k -= 1
        while stats.binom.sf(k - 1, n, f) > alpha and k <= n:
            k += 1
        _kc[key] = k
    return _kc[key]


def needed_mu(f, rho, alpha, power):
    """smallest mu on the grid 1.02^j (j>=0) from which on the mixed power stays >= target for 20 grid points."""
    run = 0; j = 0; first = None
    while j < 600:
        mu = 1.02 ** j
        if power_mixed(mu, f, rho, alpha) >= power:
            if run == 0:
                first = mu
            run += 1
            if run == 20:
                return first
        else:
            run = 0
        j += 1
    return None


def needed_minutes(spikes_per_h, collapses_per_h, P, phi=1.0, rho=None, f=None):
    """collapses_per_h = overall observed/assumed effect rate."""
    rho = P["targetRR"] if rho is None else rho
    if f is None:
        f = 1 - math.exp(-spikes_per_h / 3600.0 * P["deltaTMs"] / 1000.0)
    mu = needed_mu(f, rho, P["alpha"] / 2, P["targetPower"])
    if mu is None:
        return None, f, None
    return mu * phi * P["designInflation"] / collapses_per_h * 60.0, f, mu


def bh(p):
    p = np.asarray(p, float); o = np.argsort(p, kind="stable"); q = np.empty(len(p)); m = 1.0
    for r in range(len(p), 0, -1):
        m = min(m, p[o[r - 1]] * len(p) / r); q[o[r - 1]] = m
    return [float(v) for v in q]


# ---------------------------------------------------------------- 8 continuous coupling
def pearson(x, y):
    x = np.asarray(x, float); y = np.asarray(y, float); k = np.isfinite(x) & np.isfinite(y); x = x[k]; y = y[k]
    if len(x) < 3 or np.ptp(x) == 0 or np.ptp(y) == 0:
        return None, len(x)
    a = x - x.mean(); b = y - y.mean()
    return float((a * b).sum() / math.sqrt((a * a).sum() * (b * b).sum())), len(x)


def acf(x, J):
    a = np.asarray(x, float) - np.mean(x); c0 = (a * a).sum()
    return [float((a[:len(a) - j] * a[j:]).sum() / c0) for j in range(J + 1)]


def n_eff(x, y):
    N = len(x); J = N // 5; rx = acf(x, J); ry = acf(y, J)
    s = sum((1 - j / N) * rx[j] * ry[j] for j in range(1, J + 1))
    return float(min(N, max(3.0, N / max(1e-12, 1 + 2 * s)) if 1 + 2 * s > 0 else N))


def r_test(r, ne):
    if abs(r) >= 1:
        return 0.0
    t = r * math.sqrt((ne - 2) / (1 - r * r)); return float(2 * stats.t.sf(abs(t), ne - 2))


def fisher_ci(r, ne, alpha=0.05):
    if ne <= 3:
        return None
    z = math.atanh(r); h = stats.norm.ppf(1 - alpha / 2) / math.sqrt(ne - 3); return [math.tanh(z - h), math.tanh(z + h)]


def xcorr(x, y, L):
    """pairwise-complete Pearson of (x[t], y[t+l]); l>0: x leads."""
    x = np.asarray(x, float); y = np.asarray(y, float); N = len(x); out = []
    for l in range(-L, L + 1):
        a, b = (x[:N - l], y[l:]) if l >= 0 else (x[-l:], y[:N + l])
        out.append(pearson(a, b)[0])
    return out


def xcorr_shift_p(x, y, L):
    """max-|r| over |l|<=L against all N circular shifts (z-scored, NaN -> 0), one FFT."""
    def z(v):
        v = np.asarray(v, float); k = np.isfinite(v); o = np.zeros(len(v)); o[k] = (v[k] - v[k].mean()) / v[k].std(); return o
    a, b = z(x), z(y); N = len(a)
    c = np.fft.irfft(np.conj(np.fft.rfft(a)) * np.fft.rfft(b), N) / N     # c[l] = sum a[t] b[t+l]
    w = np.abs(np.concatenate([c[-L:], c, c[:L]])) if L else np.abs(c)
    mx = np.array([w[s:s + 2 * L + 1].max() for s in range(N)])           # window centred on shift s
    obs = mx[0]; cnt = int((mx >= obs - 1e-12).sum())
    lag = int(np.argmax(np.abs([c[l % N] for l in range(-L, L + 1)]))) - L
    return dict(maxAbsR=float(obs), lagAtMax=lag, count=cnt, N=N, p=cnt / N, pFloor=(2 * L + 1) / N)


def granger(x, y, p):
    """H0: x does not help predict y. OLS F-test; Gaussian TE (nats) = 0.5 ln(RSSr/RSSu)."""
    x = np.asarray(x, float); y = np.asarray(y, float); n = len(y) - p
    Y = y[p:]; R = np.column_stack([np.ones(n)] + [y[p - i:-i] for i in range(1, p + 1)])
    Uu = np.column_stack([R] + [x[p - i:-i] for i in range(1, p + 1)])
    rss = lambda M: float(((Y - M @ np.linalg.lstsq(M, Y, rcond=None)[0]) ** 2).sum())
    r0, r1 = rss(R), rss(Uu); df = n - 2 * p - 1; F = (r0 - r1) / p / (r1 / df)
    return dict(F=F, df1=p, df2=df, p=float(stats.f.sf(F, p, df)), te=0.5 * math.log(r0 / r1), rssR=r0, rssU=r1)


def yw_ar(x, p):
    from scipy.linalg import solve_toeplitz
    r = acf(x, p); return [float(v) for v in solve_toeplitz(r[:p], r[1:p + 1])]


def ar_filter(v, phi):
    v = np.asarray(v, float) - np.mean(v); p = len(phi)
    return v[p:] - sum(phi[i] * v[p - 1 - i:len(v) - 1 - i] for i in range(p))


# ---------------------------------------------------------------- 9 others
def auc(score, label):
    s = np.asarray(score, float); l = np.asarray(label, int); k = np.isfinite(s); s = s[k]; l = l[k]
    n1 = int(l.sum()); n0 = len(l) - n1
    if n1 == 0 or n0 == 0:
        return None, None
    rk = stats.rankdata(s); U = rk[l == 1].sum() - n1 * (n1 + 1) / 2
    return float(U / (n1 * n0)), float(U)


def auc_shift_p(score, label):
    """all N circular shifts of the label against the ranks (one FFT); complete data only."""
    rk = stats.rankdata(score); rk = rk - rk.mean(); y = np.asarray(label, float); N = len(y)
    S = np.fft.irfft(np.conj(np.fft.rfft(rk)) * np.fft.rfft(y), N); tol = 1e-9 * max(1.0, float(np.abs(S).max()))
    cnt = int((S >= S[0] - tol).sum()); return dict(count=cnt, N=N, p=cnt / N)


def peth(spikes, collapses, half, bin_ms):
    nb = 2 * half // bin_ms; h = [0] * nb
    for c in collapses:
        for s in spikes:
            d = c - s
            if -half <= d < half:
                h[(d + half) // bin_ms] += 1
    return h


def event_sync(a, b, tmax=None):
    """Quian Quiroga et al. 2002, local tau = half the minimum neighbouring gap; interior events only."""
    a = list(a); b = list(b); cab = cba = 0.0
    for i in range(1, len(a) - 1):
        for j in range(1, len(b) - 1):
            tau = min(a[i + 1] - a[i], a[i] - a[i - 1], b[j + 1] - b[j], b[j] - b[j - 1]) / 2
            if tmax is not None:
                tau = min(tau, tmax)
            d = a[i] - b[j]
            if d == 0:
                cab += .5; cba += .5
            elif 0 < d <= tau:
                cab += 1
            elif 0 < -d <= tau:
                cba += 1
    w = math.sqrt((len(a) - 2) * (len(b) - 2))
    return dict(Q=(cab + cba) / w, q=(cab - cba) / w)


def eca_poisson(K, nA, nB, dT, T, tau=0.0):
    """Donges et al. 2016 precursor test, continuous time."""
    p = 1 - (1 - dT / (T - tau)) ** nB
    return float(stats.binom.sf(K - 1, nA, p))


# ---------------------------------------------------------------- 10 pipeline
def med_dt(t):
    return float(np.median(np.diff(t))) if len(t) > 1 else 0.0


def analyze(runs, P):
    """runs: [{id, train:{t,gradNorm}, devices:{dev:{t,collapse}}}] -> report dict (spec 6-7, 11)."""
    fwd = []; bwd = []; syn = []; info = []; g = P["clockUncertaintyMs"]
    for r in runs:
        for d in r["devices"].values():
            g = max(g, int(round(med_dt(d["t"]))))
    reasons = []
    for r in runs:
        tt = r["train"]["t"]; x = [float("nan") if v is None else float(v) for v in r["train"]["gradNorm"]]
        order = np.argsort(tt, kind="stable"); tt = [int(tt[i]) for i in order]; x = [x[i] for i in order]
        O = segments(tt, P["gapFactor"], P["gapMinMs"]); ev = []; cens = 0; per = {}
        for dev, d in sorted(r["devices"].items()):
            O = intersect(O, segments(d["t"], P["gapFactor"], P["gapMinMs"]))
            gap = max(P["gapFactor"] * med_dt(d["t"]), P["gapMinMs"])
            c, cc = collapse_events(d["t"], d["collapse"], P["collapseRefractoryMs"], gap); cens += cc
            per[dev] = [e[0] for e in c]; ev += [e[0] - P["detectorLatencyMs"] for e in c]
        fl = detect(x, P); sp = spike_events(tt, fl, P["spikeRefractoryMs"])
        fin = [v for v in x if math.isfinite(v)]
        O = [s for s in O if s[1] - s[0] > 1]
        info.append(dict(id=r["id"], nTrain=len(x), nNonFinite=len(x) - len(fin), nSpikeSteps=int(sum(fl)),
                         spikeEvents=sp, collapseOnsets=per, leftCensored=cens, coverage=[list(s) for s in O]))
        if len(fin) >= 2 and np.ptp(fin) == 0:
            reasons.append("CONSTANT_GRAD_NORM")
        if not fin:
            reasons.append("NO_FINITE_GRAD_NORM")
        if len(fin) < 3:
            reasons.append("TOO_FEW_SAMPLES")
        ev = sorted(ev)
        fwd.append((ev, sp, O)); bwd.append((sp, ev, O)); syn.append((ev, sp, O))
    T = sum(b - a for _, _, O in fwd for a, b in O); lo, hi = g + 1, g + P["deltaTMs"] + 1
    out = dict(guardMs=g, totalMs=T, runs=info)
    if 2 <= len(runs) <= 7 and all(o for _, _, o in fwd):
        out["placeboForward"] = placebo(fwd, lo, hi)
    if T <= 0:
        reasons.append("NO_OVERLAP")
    F = direction(fwd, lo, hi, P) if T else {}; B = direction(bwd, lo, hi, P) if T else {}
    S = direction(syn, -g, g + 1, P) if T else {}
    out.update(forward=F, backward=B, sync=S)
    nC, nS = F.get("nEffects", 0), F.get("nCauses", 0)
    if T:
        if nS == 0:
            reasons.append("ZERO_SPIKES")
        if nC == 0:
            reasons.append("ZERO_COLLAPSES")
        sat = []
        for nm, D in (("FORWARD", F), ("BACKWARD", B)):
            if nC and nS:
                D["estimable"] = D["exposure"] <= P["maxExposure"]
                if not D["estimable"]:
                    sat.append("WINDOWS_SATURATED_" + nm)
        if len(sat) == 2:
            reasons += sat
    if T and nC == 0:
        out["collapseRateUpper95PerHour"] = -math.log(0.05) / (T / 3.6e6)
    if reasons:
        mins, f, mu = needed_minutes(P["planSpikesPerHour"], P["planCollapsesPerHour"], P)
        out.update(verdict="NOT_ESTIMABLE", reasons=sorted(set(reasons)), planMinutes=math.ceil(mins), planMu=mu, planExposure=f)
        return out
    fam = [D for D in (F, B) if D["estimable"]]
    for D, qv in zip(fam, bh([D["p"] for D in fam])):
        D["q"] = qv
    ok = lambda D: D["estimable"] and D["q"] <= P["alpha"] and (D["rr"] is None or D["rr"] >= P["minRR"]) and D["rrLo"] is not None and D["rrLo"] > 1
    quals = list(sat)
    for nm, D in (("FORWARD", F), ("BACKWARD", B)):
        if D["pGlobal"] <= P["alpha"] / 2 < D["pBlock"]:
            quals.append(nm + "_SHARED_TREND_ONLY")
        if D["pBlock"] <= P["alpha"] / 2 < D["pGlobal"]:
            quals.append(nm + "_SHARED_RHYTHM_OR_BURSTS_ONLY")
    out["qualifiers"] = quals
    a, b = ok(F), ok(B)
    if a and b:
        v = "COUPLED_BOTH_DIRECTIONS"
    elif a:
        v = "COUPLED_SPIKES_PRECEDE_COLLAPSES"
    elif b:
        v = "COUPLED_COLLAPSES_PRECEDE_SPIKES"
    elif S.get("p", 1) <= P["syncAlpha"] and S["rrLo"] is not None and S["rrLo"] > 1:
        v = "COUPLED_ORDER_UNRESOLVED"
    else:
        good = [D["estimable"] and D["mdeRR"] is not None and D["mdeRR"] <= P["targetRR"] for D in (F, B)]
        if all(good):
            v = "NO_EVIDENCE_ADEQUATE_POWER"; out["detectableRR"] = max(F["mdeRR"], B["mdeRR"])
        else:
            v = "INCONCLUSIVE_TOO_SHORT"; need = []
            for D, gd in ((F, good[0]), (B, good[1])):
                if not gd and D["estimable"]:
                    m, _, mu = needed_minutes(None, D["nEffects"] / (T / 3.6e6), P, D["phi"], f=D["exposure"])
                    need.append(m if m is None else max(1, math.ceil(m - T / 60000.0)))
            out["moreMinutes"] = None if not need or any(m is None for m in need) else max(need)
    out["verdict"] = v
    return out
