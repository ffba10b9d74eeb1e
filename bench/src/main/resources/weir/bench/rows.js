// description: asks for a table of all ports

setHttpHandler(function() {
  return table('ALL', 'ifname,ifspeed,ifinoctets,ifoutoctets').length;
});
