import assert from 'node:assert/strict';
import { test } from 'node:test';
import manifest from '../../package.json';
import { keyVariables, servicesOf, variableOf, variablesOf, wrongKey } from '../../src/variables';

for (const [key, variable] of [
  ['engine', 'LIMNER_ENGINE'],
  ['chat.baseUrl', 'LIMNER_CHAT_BASE_URL'],
  ['keyCommand', 'LIMNER_KEY_COMMAND'],
  ['limits.day', 'LIMNER_LIMITS_DAY'],
] as const) {
  test(`${key} is ${variable}`, () => assert.equal(variableOf(key), variable));
}

test('what is not set is not handed over', () => {
  const settings = {
    'chat.model': '',
    'chat.timeout': undefined,
    allowedHosts: ['a.example', 'b.example'],
    'limits.day': 0,
  };

  assert.deepEqual(variablesOf(settings), { LIMNER_ALLOWED_HOSTS: 'a.example,b.example', LIMNER_LIMITS_DAY: '0' });
});

const OPENAI = 'api.openai.com:443';
const LOCAL = { LIMNER_CHAT_BASE_URL: 'http://127.0.0.1:11434/v1' };
const PROXY = {
  LIMNER_CHAT_BASE_URL: 'https://proxy.example/v1',
  LIMNER_IMAGE_BASE_URL: 'https://proxy.example/images',
};

for (const [name, variables, wanted] of [
  ['OpenAI does both when nothing is set', {}, [`${OPENAI} words and pictures OPENAI_API_KEY`]],
  [
    'a local server for words leaves pictures to OpenAI',
    LOCAL,
    ['127.0.0.1:11434 words LIMNER_CHAT_KEY', `${OPENAI} pictures OPENAI_API_KEY`],
  ],
  [
    'one host may do both',
    PROXY,
    ['proxy.example:443 words LIMNER_CHAT_KEY', 'proxy.example:443 pictures LIMNER_IMAGE_KEY'],
  ],
  [
    'what is no URL is no service',
    { LIMNER_CHAT_BASE_URL: 'nonsense', LIMNER_IMAGE_BASE_URL: '' },
    [`${OPENAI} pictures OPENAI_API_KEY`],
  ],
] as const) {
  test(name, () => {
    assert.deepEqual(
      servicesOf(variables).map(({ host, does, variable }) => `${host} ${does} ${variable}`),
      wanted,
    );
  });
}

const KEYS = { [OPENAI]: 'sk-open', 'proxy.example:443': 'sk-proxy' };

for (const [name, variables, keys, wanted] of [
  ['OpenAI’s key', {}, KEYS, { OPENAI_API_KEY: 'sk-open', LIMNER_ALLOWED_HOSTS: OPENAI }],
  [
    'a key and the hosts agreed to before',
    { LIMNER_ALLOWED_HOSTS: 'a.example' },
    KEYS,
    { OPENAI_API_KEY: 'sk-open', LIMNER_ALLOWED_HOSTS: `a.example,${OPENAI}` },
  ],
  [
    'one key for both purposes',
    PROXY,
    KEYS,
    { LIMNER_CHAT_KEY: 'sk-proxy', LIMNER_IMAGE_KEY: 'sk-proxy', LIMNER_ALLOWED_HOSTS: 'proxy.example:443' },
  ],
  ['no key', {}, {}, {}],
  [
    'no key of another host',
    { LIMNER_CHAT_BASE_URL: 'https://other.example/v1', LIMNER_IMAGE_BASE_URL: 'https://other.example/v1' },
    KEYS,
    {},
  ],
  [
    'no key of another port',
    { LIMNER_CHAT_BASE_URL: 'https://proxy.example:8443/v1', LIMNER_IMAGE_BASE_URL: 'https://proxy.example:8443/v1' },
    KEYS,
    {},
  ],
] as const) {
  test(`${name} is handed over`, () => assert.deepEqual(keyVariables(variables, keys), wanted));
}

test('a key is one word', () => {
  assert.equal(wrongKey('sk-proj-1_2'), undefined);
  for (const key of ['two words', 'line\n', 'schlüssel']) {
    assert.ok(wrongKey(key));
  }
});

test('no value of a workspace decides about services, limits, keys or programs', () => {
  const groups = manifest.contributes.configuration as { properties: object }[];
  const properties: Record<string, { scope: string }> = Object.assign({}, ...groups.map((group) => group.properties));
  const restricted = new Set(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations);
  const machine = Object.keys(properties).filter((name) => properties[name]?.scope === 'machine');

  assert.ok(machine.every((name) => restricted.has(name)));
  for (const name of Object.keys(properties).filter((each) =>
    /baseUrl|model|timeout|command|python|Hosts|limits|keyCommand/i.test(each),
  )) {
    assert.ok(machine.includes(name), name);
  }
});

test('every command of the palette has a title in the manifest, and no key binding', () => {
  const ids = manifest.contributes.commands.map(({ command }) => command);
  const shown = [...manifest.contributes.menus['limner.words'], ...manifest.contributes.menus.commandPalette];

  assert.deepEqual(
    ids.filter((id) => !id.startsWith('limner.palette.')),
    [],
  );
  assert.ok(shown.every(({ command }) => ids.includes(command)));
  assert.equal('keybindings' in manifest.contributes, false);
});
