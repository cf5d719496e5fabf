#!/usr/bin/env python3
"""The pandas side of compare-with-pandas: reads two CSV files and runs the baseline's steps on them, or writes such files.

Usage: pandas_side.py BASELINE.py write N FOLDER | pandas_side.py BASELINE.py run FOLDER
BASELINE.py is pandas_baseline.py; nothing of it is copied here.
"""
import importlib.util
import sys

import pandas as pd


def load(path):
    spec = importlib.util.spec_from_file_location("baseline", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def write(baseline, n, folder):
    train, hardware = baseline.make(n)
    hardware.insert(1, "device", "gpu0")
    hardware["timestamp"] = hardware.timestamp.dt.strftime("%Y-%m-%dT%H:%M:%S.%f").str[:-3] + "Z"
    hardware.to_csv(folder + "/hardware.csv", index=False)
    seconds = (train.timestamp.astype("int64") / 1e9).round(3)
    pd.DataFrame({"step": range(n), "timestamp_shared": seconds, "grad_norm": train.grad_norm}).to_csv(
        folder + "/training.csv", index=False
    )


def run(baseline, folder):
    hardware = pd.read_csv(folder + "/hardware.csv", parse_dates=["timestamp"])
    train = pd.read_csv(folder + "/training.csv")
    train["timestamp"] = pd.to_datetime(train.timestamp_shared, unit="s", utc=True)
    baseline.make = lambda n, seed=1: (train, hardware)
    baseline.run(len(train))


if __name__ == "__main__":
    source = load(sys.argv[1])
    if sys.argv[2] == "write":
        write(source, int(float(sys.argv[3])), sys.argv[4])
    else:
        run(source, sys.argv[3])
