// Widgets of jQuery: state behind an element, made by $(element).name(options), called by $(element).name('method', …).
// What jQuery UI brings under the same name is kept where a page loads it.

(function ($) {
  'use strict';

  if ($.widget) {
    return;
  }

  /** Plain objects are merged, everything else is replaced. */
  function merge(into, from) {
    Object.keys(from || {}).forEach((name) => {
      if (name === '__proto__') {
        return;
      }
      const value = from[name];
      into[name] = $.isPlainObject(value) ? merge($.isPlainObject(into[name]) ? into[name] : {}, value) : value;
    });
    return into;
  }

  class Widget {
    constructor(element, options, kind) {
      this.element = $(element);
      this.widgetName = kind.widgetName;
      this.widgetEventPrefix = kind.widgetEventPrefix;
      this.widgetFullName = kind.widgetFullName;
      this.options = merge(merge({}, kind.options), options);
      this.element.data(this.widgetFullName, this);
    }

    _create() {}

    _init() {}

    _destroy() {}

    widget() {
      return this.element;
    }

    /** All options; one; sets one; sets several. */
    option(name, value) {
      if (name === undefined) {
        return merge({}, this.options);
      }
      if (typeof name === 'string' && arguments.length === 1) {
        return this.options[name];
      }
      this._setOptions(typeof name === 'string' ? {[name]: value} : name);
      return this;
    }

    _setOptions(options) {
      Object.keys(options || {}).forEach((name) => this._setOption(name, options[name]));
    }

    _setOption(name, value) {
      this.options[name] = value;
    }

    /** Tells whoever bound the event, whose name is that of the widget with this one behind it. */
    _trigger(type, event, ui) {
      const name = (type === this.widgetEventPrefix ? type : this.widgetEventPrefix + type).toLowerCase();
      const told = $.Event(event || '', {type: name, target: this.element[0]});
      this.element.trigger(told, ui);
      const callback = this.options[type];
      const refused = typeof callback === 'function' && callback.call(this.element[0], told, ui) === false;
      return !(refused || told.isDefaultPrevented());
    }

    destroy() {
      this._destroy();
      this.element.removeData(this.widgetFullName).off('.' + this.widgetName);
    }
  }

  function call(widget, name, method, values) {
    if (!widget) {
      throw new Error(`${name} has no method ${method} before it is made`);
    }
    if (typeof widget[method] !== 'function' || method.charAt(0) === '_') {
      throw new Error(`${name} has no method ${method}`);
    }
    return widget[method](...values);
  }

  /** Defines a widget: $.widget('space.name', [base,] members). */
  $.widget = function (fullName, base, members) {
    const [space, name] = fullName.split('.');
    const parent = members ? base : $.Widget;
    const own = members || base;
    const Kind = class extends parent {};
    merge(Kind.prototype, {options: parent.prototype.options || {}});
    Kind.prototype.options = merge(merge({}, parent.prototype.options), own.options);
    Object.keys(own).filter((member) => member !== 'options').forEach((member) => {
      Kind.prototype[member] = own[member];
    });
    Kind.prototype.widgetName = name;
    Kind.prototype.widgetEventPrefix = own.widgetEventPrefix || name;
    Kind.prototype.widgetFullName = `${space}-${name}`;
    $[space] = $[space] || {};
    $[space][name] = Kind;
    $.fn[name] = function (first, ...values) {
      if (typeof first !== 'string') {
        return this.each(function () {
          let widget = $.data(this, `${space}-${name}`);
          if (widget) {
            widget._setOptions(first);
          } else {
            widget = new Kind(this, first, Kind.prototype);
            widget._create();
          }
          widget._init();
        });
      }
      let answer = this;
      this.each(function () {
        const widget = $.data(this, `${space}-${name}`);
        if (first === 'instance') {
          answer = widget;
          return false;
        }
        const value = call(widget, name, first, values);
        if (value !== undefined && value !== widget) {
          answer = value;
          return false;
        }
        return true;
      });
      return answer;
    };
    return Kind;
  };

  $.Widget = Widget;
}(jQuery));
