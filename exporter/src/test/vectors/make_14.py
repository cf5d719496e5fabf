#!/usr/bin/env python3
"""Writes vector 14: the efficiency index and the inferred collapse rule row by row, from rle_reference.step (the slow oracle).
Traces: a hot 1 Hz trace with collapses, the same at 2 Hz, with a 25 s gap, with missing temperature or power, and one at whole degrees.
Needs numpy for the traces and for the slope over a window; the rest is the standard library's."""
import math
import maker
import rle_reference as R
# key: (literal, window of the slope in seconds)
MODES = dict(timed=(False, 0.0), timedWindow15s=(False, 15.0), literal=(True, 0.0))


def trace(seed, hz, secs, whole=False):
    """first-order heating under load; from 60 s on utilization turns choppy in every second 40 s block while power stays high."""
    import numpy as np
    g = np.random.default_rng(seed); dt = 1.0 / hz; T = 40.0; rows = []
    for i in range(int(secs * hz)):
        t = i * dt + float(g.integers(0, 20)) / 1000
        block = int(t // 40) % 2
        loaded = t > 15
        util = (97 + g.normal(0, .3) if block == 0 else 80 + 17 * math.sin(i * 2.1)) if loaded else 8 + g.normal(0, 1)
        power = (185 if loaded else 25) + g.normal(0, 1)
        target = 92 if loaded else 38
        T += dt * (target - T) / 60.0
        temp = round(T + g.normal(0, .02), 0 if whole else 2)
        rows.append([round(t, 3), round(min(100, max(0, util)), 2), temp, round(power, 2)])
    return rows


def run(rows, literal, window):
    p = R.Params(rated_w=200.0, limit_c=83.0, heating_window_s=window); s = R.State(); prev = None; out = []
    for t, u, c, w in rows:
        dt = None if prev is None else t - prev
        if dt is not None and dt <= 0:
            out.append(None); continue
        r = R.step(s, p, t, dt, u, c, w, literal); prev = t
        out.append([r["rle_raw"], r["rle_smoothed"], r["stability"], r["a_load"], r["t_sustain_s"], r["rolling_peak"], int(r["loaded"]), int(r["heating"]), int(r["drop"]), int(r["evidence"]), r["collapse"]])
    return out


def expected(rows, mode):
    o = run(rows, *MODES[mode]); f = [x[-1] if x else 0 for x in o]
    return dict(expected=o, flagged=sum(f), onsets=R.onsets(f))


def g14(options):
    base = trace(1, 1, 170); two = trace(2, 2, 170); whole = trace(3, 1, 170, whole=True)
    gap = [r for r in base if not 70 <= r[0] < 95]
    notemp = [[t, u, None if 80 <= t < 110 else c, w] for t, u, c, w in base]
    nopower = [[t, u, c, None] for t, u, c, w in base]
    dup = base[:50] + [base[49]] + base[50:90]
    cases = []
    for name, rows in (("hot 1 Hz", base), ("hot 2 Hz", two), ("gap of 25 s", gap), ("temperature missing for 30 s", notemp), ("no power sensor", nopower), ("whole degrees", whole), ("one instant twice", dup)):
        cases.append(dict(name=name, rows=rows, **{mode: expected(rows, mode) for mode in MODES}))
    doc = dict(about="rule of reference/rle.md 2.4; rated 200 W, limit 83 degC; rows = [t s, util %, temp degC or null, power W or null]; null = row skipped (dt <= 0)",
               columns=["rle_raw", "rle_smoothed", "stability", "a_load", "t_sustain_s", "rolling_peak", "loaded", "heating", "drop", "evidence", "collapse"],
               tolerance=dict(double_rel=1e-9, double_abs=1e-12), cases=cases)
    maker.write(options.to / "14_index.json", doc, end="")
    for c in cases:
        print(c["name"], {k: (c[k]["flagged"], c[k]["onsets"]) for k in MODES})


if __name__ == "__main__":
    maker.run({"14": g14}, __doc__)
