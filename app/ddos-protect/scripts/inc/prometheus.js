// Gauges for Prometheus.

function escaped(text) {
  return ('' + text).replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
}

function gauges() {
  var text = '';
  var told = {};
  function gauge(name, labels, value) {
    var full = settings.metricPrefix + name;
    if (settings.typed && !told[full]) {
      told[full] = true;
      text += '# TYPE ' + full + ' gauge\n';
    }
    var named = Object.keys(labels).map(function (label) { return label + '="' + escaped(labels[label]) + '"'; }).join(',');
    text += full + (named ? '{' + named + '}' : '') + ' ' + value + '\n';
  }
  var counts = {};
  allControls().forEach(function (control) {
    var id = control.attack + ' ' + control.status;
    counts[id] = (counts[id] || 0) + 1;
  });
  Object.keys(ATTACKS).forEach(function (attack) {
    STATUSES.forEach(function (status) {
      gauge('controls', { attack: attack, status: status }, counts[attack + ' ' + status] || 0);
    });
  });
  Object.keys(ATTACKS).forEach(function (attack) {
    var top = latest[attack] || {};
    gauge('top_frames', { attack: attack }, Object.keys(top).reduce(function (most, key) { return Math.max(most, top[key]); }, 0));
  });
  Object.keys(ATTACKS).forEach(function (attack) { gauge('threshold', { attack: attack }, limits[attack].threshold); });
  gauge('automatic', {}, mode === 'automatic' ? 1 : 0);
  gauge('controls_left_out', {}, dropped);
  gauge('routes', {}, count('route'));
  gauge('rules', {}, count('rule'));
  routers.forEach(function (router) { gauge('router_up', { router: router.address }, router.up ? 1 : 0); });
  return text;
}
