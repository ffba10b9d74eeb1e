// The routers, and what each of them has. A session that closes forgets everything on both sides; one that opens is told all
// that is in force.

var routers = settings.routers.map(function (address) {
  return { address: address, up: false, since: 0, has: {}, refused: {} };
});

/** Tells a router something. Answers whether it has it now. */
function tell(router, what) {
  if (!router.up) {
    return false;
  }
  delete router.refused[what.id];
  try {
    router.has[what.id] = what.kind === 'route' ? bgpAddRoute(router.address, what.body) : bgpAddFlow(router.address, what.body);
  } catch (e) {
    fault(router.address + ' cannot be told ' + what.id + ': ' + e);
    router.has[what.id] = false;
    router.refused[what.id] = '' + e;
  }
  return router.has[what.id];
}

/** Tells all routers that do not have something yet. */
function tellAll(what) {
  routers.forEach(function (router) {
    if (!router.has[what.id]) {
      tell(router, what);
    }
  });
}

/** Offers routers what nobody needs yet. Answers why none of them took it, or an empty text. */
function offer(what) {
  tellAll(what);
  if (routersWith(what.id).length > 0) {
    return '';
  }
  var why = notTaken(what);
  if (!needed[what.id]) {
    routers.forEach(function (router) {
      delete router.has[what.id];
      delete router.refused[what.id];
    });
  }
  return why;
}

/** Why no router has something. */
function notTaken(what) {
  if (!bgpIsOn) {
    return 'BGP is not spoken';
  }
  var up = routers.filter(function (router) { return router.up && bgpRouteCount(router.address) >= 0; });
  return up.length === 0 ? 'no router is connected' : up.map(function (router) {
    var refused = router.refused[what.id];
    return router.address + (refused ? ' cannot be told: ' + refused : ' does not speak ' + familyOf(what));
  }).join(', ');
}

/** Has all routers withdraw something, whether they are known to have it or not. */
function withdraw(what) {
  if (!bgpIsOn) {
    return;
  }
  routers.forEach(function (router) {
    delete router.has[what.id];
    delete router.refused[what.id];
    try {
      if (what.kind === 'route') {
        bgpRemoveRoute(router.address, what.body.prefix);
      } else {
        bgpRemoveFlow(router.address, what.body);
      }
    } catch (e) {
      fault(router.address + ' cannot withdraw ' + what.id + ': ' + e);
    }
  });
}

function routersWith(id) {
  return routers.filter(function (router) { return router.up && router.has[id]; })
    .map(function (router) { return router.address; });
}

function opened(router) {
  router.up = true;
  router.since = Date.now();
  router.has = {};
  router.refused = {};
  inForce().forEach(function (what) { tell(router, what); });
  reportRouter(router, 'up');
  settle();
}

function closed(router) {
  router.up = false;
  router.since = Date.now();
  router.has = {};
  router.refused = {};
  reportRouter(router, 'down');
  settle();
}

/** Calls of sessions that opened or closed can be lost with the script; and what a router refused once is tried again. */
function lookAfterRouters() {
  if (!bgpIsOn) {
    return;
  }
  routers.forEach(function (router) {
    var up = bgpRouteCount(router.address) >= 0;
    if (up !== router.up) {
      (up ? opened : closed)(router);
    } else if (up) {
      inForce().forEach(function (what) {
        if (!router.has[what.id]) {
          tell(router, what);
        }
      });
    }
  });
  settle();
}

function addRouters() {
  if (!bgpIsOn) {
    (setUp ? problem : remark)('attacks are shown, but nothing can be announced: bgp.start is not yes');
    return;
  }
  routers.forEach(function (router, number) {
    try {
      bgpAddNeighbor(router.address, settings.as, settings.id,
        { ipv6: settings.ipv6, flowspec: settings.flowspec, flowspec6: settings.flowspec6 },
        function () { carefully('a session opened', function () { opened(router); flushReports(); }); },
        function () { carefully('a session closed', function () { closed(router); flushReports(); }); });
      listProperty('router.' + number + '.agent', '').forEach(function (agent) { bgpAddSource(agent, router.address); });
    } catch (e) {
      problem('router ' + router.address + ': ' + e);
    }
  });
}
