// Glowing points on a square: who talks to whom.
//
//   $(element).heatmap({radius, axisInset})
//   $(element).heatmap('draw', [{x, y, z}])
//
// All numbers are parts of the whole, 0 to 1: x from the left, y from the bottom, z the strength. axisInset is the width of
// the margins for what lies outside of the range; lines mark them.

(function ($) {
  'use strict';

  const LEAST = 0.15;

  function part(value) {
    return Math.max(0, Math.min(1, Number(value) || 0));
  }

  $.widget('inmon.heatmap', {
    options: {radius: 0.02, axisInset: 0},

    _create: function () {
      this.canvas = $('<canvas role="img">');
      this.element.addClass('heatmap').append(this.canvas);
    },

    _destroy: function () {
      this.element.removeClass('heatmap').empty();
    },

    /** Shows other points. */
    draw: function (points) {
      const size = Math.floor(Math.min(this.element.width(), window.innerHeight * 0.8));
      if (size < 20) {
        return;
      }
      const canvas = this.canvas[0];
      const ratio = window.devicePixelRatio || 1;
      canvas.width = size * ratio;
      canvas.height = size * ratio;
      canvas.style.width = size + 'px';
      canvas.style.height = size + 'px';
      const pen = canvas.getContext('2d');
      pen.scale(ratio, ratio);
      pen.fillStyle = '#0d1020';
      pen.fillRect(0, 0, size, size);
      this._margins(pen, size);
      pen.globalCompositeOperation = 'lighter';
      (points || []).forEach((point) => this._glow(pen, size, point));
      this.element.attr('data-points', (points || []).length);
    },

    _margins: function (pen, size) {
      const inset = part(this.options.axisInset) * size;
      if (inset > 0) {
        pen.strokeStyle = '#3c4468';
        pen.strokeRect(inset, inset, size - 2 * inset, size - 2 * inset);
      }
    },

    _glow: function (pen, size, point) {
      const strength = LEAST + (1 - LEAST) * part(point.z);
      const x = part(point.x) * size;
      const y = (1 - part(point.y)) * size;
      const radius = Math.max(2, Number(this.options.radius) * size);
      const colour = pen.createRadialGradient(x, y, 0, x, y, radius);
      const hue = 220 - 190 * strength;
      colour.addColorStop(0, `hsl(${hue} 95% ${45 + 25 * strength}% / ${strength})`);
      colour.addColorStop(1, `hsl(${hue} 95% 45% / 0)`);
      pen.fillStyle = colour;
      pen.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
    }
  });
}(jQuery));
