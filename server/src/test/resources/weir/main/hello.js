// author: Weir
// description: answers what it was asked

setHttpHandler(function(request) {
  if (request.path && request.path[0] === 'missing') throw 'not_found';
  return request;
});
