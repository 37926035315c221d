import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { candidates, isInside, programsOnPath, readAnswer } from '../../src/python';

const base = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'limner-python-')));

function program(...names: string[]): string {
  const file = path.join(base, ...names);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, '#!/bin/sh\n', { mode: 0o755 });
  return file;
}

const system = program('usr', 'python3');
const open = path.join(base, 'project');
program('project', 'venv', 'bin', 'python3');
program('project', 'python3');
fs.mkdirSync(path.join(base, 'links'));
fs.symlinkSync(path.join(open, 'venv', 'bin', 'python3'), path.join(base, 'links', 'python3'));
fs.symlinkSync(path.join(open, 'venv', 'bin'), path.join(base, 'bin'));
const searchPath = [
  '',
  '.',
  'venv/bin',
  path.join(open, 'venv', 'bin'),
  open,
  path.join(base, 'links'),
  path.join(base, 'bin'),
  path.join(base, 'usr'),
].join(':');

test('nothing is taken from a folder that is open, by whatever way the path leads there', () => {
  const found = programsOnPath(['python3'], searchPath, [open]).filter((file) => file.startsWith(base));
  assert.deepEqual(found, [system]);
});

test('a name the person has set is looked for on the path, and nothing else is', () => {
  assert.deepEqual(candidates('python3', path.join(base, 'usr'), [open])[0], system);
  assert.deepEqual(candidates(path.join(open, 'python3'), searchPath, [open]), [path.join(open, 'python3')]);
  assert.deepEqual(candidates('no-such-python', searchPath, [open]), []);
});

for (const [answer, wanted] of [
  ['3.12.4|True|/usr/bin/python3\n', { version: '3.12.4', complete: true, program: '/usr/bin/python3' }],
  ['3.11.0|False|/usr/bin/python3', { version: '3.11.0', complete: false, program: '/usr/bin/python3' }],
  ['3.10.14|True|/usr/bin/python3', undefined],
  ['2.7.18|True|/usr/bin/python', undefined],
  ['4.0.0|True|/usr/bin/python4', undefined],
  ['Python was not found; run without arguments to install from the Microsoft Store', undefined],
  ['', undefined],
] as const) {
  test(`the answer “${answer.trim()}” is ${wanted ? 'taken' : 'refused'}`, () => {
    assert.deepEqual(readAnswer(answer), wanted);
  });
}

for (const [file, wanted] of [
  ['/home/me/project', true],
  ['/home/me/project/a/b', true],
  ['/home/me/project-two', false],
  ['/home/me', false],
  ['/home/me/project/..hidden', true],
] as const) {
  test(`${file} is ${wanted ? '' : 'not '}inside`, () => assert.equal(isInside('/home/me/project', file), wanted));
}
