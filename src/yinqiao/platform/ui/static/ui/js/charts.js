/* <div data-chart="{option}" data-unit="万元"> draws an ECharts option given as JSON. Colours are names of CSS variables ("--k1"). */
import { $$, text, whenPresent } from "./dom.js";
import { load } from "./libraries.js";

const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function withColours(value) {
  if (typeof value === "string") return value.startsWith("--") ? css(value) : value;
  if (Array.isArray(value)) return value.map(withColours);
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withColours(part)]));
  }
  return value;
}

/* Months on an axis: 2026-01 shows its year, 2026-02 only the month. */
const month = (value) => (/^\d{4}-\d{2}$/.test(value) ? (value.endsWith("-01") ? value.slice(0, 4) : String(Number(value.slice(5)))) : value);

function axis(given) {
  const plain = (one) => ({
    axisLine: { show: false }, axisTick: { show: false },
    axisLabel: { color: css("--text-3"), fontSize: 11, formatter: one.type === "category" ? month : undefined }, splitLine: { lineStyle: { color: css("--grid") } },
  });
  const list = Array.isArray(given) ? given : [given];
  return list.map((one) => ({ ...plain(one), ...one, axisLabel: { ...plain(one).axisLabel, ...one.axisLabel } }));
}

function draw(element) {
  const option = withColours(JSON.parse(element.dataset.chart));
  echarts.getInstanceByDom(element)?.dispose();
  const chart = echarts.init(element, null, { renderer: "svg", locale: document.documentElement.lang.startsWith("zh") ? "ZH" : "EN" });
  chart.setOption({
    animation: false,
    color: ["--k1", "--k2", "--k3", "--k4", "--k5", "--k6"].map(css),
    grid: { left: 8, right: 12, top: 16, bottom: 4, containLabel: true },
    ...option,
    textStyle: { fontFamily: css("--font"), fontSize: 11, color: css("--text-2") },
    tooltip: {
      trigger: "axis", ...option.tooltip, valueFormatter: (value) => `${Number(value).toLocaleString()} ${element.dataset.unit || ""}`,
      backgroundColor: css("--surface"), borderColor: css("--line"), textStyle: { color: css("--text"), fontSize: 12 }, renderMode: "richText", confine: true,
    },
    ...(option.xAxis && { xAxis: axis(option.xAxis) }),
    ...(option.yAxis && { yAxis: axis(option.yAxis) }),
  });
}

const all = () => $$("[data-chart]").filter((element) => window.echarts?.getInstanceByDom(element));
whenPresent("[data-chart]", async (element) => {
  await load("echarts").catch(() => { element.textContent = text("failed"); });
  if (window.echarts) draw(element);
});
addEventListener("themechange", () => all().forEach(draw));
addEventListener("resize", () => all().forEach((element) => echarts.getInstanceByDom(element).resize()));
