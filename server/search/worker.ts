import { parentPort, workerData } from 'node:worker_threads';
import { openSqliteReader } from '../store/sqlite/reader.ts';
import { answerQuery } from './answer.ts';
import type { Job, Reply } from './pool.ts';
import { openRelated } from './related.ts';
import { openVisibleTexts } from './visible.ts';
import { openVocabulary } from './vocabulary.ts';

const port = parentPort;
if (!port) throw new Error('This file runs on a worker thread.');

const database = openSqliteReader(String(workerData.file));
const textsFor = openVisibleTexts(database);
const vocabulary = openVocabulary(database);
const related = openRelated(database);
vocabulary();

port.on('message', (job: Job) => {
  port.postMessage(replyTo(job) satisfies Reply);
});

function replyTo(job: Job): Reply {
  try {
    return { value: answerTo(job) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

/** One snapshot a job: between the statements of an answer nothing changes. */
function answerTo(job: Job) {
  database.exec('begin');
  try {
    if (job.kind === 'related') return related(job);
    const { scope, typed, limit } = job;
    return answerQuery({
      typed,
      limit,
      languages: scope.languages,
      texts: textsFor(scope),
      vocabulary: vocabulary(),
    });
  } finally {
    database.exec('commit');
  }
}
