// Pushes to the exporter as Go programs push to a Pushgateway, by the official client, and looks at what is scraped then.
// scripts/check-extra runs it.
package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"slices"
	"strings"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/push"
	"github.com/prometheus/common/expfmt"
)

func gauge(name string, value float64) prometheus.Gauge {
	made := prometheus.NewGauge(prometheus.GaugeOpts{Name: name, Help: "A \\ value\nof Go."})
	made.Set(value)
	return made
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "push-from-go:", err)
		os.Exit(1)
	}
}

// expect fails unless the page has exactly these series, push times aside.
func expect(url string, series ...string) {
	answer, err := http.Get(url + "/metrics/push")
	must(err)
	defer answer.Body.Close()
	page, err := io.ReadAll(answer.Body)
	must(err)
	var got []string
	for _, line := range strings.Split(string(page), "\n") {
		if line != "" && !strings.HasPrefix(line, "#") && !strings.HasPrefix(line, "push_") {
			got = append(got, line)
		}
	}
	slices.Sort(got)
	slices.Sort(series)
	if !slices.Equal(got, series) {
		must(fmt.Errorf("expected %q, got %q", series, got))
	}
}

func main() {
	url := os.Args[1]
	rows := prometheus.NewCounterVec(prometheus.CounterOpts{Name: "go_rows_total", Help: "Rows."}, []string{"table"})
	rows.WithLabelValues("a/\"b\\\nä").Add(3)
	times := prometheus.NewHistogram(prometheus.HistogramOpts{Name: "go_seconds", Help: "Time.", Buckets: []float64{0.1, 1}})
	times.Observe(0.5)

	odd := push.New(url, "go/job").Grouping("instance", "a b/ü%").Grouping("empty", "").Collector(rows).Collector(times)
	must(odd.Push())
	group := `empty="",instance="a b/ü%",job="go/job"`
	all := []string{
		`go_rows_total{` + group + `,table="a/\"b\\\nä"} 3`,
		`go_seconds_bucket{` + group + `,le="0.1"} 0`,
		`go_seconds_bucket{` + group + `,le="1"} 1`,
		`go_seconds_bucket{` + group + `,le="+Inf"} 1`,
		`go_seconds_sum{` + group + `} 0.5`,
		`go_seconds_count{` + group + `} 1`,
	}
	expect(url, all...)

	must(push.New(url, "go/job").Grouping("instance", "a b/ü%").Grouping("empty", "").Collector(gauge("go_more", 1.5)).Add())
	expect(url, append(all, `go_more{`+group+`} 1.5`)...)

	text := push.New(url, "go").Format(expfmt.NewFormat(expfmt.TypeTextPlain)).Collector(gauge("go_text", 2))
	must(text.Push())
	expect(url, append(all, `go_more{`+group+`} 1.5`, `go_text{instance="",job="go"} 2`)...)

	if push.New(url, "go").Collector(prometheus.NewCounterFunc(
		prometheus.CounterOpts{Name: "go_more"}, func() float64 { return 1 })).Push() == nil {
		must(fmt.Errorf("expected a refusal of another type, got none"))
	}
	must(odd.Push())
	expect(url, append(all, `go_text{instance="",job="go"} 2`)...)

	must(odd.Delete())
	must(text.Delete())
	expect(url)
}
