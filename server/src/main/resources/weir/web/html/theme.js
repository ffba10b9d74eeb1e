// Chooses light or dark before anything is drawn: as the reader chose last, else as the system says.
(() => {
  const KEY = 'weir.theme';
  const system = matchMedia('(prefers-color-scheme: dark)');
  const root = document.documentElement;

  /** @type {string | null} */
  let chosen = null;
  try {
    chosen = localStorage.getItem(KEY);
  } catch {
    // Without storage a choice holds until the page is left.
  }

  const apply = () => {
    root.dataset.theme = chosen === 'light' || chosen === 'dark' ? chosen : system.matches ? 'dark' : 'light';
    const button = document.getElementById('theme');
    if (button) {
      const other = root.dataset.theme === 'dark' ? 'light' : 'dark';
      button.textContent = other === 'dark' ? '☾ Dark' : '☀ Light';
      button.setAttribute('aria-label', `Use the ${other} theme`);
    }
    dispatchEvent(new Event('themechange'));
  };

  const toggle = () => {
    chosen = root.dataset.theme === 'dark' ? 'light' : 'dark';
    try {
      localStorage.setItem(KEY, chosen);
    } catch {
      // As above.
    }
    apply();
  };

  apply();
  system.addEventListener('change', apply);
  addEventListener('DOMContentLoaded', () => {
    document.getElementById('theme')?.addEventListener('click', toggle);
    apply();
  });
})();
