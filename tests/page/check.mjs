// Opens files in a headless browser, as a person would with mouse, finger,
// keyboard and without script, and has axe-core look at them.
//
//   node check.mjs BROWSER PROFILE-FOLDER FILE...
//
// Prints one JSON object: for each file what is wrong (nothing, if all is
// well), the colours of the page by day and by night, and how many of its parts
// move, for readers who like motion and for those who ask for less. The browser is driven
// over a pipe (Chrome DevTools Protocol), so that no port is open.

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [browserPath, profile, ...files] = process.argv.slice(2);
const axe = readFileSync(new URL('node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const browser = spawn(
  browserPath,
  [
    '--headless', '--no-sandbox', '--disable-gpu', '--remote-debugging-pipe', `--user-data-dir=${profile}`, '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync', '--force-color-profile=srgb',
  ],
  { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
);
let count = 0;
let rest = '';
const waiting = new Map();
const events = [];
browser.stdio[4].setEncoding('utf8');
browser.stdio[4].on('data', (text) => {
  const messages = (rest + text).split('\0');
  rest = messages.pop();
  for (const message of messages.map((m) => JSON.parse(m))) {
    if (!message.id) events.push(message);
    else if (message.error) waiting.get(message.id).reject(new Error(message.error.message));
    else waiting.get(message.id).resolve(message.result);
  }
});
const send = (method, params = {}, sessionId = undefined) => {
  count += 1;
  browser.stdio[3].write(`${JSON.stringify({ id: count, method, params, sessionId })}\0`);
  return new Promise((resolve, reject) => waiting.set(count, { resolve, reject }));
};
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const until = async (test, what) => {
  for (let i = 0; i < 200; i += 1) {
    if (await test()) return;
    await sleep(50);
  }
  throw new Error(`waited in vain for ${what}`);
};

const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
const call = (method, params) => send(method, params, sessionId);
const run = async (expression) => {
  const { result, exceptionDetails } = await call('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description || exceptionDetails.text);
  return result.value;
};
for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await call(`${domain}.enable`);

// opens a file anew in a window of some width
const open = async (file, width, scheme, script = true, motion = 'no-preference') => {
  const phone = width < 600;
  await call('Emulation.setScriptExecutionDisabled', { value: !script });
  await call('Emulation.setDeviceMetricsOverride', { width, height: phone ? 844 : 800, deviceScaleFactor: 1, mobile: phone });
  await call('Emulation.setTouchEmulationEnabled', { enabled: phone });
  await call('Emulation.setEmulatedMedia', { features: [
    { name: 'prefers-color-scheme', value: scheme },
    { name: 'prefers-reduced-motion', value: motion },
  ] });
  events.length = 0;
  await call('Page.navigate', { url: pathToFileURL(file).href });
  await until(() => events.some((e) => e.method === 'Page.loadEventFired'), `${file} to load`);
  await call('Input.dispatchMouseEvent', { type: 'mouseMoved', x: 1, y: 1 });
};
const move = (x, y) => call('Input.dispatchMouseEvent', { type: 'mouseMoved', x, y });
const key = async (name, code, text = undefined) => {
  await call('Input.dispatchKeyEvent', { type: 'keyDown', key: name, windowsVirtualKeyCode: code, text });
  await call('Input.dispatchKeyEvent', { type: 'keyUp', key: name, windowsVirtualKeyCode: code });
};
const tap = async (x, y) => {
  await call('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
  await call('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
};
// a point at which a spot of a zone is what the pointer meets
const point = (zone) => run(`(() => {
  for (const spot of document.querySelectorAll('.spot')) {
    const shape = spot.querySelector('.zone');
    if (shape.dataset.zone !== ${JSON.stringify(zone)}) continue;
    spot.scrollIntoView({ block: 'center' });
    const box = shape.getBoundingClientRect();
    for (let i = 1; i < 20; i += 1) for (let j = 1; j < 20; j += 1) {
      const [x, y] = [box.x + box.width * i / 20, box.y + box.height * j / 20];
      if (document.elementFromPoint(x, y)?.closest('.spot') === spot) return [x, y];
    }
  }
  return null;
})()`);
// what the page shows at the moment
const state = () => run(`(() => {
  const card = document.querySelector('.card');
  const box = card.getBoundingClientRect();
  const zones = (selector) => [...document.querySelectorAll(selector)].map((e) => e.dataset.zone);
  return {
    open: card.classList.contains('open') && getComputedStyle(card).visibility === 'visible',
    inside: box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight,
    text: card.textContent,
    rows: zones('tr.lit'),
    spots: [...new Set(zones('.spot.lit'))],
    labels: document.querySelectorAll('.callout.lit').length,
    focus: document.activeElement.id,
  };
})()`);

// what the page shows once it shows something, or after two seconds: a machine may be busy
const shown = async (test) => {
  let seen = await state();
  for (let i = 0; i < 40 && !test(seen); i += 1) {
    await sleep(50);
    seen = await state();
  }
  return seen;
};

const results = [];
for (const file of files) {
  const wrong = [];
  const ground = {};
  const say = (text) => wrong.push(text);
  const expect = (fact, text) => fact || say(text);
  const page = file.endsWith('.html');
  if (page) {
    const text = readFileSync(file, 'utf8');
    for (const [what, element] of [['style-src', 'style'], ['script-src', 'script']]) {
      const content = text.split(`<${element}>`)[1].split(`</${element}>`)[0];
      const hash = createHash('sha256').update(content).digest('base64');
      expect(text.includes(`${what} 'sha256-${hash}'`), `the policy has not the hash of the ${element}`);
    }
  }
  // the first page in every way, the others as they differ most, pictures once
  const ways = [[1280, 'light'], [390, 'dark'], [1280, 'dark'], [390, 'light']];
  for (const [width, scheme] of ways.slice(0, page ? (results.length ? 2 : 4) : 1)) {
    await open(file, width, scheme);
    const where = `at ${width} px, ${scheme}`;
    await run(`${axe}; undefined`);
    // metadata is read by programs, not shown, and has XMP's `x-default`
    const looked = page ? 'document' : '{ exclude: ["metadata"] }';
    const { violations, passes } = await run(`axe.run(${looked}, { resultTypes: ['violations'] })
      .then((r) => ({ passes: r.passes.length, violations: r.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html.slice(0, 200)).slice(0, 3).join(' | ')) }))`);
    expect(passes > 0, `axe found nothing to check ${where}`);
    violations.forEach((v) => say(`axe ${where}: ${v}`));
    if (page) {
      ground[scheme] = await run('getComputedStyle(document.body).backgroundColor');
      expect(await run('document.documentElement.scrollWidth <= innerWidth'), `wider than the window ${where}`);
      expect(await run('[...document.fonts].every((f) => f.status !== "error")'), `a font was refused ${where}`);
    }
    const loud = events.filter((e) => ['Log.entryAdded', 'Runtime.exceptionThrown', 'Runtime.consoleAPICalled'].includes(e.method));
    loud.forEach((e) => say(`said ${where}: ${JSON.stringify(e.params).slice(0, 300)}`));
    const loaded = events.filter((e) => e.method === 'Network.requestWillBeSent').map((e) => e.params.request.url);
    loaded.filter((u) => !u.startsWith('data:') && u !== pathToFileURL(file).href).forEach((u) => say(`loads ${u}`));
  }
  if (page) {
    // a mouse
    await open(file, 1280, 'light');
    const zones = await run('[...document.querySelectorAll("tr[data-zone]")].map((r) => r.dataset.zone)');
    // a name that leads to two pictures is there twice, and a window shows it once
    const name = (zone) => run(`document.querySelector('tr[data-zone="${zone}"] .name').innerText`);
    const labelled = (zone) => run(`[...document.querySelectorAll('.callout')].some((c) => (c.dataset.zones || c.dataset.zone).split(' ').includes('${zone}'))`);
    const some = zones.slice(0, 6);
    for (const zone of some) {
      const at = await point(zone);
      if (!at) { say(`no point of ${zone} can be met`); continue; }
      await move(...at);
      const seen = await shown((s) => s.open && s.inside && s.rows.join() === zone);
      expect(seen.open && seen.inside, `the card of ${zone} is not shown inside the window`);
      expect(seen.text.startsWith(await name(zone)), `the card of ${zone} begins with “${seen.text.slice(0, 30)}”`);
      expect(seen.rows.join() === zone && seen.spots.join() === zone, `${zone} lights ${seen.rows} and ${seen.spots}`);
      if (await labelled(zone)) expect(seen.labels > 0, `the label of ${zone} stays dark`);
      await key('Escape', 27);
      expect(!(await shown((s) => !s.open)).open, `Escape leaves the card of ${zone} open`);
    }
    // a row lights its zone
    const [first] = zones;
    const row = await run(`(() => { const r = document.querySelector('tr[data-zone="${first}"] th'); r.scrollIntoView({ block: 'center' }); const b = r.getBoundingClientRect(); return [b.x + 5, b.y + b.height / 2]; })()`);
    await move(...row);
    const lit = await shown((s) => s.spots.join() === first && !s.open);
    expect(lit.spots.join() === first && !lit.open, `the row of ${first} lights ${lit.spots}`);
    // a keyboard
    await open(file, 1280, 'light');
    const reached = new Set();
    for (let i = 0; i < zones.length + 1; i += 1) {
      await key('Tab', 9);
      const zone = await run(`document.activeElement.closest('.spot')?.dataset.zone`);
      if (zone) reached.add(zone);
      if (zone && reached.size <= 6) {
        const seen = await shown((s) => s.open && s.inside && s.rows.join() === zone);
        expect(seen.open && seen.inside && seen.rows.join() === zone, `focus on ${zone} shows no card, or lights ${seen.rows}`);
      }
    }
    expect(zones.every((z) => reached.has(z)), `the Tab key reaches ${[...reached]} of ${zones}`);
    const spot = await run('document.activeElement.id');
    await key('Enter', 13, '\r');
    expect(await run('Boolean(document.activeElement.closest("tr[data-zone]"))'), 'Enter on a zone does not lead to its row');
    await key('Enter', 13, '\r');
    await sleep(200);
    const back = await run('document.activeElement.closest(".spot")?.id');
    expect(await run(`document.getElementById('${spot}') !== null`) && Boolean(back), 'the name in a row does not lead to its zone');
    await key('Escape', 27);
    expect(!(await shown((s) => !s.open)).open, 'Escape leaves the card open');
    // a finger
    await open(file, 390, 'light');
    const at = await point(first);
    if (at) {
      await tap(...at);
      const seen = await shown((s) => s.open && s.inside);
      expect(seen.open && seen.inside, `a tap on ${first} at ${at} shows no card inside the window: ${JSON.stringify(seen)}`);
      await tap(...at);
      expect(!(await shown((s) => !s.open)).open, 'a second tap does not close the card');
    }
    // without script
    await open(file, 390, 'light', false);
    const plain = await run('document.querySelector("main").innerText');
    for (const zone of zones) {
      const said = await run(`document.querySelector('tr[data-zone="${zone}"] .says').textContent`);
      expect(plain.includes(said), `without script, the claim of ${zone} is not shown`);
    }
    expect(!(await run('document.documentElement.classList.contains("js")')), 'script ran though it was off');
    expect(await run('getComputedStyle(document.querySelector(".card")).visibility === "hidden"'), 'an empty card is shown');
  }
  const moving = {};
  for (const motion of ['no-preference', 'reduce']) {
    await open(file, 1280, 'light', true, motion);
    // what a pointer starts is no motion of its own
    const all = 'document.getAnimations().filter((a) => a instanceof CSSAnimation)';
    moving[motion] = await run(`${all}.length`);
    await run(`${all}.forEach((a) => a.finish())`);
    const parts = '[...document.querySelectorAll(".stroke-line, .stroke-rim")]';
    expect(await run(`${parts}.every((p) => parseFloat(getComputedStyle(p).strokeDashoffset) === 0)`), `a stroke is not whole in the end, motion: ${motion}`);
  }
  results.push({ file, wrong, ground, moving });
}
console.log(JSON.stringify(results));
await send('Browser.close');
