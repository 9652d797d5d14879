// Runs before the first paint, so that a dark room is not lit up for a moment.
(() => {
  const chosen = localStorage.getItem('amurwatch.theme');
  if (chosen === 'light' || chosen === 'dark') {
    document.documentElement.dataset.theme = chosen;
  }
})();
