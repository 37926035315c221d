// What jobs wait for. A question that is hidden is not answered: it is kept, and shown again on demand.
import * as vscode from 'vscode';
import type { CancellationToken, MessageActionItem, ShowMessageRequestParams } from 'vscode-languageclient/node';

/** A question that somebody waits for. */
interface Question {
  message: string;
  actions: MessageActionItem[];
  answer: (chosen: MessageActionItem | null) => void;
  /** It was shown, and hidden without an answer. */
  hidden: boolean;
}

export interface Questions {
  /** Asks; resolves with the answer, or with `null` for “not now” and when nobody waits any more. */
  ask(params: ShowMessageRequestParams, token: CancellationToken): Promise<MessageActionItem | null>;
  /** The questions without an answer, oldest first. */
  waiting(): string[];
  /** Shows the question *message* again, or the oldest one. */
  show(message?: string): void;
  /** Happens when a question comes, is hidden, or is answered. */
  readonly changed: vscode.Event<void>;
  /** Forgets all questions: the server that asked them is gone. Never before, for it would take that as answers. */
  forget(): void;
}

const NOT_NOW = 'Not now';

/** Characters of a list's title, and of the line below it, that are shown whole. */
const TITLE = 90;
const LINE = 120;

/** Milliseconds within which a key was meant for the text: the person was typing when the list came up. */
const STARTLED = 600;

/** Returns the window's questions; none yet. */
export function questionsOf(): Questions {
  const open: Question[] = [];
  const changed = new vscode.EventEmitter<void>();
  let shown: { question: Question; close: () => void } | undefined;

  function next(): void {
    const question = open.find(({ hidden }) => !hidden);
    if (!shown && question) {
      void display(question);
    }
    changed.fire();
  }

  function end(question: Question, chosen: MessageActionItem | null): void {
    if (open.includes(question)) {
      open.splice(open.indexOf(question), 1);
      question.answer(chosen);
    }
  }

  async function display(question: Question): Promise<void> {
    const close = new vscode.CancellationTokenSource();
    shown = { question, close: () => close.cancel() };
    const answer = await shownAs(question, close.token);
    shown = undefined;
    if (answer === undefined) {
      question.hidden = true;
    } else {
      end(question, answer);
    }
    next();
  }

  return {
    ask: ({ message, actions = [] }, token) =>
      new Promise((resolve) => {
        const question = { message, actions, answer: resolve, hidden: false };
        open.push(question);
        token.onCancellationRequested(() => {
          end(question, null);
          if (shown?.question === question) {
            shown.close();
          }
          changed.fire();
        });
        next();
      }),
    waiting: () => open.map(({ message }) => message),
    show: (message) => {
      const question = open.find((each) => message === undefined || each.message === message);
      if (question && !shown) {
        question.hidden = false;
        void display(question);
      }
    },
    forget: () => {
      for (const question of [...open]) {
        end(question, null);
      }
      shown?.close();
      changed.fire();
    },
    changed: changed.event,
  };
}

/** Shows a question until it is answered (`null` for “not now”) or hidden (`undefined`). */
function shownAs({ message, actions }: Question, close: vscode.CancellationToken) {
  const [title, line] = twoLines(message);
  return line.length > LINE ? asked(message, actions) : listed(title, line, actions, close);
}

/** A question's first sentence as a title, and the rest below it; a title that is too long goes on there. */
function twoLines(message: string): [string, string] {
  const [, first = message, rest = ''] = /^(.*?[?.!])\s+(.*)$/s.exec(message) ?? [];
  if (first.length <= TITLE) {
    return [first, rest];
  }
  const end = first.lastIndexOf(' ', TITLE);
  return [`${first.slice(0, end)} …`, `… ${[first.slice(end + 1), rest].join(' ')}`];
}

/** Asks above all else: what is long must be read whole. */
async function asked(message: string, actions: MessageActionItem[]): Promise<MessageActionItem | null> {
  const detail = { modal: true, detail: message };
  return (await vscode.window.showInformationMessage('Limner asks', detail, ...actions)) ?? null;
}

function listed(
  title: string,
  placeholder: string,
  actions: MessageActionItem[],
  close: vscode.CancellationToken,
): Promise<MessageActionItem | null | undefined> {
  return new Promise((resolve) => {
    const pick = vscode.window.createQuickPick<vscode.QuickPickItem & { action: MessageActionItem | null }>();
    const since = Date.now();
    pick.title = title;
    pick.placeholder = placeholder || 'Escape keeps the question: the status bar shows it again.';
    pick.ignoreFocusOut = true;
    pick.items = [...actions.map((action) => ({ label: action.title, action })), { label: NOT_NOW, action: null }];
    pick.activeItems = []; // Enter alone agrees to nothing.
    pick.onDidAccept(() => {
      const [item] = pick.activeItems;
      if (item && Date.now() - since > STARTLED) {
        resolve(item.action);
        pick.hide();
      }
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    close.onCancellationRequested(() => pick.hide());
    pick.show();
  });
}
