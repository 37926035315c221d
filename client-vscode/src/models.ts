// The editor's own language models, which the server asks through `limner/chat`: see docs/editors/vscode.md.
//
// A model answers only where the person's own settings name it, or while they try one in the set-up.
import * as vscode from 'vscode';
import type { CancellationToken, LanguageClient } from 'vscode-languageclient/node';
import { ownValue } from './settings';

/** What the server asks. */
interface Chat {
  /** `vendor/id`, as `modelName` writes it. */
  model: string;
  messages: { role: 'system' | 'user' | 'assistant'; text: string; picture?: string }[];
  /** Names this answer while it arrives. */
  stream: string;
}

/** What it is told: the text, or why there is none, in the server's words for that. */
interface Answer {
  text?: string;
  whole?: boolean;
  failure?: 'forbidden' | 'blocked' | 'unknown-model' | 'blind' | 'failed';
  reason?: string;
}

/** Parts of messages that newer editors have. */
const parts = vscode as unknown as {
  LanguageModelTextPart?: new (text: string) => unknown;
  LanguageModelDataPart?: { image(bytes: Uint8Array, type: string): unknown };
};

const FAILURES: Record<string, Answer['failure']> = {
  NoPermissions: 'forbidden',
  Blocked: 'blocked',
  NotFound: 'unknown-model',
};

const JUSTIFICATION = 'Limner writes image prompts from words that you select.';

let trials = 0;

/** Whether this editor has language models at all. */
export const HAS_MODELS = typeof vscode.lm?.selectChatModels === 'function';

/** The models that this editor offers now. */
export async function models(): Promise<readonly vscode.LanguageModelChat[]> {
  return HAS_MODELS ? vscode.lm.selectChatModels() : [];
}

/** What the setting `chat.model` calls a model. */
export function modelName({ vendor, id }: vscode.LanguageModelChat): string {
  return `${vendor}/${id}`;
}

/** Lets models answer during *work*, although no setting names them yet. */
export async function whileTrying<T>(work: () => Promise<T>): Promise<T> {
  trials++;
  try {
    return await work();
  } finally {
    trials--;
  }
}

/** Lets *client* ask the editor's models. */
export function answerChats(client: LanguageClient): void {
  client.onRequest('limner/chat', async (chat: Chat, token: CancellationToken): Promise<Answer> => {
    const onText = (text: string) => void client.sendNotification('limner/chatText', { stream: chat.stream, text });
    return ownValue('chat.provider') === 'editor' || trials > 0
      ? answer(chat, token, onText)
      : { failure: 'forbidden', reason: 'limner.chat.provider is not set to editor' };
  });
}

async function answer({ model, messages }: Chat, token: CancellationToken, onText: (text: string) => void) {
  const [vendor = '', ...id] = model.split('/');
  let text = '';
  try {
    const [found] = await vscode.lm.selectChatModels({ vendor, id: id.join('/') });
    if (!found) {
      return { failure: 'unknown-model' } satisfies Answer;
    }
    if (messages.some(({ picture }) => picture) && !sees(found)) {
      return { failure: 'blind' } satisfies Answer;
    }
    const response = await found.sendRequest(conversation(messages), { justification: JUSTIFICATION }, token);
    for await (const piece of response.text) {
      text += piece;
      onText(piece);
    }
  } catch (error) {
    return refusal(error);
  }
  // A stream that was cancelled ends as if it were whole.
  return { text, whole: !token.isCancellationRequested } satisfies Answer;
}

/** There is no system message: what it would say begins the first message of the person. */
function conversation(messages: Chat['messages']): vscode.LanguageModelChatMessage[] {
  const system = messages.filter(({ role }) => role === 'system').map(({ text }) => text);
  const turns = messages.filter(({ role }) => role !== 'system');
  return turns.map(({ role, text, picture }, index) => {
    const words = index === 0 ? [...system, text].join('\n\n') : text;
    if (role === 'assistant') {
      return vscode.LanguageModelChatMessage.Assistant(words);
    }
    const { LanguageModelTextPart: Text, LanguageModelDataPart: Data } = parts;
    if (!picture || !Text || !Data) {
      return vscode.LanguageModelChatMessage.User(words);
    }
    const bytes = Buffer.from(picture, 'base64');
    return vscode.LanguageModelChatMessage.User([new Text(words), Data.image(bytes, typeOf(bytes))] as never);
  });
}

/** Older editors pass no pictures on, and no types tell which models see. */
function sees(model: vscode.LanguageModelChat): boolean {
  const { capabilities } = model as { capabilities?: { supportsImageToText?: boolean } };
  return Boolean(parts.LanguageModelDataPart && capabilities?.supportsImageToText);
}

function typeOf(bytes: Buffer): string {
  if (bytes[0] === 0xff) {
    return 'image/jpeg';
  }
  return bytes.toString('latin1', 0, 4) === 'RIFF' ? 'image/webp' : 'image/png';
}

/** Not all that is thrown is an error: a picture that cannot be read rejects with a bare object. */
function refusal(error: unknown): Answer {
  const { code, message } = (error ?? {}) as { code?: string; message?: string };
  return { failure: FAILURES[code ?? ''] ?? 'failed', reason: message ?? '' };
}
