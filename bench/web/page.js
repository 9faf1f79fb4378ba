// `order`, the names of all pages, stands before this.
const html = document.documentElement;
let at = null, part = 0;
const section = name => document.getElementById(name);
function show(name, toPart = 0) {
  if (at !== name) { if (at) section(at).classList.remove('shown'); at = name; section(name).classList.add('shown'); }
  part = toPart;
  const scroll = section(name).querySelector('.scroll');
  if (scroll) scroll.scrollLeft = part * (scroll.clientWidth + 64);
  document.querySelector('.bar').hidden = ['attract', 'picture', 'film'].includes(name);
  document.title = name + ' ' + part;
}
function parts() {
  const scroll = section(at).querySelector('.scroll');
  return scroll ? Math.max(1, Math.round((scroll.scrollWidth + 64) / (scroll.clientWidth + 64))) : 1;
}
function step(by) {
  if (part + by >= 0 && part + by < parts()) return show(at, part + by);
  const next = order.indexOf(at) + by;
  if (next >= order.length) document.title = 'end';
  else if (next >= 0) show(order[next]);
}
for (const each of document.querySelectorAll('.step'))
  each.onclick = () => step(each.classList.contains('next') ? 1 : -1);
for (const tile of document.querySelectorAll('.tile')) tile.onclick = () => show(tile.dataset.opens);
for (const name of ['attract', 'picture', 'film']) if (section(name)) section(name).onclick = () => show('home');
section('bar-home').onclick = () => show('home');
section('bar-language').onclick = () => { html.lang = html.lang === 'zh' ? 'en' : 'zh'; show(at, 0); };
// A page follows the finger, and goes on where it was drawn far enough.
let from = null;
addEventListener('pointerdown', event => { if (section(at).classList.contains('page')) from = event.clientX; });
addEventListener('pointermove', event => {
  if (from !== null) section(at).querySelector('.scroll').style.transform = `translateX(${event.clientX - from}px)`;
});
addEventListener('pointerup', event => {
  if (from === null) return;
  const by = event.clientX - from;
  from = null;
  section(at).querySelector('.scroll').style.transform = '';
  if (Math.abs(by) > 200) step(by < 0 ? 1 : -1);
});
show(location.hash.slice(1) || 'attract');
