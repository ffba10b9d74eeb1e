// What is shown of a host: charts of one, columns of all.

/** @type {{title: string, metric: string, metrics: string[], labels: string[]}[]} metric: the one that gives the unit */
export const HOST_CHARTS = [
  { title: 'CPU', metric: 'cpu_user', metrics: ['cpu_user', 'cpu_system', 'cpu_wio', 'cpu_steal'], labels: ['user', 'system', 'waiting', 'stolen'] },
  { title: 'Load', metric: 'load_one', metrics: ['load_one', 'load_five', 'load_fifteen'], labels: ['1 min', '5 min', '15 min'] },
  { title: 'Memory', metric: 'mem_used', metrics: ['mem_used', 'mem_cached', 'mem_free', 'swap_free'], labels: ['used', 'cached', 'free', 'swap free'] },
  { title: 'Network', metric: 'bytes_in', metrics: ['bytes_in', 'bytes_out'], labels: ['in', 'out'] },
  { title: 'Packets', metric: 'pkts_in', metrics: ['pkts_in', 'pkts_out'], labels: ['in', 'out'] },
  { title: 'Disk', metric: 'bytes_read', metrics: ['bytes_read', 'bytes_written'], labels: ['read', 'written'] },
  { title: 'Disk operations', metric: 'reads', metrics: ['reads', 'writes'], labels: ['reads', 'writes'] },
  { title: 'TCP connections', metric: 'tcp_currestab', metrics: ['tcp_currestab'], labels: ['established'] },
  { title: 'TCP opened', metric: 'tcp_activeopens', metrics: ['tcp_activeopens', 'tcp_passiveopens'], labels: ['active', 'passive'] },
  { title: 'TCP trouble', metric: 'tcp_retranssegs', metrics: ['tcp_retranssegs', 'tcp_outrsts', 'tcp_attemptfails'], labels: ['sent again', 'resets', 'failed'] },
];

/** @type {{title: string, metric: string, style?: string}[]} numbers unless they have another style */
export const HOST_COLUMNS = [
  { title: 'Load', metric: 'load_one' },
  { title: 'CPU', metric: 'cpu_utilization' },
  { title: 'Memory', metric: 'mem_utilization' },
  { title: 'Disk', metric: 'disk_utilization' },
  { title: 'In', metric: 'bytes_in' },
  { title: 'Out', metric: 'bytes_out' },
  { title: 'CPUs', metric: 'cpu_num' },
  { title: 'System', metric: 'os_name', style: '' },
  { title: 'Release', metric: 'os_release', style: '' },
];
