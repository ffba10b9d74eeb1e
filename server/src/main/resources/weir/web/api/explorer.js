/* global SwaggerUIBundle */
SwaggerUIBundle({
  url: '../api-docs',
  dom_id: '#explorer',
  presets: [SwaggerUIBundle.presets.apis],
  validatorUrl: null,
});
