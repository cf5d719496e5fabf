#!/usr/bin/env python3
"""The pandas side of compare-with-pandas: writes two CSV files, or reads them and runs a plain pandas analysis of them.

merge_asof (nearest, 1 s), spikes = grad_norm > mean + std, point-biserial r, 241 lags, coincidence rate of collapse onsets
with a spike in the previous 15 samples, 1000 circular-shift surrogates. Runs with pandas 1.5 to 3.

Usage: pandas_side.py write N FOLDER | pandas_side.py run FOLDER
"""

import sys
import time

import numpy as np
import pandas as pd
from scipy import stats

LAGS = 120
WINDOW = 15
SURROGATES = 1000


def make(n, seed=1):
    """Returns n steps and n hardware samples, a second apart, unrelated."""
    random = np.random.default_rng(seed)
    start = pd.Timestamp("2025-10-28T18:00:00Z")
    noise = random.standard_normal(n)
    level = np.empty(n)
    last = 0.0
    for i in range(n):
        last = 0.8 * last + noise[i]
        level[i] = last
    flags = np.zeros(n, int)
    flags[random.integers(0, n, max(3, n // 300))] = 1
    flags = pd.Series(flags).rolling(5, min_periods=1).max().astype(int).to_numpy()
    seconds = np.arange(n) * 1000
    train = pd.DataFrame(
        {
            "timestamp": start + pd.to_timedelta(seconds + random.integers(0, 400, n), unit="ms"),
            "grad_norm": 40 * np.exp(0.1 * level),
        }
    )
    hardware = pd.DataFrame(
        {
            "timestamp": start + pd.to_timedelta(seconds + random.integers(0, 50, n), unit="ms"),
            "collapse": flags,
            "temp_c": 60 + random.standard_normal(n).cumsum() * 0.01,
        }
    )
    return train, hardware


def write(n, folder):
    train, hardware = make(n)
    hardware.insert(1, "device", "gpu0")
    hardware["timestamp"] = hardware.timestamp.dt.strftime("%Y-%m-%dT%H:%M:%S.%f").str[:-3] + "Z"
    hardware.to_csv(folder + "/hardware.csv", index=False)
    seconds = ((train.timestamp - pd.Timestamp(0, tz="UTC")) / pd.Timedelta(seconds=1)).round(3)
    pd.DataFrame({"step": range(n), "timestamp_shared": seconds, "grad_norm": train.grad_norm}).to_csv(
        folder + "/training.csv", index=False
    )


def read(folder):
    hardware = pd.read_csv(folder + "/hardware.csv", parse_dates=["timestamp"])
    train = pd.read_csv(folder + "/training.csv")
    train["timestamp"] = pd.to_datetime(train.timestamp_shared, unit="s", utc=True)
    # pandas 3 keeps a unit for each way that times come in; merge_asof wants one.
    for frame in (train, hardware):
        frame["timestamp"] = frame.timestamp.astype("datetime64[ns, UTC]")
    return train, hardware


def run(folder):
    train, hardware = read(folder)
    n = len(train)
    took = {}
    clock = time.perf_counter()

    def lap(name):
        nonlocal clock
        now = time.perf_counter()
        took[name] = now - clock
        clock = now

    merged = pd.merge_asof(
        train.sort_values("timestamp"),
        hardware.sort_values("timestamp"),
        on="timestamp",
        direction="nearest",
        tolerance=pd.Timedelta(seconds=1),
    )
    lap("merge_asof")
    spike = merged.grad_norm > merged.grad_norm.mean() + merged.grad_norm.std()
    lap("threshold")
    r, _ = stats.pointbiserialr(merged.collapse, merged.grad_norm)
    lap("pointbiserial")
    for lag in range(-LAGS, LAGS + 1):
        merged.grad_norm.corr(merged.temp_c.shift(-lag))
    lap("lags")
    onset = ((merged.collapse == 1) & (merged.collapse.shift(1) == 0)).to_numpy()
    exposed = spike.astype(float).rolling(WINDOW, min_periods=1).max().shift(1).fillna(0).to_numpy() > 0
    k = int((onset & exposed).sum())
    random = np.random.default_rng(2)
    reached = sum(int((np.roll(onset, int(s)) & exposed).sum()) >= k for s in random.integers(0, n, SURROGATES))
    lap("surrogates")
    laps = "  ".join("%s %.3f s" % item for item in took.items())
    p = (1 + reached) / (1 + SURROGATES)
    print("N = %d  %s  [r = %.4f, p = %.3f, K = %d/%d]" % (n, laps, r, p, k, onset.sum()))


if __name__ == "__main__":
    if sys.argv[1] == "write":
        write(int(float(sys.argv[2])), sys.argv[3])
    else:
        run(sys.argv[2])
