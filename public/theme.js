// Loaded before anything is painted, so that a chosen theme does not flash. Also tells the styles that scripts run.
{
  const root = document.documentElement;
  root.dataset.js = '';
  try {
    const theme = localStorage.getItem('theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  } catch {
    // Storage can be refused; the system's preference holds.
  }
}
