"""Reference of the efficiency index and of the inferred collapse rule, slow and readable: the oracle of vector 14.

Two ways to run the one definition:
  literal   every sample counts as exactly 1 s (the published per-sample constants: decay
            per sample, 7 samples, 0.05 degC per sample)
  timed     the same constants read as per second, with the measured sample interval;
            the definition that the exporter implements
plus  heating_window_s=N: the temperature slope, for T_sustain and for the heating test
      alike, is the least-squares slope over the last N seconds instead of the
      difference of two neighboring samples (0 = neighbors, the published way).
"""
from __future__ import annotations

import math
from dataclasses import dataclass, field


@dataclass
class Params:
    rated_w: float = 100.0
    limit_c: float = 85.0
    sustain_max_s: float = 600.0
    sustain_min_s: float = 1.0
    slope_floor: float = 1e-3      # degC/s
    stability_n: int = 5           # util samples, population standard deviation, percent points
    smooth_n: int = 5
    warm_n: int = 5
    decay_per_s: float = 0.998
    drop_frac: float = 0.65
    hysteresis_s: float = 7.0
    util_gate_pct: float = 60.0
    load_gate: float = 0.75
    heating_c_per_s: float = 0.05
    ev_sustain_s: float = 60.0
    ev_margin_c: float = 5.0
    ev_load: float = 0.95
    heating_window_s: float = 0.0
    max_gap_s: float = 10.0        # timed only: longer gaps clear the short histories


@dataclass
class State:
    util: list = field(default_factory=list)
    raw: list = field(default_factory=list)
    temps: list = field(default_factory=list)   # (t, degC), known values only
    peak: float = 0.0
    below_s: float = 0.0
    below_n: int = 0


def pstdev(xs):
    if len(xs) < 2:
        return 0.0
    m = math.fsum(xs) / len(xs)
    return math.sqrt(math.fsum((x - m) ** 2 for x in xs) / len(xs))


def slope_last_two(temps, literal):
    """degC/s between the last two known temperatures; None when there are not two."""
    if len(temps) < 2:
        return None
    (t0, c0), (t1, c1) = temps[-2], temps[-1]
    dt = 1.0 if literal else max(t1 - t0, 1e-3)
    return (c1 - c0) / dt


def slope_window(temps, now, window):
    pts = [(t, c) for t, c in temps if t >= now - window]
    if len(pts) < 3 or pts[-1][0] - pts[0][0] < window * 0.5:
        return None
    import numpy as np                   # here, so that the slope of neighbors needs the standard library only
    t = np.array([a for a, _ in pts]); c = np.array([b for _, b in pts])
    return float(np.polyfit(t - t[0], c, 1)[0])


def step(s: State, p: Params, t, dt, util, temp, power, literal):
    """one sample -> dict of results. dt is None for the first sample."""
    dts = 1.0 if (literal or dt is None) else dt
    if not literal and dt is not None and dt > p.max_gap_s:
        s.util.clear(); s.raw.clear(); s.temps.clear()
        s.below_s = 0.0; s.below_n = 0
    u = min(max(util, 0.0), 100.0)
    s.util.append(u)
    del s.util[:-max(p.stability_n, 2)]
    if temp is not None:
        s.temps.append((t, temp))
        del s.temps[:-600]

    eta = u / 100.0
    stability = 1.0 / (1.0 + pstdev(s.util[-p.stability_n:]))
    a_load = (power if power is not None and power > 0 else p.rated_w * eta) / p.rated_w

    if p.heating_window_s > 0:
        slope = None if temp is None else slope_window(s.temps, t, p.heating_window_s)
    else:
        slope = slope_last_two(s.temps, literal)
    if slope is None or (temp is None and not literal):
        sustain = p.sustain_max_s
    else:
        sustain = (p.limit_c - s.temps[-1][1]) / max(slope, p.slope_floor)
        sustain = max(min(sustain, p.sustain_max_s), p.sustain_min_s)

    e_th = stability / (1.0 + 1.0 / sustain)
    e_pw = eta / max(a_load, 1e-6)
    raw = e_th * e_pw
    s.raw.append(raw)
    n_raw = len(s.raw)
    del s.raw[:-max(p.smooth_n, p.warm_n)]
    smooth = math.fsum(s.raw[-p.smooth_n:]) / len(s.raw[-p.smooth_n:])

    loaded = util > p.util_gate_pct or a_load > p.load_gate
    heating = temp is not None and slope is not None and slope > p.heating_c_per_s
    hot = sustain < p.ev_sustain_s or (temp is not None and temp > p.limit_c - p.ev_margin_c)
    evidence = hot or a_load > p.ev_load

    collapse = 0
    drop = False
    if min(n_raw, max(p.smooth_n, p.warm_n)) < max(p.smooth_n, 5):
        s.peak = 0.0; s.below_s = 0.0; s.below_n = 0
    else:
        s.peak = max(smooth, s.peak * p.decay_per_s ** dts)
        drop = smooth < p.drop_frac * max(s.peak, 1e-6)
        if drop and loaded and heating:
            s.below_s += dts; s.below_n += 1
        else:
            s.below_s = 0.0; s.below_n = 0
        held = s.below_n >= p.hysteresis_s if literal else s.below_s >= p.hysteresis_s - 0.5 * dts
        collapse = int(held and evidence)
    return dict(rle_raw=raw, rle_smoothed=smooth, e_th=e_th,
                e_pw=e_pw, stability=stability, a_load=a_load, t_sustain_s=sustain,
                rolling_peak=s.peak, loaded=loaded, heating=heating, drop=drop,
                evidence=evidence, run=s.below_n, collapse=collapse)


def onsets(flags):
    """how often a 1 is not preceded by a 1"""
    return sum(1 for now, before in zip(flags, [0, *flags]) if now == 1 and before != 1)
