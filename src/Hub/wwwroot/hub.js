// What a server is too far away for: keys, menus that close, dialogs, the tab's attention. Pages offer keys by attributes and know nothing of this file:
// data-go="l" a place (after G), data-key="p" a single key, data-row a row, data-close what Esc closes, data-search the page's search, data-dialog="id" opens a dialog.
(() => {
  'use strict';
  const root = document.documentElement;
  const remembered = name => { try { return localStorage.getItem(name); } catch { return null; } };
  const remember = (name, value) => { try { localStorage.setItem(name, value); } catch { /* storage is switched off: the choice lasts as long as the page */ } };
  if (remembered('hub-rail')) root.dataset.rail = remembered('hub-rail');

  const shown = e => e && e.offsetParent !== null && !e.disabled && e.getAttribute('aria-disabled') !== 'true';
  const first = selector => [...document.querySelectorAll(selector)].find(shown);
  const typing = e => e.closest('input:not([type=checkbox]), textarea, select, [contenteditable]') !== null;
  let goes = 0;

  const open = id => {
    const dialog = document.getElementById(id);
    if (dialog && !dialog.open) { dialog.showModal(); dialog.querySelector('input[type=search]')?.select(); }
  };
  const closeMenus = except => document.querySelectorAll('details.menu[open]').forEach(m => { if (m !== except) m.open = false; });

  const step = by => {
    const rows = [...document.querySelectorAll('[data-row]')].filter(shown);
    if (rows.length === 0) return false;
    const at = rows.findIndex(r => r === document.activeElement || r.contains(document.activeElement));
    const from = at >= 0 ? at : rows.findIndex(r => r.classList.contains('sel'));
    const next = rows[from < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, from + by))];
    next.focus();
    next.scrollIntoView({ block: 'nearest' });
    return true;
  };

  const press = target => {
    if (!target) return false;
    if (target.matches('input, textarea, select')) target.focus(); else target.click();
    return true;
  };

  const single = (key, event) => {
    if (goes && Date.now() - goes < 1500) {
      goes = 0;
      return press(document.querySelector(`[data-go="${CSS.escape(key)}"]`));
    }
    switch (key) {
      case 'g': goes = Date.now(); return true;
      case 'j': return step(1);
      case 'k': return step(-1);
      case '/': return press(first('[data-search]'));
      case 'f': return press(first('.fbtn')) || press(first('.fset select, .fset summary'));
      case '?': open('keys'); return true;
      default: return key.length === 1 && /[a-z]/.test(key) && press(first(`[data-key="${key}"]`));
    }
  };

  document.addEventListener('keydown', e => {
    if ((e.ctrlKey || e.metaKey) && !e.altKey && e.key.toLowerCase() === 'k') { e.preventDefault(); open('palette'); return; }
    const dialog = document.querySelector('dialog[open]');
    if (dialog) {
      const links = [...dialog.querySelectorAll('.palettelist a')];
      const at = links.indexOf(document.activeElement);
      if (e.key === 'Escape') { e.preventDefault(); dialog.close(); return; } // a search field would only empty itself
      if (e.key === 'ArrowDown' && links.length > 0) { e.preventDefault(); links[Math.min(at + 1, links.length - 1)].focus(); }
      else if (e.key === 'ArrowUp' && at >= 0) { e.preventDefault(); (at === 0 ? dialog.querySelector('input') : links[at - 1]).focus(); }
      else if (e.key === 'Enter' && at < 0 && links.length > 0 && e.target.matches('.palettein input')) { e.preventDefault(); links[0].click(); }
      return;
    }
    if (e.key === 'Escape') {
      const menu = document.querySelector('details.menu[open]');
      if (menu) { menu.open = false; menu.querySelector('summary').focus(); return; }
      if (typing(e.target)) { e.target.blur(); return; }
      const row = document.querySelector('[data-row].sel');
      if (press(first('[data-close]'))) row?.focus();
      return;
    }
    if (e.ctrlKey || e.metaKey || e.altKey || typing(e.target) || remembered('hub-keys') === 'off') return;
    if (e.repeat && !'jk'.includes(e.key.toLowerCase())) return; // a key held down decides once
    if (single(e.key.length === 1 ? e.key.toLowerCase() : e.key, e)) e.preventDefault();
  });

  document.addEventListener('click', e => {
    const target = e.target instanceof Element ? e.target : null;
    closeMenus(target?.closest('details.menu'));
    if (!target) return;
    const opener = target.closest('[data-dialog]');
    if (opener) { e.preventDefault(); open(opener.dataset.dialog); return; }
    const dialog = target.closest('dialog');
    if (dialog && (target === dialog || target.closest('a, [data-done]'))) dialog.close();
    if (target.closest('.menulist a')) target.closest('details.menu').open = false;
    if (target.closest('.railbtn')) {
      const wide = document.querySelector('.drawer').offsetWidth > 100;
      root.dataset.rail = wide ? 'mini' : 'open';
      remember('hub-rail', root.dataset.rail);
    }
    const copy = target.closest('[data-copy]');
    // A field's own text as it stands, else an address.
    const said = target.closest('[data-copy-of]');
    if (said) navigator.clipboard?.writeText(document.getElementById(said.dataset.copyOf).value).then(() => { said.dataset.copied = 'yes'; setTimeout(() => delete said.dataset.copied, 2000); });
    if (copy) navigator.clipboard?.writeText(new URL(copy.dataset.copy, location.href).href).then(() => { copy.dataset.copied = 'yes'; setTimeout(() => delete copy.dataset.copied, 2000); });
  });

  document.addEventListener('change', e => {
    if (e.target.matches?.('#keys-off')) remember('hub-keys', e.target.checked ? 'off' : 'on');
  });
  document.addEventListener('toggle', e => {
    if (e.target.id === 'keys' && e.newState === 'open') document.getElementById('keys-off').checked = remembered('hub-keys') === 'off';
  }, true);

  // A hub that was started anew does not know this page any more, and nothing on it answers: it is loaded again as soon as the hub is there, unless somebody is writing on it.
  const again = () => { if (!typing(document.activeElement ?? root)) location.reload(); };
  let looking = false;
  const look = async () => {
    const there = await fetch('health/live', { cache: 'no-store' }).then(r => r.ok, () => false);
    if (!looking) return;
    if (!there) { setTimeout(look, 2000); return; }
    looking = false;
    if (await Blazor.reconnect().catch(() => true) === false) again();
  };
  document.addEventListener('components-reconnect-state-changed', e => {
    const state = e.detail?.state;
    if (state === 'hide') looking = false;
    if (state === 'rejected' || state === 'resume-failed') again();
    if ((state === 'show' || state === 'failed') && !looking) { looking = true; setTimeout(look, 1000); }
  }, true);

  // Where the caret stands in a text that is written, and back to it.
  window.hubEditor = {
    place: area => ({ text: area.value, caret: area.selectionStart }),
    put: (area, caret) => { area.focus(); area.setSelectionRange(caret, caret); },
  };

  // Pages rest while nobody looks at them.
  window.hubAttention = {
    watch(page) {
      root.dataset.live = 'yes'; // from here on clicks reach the hub
      const tell = () => page.invokeMethodAsync('Look', !document.hidden).catch(() => { /* the circuit is gone; the next one asks anew */ });
      document.addEventListener('visibilitychange', tell);
      if (document.hidden) tell();
    },
  };
})();
