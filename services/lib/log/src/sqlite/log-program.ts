import { TopicTable, createTopicTable } from './topic-table.ts';
import type { OpenSqliteProgram } from '@onethread/sqlite';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type {
  AppendPart,
  GroupOffset,
  LagRow,
  LogAnswer,
  LogAnswers,
  LogRequest,
  Placed,
  RecordPage,
} from './log-requests.ts';

interface TopicState {
  readonly id: number;
  readonly next: number;
  readonly lastAt: number;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS topics (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    next_offset INTEGER NOT NULL,
    last_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS group_offsets (
    topic TEXT NOT NULL,
    group_name TEXT NOT NULL,
    next_offset INTEGER NOT NULL,
    PRIMARY KEY (topic, group_name)
  ) STRICT, WITHOUT ROWID;
`;

/** The log's side in the worker. It keeps nothing in memory but prepared statements, so that a rollback is never noticed. */
class LogProgram {
  readonly #database: DatabaseSync;
  readonly #tables = new Map<number, TopicTable>();
  readonly #statements: Record<
    'topic' | 'topics' | 'create' | 'advance' | 'offset' | 'join' | 'commit' | 'groups',
    StatementSync
  >;

  constructor(database: DatabaseSync) {
    database.exec(SCHEMA);
    this.#database = database;
    this.#statements = {
      topic: database.prepare('SELECT id, next_offset AS next, last_at AS lastAt FROM topics WHERE name = ?'),
      topics: database.prepare('SELECT name FROM topics ORDER BY id'),
      create: database.prepare('INSERT INTO topics (name, next_offset, last_at) VALUES (?, 0, 0)'),
      advance: database.prepare('UPDATE topics SET next_offset = ?, last_at = ? WHERE id = ?'),
      offset: database.prepare('SELECT next_offset AS next FROM group_offsets WHERE topic = ? AND group_name = ?'),
      join: database.prepare('INSERT INTO group_offsets VALUES (?, ?, 0)'),
      commit: database.prepare('UPDATE group_offsets SET next_offset = ? WHERE topic = ? AND group_name = ?'),
      groups: database.prepare(
        'SELECT topic, group_name, next_offset AS next FROM group_offsets ORDER BY topic, group_name',
      ),
    };
  }

  handle(request: LogRequest): LogAnswer {
    switch (request.kind) {
      case 'append':
        return request.parts.map((part) => this.#append(part, request.at));
      case 'read':
        return this.#read(request.topic, request.offset, request.records, request.bytes);
      case 'end':
        return this.#find(request.topic)?.next ?? 0;
      case 'seek':
        return this.#seek(request.topic, request.time);
      case 'join':
        return this.#join(request.topic, request.group);
      case 'commit':
        return this.#commit(request.commits);
      case 'lag':
        return this.#lag();
      case 'trim':
        return this.#trim(request);
      case 'topics':
        return this.#statements.topics.all().map(({ name }) => String(name));
    }
  }

  #append(part: AppendPart, now: number): Placed {
    const topic = this.#find(part.topic) ?? this.#create(part.topic);
    // The clock may step back; times in a topic never do, or reading from a time would miss records.
    const placed = { first: topic.next, at: Math.max(now, topic.lastAt) };
    this.#table(topic.id).append(part, placed);
    this.#statements.advance.run(placed.first + part.keys.length, placed.at, topic.id);
    return placed;
  }

  #read(name: string, offset: number, records: number, bytes: number): RecordPage {
    const topic = this.#find(name);
    if (topic === undefined) return { first: offset, timestamps: [], keys: [], values: [], headers: [], end: 0 };
    const page = this.#table(topic.id).page(offset, records, bytes, topic.next);
    return page.keys.length === 0 ? { ...page, first: Math.max(offset, topic.next) } : page;
  }

  #seek(name: string, time: number): number {
    const topic = this.#find(name);
    return topic === undefined ? 0 : this.#table(topic.id).seek(time, topic.next);
  }

  #join(topic: string, group: string): LogAnswers['join'] {
    const end = this.#find(topic)?.next ?? 0;
    const known = this.#statements.offset.get(topic, group);
    if (known !== undefined) return { offset: Number(known['next']), end };
    this.#statements.join.run(topic, group);
    return { offset: 0, end };
  }

  #commit(commits: readonly GroupOffset[]): undefined {
    for (const { topic, group, offset } of commits) this.#statements.commit.run(offset, topic, group);
  }

  #lag(): readonly LagRow[] {
    return this.#statements.groups.all().map((row) => {
      const [name, group] = [String(row['topic']), String(row['group_name'])];
      const topic = this.#find(name);
      if (topic === undefined) return { topic: name, group, records: 0, oldestAt: undefined };
      const table = this.#table(topic.id);
      const from = Math.max(Number(row['next']), table.oldest() ?? topic.next);
      return { topic: name, group, records: topic.next - from, oldestAt: table.timestampAt(from) };
    });
  }

  #trim({ topic: name, before, records, groups }: Extract<LogRequest, { kind: 'trim' }>): number {
    const topic = this.#find(name);
    if (topic === undefined) return 0;
    const table = this.#table(topic.id);
    const undone = groups.map((group) => Number(this.#statements.offset.get(name, group)?.['next'] ?? topic.next));
    return table.trim(Math.min(table.seek(before, topic.next), ...undone), records);
  }

  #find(name: string): TopicState | undefined {
    return this.#statements.topic.get(name) as TopicState | undefined;
  }

  #create(name: string): TopicState {
    const id = Number(this.#statements.create.run(name).lastInsertRowid);
    createTopicTable(this.#database, id);
    return { id, next: 0, lastAt: 0 };
  }

  #table(id: number): TopicTable {
    const known = this.#tables.get(id);
    if (known !== undefined) return known;
    const table = new TopicTable(this.#database, id);
    this.#tables.set(id, table);
    return table;
  }
}

const READS = new Set<LogRequest['kind']>(['read', 'end', 'seek', 'lag', 'topics']);

export const openProgram: OpenSqliteProgram<LogRequest, LogAnswer, undefined> = (database) => {
  const program = new LogProgram(database);
  return { handle: (request) => program.handle(request), isRead: ({ kind }) => READS.has(kind) };
};
