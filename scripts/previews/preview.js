"use strict";
// Draws a dashboard from its own JSON and the answers of a Prometheus, both in PREVIEW. Not Grafana: what it shows is
// what the queries, units, mappings, thresholds, overrides and transformations of the file say, roughly as Grafana does.

const COLORS = { red: "#f2495c", orange: "#ff9830", yellow: "#fade2a", green: "#73bf69", blue: "#5794f2", purple: "#b877d9", text: "#ccccdc" };
const PALETTE = ["#73bf69", "#fade2a", "#5794f2", "#ff9830", "#b877d9", "#8ab8ff", "#f2cc0c", "#96d98d", "#ffb357", "#ca95e5"];
const UNIT = 38;
const { dashboard, answers, marks, from, to } = PREVIEW;
const color = (name) => COLORS[name] || name;
const escape = (text) => String(text).replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);

// --- Values ------------------------------------------------------------------------------------------------------

function round(value, decimals) {
    if (decimals !== undefined) return value.toFixed(decimals);
    if (value === 0) return "0";
    const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
    return String(Number(value.toFixed(Math.min(digits, 6))));
}

function duration(seconds) {
    for (const [name, length] of [["d", 86400], ["h", 3600], ["min", 60]]) {
        if (Math.abs(seconds) >= length) return round(seconds / length, 1).replace(/\.0$/, "") + " " + name;
    }
    return Math.abs(seconds) < 1 && seconds !== 0 ? round(seconds * 1000, 0) + " ms" : round(seconds, Math.abs(seconds) < 10 ? 1 : 0).replace(/\.0$/, "") + " s";
}

function format(value, field) {
    if (field.unit === "percentunit") return round(value * 100, field.decimals) + "%";
    if (field.unit === "s" || field.unit === "dtdurations") return duration(value);
    if (field.unit === "celsius") return round(value, field.decimals) + " °C";
    if (field.unit === "watt") return round(value, field.decimals) + " W";
    if (field.unit === "ops") return round(value, field.decimals) + " ops/s";
    if (field.unit === "locale") return Math.round(value).toLocaleString("en");
    if (field.unit === "short" && Math.abs(value) >= 1000) return round(value / 1000, 1) + " K";
    return round(value, field.decimals);
}

/** What a value is shown as: mapped, else formatted, with the color of its mapping or its threshold. */
function shown(value, field) {
    const absent = value === null || value === undefined || Number.isNaN(value);
    for (const mapping of field.mappings || []) {
        const result = mapping.type === "value" ? mapping.options[value] : absent && mapping.type === "special" ? mapping.options.result : undefined;
        if (result) return { text: result.text, color: color(result.color || "text"), mapped: true };
    }
    if (absent) return { text: field.noValue || "", color: "#808080" };
    if (typeof value === "string") return { text: value, color: COLORS.text };
    const step = (field.thresholds ? field.thresholds.steps : []).filter((s) => s.value === null || value >= s.value).pop();
    const fixed = field.color && field.color.mode === "fixed" ? field.color.fixedColor : undefined;
    return { text: format(value, field), color: color(fixed || (step ? step.color : "text")) };
}

/** The options of one field: the defaults, and the overrides that match its name. */
function fieldOf(panel, name) {
    const field = structuredClone(panel.fieldConfig.defaults);
    field.custom = field.custom || {};
    for (const override of panel.fieldConfig.overrides) {
        const { id, options } = override.matcher;
        if (id === "byName" ? options === name : new RegExp(options.slice(1, -1)).test(name)) {
            for (const { id: key, value } of override.properties) {
                if (key.startsWith("custom.")) field.custom[key.slice(7)] = value;
                else field[key] = value;
            }
        }
    }
    return field;
}

const seriesOf = (panel) => answers[panel.id].flatMap((answer) => answer.series);
const last = (series) => series.points.length ? series.points[series.points.length - 1][1] : null;

// --- Panels ------------------------------------------------------------------------------------------------------

function stat(panel, width, height) {
    const all = seriesOf(panel).filter((one) => last(one) !== null);
    if (!all.length) return `<div class="none">${escape(panel.fieldConfig.defaults.noValue)}</div>`;
    const size = Math.max(15, Math.min(34, (height - 45) / Math.ceil(all.length / 2) / 1.7));
    const nameOnly = panel.options.textMode === "name";
    return `<div class="stats">${all.map((one) => {
        const field = fieldOf(panel, one.legend);
        const value = shown(last(one), field);
        const name = field.displayName || one.legend;
        const filled = panel.options.colorMode === "background";
        const text = nameOnly ? name : value.text;
        return `<div class="${filled ? "filled" : ""}" style="${filled ? "background:" + value.color : "color:" + value.color}">
            <b style="font-size:${nameOnly ? 22 : size}px">${escape(text)}</b>${nameOnly ? "" : `<small>${escape(name)}</small>`}</div>`;
    }).join("")}</div>`;
}

function rows(panel) {
    const merged = new Map();
    for (const answer of answers[panel.id]) {
        for (const one of answer.series) {
            const row = { ...one.labels, [answers[panel.id].length > 1 ? "Value #" + answer.refId : "Value"]: last(one) };
            const labels = Object.keys(one.labels);
            const there = [...merged.values()].filter((other) => labels.every((label) => !(label in other) || other[label] === row[label]));
            if (there.length) there.forEach((other) => Object.assign(other, row));
            else merged.set(merged.size, row);
        }
    }
    return [...merged.values()];
}

function organized(panel) {
    const { excludeByName, indexByName, renameByName } = panel.transformations.find((one) => one.id === "organize").options;
    const keys = Object.keys(indexByName).filter((key) => !excludeByName[key]).sort((a, b) => indexByName[a] - indexByName[b]);
    const names = keys.map((key) => renameByName[key] || key);
    return { names, data: rows(panel).map((row) => Object.fromEntries(keys.map((key, i) => [names[i], row[key]]))) };
}

function table(panel) {
    const { names, data } = organized(panel);
    for (const { displayName, desc } of panel.options.sortBy) {
        const rank = (value) => value === null || value === undefined ? Infinity : value;
        data.sort((a, b) => (rank(a[displayName]) > rank(b[displayName]) ? 1 : -1) * (desc ? -1 : 1));
    }
    const cell = (row, name) => {
        const field = fieldOf(panel, name);
        const value = shown(row[name], field);
        const type = (field.custom.cellOptions || {}).type;
        const absent = row[name] === null || row[name] === undefined;
        const bar = type === "gauge" && !absent ? `<span class="gauge" style="width:${60 * Math.min(1, row[name] / field.max)}px;background:${value.color}"></span>` : "";
        return `<td style="color:${type === "color-text" || absent ? value.color : COLORS.text}">${bar}${escape(value.text)}</td>`;
    };
    return `<table><tr>${names.map((name) => `<th>${escape(name)}</th>`).join("")}</tr>
        ${data.map((row) => `<tr>${names.map((name) => cell(row, name)).join("")}</tr>`).join("")}</table>`;
}

function ticks(low, high, count) {
    const raw = (high - low) / count || 1;
    const base = 10 ** Math.floor(Math.log10(raw));
    const step = [1, 2, 5, 10].map((m) => m * base).find((s) => s >= raw);
    const all = [];
    for (let tick = Math.ceil(low / step) * step; tick <= high + step * 1e-9; tick += step) all.push(Math.abs(tick) < step * 1e-9 ? 0 : tick);
    return all;
}

/** Axes, curves, bars, points and bands of series of [x, y]; x in the unit of its range. */
function plot(panel, series, width, height, x0, x1, xTicks, xText, below) {
    const log = (panel.fieldConfig.defaults.custom.scaleDistribution || {}).type === "log";
    const field0 = panel.fieldConfig.defaults;
    const values = series.flatMap((one) => one.points.map((point) => point[1])).filter((v) => Number.isFinite(v) && (!log || v > 0));
    let low = field0.min ?? Math.min(...values), high = field0.max ?? Math.max(...values);
    if (!log) { const pad = (high - low || Math.abs(high) || 1) * 0.06; if (field0.min === undefined) low -= pad; if (field0.max === undefined) high += pad; }
    const left = 58, right = 8, top = 6, bottom = 20;
    const scale = (v) => log ? Math.log10(v) : v;
    const x = (v) => left + (v - x0) / (x1 - x0) * (width - left - right);
    const y = (v) => height - bottom - (scale(v) - scale(low)) / (scale(high) - scale(low) || 1) * (height - top - bottom);
    const decades = [-3, -2, -1, 0, 1, 2, 3, 4].flatMap((e) => [1, 2, 5].map((m) => m * 10 ** e)).filter((t) => t >= low && t <= high);
    const yTicks = log ? decades : ticks(low, high, Math.max(2, height / 55));
    let svg = yTicks.map((t) => `<line x1="${left}" x2="${width - right}" y1="${y(t)}" y2="${y(t)}" stroke="#24292e"/><text x="${left - 6}" y="${y(t) + 4}" text-anchor="end">${escape(format(t, { ...field0, decimals: field0.unit === "percentunit" ? 0 : undefined }))}</text>`).join("");
    svg += xTicks.map((t) => `<text x="${x(t)}" y="${height - 5}" text-anchor="middle">${escape(xText(t))}</text>`).join("");
    svg += below ? below(x, top, height - bottom) : "";
    const step = series.length && series[0].points.length > 1 ? Math.min(...series[0].points.slice(1).map((p, i) => p[0] - series[0].points[i][0])) : 1;
    for (const one of series) {
        const { custom } = one.field;
        if (custom.fillBelowTo) {
            const other = series.find((s) => s.name === custom.fillBelowTo);
            const path = (points) => points.map((p) => `${x(p[0])},${y(p[1])} ${x(p[0] + step)},${y(p[1])}`);
            svg += `<polygon points="${path(one.points).join(" ")} ${path([...other.points]).join(" ").split(" ").reverse().join(" ")}" fill="${one.color}" fill-opacity="${custom.fillOpacity / 100}"/>`;
        }
        if (custom.drawStyle === "bars") {
            const gap = (x(x0 + step) - x(x0)) * 0.12;
            const shift = custom.barAlignment === 1 ? 0 : -step / 2;
            svg += one.points.filter((p) => p[1] > 0).map((p) => { const w = Math.max(2, x(x0 + step) - x(x0) - 2 * gap); return `<rect x="${x(p[0] + shift) + gap}" width="${w}" y="${y(p[1])}" height="${Math.max(0, y(low) - y(p[1]))}" fill="${one.color}" fill-opacity="${custom.fillOpacity / 100}" stroke="${one.color}"/>`; }).join("");
            continue;
        }
        if (custom.drawStyle === "points") {
            svg += one.points.filter((p) => Number.isFinite(p[1])).map((p) => `<circle cx="${x(p[0])}" cy="${y(p[1])}" r="2" fill="${one.color}"/>`).join("");
            continue;
        }
        let path = "", before = null;
        for (const p of one.points) {
            if (!Number.isFinite(p[1]) || (log && p[1] <= 0)) { before = null; continue; }
            const gap = before !== null && p[0] - before[0] > step * 1.5;
            if (custom.lineInterpolation === "stepAfter") path += `${before === null ? "M" : "L"}${x(p[0])} ${y(p[1])}L${x(p[0] + step)} ${y(p[1])}`;
            else path += `${before === null || gap ? "M" : "L"}${x(p[0]).toFixed(1)} ${y(p[1]).toFixed(1)}`;
            before = p;
        }
        if (custom.lineWidth > 0) svg += `<path d="${path}" fill="none" stroke="${one.color}" stroke-width="${custom.lineWidth + 0.3}" ${custom.lineStyle ? 'stroke-dasharray="7 5"' : ""}/>`;
    }
    return `<svg width="${width}" height="${height}">${svg}</svg>`;
}

const clock = (t) => new Date(t).toISOString().slice(11, 16);
const timeTicks = () => { const all = []; const step = (to - from) / 6 > 900000 ? 1800000 : 600000; for (let t = Math.ceil(from / step) * step; t < to; t += step) all.push(t); return all; };
const events = (x, top, bottom) => marks.filter((mark) => mark.time >= from && mark.time <= to).map((mark) => `<line x1="${x(mark.time)}" x2="${x(mark.time)}" y1="${top}" y2="${bottom}" stroke="${color(mark.color)}" stroke-opacity="0.5" stroke-dasharray="3 3"/><path d="M${x(mark.time) - 3} ${bottom + 5}h6l-3 -5z" fill="${color(mark.color)}"/>`).join("");

function drawn(panel) {
    return seriesOf(panel).map((one, i) => {
        const field = fieldOf(panel, one.legend);
        const fixed = field.color && field.color.mode === "fixed" ? field.color.fixedColor : PALETTE[i % PALETTE.length];
        return { name: one.legend, points: one.points, field, color: color(fixed) };
    });
}

function legend(panel, series, calcs) {
    const calc = { lastNotNull: ["last", (v) => v[v.length - 1]], max: ["max", (v) => Math.max(...v)], min: ["min", (v) => Math.min(...v)], mean: ["mean", (v) => v.reduce((a, b) => a + b, 0) / v.length] };
    return `<div class="legend">${series.map((one) => {
        const values = one.points.map((p) => p[1]).filter(Number.isFinite);
        const words = calcs.map((name) => values.length ? `${calc[name][0]} ${format(calc[name][1](values), one.field)}` : "").join(", ");
        return `<span><s style="background:${one.color}"></s>${escape(one.name)} ${escape(words)}</span>`;
    }).join("")}</div>`;
}

function timeseries(panel, width, height) {
    const series = drawn(panel);
    if (!series.length) return `<div class="none">${escape(panel.fieldConfig.defaults.noValue)}</div>`;
    const lines = Math.min(3, Math.ceil(series.length * 210 / width));
    return plot(panel, series, width, height - 6 - lines * 17, from, to, timeTicks(), clock, events) + legend(panel, series, panel.options.legend.calcs);
}

function trend(panel, width, height) {
    const { names, data } = organized(panel);
    if (!data.length) return `<div class="none">${escape(panel.fieldConfig.defaults.noValue)}</div>`;
    data.forEach((row) => { row[names[0]] = Number(row[names[0]]); });
    data.sort((a, b) => a[names[0]] - b[names[0]]);
    const xs = data.map((row) => row[names[0]]);
    const series = names.slice(1).map((name) => { const field = fieldOf(panel, name); return { name, field, color: color(field.color.fixedColor), points: data.map((row) => [row[names[0]], row[name]]) }; });
    const high = Math.max(...series.flatMap((one) => one.points.map((p) => p[1])));
    const scaled = { ...panel, fieldConfig: { ...panel.fieldConfig, defaults: { ...panel.fieldConfig.defaults, max: high * 1.08 } } };
    const step = xs[1] - xs[0];
    const zero = (x, top, bottom) => `<line x1="${x(0)}" x2="${x(0)}" y1="${top}" y2="${bottom}" stroke="#9fa7b3"/><text x="${x(0) + 8}" y="${top + 12}">spike first →</text><text x="${x(0) - 8}" y="${top + 12}" text-anchor="end">← collapse first</text>`;
    return plot(scaled, series, width, height - 24, xs[0], xs[xs.length - 1] + step, ticks(xs[0], xs[xs.length - 1] + step, 12), (t) => t + " s", zero) + legend(panel, series, []);
}

function timeline(panel, width, height) {
    const series = drawn(panel);
    if (!series.length) return `<div class="none">${escape(panel.fieldConfig.defaults.noValue)}</div>`;
    const left = 170, bottom = 20, lane = Math.min(34, (height - bottom - 22) / series.length);
    const x = (t) => left + (t - from) / (to - from) * (width - left - 8);
    let svg = "";
    series.forEach((one, i) => {
        const y = i * lane;
        svg += `<text x="${left - 8}" y="${y + lane / 2 + 4}" text-anchor="end">${escape(one.name)}</text>`;
        const step = one.points.length > 1 ? one.points[1][0] - one.points[0][0] : 0;
        for (const [t, v] of one.points) svg += `<rect x="${x(t)}" width="${x(Math.min(to, t + step)) - x(t) + 0.6}" y="${y + lane * 0.12}" height="${lane * 0.76}" fill="${shown(v, one.field).color}" fill-opacity="${v ? 0.95 : 0.3}"/>`;
    });
    const end = series.length * lane;
    svg += timeTicks().map((t) => `<text x="${x(t)}" y="${end + 15}" text-anchor="middle">${clock(t)}</text>`).join("");
    const states = Object.values(panel.fieldConfig.defaults.mappings[0].options);
    return `<svg width="${width}" height="${end + bottom}">${svg}</svg><div class="legend">${states.map((s) => `<span><s style="background:${color(s.color)}"></s>${escape(s.text)}</span>`).join("")}</div>`;
}

function markdown(panel) {
    const inline = (text) => escape(text).replace(/\*\*(.+?)\*\*/g, "<b>$1</b>").replace(/\*(.+?)\*/g, "<i>$1</i>").replace(/`(.+?)`/g, "<code>$1</code>").replace(/\[(.+?)\]\((.+?)\)/g, '<a href="$2">$1</a>');
    return `<div class="text">${panel.options.content.split("\n\n").map((p) => `<p>${inline(p)}</p>`).join("")}</div>`;
}

const KINDS = { stat, table, timeseries, trend, "state-timeline": timeline, text: markdown };

// --- Page --------------------------------------------------------------------------------------------------------

const grid = document.getElementById("grid");
document.title = document.getElementById("title").textContent = dashboard.title;
document.getElementById("range").textContent = `${new Date(from).toISOString().slice(0, 10)} ${clock(from)} to ${clock(to)} UTC`;
document.getElementById("variables").innerHTML = dashboard.templating.list.slice(1).map((one) => `<span><i>${escape(one.label)}</i> ${escape(PREVIEW.selection[one.name] === ".+" ? "All" : PREVIEW.selection[one.name])}</span>`).join("")
    + `<span style="margin-left:auto">${dashboard.links.map((link) => `<i>${escape(link.title)}</i>`).join(" · ")}</span>`;
const column = (innerWidth - 16) / 24;
let bottom = 0;
for (const panel of dashboard.panels) {
    const { x, y, w, h } = panel.gridPos;
    if (y + h > PREVIEW.rows) continue;
    const box = document.createElement("section");
    const width = w * column - 8, height = h * UNIT - 8;
    Object.assign(box.style, { left: x * column + "px", top: y * UNIT + "px", width: width + "px", height: height + "px" });
    bottom = Math.max(bottom, (y + h) * UNIT);
    grid.append(box);
    if (panel.type === "row") {
        box.className = "row";
        box.textContent = (panel.collapsed ? "▸ " : "▾ ") + panel.title;
        continue;
    }
    box.innerHTML = `<h2>${escape(panel.title)}</h2><div class="body">${KINDS[panel.type](panel, width - 20, height - 34)}</div>`;
}
grid.style.height = bottom + "px";
document.documentElement.dataset.height = document.body.scrollHeight;
