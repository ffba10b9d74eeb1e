// author: Weir
// version: 1.0
// description: Statistics of metrics, and flows measured on demand, as Prometheus text

var FS = '\u001f';
/** A flow that nobody asked for in so many ms is measured no more. */
var FORGET = 300000;

var prefix = getSystemProperty('prometheus.metric.prefix') || 'sflow_';
var typed = getSystemProperty('prometheus.type') === 'yes';

/** Flows that are measured, by what was asked for. */
var flows = {};
var made = 0;

function sanitized(name) {
  return ('' + name).replace(/[^a-zA-Z0-9_]/g, '_');
}

function escaped(text) {
  return ('' + text).replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
}

function line(name, labels, value) {
  var text = Object.keys(labels).map(function (label) {
    return label + '="' + escaped(labels[label]) + '"';
  }).join(',');
  return name + (text ? '{' + text + '}' : '') + ' ' + value + '\n';
}

function gauge(name) {
  return typed ? '# TYPE ' + name + ' gauge\n' : '';
}

/** Keys of a list; commas within brackets and behind backslashes are theirs. */
function split(list) {
  var keys = [''], depth = 0;
  for (var i = 0; i < list.length; i++) {
    var c = list.charAt(i);
    if (c === '\\') {
      keys[keys.length - 1] += c + list.charAt(++i);
    } else if (c === ',' && depth === 0) {
      keys.push('');
    } else {
      depth += c === '[' ? 1 : c === ']' ? -1 : 0;
      keys[keys.length - 1] += c;
    }
  }
  return keys;
}

function one(query, name, usual) {
  var given = query[name];
  return given && given.length > 0 && given[0] !== '' ? '' + given[0] : usual;
}

function number(query, name, usual) {
  var value = Number(one(query, name, usual));
  if (!isFinite(value)) {
    throw 'bad_request';
  }
  return value;
}

/** Each metric asked for, over the data sources of the agents; labelled with the name of the group. */
function statistics(group, agents, metrics, filter) {
  var text = '';
  (metric(agents, metrics.split(/[,;]/), filter) || []).forEach(function (found) {
    if (typeof found.metricValue === 'number') {
      var name = sanitized(prefix + found.metricName);
      text += gauge(name) + line(name, { group: group }, found.metricValue);
    }
  });
  return text;
}

/** The flow that a query asks for, defined if it is not yet. */
function measured(query) {
  var dropped = one(query, 'dropped', 'false') === 'true';
  var spec = { value: one(query, 'value'), n: number(query, 'n', 10), t: number(query, 't', 15), fs: FS };
  var keys = one(query, 'key');
  if (keys) {
    spec.keys = keys;
  }
  if (one(query, 'filter')) {
    spec.filter = one(query, 'filter');
  }
  if (dropped) {
    spec.dropped = true;
  }
  var id = JSON.stringify(spec);
  var flow = flows[id];
  if (!flow) {
    flow = { name: 'prometheus_' + made, keys: keys ? split(keys) : [] };
    if (!setFlow(flow.name, spec)) {
      throw 'bad_request';
    }
    made++;
    flows[id] = flow;
  }
  flow.asked = Date.now();
  return flow;
}

/** The largest flows of a query, a line for each. */
function exported(agents, query) {
  var name = one(query, 'metric');
  if (!name || !one(query, 'value')) {
    throw 'bad_request';
  }
  name = sanitized(name);
  var flow = measured(query);
  var labels = (one(query, 'label') ? split(one(query, 'label')) : flow.keys).map(sanitized);
  if (labels.length !== flow.keys.length) {
    throw 'bad_request';
  }
  var mode = one(query, 'aggMode', one(query, 'dropped', 'false') === 'true' ? 'sum' : 'max');
  var scale = number(query, 'scale', 1);
  var found = activeFlows(agents, flow.name, number(query, 'maxFlows', 20), number(query, 'minValue', 0.1), mode);
  return found.reduce(function (text, each) {
    var parts = each.key.split(FS);
    var named = {};
    labels.forEach(function (label, i) {
      named[label] = parts[i];
    });
    return text + line(name, named, each.value * scale);
  }, gauge(name));
}

setHttpHandler(function (request) {
  var path = request.path || [];
  if (request.method !== 'GET' || request.format !== 'txt') {
    throw 'not_found';
  }
  if (path[0] === 'statistics' && path.length === 4) {
    return statistics(path[1], path[2].split(/[,;]/), path[3], request.query);
  }
  if (path[0] === 'flows' && path.length === 2) {
    return exported(path[1].split(/[,;]/), request.query);
  }
  throw 'not_found';
});

setIntervalHandler(function (now) {
  Object.keys(flows).forEach(function (id) {
    if (Date.now() - flows[id].asked > FORGET) {
      clearFlow(flows[id].name);
      delete flows[id];
    }
  });
}, 10);
