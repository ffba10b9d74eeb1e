// Curves or stacked areas over time on a canvas, with the table that says which colour is what.
//
//   $(element).stripchart(options)
//   $(element).stripchart('draw', {times: [ms…], values: [[number…]…], units, legend: {labels, headings, links}, hrule, selectedIdx})
//
// A label is a text or the texts of a row of the table. Series behind the last label are the rest, drawn in grey.
// A click tells stripchartclick {x, y}: parts of the plot, from the left and from the bottom.

(function ($) {
  'use strict';

  const DEFAULT_HEIGHT = 200;
  const LEFT = 52;
  const RIGHT = 10;
  const TOP = 8;
  const BOTTOM = 20;
  const REST = '#c4c9d4';
  const AXIS = '#8a90a0';
  const GRID = '#e7e9ef';
  const TEXT = '#4a5060';
  const FONT = '11px system-ui, Verdana, Arial, sans-serif';
  const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400];

  /** A step of 1, 2 or 5 times a power of ten that makes about so many parts. */
  function step(range, parts) {
    const rough = range / parts;
    const power = 10 ** Math.floor(Math.log10(rough));
    return power * [1, 2, 5, 10].find((factor) => factor * power >= rough * (1 - 1e-9));
  }

  function number(value) {
    const read = Number(value);
    return Number.isFinite(read) ? read : 0;
  }

  /** Heights of each series, bottom and top, in the values' own numbers. */
  function layers(series, length, stack) {
    let under = new Array(length).fill(0);
    return series.map((values) => {
      const bottom = stack ? under : new Array(length).fill(0);
      const top = bottom.map((height, i) => height + number(values[i]));
      under = top;
      return {bottom, top};
    });
  }

  function plain(label) {
    return Array.isArray(label) ? label : [label];
  }

  $.widget('inmon.stripchart', {
    options: {
      stack: false,
      clickable: false,
      includeMillis: false,
      ymargin: 0.1,
      units: '',
      colors: [
        '#1f6fb4', '#d95f0e', '#2a9d57', '#8e4bb8', '#c8a008', '#17a2b8', '#d6336c', '#6d5f3b', '#5c7cfa', '#74b816',
        '#a61e4d', '#0b7285', '#e8590c', '#495057', '#9c36b5'
      ]
    },

    _create: function () {
      // The height that the page gives is that of the curves; the table stands below.
      this.tall = parseFloat(window.getComputedStyle(this.element[0]).height) || DEFAULT_HEIGHT;
      this.style = this.element[0].style.height;
      this.element.addClass('stripchart').css('height', 'auto');
      this.canvas = $('<canvas role="img">').appendTo(this.element);
      this.table = $('<table class="stripchart-legend">').appendTo(this.element);
      this.canvas.on('click.stripchart', (event) => this._clicked(event));
      this._setOptions(this.options);
    },

    _setOption: function (name, value) {
      this.options[name] = value;
      if (name === 'clickable') {
        this.canvas.toggleClass('stripchart-clickable', Boolean(value));
      }
      return this;
    },

    _destroy: function () {
      this.canvas.remove();
      this.table.remove();
      this.element.removeClass('stripchart').css('height', this.style);
    },

    /** Shows other values. Nothing is drawn while the element is not seen. */
    draw: function (data) {
      if (!data || !data.times || data.times.length === 0) {
        return;
      }
      this.shown = data;
      this._legend(data);
      this._paint(data);
    },

    /** A number for people: three digits and the prefix of its power of a thousand. */
    valueStr: function (value, includeMillis) {
      const given = Number(value);
      if (value === null || value === undefined || value === '' || Number.isNaN(given)) {
        return String(value === null || value === undefined ? '' : value);
      }
      if (given === 0 || !Number.isFinite(given)) {
        return String(given);
      }
      const names = ['n', '\u00b5', 'm', '', 'K', 'M', 'G', 'T', 'P', 'E'];
      const lowest = includeMillis ? 0 : 3;
      let power = Math.floor(Math.log10(Math.abs(given)) / 3 + 1e-9);
      power = Math.max(lowest - 3, Math.min(names.length - 4, power));
      let scaled = Number((given / 1000 ** power).toPrecision(4));
      if (Math.abs(scaled) >= 1000 && power < names.length - 4) {
        power += 1;
        scaled = Number((given / 1000 ** power).toPrecision(4));
      }
      return scaled + names[power + 3];
    },

    _color: function (i, data) {
      const labels = data.legend && data.legend.labels;
      const colors = data.colors || this.options.colors;
      return labels && i >= labels.length ? REST : colors[i % colors.length];
    },

    /** Rows are made anew only when they say something else, so that a click on one is not lost. */
    _legend: function (data) {
      const legend = data.legend || {};
      const labels = (legend.labels || []).map(plain);
      const headings = plain(legend.headings || []);
      const links = plain(legend.links || []);
      const colors = labels.map((label, i) => this._color(i, data));
      const said = JSON.stringify([labels, headings, links, colors]);
      if (said !== this.said) {
        this.said = said;
        this.table.empty().toggle(labels.length > 0);
        if (headings.length > 0 && labels.length > 0) {
          const head = $('<tr>').append($('<th>'), headings.map((heading) => $('<th>').text(heading)));
          this.table.append($('<thead>').append(head));
        }
        this.table.append($('<tbody>').append(labels.map((label, i) => this._row(label, links, colors[i]))));
      }
      const at = data.selectedIdx === undefined ? data.times.length - 1 : data.selectedIdx;
      const units = plain(data.units || this.options.units || '').join(' ');
      this.table.find('tbody tr').each((i, row) => {
        row.title = `${this.valueStr(number((data.values[i] || [])[at]), this.options.includeMillis)} ${units}`.trim();
      });
    },

    /** The colour, then a cell for each text: pages find the key of a cell by its place. */
    _row: function (label, links, color) {
      const swatch = $('<div class="stripchart-swatch">').css('background-color', color);
      const cells = label.map((text, k) => {
        const cell = $('<td>');
        return links[k] ? cell.append($('<a>').attr('href', links[k]).text(text)) : cell.text(text);
      });
      return $('<tr>').append($('<td class="stripchart-key">').append(swatch), cells);
    },

    _paint: function (data) {
      const width = Math.floor(this.element.width());
      if (width < LEFT + RIGHT + 10 || !this.element.is(':visible')) {
        return;
      }
      const tall = Math.max(80, this.tall);
      const canvas = this.canvas[0];
      const ratio = window.devicePixelRatio || 1;
      canvas.width = width * ratio;
      canvas.height = tall * ratio;
      canvas.style.width = width + 'px';
      canvas.style.height = tall + 'px';
      const pen = canvas.getContext('2d');
      pen.scale(ratio, ratio);
      pen.font = FONT;
      const stack = data.stack === undefined ? this.options.stack : data.stack;
      const first = data.times[0];
      const last = data.times[data.times.length - 1];
      const drawn = layers(data.values || [], data.times.length, stack);
      const rules = (data.hrule || []).filter((rule) => Number.isFinite(rule.value));
      const highest = drawn.reduce((most, layer) => layer.top.reduce((a, b) => Math.max(a, b), most), 0);
      const scaled = rules.filter((rule) => rule.scale !== false).reduce((most, rule) => Math.max(most, rule.value), highest);
      const top = scaled > 0 ? scaled * (1 + this.options.ymargin) : 1;
      const box = {left: LEFT, right: width - RIGHT, top: TOP, bottom: tall - BOTTOM};
      this.box = box;
      const x = (time) => box.left + (box.right - box.left) * (last === first ? 1 : (time - first) / (last - first));
      const y = (value) => box.bottom - (box.bottom - box.top) * (value / top);
      this._axes(pen, box, {first, last, top, x, y}, plain(data.units || this.options.units || '').join(' '));
      pen.save();
      pen.beginPath();
      pen.rect(box.left, box.top - 2, box.right - box.left, box.bottom - box.top + 3);
      pen.clip();
      for (let i = drawn.length - 1; i >= 0; i--) {
        this._series(pen, data.times, drawn[i], {x, y, stack, color: this._color(i, data)});
      }
      rules.forEach((rule) => this._line(pen, rule.color, [[box.left, y(rule.value)], [box.right, y(rule.value)]], [6, 4]));
      if (data.selectedIdx !== undefined && data.selectedIdx < data.times.length - 1) {
        const at = x(data.times[data.selectedIdx]);
        this._line(pen, TEXT, [[at, box.top], [at, box.bottom]], [2, 2]);
      }
      pen.restore();
    },

    _series: function (pen, times, layer, how) {
      const path = new Path2D();
      times.forEach((time, i) => path[i === 0 ? 'moveTo' : 'lineTo'](how.x(time), how.y(layer.top[i])));
      if (how.stack) {
        const area = new Path2D(path);
        for (let i = times.length - 1; i >= 0; i--) {
          area.lineTo(how.x(times[i]), how.y(layer.bottom[i]));
        }
        pen.fillStyle = how.color;
        pen.fill(area);
      } else {
        pen.strokeStyle = how.color;
        pen.lineWidth = 1.6;
        pen.stroke(path);
      }
    },

    _line: function (pen, color, points, dash) {
      pen.beginPath();
      pen.setLineDash(dash || []);
      pen.strokeStyle = color;
      pen.lineWidth = 1;
      points.forEach((point, i) => pen[i === 0 ? 'moveTo' : 'lineTo'](point[0], point[1]));
      pen.stroke();
      pen.setLineDash([]);
    },

    _axes: function (pen, box, scale, units) {
      const values = step(scale.top, Math.max(2, (box.bottom - box.top) / 32));
      pen.fillStyle = TEXT;
      pen.textAlign = 'right';
      pen.textBaseline = 'middle';
      for (let value = 0; value <= scale.top; value += values) {
        this._line(pen, value === 0 ? AXIS : GRID, [[box.left, scale.y(value)], [box.right, scale.y(value)]]);
        const millis = this.options.includeMillis || scale.top < 1;
        pen.fillText(this.valueStr(Number(value.toPrecision(6)), millis), box.left - 4, scale.y(value));
      }
      const seconds = (scale.last - scale.first) / 1000;
      const room = Math.max(1, (box.right - box.left) / 70);
      const every = STEPS.find((candidate) => seconds / candidate <= room) || STEPS[STEPS.length - 1];
      const offset = new Date(scale.last).getTimezoneOffset() * 60;
      pen.textAlign = 'center';
      pen.textBaseline = 'top';
      let at = Math.ceil((scale.first / 1000 - offset) / every) * every + offset;
      for (; every > 0 && at * 1000 <= scale.last; at += every) {
        const x = scale.x(at * 1000);
        this._line(pen, AXIS, [[x, box.bottom], [x, box.bottom + 3]]);
        const text = new Date(at * 1000).toTimeString().slice(0, every < 60 ? 8 : 5);
        if (x > box.left + 15 && x < box.right - 15) {
          pen.fillText(text, x, box.bottom + 5);
        }
      }
      if (units) {
        pen.save();
        pen.translate(8, (box.top + box.bottom) / 2);
        pen.rotate(-Math.PI / 2);
        pen.textBaseline = 'middle';
        pen.fillText(units, 0, 0, box.bottom - box.top);
        pen.restore();
      }
    },

    _clicked: function (event) {
      if (!this.options.clickable || !this.box) {
        return;
      }
      const canvas = this.canvas[0].getBoundingClientRect();
      const box = this.box;
      this._trigger('click', event, {
        x: (event.clientX - canvas.left - box.left) / (box.right - box.left),
        y: (box.bottom - (event.clientY - canvas.top)) / (box.bottom - box.top)
      });
    }
  });
}(jQuery));
