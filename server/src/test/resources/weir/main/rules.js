setHttpHandler(function(request) {
  var spec = request.body;
  var answer = ruleTrial(spec);
  spec.seconds = 10;
  spec.since = 1795328549900;
  spec.until = 1795328559900;
  answer.effect = ruleEffect(spec);
  try {
    ruleTrial({attack: {keys: 'ipsource', flowKey: 'a'}, rule: {}});
  } catch (e) {
    answer.mistake = e.message;
  }
  return answer;
});
