import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { keepAnswers } from './answers.ts';
import { openBrowser, openComputer, tokenOf } from './computer.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const ada = 'ada@acme.example';

/** Ada is signed in, and her product's backend brings a new token whenever it is asked. */
async function adasComputer(tabs = openBrowser().tabs()) {
  const computer = openComputer(tabs);
  let calls = 0;
  const issuer = {
    bring: (): unknown => tokenOf(ada, `renewed ${calls}`),
    calls: () => calls,
  };
  const callback = () => {
    calls += 1;
    computer.note('callback');
    return issuer.bring();
  };
  await computer.session.authenticate(tokenOf(ada, 'first'), callback);
  return { ...computer, computer, issuer };
}

/** The computer woke up, the network came back and the tab became visible: browsers tell of each. */
async function wakeUp({ session, settle }: { session: { wake(): void }; settle(): Promise<void> }) {
  session.wake();
  session.wake();
  await settle();
  session.wake();
  await settle();
}

describe('a computer that slept for hours', () => {
  it('asks the backend once, and no more than five requests leave within ten seconds', async () => {
    const { computer, session, issuer, events, requests, get } = await adasComputer();
    // As the panel does: what is on the screen is asked for anew when the viewer changes.
    const shown = async () => void (await Promise.all(['home', 'article'].map(get)));
    await shown();
    computer.sleep(3 * hour);
    requests.length = 0;
    session.wake();
    await Promise.all([shown(), wakeUp(computer)]);
    await computer.wait(10_000);

    assert.equal(issuer.calls(), 1);
    assert.deepEqual(requests, [
      ...['callback', 'POST session', `GET home as ${ada}`, `GET article as ${ada}`],
    ]);
    assert.deepEqual(events.slice(1), [
      ...['authenticated', 'wiped, typed text kept', 'expired'],
      ...['wiped, typed text kept', 'authenticated'],
    ]);
    assert.equal(session.reader()?.email, ada);
  });

  it('notices within a minute although nothing tells of the waking', async () => {
    const { computer, session, issuer } = await adasComputer();
    await computer.wait(30 * minute);
    computer.sleep(3 * hour);
    assert.equal(issuer.calls(), 0);
    await computer.wait(minute);
    assert.equal(issuer.calls(), 1);
    assert.equal(session.reader()?.email, ada);
  });

  it('in the middle of a renewal renews at once, however often that happens', async () => {
    const { computer, session, issuer } = await adasComputer();
    for (let night = 1; night <= 5; night++) {
      const renewed = issuer.bring;
      issuer.bring = () => new Promise(() => {});
      await computer.wait(108 * minute + 1_000);
      const before = issuer.calls();
      computer.sleep(8 * hour);
      issuer.bring = renewed;
      await wakeUp(computer);
      assert.equal(issuer.calls(), before + 1, `night ${night}`);
      assert.equal(session.reader()?.email, ada);
    }
  });

  it('while a token was on its way shows it again, and asks the backend if it is too old by then', async () => {
    const { computer, session, issuer } = await adasComputer();
    computer.let('hangs');
    await computer.wait(109 * minute);
    assert.equal(issuer.calls(), 1);
    computer.sleep(8 * hour);
    computer.let('refuses');
    await wakeUp(computer);
    computer.let('accepts');
    await computer.wait(20_000);
    assert.equal(session.reader()?.email, ada);
    assert.ok(issuer.calls() <= 3, `${issuer.calls()} calls`);
  });

  it('and wakes without a network: anonymous help is asked for soon, and Ada is back with the network', async () => {
    const { computer, session, issuer, get } = await adasComputer();
    const token = issuer.bring;
    issuer.bring = () => Promise.reject(new Error('offline'));
    computer.let('is away');
    computer.sleep(3 * hour);
    await wakeUp(computer);
    await assert.rejects(get('home'), { code: 'offline' });
    assert.equal(session.reader(), null);

    issuer.bring = token;
    computer.let('accepts');
    await computer.wait(20_000);
    await wakeUp(computer);
    assert.equal(session.reader()?.email, ada);
  });

  it('and whose backend hangs afterwards shows what everyone may read after five seconds', async () => {
    const { computer, issuer, get, requests } = await adasComputer();
    issuer.bring = () => new Promise(() => {});
    computer.sleep(3 * hour);
    requests.length = 0;
    await wakeUp(computer);
    const home = get('home');
    await computer.wait(4_999);
    assert.deepEqual(requests, ['callback']);
    await computer.wait(1);
    assert.equal(await home, 'home');
    assert.deepEqual(requests, ['callback', 'GET home as anonymous']);
  });
});

describe('a tab that was frozen, or kept for going back to', () => {
  it('renews when it is seen again, and its late timer makes no second call', async () => {
    const { computer, session, issuer } = await adasComputer();
    computer.freeze(115 * minute);
    await wakeUp(computer);
    await computer.wait(minute);
    assert.equal(issuer.calls(), 1);
    assert.equal(session.reader()?.email, ada);
  });

  it('shows nothing of Ada once her time was over', async () => {
    const { computer, session, issuer } = await adasComputer();
    issuer.bring = () => null;
    computer.freeze(2 * hour);
    session.wake();
    assert.equal(session.reader(), null);
  });
});

describe('a clock that is wrong', () => {
  for (const [whose, by] of [
    ['a day ahead', day],
    ['a day behind', -day],
  ] as const) {
    it(`in the browser, ${whose}: renewal comes when it would come`, async () => {
      const { computer, issuer } = await adasComputer();
      computer.setCalendar(by);
      await computer.session.authenticate(tokenOf(ada, 'second'), undefined);
      const before = issuer.calls();
      await computer.wait(106 * minute);
      assert.equal(issuer.calls(), before);
      await computer.wait(2 * minute);
      assert.equal(issuer.calls(), before + 1);
    });

    it(`on the server, ${whose}: the server's distance counts, not its date`, async () => {
      const { computer, issuer, session } = await adasComputer();
      computer.setServerTime(by);
      await computer.session.authenticate(tokenOf(ada, 'second'), undefined);
      await computer.wait(106 * minute);
      assert.equal(issuer.calls(), 0);
      await computer.wait(2 * minute);
      assert.equal(issuer.calls(), 1);
      assert.equal(session.reader()?.email, ada);
    });
  }

  it('set back by a day in between: Ada is out at the end of her token, not a day later', async () => {
    const { computer, session, issuer } = await adasComputer();
    issuer.bring = () => Promise.reject(new Error('down'));
    await computer.wait(hour);
    computer.setCalendar(-day);
    await computer.wait(hour - 1);
    assert.equal(session.reader()?.email, ada);
    await computer.wait(1);
    assert.equal(session.reader(), null);
  });

  it('set ahead by a day in between: one renewal, and Ada stays', async () => {
    const { computer, session, issuer } = await adasComputer();
    await computer.wait(hour);
    computer.setCalendar(day);
    await computer.wait(5 * minute);
    assert.equal(issuer.calls(), 1);
    assert.equal(session.reader()?.email, ada);
  });
});

describe("the customer's backend", () => {
  it('is slow: a token that comes after half a minute is still taken', async () => {
    const { computer, session, issuer } = await adasComputer();
    let bring = (_token: string) => {};
    issuer.bring = () => new Promise((resolve) => (bring = resolve));
    await computer.wait(108 * minute);
    const late = bring;
    await computer.wait(31_000);
    late(tokenOf(ada, 'late'));
    await computer.wait(12 * minute);
    assert.equal(session.reader()?.email, ada);
  });

  it('fails for an hour: it is left in peace more and more, and asked when the reader comes back', async () => {
    const { computer, session, issuer } = await adasComputer();
    const token = issuer.bring;
    issuer.bring = () => Promise.reject(new Error('down'));
    await computer.wait(3 * hour);
    assert.ok(issuer.calls() < 12, `${issuer.calls()} calls`);
    assert.equal(session.reader(), null);
    issuer.bring = token;
    await wakeUp(computer);
    assert.equal(session.reader()?.email, ada);
  });

  it("brings another person's token: nothing of Ada is left before it is shown to the server", async () => {
    const { computer, session, issuer, events, requests } = await adasComputer();
    issuer.bring = () => tokenOf('bob@globex.example', 1);
    await computer.wait(108 * minute);
    assert.equal(session.reader()?.email, 'bob@globex.example');
    assert.deepEqual(events.slice(2), ['wiped', 'wiped, typed text kept', 'authenticated']);
    assert.deepEqual(requests.slice(-3), ['callback', 'DELETE session', 'POST session']);
  });

  it("brings another person's token that the server refuses: Ada is gone, and it is asked again", async () => {
    const { computer, session, issuer } = await adasComputer();
    const token = issuer.bring;
    issuer.bring = () => tokenOf('bob@globex.example', 1);
    computer.let('refuses');
    await computer.wait(108 * minute);
    assert.equal(session.reader(), null);
    issuer.bring = token;
    computer.let('accepts');
    await computer.wait(5 * minute);
    assert.equal(session.reader()?.email, ada);
  });

  for (const [what, bring] of [
    ['nothing', () => undefined],
    ['a promise that never settles', () => new Promise(() => {})],
    ['an object', () => ({ token: 'x' })],
    ['HTML', () => '<html>Sign in to the Wi-Fi</html>'],
    ['the same token for ever', () => tokenOf(ada, 'first')],
  ] as const) {
    it(`brings ${what}: a bounded number of calls, and anonymous at the end`, async () => {
      const { computer, session, issuer } = await adasComputer();
      issuer.bring = bring;
      for (let step = 0; step < 36; step++) {
        await computer.wait(10 * minute);
        session.wake();
      }
      assert.equal(session.reader(), null);
      assert.ok(issuer.calls() <= 40, `${issuer.calls()} calls in six hours`);
    });
  }
});

describe('the server', () => {
  it('never answers a sign-in: help is anonymous after a quarter of a minute, and Ada is in once it does', async () => {
    const computer = openComputer();
    computer.let('hangs');
    void computer.session.authenticate(tokenOf(ada, 1), undefined).catch(() => {});
    await computer.wait(0);
    let isShown = false;
    void computer.get('home').then(() => {
      isShown = true;
    });
    await computer.wait(14_999);
    assert.deepEqual(computer.requests, ['POST session']);
    computer.let('accepts');
    await computer.wait(1);
    assert.ok(isShown);
    assert.equal(computer.requests.at(-1), 'GET home as anonymous');
    await computer.wait(6_000);
    assert.equal(computer.session.reader()?.email, ada);
  });

  it('refuses every pass: each request is repeated once at most', async () => {
    const { computer, session, issuer, get, requests } = await adasComputer();
    computer.let('refuses');
    issuer.bring = () => tokenOf(ada, Math.random());
    const answers = Promise.allSettled(['home', 'article', 'search'].map(get));
    await computer.wait(minute);
    await answers;
    const asked = requests.filter((what) => what.startsWith('GET'));
    assert.ok(asked.length <= 6, asked.join());
    assert.equal(session.reader(), null);
  });
});

describe('ten tabs', () => {
  it('that wake together each ask once, and none asks again', async () => {
    const browser = openBrowser();
    const tabs = await Promise.all(Array.from({ length: 10 }, () => adasComputer(browser.tabs())));
    for (const { computer } of tabs) computer.sleep(3 * hour);
    await Promise.all(tabs.map(wakeUp));
    for (const { computer, issuer, session } of tabs) {
      await computer.wait(minute);
      assert.equal(issuer.calls(), 1);
      assert.equal(session.reader()?.email, ada);
    }
  });

  it('are all left by one sign-out, which each tells the server once and nobody twice', async () => {
    const browser = openBrowser();
    const tabs = await Promise.all(Array.from({ length: 10 }, () => adasComputer(browser.tabs())));
    tabs[0]?.session.logout();
    for (const { session, requests, settle } of tabs) {
      await settle();
      assert.equal(session.reader(), null);
      assert.equal(requests.filter((what) => what === 'DELETE session').length, 1);
    }
  });
});

describe('what the panel asks', () => {
  it('while a sign-in is under way is asked once, by the reader, although the viewer changes meanwhile', async () => {
    const computer = openComputer();
    const answers = keepAnswers(computer.session);
    const home = () => answers.get('home', () => computer.get('home')).catch(() => null);
    const first = computer.session.authenticate(tokenOf(ada, 1), undefined);
    const before = home();
    // As the panel does when the viewer has changed.
    answers.forget();
    const after = home();
    await Promise.all([first, before, after]);
    assert.deepEqual(computer.requests, ['POST session', `GET home as ${ada}`]);
  });
});
