// Particles that travel between the four sides of a picture, the more of them the more traffic there is.
//
//   $(element).flow({axisN, axisE, axisS, axisW, velocity, radius, maxProbability, height, seed})
//   $(element).flow('data', [{startSide, startVal, endSide, endVal, type, frequency, info: [{name, value}]}])
//
// A side is N, E, S or W, a place on it 0 to 1. The flow of the highest frequency begins a particle in a frame with the
// chance maxProbability, another one less often in proportion. The pointer near a particle shows what is known of its flow; a click tells flowclick with the flow.

(function ($) {
  'use strict';

  const MOST = 2000;
  const NEAR = 14;
  const MARGIN = 24;
  const COLORS = ['#4dabf7', '#ffa94d', '#69db7c', '#da77f2', '#ffe066', '#3bc9db', '#ff8787', '#a9e34b'];

  /** Numbers of 0 to 1 that follow from a seed, so that a picture can be made again. */
  function randomFrom(seed) {
    let state = (Number(seed) || 1) >>> 0;
    return () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 4294967296;
    };
  }

  function place(side, value, width, height) {
    const part = Math.max(0, Math.min(1, Number(value) || 0));
    switch (side) {
      case 'N': return [MARGIN + part * (width - 2 * MARGIN), MARGIN];
      case 'S': return [MARGIN + part * (width - 2 * MARGIN), height - MARGIN];
      case 'E': return [width - MARGIN, MARGIN + part * (height - 2 * MARGIN)];
      default: return [MARGIN, MARGIN + part * (height - 2 * MARGIN)];
    }
  }

  $.widget('inmon.flow', {
    options: {velocity: 0.004, radius: 2.5, maxProbability: 0.5, height: '75vh', seed: 1234},

    _create: function () {
      this.random = randomFrom(this.options.seed);
      this.flows = [];
      this.particles = [];
      this.colors = {};
      this.canvas = $('<canvas role="img">');
      this.tip = $('<div class="flow-tip">').hide();
      this.element.addClass('flow').append(this.canvas, this.tip);
      this.canvas.on('mousemove.flow', (event) => { this.pointer = [event.offsetX, event.offsetY]; });
      this.canvas.on('mouseleave.flow', () => { this.pointer = null; });
      this.canvas.on('click.flow', (event) => {
        const found = this._nearest([event.offsetX, event.offsetY]);
        if (found) {
          this._trigger('click', event, found.flow);
        }
      });
      const step = () => {
        this._step();
        this.frame = window.requestAnimationFrame(step);
      };
      this.frame = window.requestAnimationFrame(step);
    },

    _destroy: function () {
      window.cancelAnimationFrame(this.frame);
      this.element.removeClass('flow').empty();
    },

    /** Other flows; particles on their way arrive. */
    data: function (flows) {
      this.flows = Array.isArray(flows) ? flows : [];
      this.element.attr('data-flows', this.flows.length);
    },

    _color: function (type) {
      const known = Object.keys(this.colors).length;
      this.colors[type] = this.colors[type] || COLORS[known % COLORS.length];
      return this.colors[type];
    },

    _size: function () {
      const canvas = this.canvas[0];
      const height = this.options.height;
      canvas.style.height = typeof height === 'number' || /^\d+$/.test(height) ? height + 'px' : height;
      const ratio = window.devicePixelRatio || 1;
      const wide = canvas.clientWidth;
      const tall = canvas.clientHeight;
      if (canvas.width !== Math.floor(wide * ratio) || canvas.height !== Math.floor(tall * ratio)) {
        canvas.width = Math.floor(wide * ratio);
        canvas.height = Math.floor(tall * ratio);
      }
      return [wide, tall, ratio];
    },

    _step: function () {
      const [width, height, ratio] = this._size();
      if (width < 10 || height < 10) {
        return;
      }
      const highest = Math.max(1e-9, ...this.flows.map((flow) => Number(flow.frequency) || 0));
      const chance = Number(this.options.maxProbability) / highest;
      this.flows.forEach((flow) => {
        if (this.particles.length < MOST && this.random() < (Number(flow.frequency) || 0) * chance) {
          const from = place(flow.startSide, flow.startVal, width, height);
          const to = place(flow.endSide, flow.endVal, width, height);
          this.particles.push({flow, from, to, at: 0, bend: (this.random() - 0.5) * 20});
        }
      });
      this.particles.forEach((particle) => { particle.at += Number(this.options.velocity); });
      this.particles = this.particles.filter((particle) => particle.at <= 1);
      const pen = this.canvas[0].getContext('2d');
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      pen.fillStyle = '#0d1020';
      pen.fillRect(0, 0, width, height);
      this._sides(pen, width, height);
      this.particles.forEach((particle) => {
        // A curve by way of the middle.
        const t = particle.at;
        const along = (k) => (1 - t) ** 2 * particle.from[k] + 2 * t * (1 - t) * [width, height][k] / 2
          + t ** 2 * particle.to[k];
        particle.x = along(0) + particle.bend * Math.sin(Math.PI * t);
        particle.y = along(1) + particle.bend * Math.sin(Math.PI * t);
        pen.fillStyle = this._color(particle.flow.type);
        pen.beginPath();
        pen.arc(particle.x, particle.y, Number(this.options.radius), 0, 2 * Math.PI);
        pen.fill();
      });
      this._hint();
    },

    _sides: function (pen, width, height) {
      pen.fillStyle = '#aeb6d6';
      pen.font = '13px system-ui, Verdana, Arial, sans-serif';
      pen.textAlign = 'center';
      pen.textBaseline = 'middle';
      const turned = (text, x, y, angle) => {
        pen.save();
        pen.translate(x, y);
        pen.rotate(angle);
        pen.fillText(text || '', 0, 0);
        pen.restore();
      };
      turned(this.options.axisN, width / 2, 11, 0);
      turned(this.options.axisS, width / 2, height - 11, 0);
      turned(this.options.axisW, 11, height / 2, -Math.PI / 2);
      turned(this.options.axisE, width - 11, height / 2, Math.PI / 2);
    },

    /** The particle next to a place. Absent: null when none is near. */
    _nearest: function (at) {
      let nearest = null;
      let least = NEAR;
      this.particles.forEach((particle) => {
        const distance = Math.hypot(particle.x - at[0], particle.y - at[1]);
        if (distance < least) {
          least = distance;
          nearest = particle;
        }
      });
      return nearest;
    },

    _hint: function () {
      const found = this.pointer && this._nearest(this.pointer);
      if (!found) {
        this.tip.hide();
        return;
      }
      this.tip.empty().css({left: this.pointer[0] + 12, top: this.pointer[1] + 12}).show();
      (found.flow.info || []).filter((item) => item.value).forEach((item) => {
        this.tip.append($('<div>').text(`${item.name}: ${item.value}`));
      });
    }
  });
}(jQuery));
