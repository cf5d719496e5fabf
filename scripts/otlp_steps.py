"""Exports ten steps by OpenTelemetry's own exporter for Python to URL/v1/metrics and reads from URL/metrics that each counted once."""
import sys
import time
import urllib.request

from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
from opentelemetry.sdk.resources import Resource

STEPS = 10
url = sys.argv[1]
reader = PeriodicExportingMetricReader(OTLPMetricExporter(url + "/v1/metrics"), export_interval_millis=3_600_000)
provider = MeterProvider(metric_readers=[reader], resource=Resource({"service.name": "otlp-python"}))
meter = provider.get_meter("train")
grad_norm, loss = meter.create_gauge("train/grad_norm"), meter.create_gauge("loss")
for step in range(1, STEPS + 1):
    at = {"step": step, "timestamp": time.time()}
    grad_norm.set(2.5, at)
    loss.set(6.3, at)
    provider.force_flush()
provider.shutdown()
page = urllib.request.urlopen(url + "/metrics").read().decode()
wanted = 'thermograd_training_steps_total{run="otlp-python"} %.1f' % STEPS
if wanted not in page:
    sys.exit("not on the page: " + wanted)
print("%d steps of OpenTelemetry %s counted once" % (STEPS, "in Python"))
