// Chat models of VS Code's language-model API for tests: each behaves in one way, and what they were asked is kept.
const vscode = require('vscode');

const PROMPT =
  'A wide photograph of a beach sunset: the low sun on the horizon over calm water, wet sand that mirrors an orange and ' +
  'violet sky, small waves in the foreground, long soft shadows, a quiet evening mood.';

const FOX =
  'A red fox stands in the snow at dusk between bare birches, fresh powder on its back and breath hanging in the cold air, ' +
  'low blue light from the side with a last warm glow, long soft shadows, a quiet mood.';

const model = (id, more = {}) => ({ id, name: `Test ${id}`, family: 'test', version: '1', maxInputTokens: 8000, maxOutputTokens: 2000, capabilities: {}, ...more });
const models = [
  model('painter'), // writes a prompt, a word at a time
  model('eyes', { capabilities: { imageInput: true } }), // describes a picture
  model('endless'), // a word every 50 ms until it is cancelled
  model('failing'), // fails at once
  model('blocked'), // has no quota left
];
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const seen = [];

exports.activate = (context) => {
  const provider = {
    provideLanguageModelChatInformation: () => models,
    provideTokenCount: (_model, text) => Math.ceil(String(text).length / 4),
    async provideLanguageModelChatResponse({ id }, messages, _options, progress, token) {
      const call = { id, messages: messages.map(({ role, content }) => ({ role, parts: content.map(describe) })), cancelled: false };
      seen.push(call);
      const say = (text) => progress.report(new vscode.LanguageModelTextPart(text));
      if (id === 'failing') {
        throw new Error('no electricity');
      }
      if (id === 'blocked') {
        throw vscode.LanguageModelError.Blocked('quota is used up');
      }
      if (id === 'endless') {
        say('<prompt>A wide photograph of a beach sunset');
        while (!token.isCancellationRequested) {
          say(', waves and sand');
          await pause(50);
        }
        call.cancelled = true;
        return;
      }
      for (const word of (id === 'eyes' ? 'A red square on white paper.' : `<prompt>${JSON.stringify(call).includes('red fox') ? FOX : PROMPT}</prompt>`).match(/\S+\s*/g)) {
        say(word);
        await pause(2);
      }
    },
  };
  context.subscriptions.push(vscode.lm.registerLanguageModelChatProvider('test', provider));
  return { seen, PROMPT };
};

function describe(part) {
  return part instanceof vscode.LanguageModelTextPart ? { text: part.value } : { type: part.mimeType, bytes: part.data?.length };
}
