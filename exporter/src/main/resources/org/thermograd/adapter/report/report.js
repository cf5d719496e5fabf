(() => {
  'use strict';
  const data = JSON.parse(document.getElementById('timelines').textContent);
  const DASHES = [[], [7, 3], [2, 3], [9, 3, 2, 3]];
  const HOUR = 3600e3, DAY = 24 * HOUR;

  const two = n => String(n).padStart(2, '0');
  const day = t => new Date(t).toISOString().slice(0, 10);
  const clock = (t, step) => {
    const d = new Date(t);
    const minutes = two(d.getUTCHours()) + ':' + two(d.getUTCMinutes());
    return step >= 60e3 ? minutes : minutes + ':' + two(d.getUTCSeconds());
  };
  const figure = v => v == null ? '–' : v === 0 ? '0' : Math.abs(v) >= 1e5 || Math.abs(v) < 1e-3
    ? v.toExponential(1) : String(+v.toPrecision(4));
  const color = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();

  // Times come as distances from the sample before, in milliseconds; a longer one than the gap breaks the line.
  const series = s => {
    const times = [], values = [];
    let t = data.epoch;
    s.dt.forEach((dt, i) => {
      if (i > 0 && dt > s.gap) {
        times.push(t + 1);
        values.push(null);
      }
      t += dt;
      times.push(t);
      values.push(s.v[i]);
    });
    return [times, values];
  };

  const table = panel => panel.series.length === 1
    ? series(panel.series[0])
    : uPlot.join(panel.series.map(series), panel.series.map(() => [0, 2]));

  const marks = (run, panel) => u => {
    const { ctx } = u;
    const { left, top, width, height } = u.bbox;
    const ratio = uPlot.pxRatio;
    ctx.save();
    ctx.beginPath();
    ctx.rect(left, top, width, height);
    ctx.clip();
    for (const c of run.collapses) {
      const from = u.valToPos(data.epoch + c[0], 'x', true);
      const to = Math.max(u.valToPos(data.epoch + c[1], 'x', true), from + 2 * ratio);
      ctx.fillStyle = color('collapse-band');
      ctx.fillRect(from, top, to - from, height);
      ctx.fillStyle = color('collapse');
      ctx.fillRect(from, top, to - from, 4 * ratio);
    }
    for (const [from, to] of run.phases) {
      const x = u.valToPos(data.epoch + from, 'x', true);
      ctx.fillStyle = color('phase-band');
      ctx.fillRect(x, top, Math.max(u.valToPos(data.epoch + to, 'x', true) - x, 2 * ratio), height);
    }
    for (const [at, text] of run.marks) {
      const x = Math.round(u.valToPos(data.epoch + at, 'x', true));
      ctx.fillStyle = color('text');
      ctx.fillRect(x, top, ratio, height);
      if (panel.spikes) {
        const left = x > u.bbox.left + width / 2;
        ctx.font = 11 * ratio + 'px system-ui, sans-serif';
        ctx.textAlign = left ? 'right' : 'left';
        ctx.fillText(text, x + (left ? -4 : 4) * ratio, top + height - 5 * ratio);
      }
    }
    if (panel.spikes) {
      ctx.fillStyle = color('spike');
      for (const s of run.spikes) {
        const x = u.valToPos(data.epoch + s[0], 'x', true);
        const y = s[1] == null ? top + 14 * ratio : Math.max(u.valToPos(s[1], 'y', true) - 4 * ratio, top + 9 * ratio);
        ctx.beginPath();
        ctx.moveTo(x, y);
        ctx.lineTo(x - 4 * ratio, y - 8 * ratio);
        ctx.lineTo(x + 4 * ratio, y - 8 * ratio);
        ctx.fill();
      }
    } else {
      ctx.fillStyle = color('spike');
      for (const s of run.spikes) {
        const x = u.valToPos(data.epoch + s[0], 'x', true);
        const y = top + height;
        ctx.beginPath();
        ctx.moveTo(x, y - 6 * ratio);
        ctx.lineTo(x - 3 * ratio, y);
        ctx.lineTo(x + 3 * ratio, y);
        ctx.fill();
      }
    }
    ctx.restore();
  };

  const options = (run, panel, last, width, sync) => ({
    width,
    height: panel.spikes ? 220 : last ? 150 : 130,
    ms: 1,
    legend: { live: true },
    cursor: { sync: { key: sync.key, setSeries: false }, drag: { x: true, y: false } },
    select: { show: true },
    scales: {
      x: { time: true, range: (u, min, max) => [min, max] },
      y: panel.log ? { distr: 3, log: 10 } : {},
    },
    tzDate: t => uPlot.tzDate(new Date(t), 'Etc/UTC'),
    axes: [
      {
        stroke: color('muted'), grid: { stroke: color('grid'), width: 1 }, ticks: { show: last, stroke: color('grid') },
        size: last ? 34 : 8, space: 70,
        values: last
          ? (u, splits, axis, space, step) => splits.map(t => step >= DAY ? day(t) : clock(t, step))
          : (u, splits) => splits.map(() => ''),
      },
      {
        stroke: color('muted'), grid: { stroke: color('grid'), width: 1 }, ticks: { show: false }, size: 52,
        values: (u, splits) => splits.map(v => v == null ? '' : figure(v)),
      },
    ],
    series: [
      { label: 'UTC', value: (u, t) => t == null ? '–' : day(t) + ' ' + clock(t, 0) },
      ...panel.series.map((s, i) => ({
        label: s.label, stroke: color('series-' + i % 8), width: 1.25, dash: DASHES[i >> 1 & 3],
        points: { show: s.v.length < 60 }, value: (u, v) => v == null ? '–' : figure(v) + ' ' + panel.unit,
      })),
    ],
    hooks: {
      drawSeries: [],
      draw: [marks(run, panel)],
      setScale: [(u, key) => key === 'x' && sync.follow(u)],
    },
  });

  const show = (holder, run, index) => {
    const charts = [];
    let following = false;
    const bounds = charts => charts.reduce(([a, b], u) => [Math.min(a, u.data[0][0]), Math.max(b, u.data[0].at(-1))],
      [Infinity, -Infinity]);
    const sync = {
      key: 'run-' + index,
      follow: u => {
        if (following) return;
        following = true;
        charts.filter(other => other !== u).forEach(other => other.setScale('x', { min: u.scales.x.min, max: u.scales.x.max }));
        following = false;
      },
    };
    const reset = () => {
      const [min, max] = bounds(charts);
      charts.forEach(u => u.setScale('x', { min, max }));
    };
    const draw = width => {
      charts.splice(0).forEach(u => u.destroy());
      following = true;
      run.panels.forEach((panel, i) => {
        const place = holder.querySelector('[data-panel="' + i + '"]');
        charts.push(new uPlot(options(run, panel, i === run.panels.length - 1, width, sync), table(panel), place));
      });
      following = false;
      reset();
    };
    const width = () => Math.max(240, Math.floor(holder.clientWidth));
    draw(width());
    holder.querySelector('button').addEventListener('click', reset);
    new ResizeObserver(() => charts.forEach(u => u.width !== width() && u.setSize({ width: width(), height: u.height })))
      .observe(holder);
    return draw;
  };

  const all = data.runs.map((run, i) => {
    const holder = document.querySelector('[data-run="' + i + '"]');
    return { holder, draw: show(holder, run, i) };
  });
  const redraw = width => all.forEach(one => one.draw(width || Math.max(240, Math.floor(one.holder.clientWidth))));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => redraw());
  matchMedia('print').addEventListener('change', e => redraw(e.matches ? 660 : 0));
  document.documentElement.dataset.drawn = String(all.length);
})();
