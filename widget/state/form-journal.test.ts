import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { wishesFor } from './form-journal.ts';

const form = 'ticketForm';

describe('what a page asks of the contact form', () => {
  it('nothing asked, nothing wanted', () => {
    const wishes = wishesFor([], 1);
    assert.equal(wishes.prefill.size + wishes.identify.size, 0);
    assert.equal(wishes.hidden.size + wishes.disabled.size + wishes.cleared, 0);
    assert.equal(wishes.hidesAttachments, false);
  });

  it('prefill calls add up, the later value wins, and open with values prefills too', () => {
    const { prefill } = wishesFor(
      [
        ['prefill', form, { subject: 'First', priority: 2, custom_fields: { cf_plan: 'Team' } }],
        ['open', form, { subject: 'Second' }],
      ],
      1,
    );
    assert.deepEqual(Object.fromEntries(prefill), {
      subject: 'Second',
      priority: 2,
      cf_plan: 'Team',
    });
  });

  it('unknown keys, nulls and what cannot be typed are passed over, the rest is taken', () => {
    const values = { subject: 'Kept', description: null, name: undefined, type: {}, agent: 'x' };
    const { prefill } = wishesFor([['prefill', form, values]], 1);
    assert.deepEqual(Object.fromEntries(prefill), { subject: 'Kept' });
  });

  it('an entry that names a form says nothing to another, as number or as text', () => {
    const journal = [
      ['prefill', form, { subject: 'Seven' }, { formId: '7' }],
      ['hide', form, ['type'], { formId: 7 }],
      ['open', form, { formId: 7, description: 'opened' }],
      ['disable', form, 'email', undefined],
    ];
    assert.deepEqual(Object.fromEntries(wishesFor(journal, 7).prefill), {
      subject: 'Seven',
      description: 'opened',
    });
    assert.deepEqual([...wishesFor(journal, 7).hidden], ['type']);
    assert.equal(wishesFor(journal, 8).prefill.size, 0);
    assert.equal(wishesFor(journal, 8).hidden.size, 0);
    assert.deepEqual([...wishesFor(journal, 8).disabled], ['email']);
  });

  it('identify blanks what is given as nothing, and the later of identify and prefill wins', () => {
    const journal: unknown[][] = [
      ['prefill', form, { name: 'Ada', email: 'ada@acme.example' }],
      ['identify', form, { name: '', email: null, custom_fields: { cf_vip: undefined } }],
    ];
    assert.deepEqual(Object.fromEntries(wishesFor(journal, 1).identify), {
      name: '',
      email: '',
      cf_vip: '',
    });
    assert.equal(wishesFor(journal, 1).prefill.size, 0);
    journal.push(['prefill', form, { name: 'Grace' }]);
    assert.equal(wishesFor(journal, 1).prefill.get('name'), 'Grace');
    assert.equal(wishesFor(journal, 1).identify.has('name'), false);
  });

  it('clear empties what came before it and leaves what comes after, and the fields as they are', () => {
    const wishes = wishesFor(
      [
        ['prefill', form, { subject: 'Before' }],
        ['identify', form, { name: 'Before' }],
        ['disable', form, ['email']],
        ['clear', form],
        ['prefill', form, { description: 'After' }],
      ],
      1,
    );
    assert.deepEqual(Object.fromEntries(wishes.prefill), { description: 'After' });
    assert.equal(wishes.identify.size, 0);
    assert.equal(wishes.cleared, 1);
    assert.deepEqual([...wishes.disabled], ['email']);
  });

  it('nobody sees what was prefilled for the one before, and what they typed is not cleared', () => {
    const wishes = wishesFor(
      [
        ['identify', form, { name: 'Ada' }],
        ['forget', form],
      ],
      1,
    );
    assert.equal(wishes.identify.size, 0);
    assert.equal(wishes.cleared, 0);
  });

  it('hidden and disabled fields add up; a text is a list of one; custom fields lose their prefix', () => {
    const wishes = wishesFor(
      [
        ['hide', form, 'subject'],
        ['hide', form, ['custom_fields.cf_page', 'attachment-container']],
        ['disable', form, ['name', 'custom_fields.cf_plan']],
      ],
      1,
    );
    assert.deepEqual([...wishes.hidden], ['subject', 'cf_page', 'attachment-container']);
    assert.equal(wishes.hidesAttachments, true);
    assert.deepEqual([...wishes.disabled], ['name', 'cf_plan']);
  });

  it('choices vanish by value or by label, however their accents are spelled', () => {
    const { hidesChoice } = wishesFor(
      [
        ['hideChoices', form, { priority: [2, 3], type: ['Probl\u00e8me'] }],
        ['hideChoices', form, { custom_fields: { cf_plan: ['Free'] }, status: 'Open' }],
      ],
      1,
    );
    assert.equal(hidesChoice('priority', { value: 2, label: 'Medium' }), true);
    assert.equal(hidesChoice('priority', { value: 4, label: 'Urgent' }), false);
    assert.equal(hidesChoice('type', { value: 'problem', label: 'Proble\u0300me' }), true);
    assert.equal(hidesChoice('cf_plan', { value: 'Free', label: 'Free' }), true);
    assert.equal(hidesChoice('type', { value: 'Free', label: 'Free' }), false);
    assert.equal(hidesChoice('status', { value: 2, label: 'Open' }), true);
  });

  it('nonsense of every kind changes nothing and throws nothing', () => {
    const trap = new Proxy(
      {},
      {
        get: () => {
          throw new Error('read');
        },
        ownKeys: () => {
          throw new Error('listed');
        },
      },
    );
    const nothings = [undefined, null, 7, true, Symbol('x'), () => {}, [], {}, [null, 7], trap];
    const commands = ['prefill', 'identify', 'clearAll', 'disable', 'hide', 'hideChoices', 'open'];
    const journal = commands.flatMap((command) =>
      nothings.flatMap((nothing) => [
        [command, form, nothing],
        [command, form, nothing, trap],
        [command, nothing, { subject: 'x', name: 'x' }],
      ]),
    );
    const wishes = wishesFor([[], ['hide'], ...journal], 1);
    assert.equal(wishes.prefill.size + wishes.identify.size, 0);
    assert.equal(wishes.hidden.size + wishes.disabled.size, 0);
    assert.equal(wishes.hidesChoice('type', { value: 'x', label: 'x' }), false);
  });

  it('a field called __proto__ stays a field', () => {
    const values: unknown = JSON.parse('{"custom_fields": {"__proto__": "x"}}');
    const { prefill } = wishesFor([['prefill', form, values]], 1);
    assert.equal(prefill.get('__proto__'), 'x');
    assert.equal(Object.hasOwn(Object.prototype, 'x'), false);
  });
});
