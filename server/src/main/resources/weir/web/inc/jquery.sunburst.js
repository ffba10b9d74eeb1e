// Rings that break a value down, from the inside out.
//
//   $(element).sunburst({clickable})
//   $(element).sunburst('draw', {label, depth, value, children: {NAME: {value, id, filter, children}}})
//
// A click on a part with parts of its own makes it the whole; the names above lead back. Where the widget is clickable, a
// click on a part without parts, or on the middle, tells sunburstclick with the node: {name, value, id, filter}.

(function ($) {
  'use strict';

  const SVG = 'http://www.w3.org/2000/svg';
  const INNER = 70;
  const OUTER = 240;
  const SMALLEST = 0.004;
  const TURN = 2 * Math.PI;

  function make(name, attributes) {
    const element = document.createElementNS(SVG, name);
    Object.keys(attributes).forEach((key) => element.setAttribute(key, attributes[key]));
    return element;
  }

  function point(radius, angle) {
    return `${(radius * Math.sin(angle)).toFixed(2)} ${(-radius * Math.cos(angle)).toFixed(2)}`;
  }

  /** A piece of a ring; a whole ring is drawn as two halves. */
  function piece(inner, outer, from, to) {
    if (to - from > TURN - 1e-6) {
      return piece(inner, outer, 0, Math.PI) + piece(inner, outer, Math.PI, TURN - 1e-9);
    }
    const large = to - from > Math.PI ? 1 : 0;
    return `M${point(outer, from)} A${outer} ${outer} 0 ${large} 1 ${point(outer, to)} `
      + `L${point(inner, to)} A${inner} ${inner} 0 ${large} 0 ${point(inner, from)} Z`;
  }

  function hasParts(node) {
    return Boolean(node && node.children && Object.keys(node.children).length > 0);
  }

  function depth(node) {
    const parts = Object.values((node && node.children) || {});
    return parts.length === 0 ? 0 : 1 + Math.max(...parts.map(depth));
  }

  function short(value) {
    const power = value > 0 ? Math.max(0, Math.min(5, Math.floor(Math.log10(value) / 3 + 1e-9))) : 0;
    return Number((value / 1000 ** power).toPrecision(3)) + ['', 'K', 'M', 'G', 'T', 'P'][power];
  }

  $.widget('inmon.sunburst', {
    options: {clickable: false},

    _create: function () {
      this.path = [];
      this.names = $('<div class="sunburst-path">');
      this.picture = $(make('svg', {viewBox: '-250 -250 500 500', role: 'img'}));
      this.element.addClass('sunburst').append(this.names, this.picture);
      this.picture.on('mousedown.sunburst', () => { this.pressed = true; });
      $(document).on('mouseup' + this._space(), () => setTimeout(() => { this.pressed = false; }, 0));
      this.picture.on('click.sunburst', '[data-place]', (event) => this._clicked(event));
      this.names.on('click.sunburst', 'button', (event) => this._back(Number($(event.currentTarget).attr('data-depth'))));
    },

    _destroy: function () {
      $(document).off(this._space());
      this.element.removeClass('sunburst').empty();
    },

    _space: function () {
      this.number = this.number || ($.sunbursts = ($.sunbursts || 0) + 1);
      return '.sunburst' + this.number;
    },

    /** Shows another tree; the part that is looked at stays as long as it is there. */
    draw: function (tree) {
      this.tree = tree || {};
      if (!this.pressed) {
        this._paint();
      }
    },

    /** The node that a list of names leads to. Absent: undefined. */
    _node: function (names) {
      return names.reduce((node, name) => node && node.children && node.children[name], this.tree);
    },

    _paint: function () {
      while (this.path.length > 0 && !this._node(this.path)) {
        this.path.pop();
      }
      const centre = this._node(this.path);
      const rings = Math.max(1, depth(centre));
      const width = (OUTER - INNER) / rings;
      this.picture.empty();
      const middle = make('circle', {'class': 'sunburst-middle', r: INNER - 3, 'data-place': '[]'});
      const label = make('text', {'class': 'sunburst-label', y: -4});
      label.textContent = this.path.length ? this.path[this.path.length - 1] : this.tree.label || '';
      const value = make('text', {'class': 'sunburst-label', y: 16});
      value.textContent = centre.value ? short(centre.value) : '';
      this.picture.append(middle, label, value);
      this._ring(centre, [], {from: 0, to: TURN, inner: INNER, width, hue: 0, spread: 360});
      this._trail();
    },

    /** The parts of a node, the largest first, from where the node begins. */
    _ring: function (node, names, place) {
      const parts = Object.keys((node && node.children) || {}).map((name) => [name, node.children[name]]);
      parts.sort((a, b) => (b[1].value || 0) - (a[1].value || 0));
      const sum = parts.reduce((total, part) => total + (part[1].value || 0), 0);
      const whole = Math.max(node.value || 0, sum);
      let from = place.from;
      parts.forEach(([name, part], i) => {
        const share = whole > 0 ? (part.value || 0) / whole : 0;
        const to = from + share * (place.to - place.from);
        if (to - from >= SMALLEST) {
          const hue = place.hue + (place.spread * i) / Math.max(1, parts.length);
          this._part([...names, name], part, {...place, from, to, hue});
        }
        from = to;
      });
    },

    _part: function (names, node, place) {
      const outer = place.inner + place.width;
      const light = 42 + 7 * Math.min(4, names.length - 1);
      const shape = make('path', {
        'class': 'sunburst-part',
        d: piece(place.inner, outer - 1.5, place.from, place.to),
        fill: `hsl(${place.hue.toFixed(0)} 55% ${light}%)`,
        'data-place': JSON.stringify(names)
      });
      const title = document.createElementNS(SVG, 'title');
      title.textContent = `${[...this.path, ...names].join(' / ')}: ${short(node.value || 0)}`;
      shape.append(title);
      this.picture.append(shape);
      const name = names[names.length - 1];
      const middle = (place.from + place.to) / 2;
      const radius = (place.inner + outer) / 2;
      if ((place.to - place.from) * radius > 14 && place.width > 6 * Math.min(name.length, 4)) {
        const degrees = (middle * 180) / Math.PI - 90;
        const turned = degrees > 90 ? degrees + 180 : degrees;
        const text = make('text', {
          'class': 'sunburst-name',
          transform: `translate(${point(radius, middle)}) rotate(${turned.toFixed(1)})`
        });
        const fits = Math.max(2, Math.floor(place.width / 6.5));
        text.textContent = name.length > fits ? name.slice(0, fits - 1) + '\u2026' : name;
        this.picture.append(text);
      }
      this._ring(node, names, {...place, inner: outer, spread: 60 / names.length});
    },

    /** The way from the whole to the part that is looked at. */
    _trail: function () {
      const names = [this.tree.label || 'All', ...this.path];
      const said = JSON.stringify(names);
      if (said !== this.said) {
        this.said = said;
        this.names.empty().toggle(names.length > 1);
        names.forEach((name, i) => this.names.append($('<button type="button">').attr('data-depth', i).text(name)));
      }
    },

    _back: function (length) {
      this.path.length = length;
      this._paint();
    },

    _clicked: function (event) {
      const names = JSON.parse($(event.currentTarget).attr('data-place'));
      const whole = [...this.path, ...names];
      const node = this._node(whole);
      this.pressed = false;
      if (names.length > 0 && hasParts(node)) {
        this.path = whole;
        this._paint();
      } else if (this.options.clickable && whole.length > 0 && node) {
        this._trigger('click', event, {name: whole[whole.length - 1], value: node.value, id: node.id, filter: node.filter});
      } else if (names.length === 0 && this.path.length > 0) {
        this._back(this.path.length - 1);
      }
    }
  });
}(jQuery));
