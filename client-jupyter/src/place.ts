import { JupyterFrontEnd } from '@jupyterlab/application';
import { IAttachmentsModel } from '@jupyterlab/attachments';
import { Cell, IMarkdownCellModel, MarkdownCell } from '@jupyterlab/cells';
import { CodeEditor } from '@jupyterlab/codeeditor';
import { IEditorTracker } from '@jupyterlab/fileeditor';
import { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import * as Y from 'yjs';

export type Kind = 'markdown' | 'code' | 'file';

/** What a YCodeCell, a YMarkdownCell and a YFile have in common. */
export interface IShared {
  ysource: Y.Text;
  undoManager: Y.UndoManager | null;
  transact(change: () => void, undoable?: boolean): void;
  updateSource(start: number, end: number, value: string): void;
}

/** A cell or a file in which the author works. */
export interface IPlace {
  kind: Kind;
  path: string;
  /** The cell's id, which survives moving it, changing its type and reverting; '' in a file. */
  cell: string;
  editor: CodeEditor.IEditor | null;
  rendered: boolean;
  /** The text as it is now; null when the cell or its notebook is gone. */
  shared(): IShared | null;
  attachments(): IAttachmentsModel | null;
}

export interface IOpen {
  app: JupyterFrontEnd;
  notebooks: INotebookTracker;
  editors: IEditorTracker;
}

/** Return where the author is; null when that is nowhere Limner works. */
export function currentPlace({ app, notebooks, editors }: IOpen): IPlace | null {
  // A tracker keeps its last widget when another tab is in front.
  const panel = notebooks.currentWidget;
  if (panel && panel === app.shell.currentWidget) {
    const cell = notebooks.activeCell;
    return cell ? placeOfCell(panel, cell) : null;
  }
  const file = editors.currentWidget;
  return file && file === app.shell.currentWidget ? placeOfFile(file) : null;
}

/** Return the place of a path and a cell's id, where that document is open; else null. */
export function openPlace(open: IOpen, path: string, cell: string): IPlace | null {
  if (!cell) {
    const file = open.editors.find(each => each.context.path === path);
    return file ? placeOfFile(file) : null;
  }
  const panel = open.notebooks.find(each => each.context.path === path);
  const widget = panel?.content.widgets.find(each => each.model.id === cell);
  return panel && widget ? placeOfCell(panel, widget) : null;
}

function placeOfCell(panel: NotebookPanel, cell: Cell): IPlace | null {
  const kind = cell.model.type;
  if (kind !== 'markdown' && kind !== 'code') {
    return null;
  }
  const id = cell.model.id;
  const same = () =>
    panel.isDisposed ? undefined : panel.content.widgets.find(each => each.model.id === id)?.model;
  return {
    kind,
    path: panel.context.path,
    cell: id,
    editor: cell.editor,
    rendered: cell instanceof MarkdownCell && cell.rendered,
    shared: () => (same()?.type === kind ? (same()!.sharedModel as unknown as IShared) : null),
    attachments: () => (kind === 'markdown' ? (same() as IMarkdownCellModel).attachments : null)
  };
}

function placeOfFile(file: NonNullable<IEditorTracker['currentWidget']>): IPlace {
  const shared = file.content.model.sharedModel as unknown as IShared;
  return {
    kind: 'file',
    path: file.context.path,
    cell: '',
    editor: file.content.editor,
    rendered: false,
    shared: () => (file.isDisposed ? null : shared),
    attachments: () => null
  };
}

/** Return what is selected, or the line of the cursor, without blanks around it; null for nothing. */
export function selected(place: IPlace): [number, number] | null {
  const text = place.shared()?.ysource.toString() ?? '';
  let from = 0;
  let to = 0;
  if (place.rendered) {
    // Words selected in a rendered cell: where the source has them once.
    const seen = getSelection()?.toString().trim() ?? '';
    from = seen ? text.indexOf(seen) : 0;
    if (from < 0 || (seen && text.indexOf(seen, from + 1) >= 0)) {
      return null;
    }
    to = seen ? from + seen.length : text.length;
  } else if (place.editor) {
    const { start, end } = place.editor.getSelection();
    const offsets = [place.editor.getOffsetAt(start), place.editor.getOffsetAt(end)];
    [from, to] = offsets.sort((a, b) => a - b);
    if (from === to) {
      from = place.editor.getOffsetAt({ line: start.line, column: 0 });
      to = from + (place.editor.getLine(start.line)?.length ?? 0);
    }
  }
  // A triple click takes the line break along.
  while (from < to && /\s/.test(text[from])) {
    from++;
  }
  while (from < to && /\s/.test(text[to - 1])) {
    to--;
  }
  return from === to ? null : [from, to];
}

export interface IRange {
  shared: IShared;
  start: number;
  end: number;
}

/** Words that keep their place while anybody types. */
export class Anchor {
  readonly words: string;
  private first: IShared | null;
  private start: Y.RelativePosition | null = null;
  private end: Y.RelativePosition | null = null;

  constructor(
    readonly place: IPlace,
    range: [number, number] | null,
    words = ''
  ) {
    this.first = place.shared();
    const source = this.first?.ysource;
    this.words = source && range ? source.toString().slice(...range) : words;
    if (source && range) {
      // They stick to the first and to the last letter.
      this.start = Y.createRelativePositionFromTypeIndex(source, range[0], 0);
      this.end = Y.createRelativePositionFromTypeIndex(source, range[1], -1);
    }
  }

  /** Where the words are now; null when they were changed, or their cell is gone. */
  now(): IRange | null {
    const shared = this.place.shared();
    if (!shared) {
      return null;
    }
    const text = shared.ysource.toString();
    if (shared === this.first && this.start && this.end) {
      const at = (position: Y.RelativePosition) =>
        Y.createAbsolutePositionFromRelativePosition(position, shared.ysource.doc!)?.index ?? -1;
      const [start, end] = [at(this.start), at(this.end)];
      if (start >= 0 && text.slice(start, end) === this.words) {
        return { shared, start, end };
      }
    }
    // The cell was moved, the words were cut and put in elsewhere, or all was read from disk again:
    // they are meant where they stand, if that is once.
    const start = text.indexOf(this.words);
    const once = this.words && start >= 0 && text.indexOf(this.words, start + 1) < 0;
    return once ? { shared, start, end: start + this.words.length } : null;
  }
}

/** The place of the cursor, for a result whose words are gone. */
export function atCursor(place: IPlace): Anchor {
  const text = place.shared()?.ysource.toString() ?? '';
  const cursor = place.editor && !place.rendered ? place.editor.getCursorPosition() : null;
  const offset = cursor ? place.editor!.getOffsetAt(cursor) : text.length;
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const stop = text.indexOf('\n', offset);
  return new Anchor(place, [start, stop < 0 ? text.length : stop]);
}
