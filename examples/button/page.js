// The page only hears that something came; what came, it asks its own back end.
document.querySelector('kluscv-button').addEventListener('kluscv-received', async () => {
  const response = await fetch('/result');
  if (!response.ok) return;
  const { outcome, name, issuer } = await response.json();
  document.querySelector('#result').textContent = `${name} (${issuer}): ${outcome}`;
});
