// Charts of a page's trends: $(element).chart(options, db), drawn anew at the event updateChart from db.trend as it then is.
//
//   {type: 'trend', metrics: ['a', 'b'], legend: ['A', 'B']}            a series for each metric
//   {type: 'topn', metric: 'name', sep: ',', legendHeadings: ['Key']}   a series for each of the largest keys
//
// Further options: units, stack, colors, ymargin, hrule: [{name, color, scale}], keyName(text, column), legendLinks,
// includeOther (topn: draw what the keys shown leave over), updateEvent. A click chooses the moment whose keys are shown.

(function ($) {
  'use strict';

  const REST = '-other-';
  const ENTITIES = {'&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': '\''};

  /** Some pages hand over headings written for markup, others as they are; both are shown as text. */
  function heading(text) {
    return String(text).replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity]);
  }

  function list(value) {
    return value === undefined || value === null ? [] : [].concat(value);
  }

  /** A whole series: what is missing at its beginning is missing. */
  function series(trend, name) {
    return trend.times.map((time, i) => (trend.trends[name] || [])[i]);
  }

  function trendSeries(trend, options) {
    const metrics = list(options.metrics);
    const labels = options.legend ? list(options.legend).map(heading) : null;
    return {values: metrics.map((name) => series(trend, name)), legend: labels ? {labels} : undefined};
  }

  /** Keys that the legend shows, the largest first. */
  function keysAt(entries, index) {
    const shown = entries[index] || {};
    return Object.keys(shown).filter((key) => key !== REST && shown[key] !== null).sort((a, b) => shown[b] - shown[a]);
  }

  function topSeries(trend, options, index) {
    const entries = series(trend, options.metric).map((entry) => ($.isPlainObject(entry) ? entry : {}));
    const keys = keysAt(entries, index);
    const known = new Set(keys);
    const values = keys.map((key) => entries.map((entry) => entry[key] || 0));
    if (options.includeOther !== false) {
      values.push(entries.map((entry) => {
        const left = Object.keys(entry).filter((key) => !known.has(key)).map((key) => entry[key] || 0);
        return options.stack ? left.reduce((a, b) => a + b, 0) : Math.max(0, ...left);
      }));
    }
    const name = typeof options.keyName === 'function' ? options.keyName : (text) => text;
    const labels = keys.map((key) => key.split(options.sep || ',').map((text, column) => name(text, column)));
    const headings = options.legendHeadings ? list(options.legendHeadings).map(heading) : undefined;
    return {values, legend: {labels, headings, links: options.legendLinks}};
  }

  function rules(trend, options) {
    return list(options.hrule).map((rule) => ({
      value: Number((trend.values || {})[rule.name]), color: rule.color, scale: rule.scale
    }));
  }

  /** Index of the moment next to a time. Absent: the last one when none was chosen, or it is out of sight. */
  function indexOf(times, moment) {
    if (!moment || moment < times[0]) {
      return times.length - 1;
    }
    let nearest = 0;
    times.forEach((time, i) => {
      if (Math.abs(time - moment) < Math.abs(times[nearest] - moment)) {
        nearest = i;
      }
    });
    return nearest;
  }

  function draw(element, options, db, chosen) {
    const trend = db.trend;
    if (!trend || !trend.times || trend.times.length === 0 || !$(element).stripchart('instance')) {
      return;
    }
    const selectedIdx = indexOf(trend.times, chosen.moment);
    const drawn = options.type === 'topn' ? topSeries(trend, options, selectedIdx) : trendSeries(trend, options);
    $(element).stripchart('draw', $.extend(drawn, {
      times: trend.times, units: options.units, colors: options.colors, hrule: rules(trend, options), selectedIdx
    }));
  }

  $.fn.chart = function (options, db) {
    return this.each(function (number) {
      const element = this;
      const chosen = {moment: 0};
      const update = options.updateEvent || 'updateChart';
      const old = $.data(element, 'inmon-chart');
      if (old) {
        $(document).off(old.update, old.redraw);
        $(element).off('.chart');
      }
      const settings = {stack: Boolean(options.stack), clickable: true, units: options.units};
      if (options.ymargin !== undefined) {
        settings.ymargin = options.ymargin;
      }
      $(element).stripchart(settings);
      const redraw = () => draw(element, options, db, chosen);
      $.data(element, 'inmon-chart', {update, redraw, number});
      $(document).on(update, redraw);
      $(element).on('stripchartclick.chart', (event, point) => {
        const times = db.trend && db.trend.times;
        const inside = times && point.x >= 0 && point.x <= 1;
        chosen.moment = inside ? times[0] + point.x * (times[times.length - 1] - times[0]) : 0;
        redraw();
      });
      redraw();
    });
  };
}(jQuery));
