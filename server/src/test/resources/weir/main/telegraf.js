// description: sends host metrics to InfluxDB as line protocol, as Telegraf would

var url = getSystemProperty('influx.url') || 'http://127.0.0.1:8086';
var db = getSystemProperty('influx.db') || 'telegraf';

var metric_names = [
  'host_name', 'load_one', 'load_five', 'load_fifteen', 'cpu_num', 'uptime',
  'cpu_user', 'cpu_system', 'cpu_idle', 'cpu_nice', 'cpu_wio', 'cpu_intr',
  'cpu_sintr', 'cpu_steal', 'cpu_guest', 'cpu_guest_nice'
];

function number(row, i) {
  return row[i].metricValue || 0;
}

setIntervalHandler(function(now) {
  var lines = [];
  var rows = table('ALL', metric_names);
  for (var r = 0; r < rows.length; r++) {
    var row = rows[r];
    var host = row[0].metricValue;
    lines.push('system,host=' + host + ' load1=' + number(row, 1) + ',load5=' + number(row, 2) + ',load15=' + number(row, 3)
      + ',n_cpus=' + number(row, 4) + 'i,uptime=' + number(row, 5) + 'i');
    lines.push('cpu,cpu=cpu-total,host=' + host + ' usage_user=' + number(row, 6) + ',usage_system=' + number(row, 7)
      + ',usage_idle=' + number(row, 8) + ',usage_nice=' + number(row, 9) + ',usage_iowait=' + number(row, 10));
  }
  if (lines.length === 0) return;
  httpAsync({
    url: url + '/write?precision=ms&db=' + db,
    operation: 'POST',
    headers: {'Content-Type': 'text/plain'},
    body: lines.join('\n'),
    success: function(response) { sharedSet('sent', response.status); },
    error: function(error) { logWarning('InfluxDB: ' + error); }
  });
}, 15);

setHttpHandler(function() { return sharedGet('sent') || 0; });
