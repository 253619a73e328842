import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sendTicket, TicketRefusal } from './tickets.ts';

const address = 'https://help.example/api/widget/v1/1/tickets';
const ticket = {
  values: new Map<string, string | boolean>([
    ['subject', 'Hello'],
    ['cf_seen', true],
  ]),
  files: [new File(['what happened'], 'note.txt')],
  key: 'a key of this filling',
  proof: null,
};
const pass = { token: 'a.b.c', session: 'session-of-a-page-view' };

/** A browser's request whose server is in hand. */
function browser() {
  const requests: FakeRequest[] = [];
  class FakeRequest {
    upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
    headers: Record<string, string> = {};
    opened: unknown[] = [];
    sent: FormData | null = null;
    status = 0;
    responseText = '';
    answered: Record<string, string> = {};
    onload = () => {};
    onerror = () => {};
    onabort = () => {};
    constructor() {
      requests.push(this);
    }
    open(...opened: unknown[]) {
      this.opened = opened;
    }
    setRequestHeader(name: string, value: string) {
      this.headers[name] = value;
    }
    getResponseHeader(name: string) {
      return this.answered[name] ?? null;
    }
    send(form: FormData) {
      this.sent = form;
    }
    abort() {
      this.onabort();
    }
  }
  const native = Object.getOwnPropertyDescriptors(FakeRequest.prototype);
  return { native, requests, FakeRequest };
}

function sending(more: { proof?: string; isAnonymous?: boolean } = {}) {
  const { native, requests, FakeRequest } = browser();
  // What a page puts there later.
  FakeRequest.prototype.send = () => assert.fail('this belongs to the page');
  const stop = new AbortController();
  const progress: unknown[] = [];
  const caller = { pass: more.isAnonymous ? null : pass, signal: stop.signal };
  const whole = { ...ticket, proof: more.proof ?? null };
  const answer = sendTicket(native, address, caller, whole, (step) => progress.push(step));
  const [request] = requests;
  if (!request) throw new Error('nothing was asked');
  return {
    ...{ answer, request, stop, progress },
    reply(status: number, body: string, headers: Record<string, string> = {}) {
      Object.assign(request, { status, responseText: body, answered: headers });
      request.onload();
      return answer;
    },
  };
}

async function refusalOf(answer: Promise<unknown>): Promise<TicketRefusal> {
  const error = await answer.then(
    () => null,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof TicketRefusal);
  return error;
}

describe('a ticket on its way', () => {
  it('goes by the browser’s own methods, with pass and key, each field under its name', async () => {
    const { request, reply, progress } = sending({ proof: 'work' });
    request.upload.onprogress?.({ loaded: 3, total: 9 });
    const receipt = { id: 7, reference: 'PL-7K2F-9Q' };
    assert.deepEqual(await reply(201, JSON.stringify(receipt)), receipt);
    assert.deepEqual(request.opened, ['POST', address]);
    assert.deepEqual(request.headers, {
      'Idempotency-Key': ticket.key,
      'Porchlight-Proof': 'work',
      Authorization: 'Bearer a.b.c',
      'Porchlight-Session': pass.session,
    });
    assert.deepEqual(
      [...(request.sent ?? [])].map(([name, value]) => [
        name,
        value instanceof File ? value.name : value,
      ]),
      [
        ['subject', 'Hello'],
        ['custom_fields[cf_seen]', 'true'],
        ['attachments[]', 'note.txt'],
      ],
    );
    assert.deepEqual(progress, [{ out: 3, total: 9 }]);
  });

  it('of an anonymous reader carries no pass and no proof', () => {
    const { request } = sending({ isAnonymous: true });
    assert.deepEqual(Object.keys(request.headers), ['Idempotency-Key']);
  });

  it('that nobody answers is offline, and one that is stopped is superseded', async () => {
    const lost = sending();
    lost.request.onerror();
    await assert.rejects(lost.answer, { code: 'offline', status: 0 });
    const stopped = sending();
    stopped.stop.abort();
    await assert.rejects(stopped.answer, { code: 'superseded' });
  });

  for (const page of ['<html>Welcome</html>', 'null', '{"ok":true}', '{"id":"7"}', '']) {
    it(`is not believed to have arrived where a proxy answers 201 with ${page || 'nothing'}`, async () => {
      const { status } = await refusalOf(sending().reply(201, page));
      assert.equal(status, 502);
    });
  }
});

describe('a refusal', () => {
  it('says what is wrong with each field, when to try again and what work is asked for', async () => {
    const parameters = { nonce: 'aa', salt: 'bb', keyPrefix: '00' };
    const body = {
      code: 'input_invalid',
      errors: [{ path: 'subject', message: 'is required', code: 'required' }],
      challenge: { parameters, signature: 'cc' },
    };
    const { reply } = sending();
    const refusal = await refusalOf(reply(422, JSON.stringify(body), { 'Retry-After': '40' }));
    assert.equal(refusal.code, 'input_invalid');
    assert.deepEqual(refusal.faults, body.errors);
    assert.equal(refusal.retryAfter, 40);
    assert.deepEqual(refusal.challenge, body.challenge);
  });

  for (const body of [
    '',
    'null',
    '[]',
    '{"code":7,"errors":{}}',
    '{"challenge":{"parameters":[]}}',
  ]) {
    it(`that makes no sense is one without particulars: ${body || 'nothing'}`, async () => {
      const refusal = await refusalOf(sending().reply(500, body, { 'Retry-After': 'soon' }));
      assert.equal(refusal.code, 'internal');
      assert.deepEqual([refusal.faults, refusal.retryAfter, refusal.challenge], [[], null, null]);
    });
  }
});
