'use strict';
(() => {
  const page = document.documentElement;
  const charts = [...document.querySelectorAll('figure svg')];
  const inCharts = (selector) => charts.flatMap((chart) => [...chart.querySelectorAll(selector)]);
  const card = document.querySelector('.card');
  const part = '.spot, .quiet, .callout, tr[data-zone]';
  const rows = new Map();
  const members = new Map();
  const join = (zone, element) => {
    if (!members.has(zone)) members.set(zone, []);
    members.get(zone).push(element);
  };
  page.classList.add('js');
  document.querySelectorAll('.hint').forEach((hint) => hint.removeAttribute('hidden'));
  document.querySelectorAll('tr[data-zone]').forEach((row) => {
    rows.set(row.dataset.zone, row);
    join(row.dataset.zone, row);
  });
  // names become labels, so that no second card appears
  inCharts('.zone').forEach((shape) => {
    const holder = shape.parentNode;
    const title = holder.querySelector(':scope > title');
    holder.dataset.zone = shape.dataset.zone;
    if (title) {
      holder.dataset.name = title.textContent;
      if (holder.classList.contains('spot')) holder.setAttribute('aria-label', title.textContent);
      else holder.classList.add('quiet');
      title.remove();
    }
    if (holder.classList.contains('spot')) join(shape.dataset.zone, holder);
  });
  inCharts('.callout').forEach((callout) => {
    zones(callout).forEach((zone) => join(zone, callout));
  });

  function zones(element) {
    return (element.dataset.zones || element.dataset.zone || '').split(' ').filter(Boolean);
  }

  let hovered = null;
  let held = null;
  let shut = null;
  let timer = 0;
  let pressed = null;

  function light(element) {
    const known = element ? zones(element).filter((zone) => rows.has(zone)) : [];
    const lit = new Set(known.flatMap((zone) => members.get(zone)));
    document.querySelectorAll('.lit').forEach((old) => lit.has(old) || old.classList.remove('lit'));
    lit.forEach((now) => now.classList.add('lit'));
    charts.forEach((chart) => chart.classList.toggle('some', lit.size > 0));
  }

  function line(kind, text) {
    if (!text) return null;
    const p = document.createElement('p');
    p.className = kind;
    p.textContent = text;
    return p;
  }

  function fill(element) {
    const known = zones(element).filter((zone) => rows.has(zone));
    const lines = [];
    known.forEach((zone) => {
      const row = rows.get(zone);
      const cell = (name) => row.querySelector('.' + name);
      const name = cell('name').cloneNode(false);
      // the name may link to two pictures, and is one name
      name.textContent = (cell('name').querySelector('a') || cell('name')).textContent;
      name.classList.add(...row.classList);
      name.classList.remove('lit');
      lines.push(name, line('quiet-text', cell('place').textContent.trim()), line('', cell('says').textContent));
      const fact = line('fact', ' ' + cell('words').textContent);
      fact.prepend(cell('dots').cloneNode(true));
      const sources = cell('from');
      lines.push(fact, line('fact', sources.dataset.head + ': ' + sources.textContent.trim()));
    });
    if (!known.length) lines.push(line('name bare', element.dataset.name || ''));
    card.classList.toggle('small', !known.length);
    card.replaceChildren(...lines.filter(Boolean));
  }

  function place(element) {
    const gap = 14;
    const edge = 12;
    const shape = element.querySelector('.zone') || element.querySelector('text') || element;
    const box = shape.getBoundingClientRect();
    const w = card.offsetWidth;
    const h = card.offsetHeight;
    const width = page.clientWidth;
    const height = window.innerHeight;
    const within = (x, size, all) => Math.max(edge, Math.min(x, all - size - edge));
    const middle = [within(box.left + box.width / 2 - w / 2, w, width), within(box.top + box.height / 2 - h / 2, h, height)];
    const ways = [
      [box.right + gap, middle[1]],
      [box.left - gap - w, middle[1]],
      [middle[0], box.bottom + gap],
      [middle[0], box.top - gap - h],
      [box.right + gap, within(box.top, h, height)],
      [box.left - gap - w, within(box.top, h, height)],
      [middle[0], edge],
      [middle[0], height - h - edge],
      [edge, middle[1]],
      [width - w - edge, middle[1]],
    ].map(([x, y]) => [within(x, w, width), within(y, h, height)]);
    // where it hides least of what is lit; the zone itself counts most
    const lit = inCharts('.lit .zone, .lit text').map((e) => [e.getBoundingClientRect(), 1]);
    const rim = 12;
    lit.push([new DOMRect(box.x - rim, box.y - rim, box.width + 2 * rim, box.height + 2 * rim), 20]);
    const hidden = ([x, y]) => lit.reduce((sum, [b, weight]) => {
      const across = Math.min(x + w, b.right) - Math.max(x, b.left);
      const down = Math.min(y + h, b.bottom) - Math.max(y, b.top);
      return across > 0 && down > 0 ? sum + weight * across * down : sum;
    }, 0);
    const far = ([x, y]) => Math.hypot(x + w / 2 - box.left - box.width / 2, y + h / 2 - box.top - box.height / 2);
    const price = (way) => hidden(way) + far(way);
    const [x, y] = ways.reduce((best, way) => (price(way) < price(best) ? way : best));
    card.style.left = x + window.scrollX + 'px';
    card.style.top = y + window.scrollY + 'px';
  }

  // the zone that a finger meant which missed it by a little
  function near(x, y) {
    let best = null;
    let least = 20;
    inCharts('.spot > .zone').forEach((shape) => {
      const box = shape.getBoundingClientRect();
      // of the picture that this window does not show
      if (!box.width && !box.height) return;
      const across = Math.max(box.left - x, 0, x - box.right);
      const down = Math.max(box.top - y, 0, y - box.bottom);
      const miss = Math.hypot(across, down);
      if (miss < least) [best, least] = [shape.parentNode, miss];
    });
    return best;
  }

  function show() {
    const element = hovered || held;
    light(element);
    const speaks = element && element !== shut && element.tagName !== 'TR';
    if (speaks) {
      fill(element);
      place(element);
    }
    card.classList.toggle('open', Boolean(speaks));
  }

  function hover(element) {
    clearTimeout(timer);
    if (element === hovered) return;
    // a moment to move on to the card
    timer = setTimeout(() => {
      hovered = element;
      if (element !== shut) shut = null;
      show();
    }, element ? 40 : 220);
  }

  document.addEventListener('pointerover', (event) => {
    if (event.pointerType === 'touch') return;
    if (card.contains(event.target)) clearTimeout(timer);
    else hover(event.target.closest(part));
  });
  page.addEventListener('pointerleave', () => hover(null));
  // what a press moves the focus to is for the click to judge
  document.addEventListener('pointerdown', (event) => { pressed = event; });
  document.addEventListener('click', (event) => {
    // where the finger was: browsers move a tap to what they think was meant
    const { clientX: x, clientY: y } = pressed || event;
    pressed = null;
    const link = event.target.closest('tbody a');
    if (link || card.contains(event.target)) return;
    let element = event.target.closest(part);
    if (charts.some((chart) => chart.contains(event.target))) element = document.elementFromPoint(x, y)?.closest(part) || near(x, y);
    held = element === held ? null : element;
    hovered = null;
    shut = null;
    show();
  });
  document.addEventListener('focusin', (event) => {
    const element = event.target.closest(part);
    if (pressed) return;
    held = element;
    hovered = null;
    shut = null;
    show();
  });
  document.addEventListener('focusout', (event) => {
    if (pressed || event.relatedTarget || !held) return;
    held = null;
    show();
  });
  document.addEventListener('keydown', (event) => {
    pressed = null;
    if (event.key === 'Escape') {
      shut = hovered || held;
      show();
    }
    const spot = event.target.closest('.spot');
    if (spot && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      [...rows.get(spot.dataset.zone).querySelectorAll('a')].find((a) => a.getClientRects().length).focus();
    }
  });
  const again = () => {
    const element = hovered || held;
    if (element && card.classList.contains('open')) place(element);
  };
  window.addEventListener('resize', again);
  window.addEventListener('scroll', again, { passive: true });
})();
