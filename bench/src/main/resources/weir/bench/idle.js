// description: waits

var calls = 0;
setIntervalHandler(function() { calls++; }, 60);
setHttpHandler(function() { return calls; });
