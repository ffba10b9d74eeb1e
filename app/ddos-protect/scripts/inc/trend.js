// The last points of some series, as the pages of apps read them.

function Trend(most) {
  this.maxPoints = most;
  this.times = [];
  this.trends = {};
}

/** Adds a value to each series. A series that is new begins with nulls. */
Trend.prototype.add = function (time, points) {
  var self = this;
  Object.keys(points).forEach(function (name) {
    if (!self.trends[name]) {
      self.trends[name] = self.times.map(function () { return null; });
    }
  });
  this.times.push(time);
  Object.keys(this.trends).forEach(function (name) {
    self.trends[name].push(name in points ? points[name] : null);
  });
  if (this.times.length > this.maxPoints) {
    this.times.shift();
    Object.keys(this.trends).forEach(function (name) { self.trends[name].shift(); });
  }
};

/** What came after a time. */
Trend.prototype.after = function (time) {
  var from = 0;
  while (from < this.times.length && this.times[from] <= time) {
    from++;
  }
  var later = { maxPoints: this.maxPoints, times: this.times.slice(from), trends: {}, values: {} };
  var self = this;
  Object.keys(this.trends).forEach(function (name) { later.trends[name] = self.trends[name].slice(from); });
  return later;
};
