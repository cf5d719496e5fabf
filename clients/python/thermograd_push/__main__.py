"""``python -m thermograd_push tail FILE``: pushes the steps of the log of a training that cannot be changed."""

from __future__ import annotations

import argparse
import logging
import sys
import time

import thermograd_push
from thermograd_push.tail import LogReader, Row, reader_of

_ROOM = thermograd_push.MAX_BATCH * 4
_END_SECONDS = 30.0


def main(arguments: list[str] | None = None) -> int:
    """Runs the command, and returns its exit status: 0 done, 1 failed, 2 wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m thermograd_push", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    tail = commands.add_parser(
        "tail",
        help="push the steps of a log as it grows",
        description="Pushes the steps of trainer_state.json, of JSON lines, of a CSV file or of event files of "
        "TensorBoard, and follows them as they grow. What stands there already is pushed where it says when it was.",
    )
    tail.add_argument("file", help="the log, or a folder of event files of TensorBoard")
    tail.add_argument("--url", help="of the exporter (THERMOGRAD_PUSH_URL)")
    tail.add_argument("--run", help="name of the run (THERMOGRAD_PUSH_RUN)")
    tail.add_argument("--once", action="store_true", help="end at the end of the log, instead of following it")
    tail.add_argument("--existing", action="store_true", help="push steps without a time that stand there, as of now")
    tail.add_argument(
        "--interval", type=float, default=2.0, metavar="S", help="seconds between two looks (%(default)s)"
    )
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(name)s: %(message)s")

    client = thermograd_push.Client(options.url, options.run)
    if client.off:
        print(f"thermograd_push: {client.off}", file=sys.stderr)
        return 2
    try:
        _follow(reader_of(options.file), client, options)
    except KeyboardInterrupt:
        client.flush()
        return 130
    except (OSError, ImportError, ValueError) as error:
        print(f"thermograd_push: {options.file}: {error}", file=sys.stderr)
        client.flush()
        return 1
    done = client.flush(_END_SECONDS)
    counts = client.counts()
    print(f"{counts['sent']} steps pushed as {client.run}, {counts['duplicates']} of them known before")
    return 0 if done and not counts["dropped"] else 1


def _follow(reader: LogReader, client: thermograd_push.Client, options: argparse.Namespace) -> None:
    skipped = 0
    first = True
    while True:
        for row in reader.read():
            if row.timestamp is None and first and not options.existing:
                skipped += 1
            else:
                _push(row, client)
        if first and skipped:
            print(f"passed over {skipped} steps that do not say when they were; --existing pushes them as of now")
        first = False
        if options.once:
            return
        time.sleep(options.interval)


def _push(row: Row, client: thermograd_push.Client) -> None:
    while client.unsent() > _ROOM:  # a log waits; only a training may not
        client.flush(0.5)
        time.sleep(0.05)
    client.log(row.step, grad_norm=row.grad_norm, loss=row.loss, lr=row.lr, timestamp=row.timestamp)


if __name__ == "__main__":
    sys.exit(main())
