"""The command line of the programs make_*.py, and how they write a vector."""
import argparse
import json
import math
import pathlib

HERE = pathlib.Path(__file__).resolve().parent


def clean(value):
    """Returns the value as JSON holds it: numpy's types become Python's, what is not finite becomes a string."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, dict):
        return {str(key): clean(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [clean(one) for one in value]
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return value


def write(file, document, end="\n"):
    """Writes a vector on one line; floats have all their digits."""
    text = json.dumps(clean(document), separators=(",", ":"), allow_nan=False)
    pathlib.Path(file).write_text(text + end, encoding="utf-8")


def run(makers, description):
    """Runs the makers that the command line names, all without a name.

    makers: {number of the vector, two digits: function of the options}; options.to is the folder to write to,
    options.recordings the folder of the recordings or None.
    """
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--to", type=pathlib.Path, default=HERE, metavar="DIR", help="where to write (default: beside this program)")
    parser.add_argument("--recordings", type=pathlib.Path, metavar="DIR", help="the folder of the recordings, for vector 13")
    parser.add_argument("number", nargs="*", help="which vectors (default: all)")
    options = parser.parse_args()
    for number, make in makers.items():
        if not options.number or number in options.number:
            make(options)
