import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeTestBed } from '../keys/test-bed.ts';
import { openOn } from './test-bed.ts';
import { widgetCommand } from './widget.ts';

async function terminal() {
  const bed = await makeTestBed();
  await bed.store.write((transaction) =>
    transaction
      .insertInto('widget')
      .values({
        ...{ id: 7, site_id: bed.site, name: 'Help', origins: '[]', locale: null },
        ...{ appearance: '{}', mode: 'all', labels: '{}', form: 'null', attachment_limits: '{}' },
        ...{ created_at: bed.now, updated_at: bed.now },
      })
      .execute(),
  );
  return {
    [Symbol.asyncDispose]: () => bed[Symbol.asyncDispose](),
    /** Runs `porchlight widget …` and answers what it printed. */
    async run(args: string): Promise<string> {
      let printed = '';
      const write = (text: string) => {
        printed += text;
      };
      const command = widgetCommand(openOn(bed), { output: { write } });
      await command.parseAsync(args.split(' '), { from: 'user' });
      return printed;
    },
  };
}

test('a version is published, listed and withdrawn from the terminal', async () => {
  await using bed = await terminal();
  const tag = await bed.run('publish 7');
  const [, version = ''] =
    /^<script async src="https:\/\/help\.example\/widgets\/7\.([0-9a-f]{16})\.js" integrity="sha384-[\w+/]{64}" crossorigin="anonymous"><\/script>\n$/.exec(
      tag,
    ) ?? [];
  assert.ok(version, tag);
  const withMap = await bed.run('publish 7 --map');
  assert.match(withMap, /^<script type="importmap">\{"integrity":\{"https:\/\/help\.example\//);
  assert.ok(withMap.endsWith(tag));

  assert.match(await bed.run('versions 7'), new RegExp(`^${version}  .*  current  sha384-`));
  assert.match(await bed.run(`withdraw 7 ${version}`), /withdrawn/);
  assert.equal(await bed.run('versions 7'), '');
  await assert.rejects(bed.run(`withdraw 7 ${version}`), { code: 'not_found' });
});
