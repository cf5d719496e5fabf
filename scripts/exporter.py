"""What the scripts share that start an exporter of their own."""
import os
import re

# Those of `./thermograd serve`.
LAUNCHER_OPTIONS = "-XX:+UseSerialGC -Xms16m -Xmx64m -XX:TieredStopAtLevel=1 -XX:+ExitOnOutOfMemoryError".split()
# Stands in its log once it answers.
STARTED = re.compile(r"event=started url=http://127\.0\.0\.1:(\d+)/")


def java():
    """Returns the Java of JAVA_HOME, else the one on the path."""
    return os.path.join(os.environ["JAVA_HOME"], "bin/java") if "JAVA_HOME" in os.environ else "java"
