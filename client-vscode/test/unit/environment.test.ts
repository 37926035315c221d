import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, test } from 'node:test';
import { build, folderOf, interpreter, type Parts, partsIn, works } from '../../src/environment';
import type { Surroundings } from '../../src/processes';

const PYTHON = { program: '/usr/bin/python3', version: '3.12.4', complete: true };

let storage: string;
let parts: Parts;
let calls: { program: string; args: string[]; surroundings: Surroundings }[];

beforeEach(() => {
  const base = fs.mkdtempSync(path.join(os.tmpdir(), 'limner-environment-'));
  storage = path.join(base, 'storage');
  const server = path.join(base, 'server');
  fs.mkdirSync(server);
  fs.writeFileSync(path.join(server, 'requirements.txt'), 'pygls==2.1.1 --hash=sha256:0\n');
  fs.writeFileSync(path.join(server, 'limner-0.1.0-py3-none-any.whl'), 'wheel');
  parts = partsIn(server);
  calls = [];
});

/** Makes what a step would make, or fails at the step numbered *failing*. */
function runner(failing = -1) {
  return async (program: string, args: string[], surroundings: Surroundings) => {
    calls.push({ program, args, surroundings });
    if (calls.length - 1 === failing) {
      throw new Error('no network');
    }
    if (args.includes('venv')) {
      const made = interpreter(args.at(-1) as string);
      fs.mkdirSync(path.dirname(made), { recursive: true });
      fs.writeFileSync(made, '');
    }
    return '';
  };
}

test('every step is isolated, pinned by hash, and takes no source that would have to be built', async () => {
  const folder = folderOf(storage, parts, '');
  await build(folder, parts, PYTHON, () => {}, { cwd: '' }, runner());

  assert.ok(calls.every(({ args }) => args[0] === '-I'));
  assert.ok(calls.every(({ surroundings }) => surroundings.cwd === storage));
  const [venv, packages, limner] = calls.map(({ args }) => args.join(' '));
  assert.match(venv ?? '', /^-I -m venv /);
  assert.match(packages ?? '', /--no-deps --require-hashes --only-binary :all: -r .*requirements\.txt$/);
  assert.match(limner ?? '', /--no-deps --no-index .*\.whl$/);
  assert.ok(await works(folder, runner()));
});

test('settings of pip that would install elsewhere do not hold', async () => {
  const env = { PIP_TARGET: '/elsewhere', PIP_USER: '1', PIP_PROXY: 'http://proxy' };
  await build(folderOf(storage, parts, ''), parts, PYTHON, () => {}, { cwd: '', env }, runner());
  const held = calls[1]?.surroundings.env ?? {};

  assert.equal(held.PIP_TARGET, undefined);
  assert.equal(held.PIP_USER, '0');
  assert.equal(held.PIP_PROXY, 'http://proxy');
});

for (const failing of [0, 1, 2]) {
  test(`nothing is left when step ${failing} fails`, async () => {
    const folder = folderOf(storage, parts, '');
    await assert.rejects(
      build(folder, parts, PYTHON, () => {}, { cwd: '' }, runner(failing)),
      /no network/,
    );

    assert.deepEqual(fs.readdirSync(storage), []);
    assert.equal(await works(folder, runner()), false);
  });
}

test('an environment is for these packages, this wheel and the Python that is named', () => {
  const folders = [folderOf(storage, parts, ''), folderOf(storage, parts, '/opt/python3')];
  fs.writeFileSync(parts.wheel, 'a newer wheel');
  folders.push(folderOf(storage, parts, ''));
  fs.appendFileSync(parts.requirements, '# newer\n');
  folders.push(folderOf(storage, parts, ''));

  assert.equal(new Set(folders).size, 4);
});

test('an environment whose Python has been replaced does not work', async () => {
  const folder = folderOf(storage, parts, '');
  await build(folder, parts, PYTHON, () => {}, { cwd: '' }, runner());

  assert.equal(await works(folder, runner(calls.length)), false);
});

test('an environment that is built anew and fails leaves the old one', async () => {
  const folder = folderOf(storage, parts, '');
  await build(folder, parts, PYTHON, () => {}, { cwd: '' }, runner());
  await assert.rejects(
    build(folder, parts, PYTHON, () => {}, { cwd: '' }, runner(calls.length + 1)),
    /no network/,
  );

  assert.ok(await works(folder, runner()));
});

test('one earlier environment stays, for windows that still use it', async () => {
  for (const named of ['/a/python3', '/b/python3', '/c/python3']) {
    await build(folderOf(storage, parts, named), parts, PYTHON, () => {}, { cwd: '' }, runner());
  }

  assert.equal(fs.readdirSync(storage).length, 2);
});

test('an extension without its wheel says so', () => {
  fs.rmSync(parts.wheel);

  assert.throws(() => partsIn(path.dirname(parts.wheel)), /damaged/);
});
