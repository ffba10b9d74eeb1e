/* global SwaggerUIBundle */
SwaggerUIBundle({
  url: '../api-docs',
  dom_id: '#explorer',
  presets: [SwaggerUIBundle.presets.apis],
  validatorUrl: null,
  // A list that can be read at a glance, found by words, with addresses that lead to one operation.
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  filter: true,
  deepLinking: true,
});

// It is dark where the pages are.
const follow = () => document.documentElement.classList.toggle('dark-mode', document.documentElement.dataset.theme === 'dark');
addEventListener('themechange', follow);
follow();
