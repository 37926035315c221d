// Entered by the editor: runs the tests in its extension host, and leaves what happened in a file.
import fs from 'node:fs';
import Mocha from 'mocha';
import * as extension from './extension';

export async function run(): Promise<void> {
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 30_000,
    reporter: 'json',
    reporterOptions: { output: process.env.LIMNER_RESULTS },
  });
  mocha.suite.emit(Mocha.Suite.constants.EVENT_FILE_PRE_REQUIRE, globalThis, '', mocha);
  extension.define();
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) {
    throw new Error(`${failures} failed: ${fs.readFileSync(process.env.LIMNER_RESULTS ?? '', 'utf8')}`);
  }
}
