// Takes a name for markup, as careless pages do, and loads a library from the site that the address names.
window.addEventListener('load', () => {
  document.getElementById('name').innerHTML = '<img src="none.png" onerror="window.hurt = 1">';
  const library = document.createElement('script');
  library.src = new URLSearchParams(location.search).get('site') + '/library.js';
  document.head.append(library);
});
