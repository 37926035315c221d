import { Notification } from '@jupyterlab/apputils';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ask } from './dialogs';
import { Anchor, IOpen, IPlace, atCursor, currentPlace, openPlace } from './place';
import { ILanding, IResult, ISummary, call, listen } from './server';

const TITLES: Record<string, string> = {
  expand: 'Expanding',
  insert: 'Expanding',
  vary: 'Varying',
  draw: 'Drawing',
  missing: 'Drawing missing pictures',
  alt: 'Describing'
};

/** How long a notification is on the screen at least. */
const SHOWN_MS = 1500;

export class Jobs {
  constructor(
    private open: IOpen,
    private settings: ISettingRegistry.ISettings
  ) {}

  /** Begin a job for the words at a place, and see it through. */
  async start(command: string, place: IPlace, range: [number, number]): Promise<void> {
    const anchor = new Anchor(place, range);
    const body = {
      command,
      path: place.path,
      cell: place.cell,
      kind: place.kind,
      words: anchor.words,
      text: place.shared()?.ysource.toString(),
      start: range[0],
      end: range[1],
      settings: this.given()
    };
    await this.follow(command, anchor.words, 'jobs', body, (job, result) =>
      this.land(job, anchor, command, result)
    );
  }

  /** Draw what the links of a whole document ask for. */
  async drawMissing(place: IPlace): Promise<void> {
    const panel = this.open.notebooks.find(each => each.context.path === place.path);
    const widgets = place.cell && panel ? panel.content.widgets : [];
    const cells = widgets
      .filter(each => each.model.type !== 'raw')
      .map(each => ({
        cell: each.model.id,
        kind: each.model.type,
        text: each.model.sharedModel.source
      }));
    const file = { cell: '', kind: 'file', text: place.shared()?.ysource.toString() };
    const body = {
      command: 'missing',
      path: place.path,
      cells: place.cell ? cells : [file],
      settings: this.given()
    };
    await this.follow('missing', '', 'jobs', body, async (job, result) => {
      const rows = result.pictures ?? [];
      for (const image of widgets.flatMap(each => [...each.node.querySelectorAll('img')])) {
        if (image.complete && !image.naturalWidth) {
          // It is there now. A cell whose text is the same is not rendered anew.
          const address = new URL(image.src);
          address.searchParams.set('drawn', job);
          image.src = address.href;
        }
      }
      const failed = rows.filter(row => row.error);
      const moved = rows.filter(row => row.saved && row.saved !== row.asked);
      const told = [`${rows.length - failed.length} of ${result.asked} missing pictures drawn.`];
      told.push(...new Set(failed.map(row => row.error!)));
      told.push(...moved.map(row => `${row.saved} is there in place of ${row.asked}.`));
      Notification.emit(told.join(' '), failed.length ? 'warning' : 'success', {
        autoClose: failed.length ? false : 5000
      });
      await call(`jobs/${job}/landed`, {});
    });
  }

  /** Offer what was finished while no page was there, and listen to what still runs. */
  async resume(): Promise<void> {
    for (const waiting of await call<ISummary[]>('jobs')) {
      const { job, command, words } = waiting;
      void this.follow(command, words, `jobs/${job}`, undefined, async (_, result) =>
        this.offer(waiting, result)
      );
    }
  }

  private async follow(
    command: string,
    words: string,
    path: string,
    body: object | undefined,
    done: (job: string, result: IResult) => Promise<void>
  ): Promise<void> {
    const title = words ? `${TITLES[command]} “${short(words)}”` : TITLES[command];
    let job = '';
    const began = Date.now();
    const id = Notification.emit(`${title} …`, 'in-progress', {
      autoClose: false,
      actions: [
        {
          label: 'Cancel',
          displayType: 'warn',
          callback: event => {
            event.preventDefault();
            void call(`jobs/${job}/cancel`, {});
          }
        }
      ]
    });
    // One that is dismissed before it is on the screen would stay there for good.
    const dismiss = () =>
      setTimeout(() => Notification.dismiss(id), Math.max(0, SHOWN_MS - (Date.now() - began)));
    try {
      for await (const event of listen(path, body)) {
        job = event.job ?? job;
        if (event.progress) {
          Notification.update({ id, message: `${title}: ${event.progress}` });
        } else if (event.question) {
          await call(`jobs/${job}/answer`, { answer: await ask(event) });
        } else if (event.error) {
          dismiss();
          Notification.error(event.error, { autoClose: false });
        } else if (event.cancelled) {
          dismiss();
          Notification.info(`Cancelled: ${title}`, { autoClose: 3000 });
        } else if (event.result) {
          dismiss();
          await done(job, event.result);
        }
      }
    } catch (error) {
      dismiss();
      Notification.error(error instanceof Error ? error.message : String(error), {
        autoClose: false
      });
    }
  }

  /** Insert a result where its words are now, or hand it over. */
  private async land(
    job: string,
    anchor: Anchor,
    command: string,
    result: IResult
  ): Promise<void> {
    const range = anchor.now();
    if (!range) {
      this.handOver(job, command, result, 'Those words have changed meanwhile.');
      return;
    }
    const text = range.shared.ysource.toString();
    const landing = await call<ILanding>(`jobs/${job}/land`, {
      kind: anchor.place.kind,
      text,
      start: range.start,
      end: range.end,
      attach: this.settings.get('attachment').composite === true
    });
    if (landing.error) {
      Notification.error(landing.error, { autoClose: false });
      return;
    }
    if (range.shared.ysource.toString() !== text) {
      // Somebody has typed while the server was asked: once more, where the words are now.
      await this.land(job, anchor, command, result);
      return;
    }
    const { edit, attachment } = landing;
    // Without this, typing of the last half second is undone together with the insertion.
    range.shared.undoManager?.stopCapturing();
    range.shared.transact(() => {
      if (attachment) {
        // On the model: JupyterLab 4.2 shows a broken picture when it is set on the shared one.
        anchor.place.attachments()?.set(attachment.name, { [attachment.mime]: attachment.data });
      }
      range.shared.updateSource(edit!.start, edit!.end, edit!.text);
    }, true);
    range.shared.undoManager?.stopCapturing();
    await call(`jobs/${job}/landed`, {});
    const notes = result.notes ?? [];
    if (result.cost) {
      notes.unshift(`The picture cost $${result.cost.toFixed(4)}.`);
    }
    if (notes.length) {
      Notification.info(notes.join(' '), { autoClose: 8000 });
    }
  }

  private handOver(job: string, command: string, result: IResult, why: string): void {
    const what = result.picture ? `The picture is saved as ${result.picture}.` : 'It is finished.';
    Notification.warning(`${why} ${what}`, {
      autoClose: false,
      actions: [
        {
          label: 'Insert at the cursor',
          callback: () => {
            const place = currentPlace(this.open);
            if (place) {
              void this.land(job, atCursor(place), command, result);
            }
          }
        }
      ]
    });
  }

  /** Offer a result of before the page was loaded. */
  private async offer(waiting: ISummary, result: IResult): Promise<void> {
    if (waiting.command === 'missing') {
      await call(`jobs/${waiting.job}/landed`, {});
      return;
    }
    Notification.emit(`Finished meanwhile, for “${short(waiting.words)}”.`, 'info', {
      autoClose: false,
      actions: [
        {
          label: 'Insert',
          displayType: 'accent',
          callback: () => {
            const place = openPlace(this.open, waiting.path, waiting.cell);
            if (place) {
              const anchor = new Anchor(place, null, waiting.words);
              void this.land(waiting.job, anchor, waiting.command, result);
            } else {
              const where = `Open ${waiting.path} first.`;
              this.handOver(waiting.job, waiting.command, result, where);
            }
          }
        }
      ]
    });
  }

  /** The person's own settings of JupyterLab, by Limner's names. */
  private given(): Record<string, unknown> {
    const value = (name: string) => this.settings.get(name).composite;
    return {
      style: value('style'),
      dialect: value('dialect'),
      'image.candidates': value('candidates'),
      'image.exact': value('exact')
    };
  }
}

function short(words: string): string {
  const line = words.replace(/\s+/g, ' ');
  return line.length <= 40 ? line : `${line.slice(0, 39)}…`;
}
