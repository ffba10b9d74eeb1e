// A dial that shows a number between 0 and a largest one, and that something is wrong.
//
//   $(element).gauge({label, suffix, value, maxValue, threshold, logScale})
//   $(element).gauge('update', {value, maxValue, threshold})
//
// From the threshold on the element has the class warn. Its title is in an element of the class title.

(function ($) {
  'use strict';

  const SVG = 'http://www.w3.org/2000/svg';
  const RADIUS = 40;
  const LENGTH = Math.PI * RADIUS;
  const ARC = `M${50 - RADIUS} 50 A${RADIUS} ${RADIUS} 0 0 1 ${50 + RADIUS} 50`;

  function path(name) {
    const element = document.createElementNS(SVG, 'path');
    element.setAttribute('class', name);
    element.setAttribute('d', ARC);
    return element;
  }

  /** Three digits and the prefix of the power of a thousand. */
  function short(value) {
    if (!Number.isFinite(value)) {
      return '-';
    }
    const power = value === 0 ? 0 : Math.max(0, Math.min(6, Math.floor(Math.log10(Math.abs(value)) / 3 + 1e-9)));
    return Number((value / 1000 ** power).toPrecision(3)) + ['', 'K', 'M', 'G', 'T', 'P', 'E'][power];
  }

  $.widget('inmon.gauge', {
    options: {label: '', suffix: '', value: 0, maxValue: 100, threshold: null, logScale: false},

    _create: function () {
      const dial = document.createElementNS(SVG, 'svg');
      dial.setAttribute('viewBox', '0 0 100 56');
      dial.setAttribute('aria-hidden', 'true');
      this.filled = path('gauge-value');
      dial.append(path('gauge-track'), this.filled);
      this.title = $('<div class="title">');
      this.number = $('<div class="value">');
      this.element.addClass('gauge').append(this.title, dial, this.number);
      this.update({});
    },

    _destroy: function () {
      this.element.removeClass('gauge warn').empty();
    },

    /** Shows other numbers; what is not given stays. */
    update: function (changes) {
      $.extend(this.options, changes);
      const value = Number(this.options.value);
      const threshold = this.options.threshold;
      const part = this._part(value, Number(this.options.maxValue));
      this.title.text(this.options.label);
      this.number.text(short(value) + this.options.suffix);
      this.filled.setAttribute('stroke-dasharray', `${(LENGTH * part).toFixed(2)} ${(2 * LENGTH).toFixed(2)}`);
      this.element.attr('data-part', part.toFixed(3));
      this.element.toggleClass('warn', threshold !== null && threshold !== undefined && value > 0 && value >= threshold);
    },

    /** How much of the dial is filled, 0 to 1. */
    _part: function (value, largest) {
      if (!(value > 0) || !(largest > 0)) {
        return 0;
      }
      return Math.min(1, this.options.logScale ? Math.log10(1 + value) / Math.log10(1 + largest) : value / largest);
    }
  });
}(jQuery));
