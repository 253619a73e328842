import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { advance } from './machine.ts';
import { Anonymous, type Effect, type SessionEvent, type SessionState } from './state.ts';

const hour = 3_600_000;
const minute = 60_000;

function token(email: string, mark = 'a'): string {
  const payload = Buffer.from(JSON.stringify({ email, mark })).toString('base64url');
  return `e30.${payload}.signature`;
}

function reader(email: string) {
  return { name: email, email, locale: null, groups: [] };
}

/** A supervisor with a clock in hand: time only moves by `at` and `wait`. */
function bench(random = 0) {
  let state: SessionState = Anonymous;
  let now = 1_000_000;
  let wakeAt = Number.POSITIVE_INFINITY;
  let sessions = 0;
  const effects: Effect[] = [];

  function send(event: SessionEvent): Effect[] {
    const turn = advance(state, event, { now, random, freshSession: `session-${++sessions}` });
    state = turn.state;
    wakeAt = turn.wakeAt;
    effects.push(...turn.effects);
    return turn.effects;
  }

  return {
    state: () => state,
    send,
    effects,
    calls: () => effects.filter((effect) => effect.type === 'ask').length,
    warnings: () => effects.flatMap((effect) => (effect.type === 'warn' ? effect.mistake : [])),
    announced: () => effects.flatMap((effect) => (effect.type === 'announce' ? effect.event : [])),
    /** Lets time pass, waking the machine whenever it asked to be woken. */
    wait(milliseconds: number) {
      const end = now + milliseconds;
      while (wakeAt <= end) {
        now = Math.max(now, wakeAt);
        send({ type: 'wake', isReturn: false });
      }
      now = end;
    },
    /** A sleeping machine: time passes and nothing wakes it. */
    sleep(milliseconds: number) {
      now += milliseconds;
    },
    signIn(email: string, life = 2 * hour, callback: 'given' | 'none' = 'given', mark = 'a') {
      send({ type: 'authenticate', token: token(email, mark), callback });
      send({ type: 'accepted', token: token(email, mark), reader: reader(email), life });
    },
  };
}

const call = (bench: { state(): SessionState }) => bench.state().lastCall.id;

describe('renewal', () => {
  it('asks once, ten per cent of two hours before the end', () => {
    const session = bench();
    session.signIn('ada@acme.example');
    session.wait(108 * minute - 1);
    assert.equal(session.calls(), 0);
    session.wait(1);
    assert.equal(session.calls(), 1);
  });

  it('asks thirty seconds before the end of a short token', () => {
    const session = bench();
    session.signIn('ada@acme.example', 2 * minute);
    session.wait(90_000 - 1);
    assert.equal(session.calls(), 0);
    session.wait(1);
    assert.equal(session.calls(), 1);
  });

  it('jitters earlier, never later, by a tenth of the margin at most', () => {
    const session = bench(0.999_999);
    session.signIn('ada@acme.example');
    session.wait(108 * minute - 1.2 * minute);
    assert.equal(session.calls(), 0);
    session.wait(1);
    assert.equal(session.calls(), 1);
  });

  it('never asks twice within five seconds, even for tokens that are always due', () => {
    const session = bench();
    session.signIn('ada@acme.example', 20_000);
    for (let renewal = 1; renewal <= 4; renewal++) {
      assert.equal(session.calls(), renewal);
      const fresh = token('ada@acme.example', `${renewal}`);
      session.send({ type: 'call-returned', call: call(session), token: fresh });
      const accepted = { token: fresh, reader: reader('ada@acme.example'), life: 20_000 };
      session.send({ type: 'accepted', ...accepted });
      session.wait(4_999);
      assert.equal(session.calls(), renewal);
      session.wait(1);
    }
  });

  it('keeps the callback when the renewal brings none, and the session with it', () => {
    const session = bench();
    session.signIn('ada@acme.example');
    const first = session.state().pass?.session;
    session.wait(108 * minute);
    session.signIn('ada@acme.example', 2 * hour, 'none', 'b');
    assert.equal(session.state().pass?.session, first);
    assert.deepEqual(session.announced(), ['authenticated', 'renewed']);
    session.wait(108 * minute);
    assert.equal(session.calls(), 2);
  });

  it('calls a callback that does nothing three times and no more, whoever returns', () => {
    const session = bench();
    session.signIn('ada@acme.example');
    session.wait(3 * hour);
    for (let visit = 0; visit < 50; visit++) {
      session.send({ type: 'wake', isReturn: true });
      session.wait(minute);
    }
    assert.equal(session.calls(), 3);
  });

  it('backs off while the callback fails, until the end and not after it', () => {
    const session = bench();
    session.signIn('ada@acme.example');
    session.wait(108 * minute);
    while (session.state().reader) {
      session.send({ type: 'call-failed', call: call(session) });
      session.wait(30_000);
    }
    const calls = session.calls();
    assert.ok(calls > 3 && calls < 12, `${calls} calls`);
    session.send({ type: 'call-failed', call: call(session) });
    session.wait(5 * hour);
    assert.equal(session.calls(), calls);
  });

  it('tries again when the network comes back after a failure', () => {
    const session = bench();
    session.signIn('ada@acme.example');
    session.wait(108 * minute);
    for (let failure = 0; failure < 4; failure++) {
      session.send({ type: 'call-failed', call: call(session) });
      session.wait(10_000 * 2 ** failure);
    }
    session.send({ type: 'call-failed', call: call(session) });
    const calls = session.calls();
    session.wait(5_000);
    session.send({ type: 'wake', isReturn: true });
    assert.equal(session.calls(), calls + 1);
  });

  it('is one flight: while a call is out nothing else asks', () => {
    const session = bench();
    session.signIn('ada@acme.example');
    session.wait(108 * minute);
    session.send({ type: 'wake', isReturn: true });
    session.send({
      type: 'pass-refused',
      token: token('ada@acme.example'),
      code: 'token_expired',
      isRepeat: false,
    });
    assert.equal(session.calls(), 1);
  });

  it('after three hours of sleep makes the reader anonymous and asks once', () => {
    const session = bench();
    session.signIn('ada@acme.example');
    session.sleep(3 * hour);
    session.send({ type: 'wake', isReturn: true });
    assert.equal(session.state().reader, null);
    assert.equal(session.calls(), 1);
    assert.deepEqual(session.announced(), ['authenticated', 'expired']);
  });
});

describe('the end of a token', () => {
  it('makes the reader anonymous at exp, and keeps what they typed', () => {
    const session = bench();
    session.signIn('ada@acme.example', hour, 'none');
    session.wait(hour - 1);
    assert.equal(session.state().reader?.email, 'ada@acme.example');
    session.wait(1);
    assert.equal(session.state().reader, null);
    assert.equal(session.state().pass, null);
    assert.deepEqual(session.effects.slice(-2), [
      { type: 'wipe', typedToo: false },
      { type: 'announce', event: 'expired' },
    ]);
  });

  for (const [who, typedToo] of [
    ['ada@acme.example', false],
    ['bob@globex.example', true],
  ] as const) {
    it(`lets what was typed ${typedToo ? 'go when' : 'stay when'} ${who} signs in after it`, () => {
      const session = bench();
      session.signIn('ada@acme.example', hour, 'none');
      session.wait(hour);
      session.signIn(who, hour, 'none', 'b');
      assert.deepEqual(session.effects.filter(({ type }) => type === 'wipe').at(-1), {
        type: 'wipe',
        typedToo,
      });
    });
  }

  it('is one renewal for many refused requests, and expiry when the renewal fails', () => {
    const session = bench();
    session.signIn('ada@acme.example');
    session.wait(minute);
    const refusal = {
      type: 'pass-refused',
      token: token('ada@acme.example'),
      code: 'key_revoked',
      isRepeat: false,
    } as const;
    session.send(refusal);
    session.send(refusal);
    assert.equal(session.calls(), 1);
    session.send({ type: 'call-failed', call: call(session) });
    assert.equal(session.state().reader, null);
  });

  it('comes at once where the server refuses and nobody can renew', () => {
    const session = bench();
    session.signIn('ada@acme.example', hour, 'none');
    session.send({
      type: 'pass-refused',
      token: token('ada@acme.example'),
      code: 'session_ended',
      isRepeat: false,
    });
    assert.equal(session.state().reader, null);
  });
});

describe('authenticate', () => {
  for (const [name, bad] of [
    ['empty', ''],
    ['null', null],
    ['undefined', undefined],
    ['malformed', 'not a token'],
    ['a promise', Promise.resolve('e30.e30.x')],
  ] as const) {
    it(`with a token that is ${name} stays anonymous and asks the callback`, () => {
      const session = bench();
      session.send({ type: 'authenticate', token: bad, callback: 'given' });
      assert.equal(session.state().reader, null);
      assert.equal(session.calls(), 1);
    });
  }

  it('with an expired token warns, stays anonymous and asks the callback', () => {
    const session = bench();
    const old = token('ada@acme.example');
    session.send({ type: 'authenticate', token: old, callback: 'given' });
    session.send({ type: 'refused', token: old, code: 'token_expired' });
    assert.deepEqual(session.warnings(), ['token-expired']);
    assert.equal(session.calls(), 1);
  });

  it('warns of a callback that is no function, of none at all, and of the same token again', () => {
    const session = bench();
    session.send({ type: 'authenticate', token: token('ada@acme.example'), callback: 'wrong' });
    session.send({ type: 'authenticate', token: token('ada@acme.example'), callback: 'none' });
    assert.deepEqual(session.warnings(), ['callback-wrong', 'callback-missing', 'token-repeated']);
  });

  it('with another identity wipes the first one before the new token is shown to the server', () => {
    const session = bench();
    session.signIn('ada@acme.example');
    const effects = session.send({
      type: 'authenticate',
      token: token('bob@globex.example'),
      callback: 'none',
    });
    assert.equal(session.state().reader, null);
    assert.equal(session.state().pass, null);
    const types = effects.map(({ type }) => type);
    assert.ok(types.indexOf('wipe') < types.indexOf('present'), types.join());
    assert.deepEqual(
      effects.find(({ type }) => type === 'wipe'),
      { type: 'wipe', typedToo: true },
    );
  });

  it('gives another identity another session', () => {
    const session = bench();
    session.signIn('ada@acme.example');
    const adas = session.state().pass?.session;
    session.signIn('bob@globex.example');
    assert.notEqual(session.state().pass?.session, adas);
  });

  it('drops the answer about a token that is no longer the newest', () => {
    const session = bench();
    session.send({ type: 'authenticate', token: token('ada@acme.example'), callback: 'none' });
    session.send({ type: 'authenticate', token: token('bob@globex.example'), callback: 'none' });
    session.send({
      type: 'accepted',
      token: token('ada@acme.example'),
      reader: reader('ada@acme.example'),
      life: hour,
    });
    assert.equal(session.state().reader, null);
  });

  it('whose renewal is refused leaves the reader with what is left of the old token', () => {
    const session = bench();
    session.signIn('ada@acme.example');
    session.wait(108 * minute);
    const bad = token('ada@acme.example', 'b');
    session.send({ type: 'call-returned', call: call(session), token: bad });
    session.send({ type: 'refused', token: bad, code: 'signature_invalid' });
    assert.equal(session.state().reader?.email, 'ada@acme.example');
    session.wait(12 * minute);
    assert.equal(session.state().reader, null);
  });

  it('shows the token again with pauses while the server cannot be reached', () => {
    const session = bench();
    const mine = token('ada@acme.example');
    session.send({ type: 'authenticate', token: mine, callback: 'given' });
    session.send({ type: 'unreachable', token: mine });
    session.wait(4_999);
    assert.equal(session.effects.filter(({ type }) => type === 'present').length, 1);
    session.wait(1);
    assert.equal(session.effects.filter(({ type }) => type === 'present').length, 2);
    assert.equal(session.calls(), 0);
  });
});

describe('logout', () => {
  it('is harmless when nobody is there', () => {
    const session = bench();
    assert.deepEqual(session.send({ type: 'logout' }), [{ type: 'forget-callback' }]);
  });

  it('ends the session on the server, tells the other tabs, wipes, and never asks again', () => {
    const session = bench();
    session.signIn('ada@acme.example');
    const pass = session.state().pass;
    const effects = session.send({ type: 'logout' });
    assert.deepEqual(effects, [
      { type: 'tell-tabs', identity: 'ada@acme.example' },
      { type: 'end', pass },
      { type: 'forget-callback' },
      { type: 'wipe', typedToo: true },
      { type: 'announce', event: 'logout' },
    ]);
    session.wait(5 * hour);
    session.send({ type: 'wake', isReturn: true });
    assert.equal(session.calls(), 0);
  });

  it('during a call is not undone by its late answer, returned or brought by authenticate', () => {
    const session = bench();
    session.signIn('ada@acme.example');
    session.wait(108 * minute);
    session.send({ type: 'logout' });
    const late = token('ada@acme.example', 'late');
    session.send({ type: 'call-returned', call: call(session), token: late });
    session.send({ type: 'authenticate', token: late, callback: 'none' });
    assert.equal(session.state().presented, null);
  });

  it('lets the same reader sign in again', () => {
    const session = bench();
    session.signIn('ada@acme.example');
    session.send({ type: 'logout' });
    session.signIn('ada@acme.example', hour, 'given', 'again');
    assert.equal(session.state().reader?.email, 'ada@acme.example');
  });

  it('of this reader in another tab ends this tab too, without telling anyone', () => {
    const session = bench();
    session.signIn('Ada@Acme.example');
    const effects = session.send({ type: 'left-elsewhere', identity: 'ada@acme.example' });
    assert.equal(session.state().reader, null);
    assert.ok(effects.some(({ type }) => type === 'end'));
    assert.ok(!effects.some(({ type }) => type === 'tell-tabs'));
  });

  it('of somebody else in another tab changes nothing here', () => {
    const session = bench();
    session.signIn('ada@acme.example');
    assert.deepEqual(session.send({ type: 'left-elsewhere', identity: 'bob@globex.example' }), []);
    assert.equal(session.state().reader?.email, 'ada@acme.example');
  });
});

describe('rest', () => {
  it('asks nothing while off the page, and what is due when back', () => {
    const session = bench();
    session.signIn('ada@acme.example');
    session.send({ type: 'rest' });
    session.wait(110 * minute);
    assert.equal(session.calls(), 0);
    session.send({ type: 'resume' });
    assert.equal(session.calls(), 1);
  });
});
