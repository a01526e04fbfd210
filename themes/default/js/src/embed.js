// @ts-check
// In a frame: tells the page around it how tall this one is, whenever that changes. Widgets that do so themselves do
// not need it.

if (parent !== window) {
  new ResizeObserver(() => parent.postMessage({ rolebook: 'height', height: document.body.scrollHeight }, '*')).observe(document.body);
}
